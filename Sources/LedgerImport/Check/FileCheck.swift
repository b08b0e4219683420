import LedgerCore

/// Whether the tables of a file add up, and what is wrong where they do not.
public struct FileCheck: Sendable {
    public let file: TableFile
    public let tables: [TableCheck]
    /// What concerns the file or a sheet as a whole.
    public let findings: [TableFinding]

    /// Every finding, the file's first.
    public var allFindings: [TableFinding] { findings + tables.flatMap(\.findings) }

    public var foots: Bool { !tables.isEmpty && tables.allSatisfy(\.foots) }

    public var errors: Int { allFindings.count { $0.severity == .error } }

    /// Checks every table of a file, or of the one sheet that is named.
    ///
    /// Throws `TableFileError.noSheet` where the file has no sheet of that name, and `.noColumn`
    /// where no table has a column that the options name.
    public init(
        _ file: TableFile, sheet name: String? = nil, options: TableOptions = TableOptions()
    ) throws(TableFileError) {
        self.file = file
        var sheets = file.sheets
        if let name {
            let wanted = foldedLabel(name)
            sheets = sheets.filter { foldedLabel($0.name ?? "") == wanted }
            guard !sheets.isEmpty else {
                throw .noSheet(name, file.name, file.sheets.compactMap(\.name))
            }
        }
        let unknown = options.columns.first { choice in
            !sheets.contains { PrintedTable.hasColumn(choice.name, on: $0) }
        }
        if let unknown { throw .noColumn(unknown.name, file.name) }
        let found = sheets.map { ($0, PrintedTable.tables(in: $0, options: options)) }
        tables = found.flatMap { _, tables in
            tables.indices.map { TableCheck(tables[$0], after: Array(tables[..<$0])) }
        }
        var findings = found.flatMap { FileCheck.hidden($0.0, $0.1) }
        if tables.isEmpty {
            let headed = sheets.first { TableFinder(sheet: GridFigures($0)).hasHeader }
            findings.append(headed.map(FileCheck.noLines) ?? FileCheck.noTable(file))
        }
        self.findings = findings
    }

    private static func noLines(_ grid: Grid) -> TableFinding {
        TableFinding(
            rule: "no-lines", severity: .note, place: grid.place(line: 1, column: nil),
            message: "There are headings, and no lines with figures below them: nothing to add up.")
    }

    private static func noTable(_ file: TableFile) -> TableFinding {
        TableFinding(
            rule: "no-table", severity: .error, place: file.name,
            message: "No table of money was found in \(file.name). A table has headings such as "
                + "“Amount Allocated” above its figures; name the columns with --columns, or the "
                + "sheet with --sheet.")
    }

    /// Hidden sheets, and hidden rows and columns with figures: read like any other, and told of.
    private static func hidden(_ grid: Grid, _ tables: [PrintedTable]) -> [TableFinding] {
        var findings: [TableFinding] = []
        let name = grid.name ?? ""
        if grid.isHidden, grid.rowCount > 0 {
            findings.append(
                TableFinding(
                    rule: "hidden-sheet", severity: .note, place: name,
                    message: "The sheet \(name) is hidden. It was read like the others."))
        }
        for table in tables where !grid.hiddenLines.isEmpty || !grid.hiddenColumns.isEmpty {
            let lines = table.rows.filter { $0.kind != .note && grid.hiddenLines.contains($0.line) }
            for row in lines.prefix(20) {
                findings.append(
                    TableFinding(
                        rule: "hidden-row", severity: .note,
                        place: grid.place(line: row.line, column: nil), line: row.line,
                        message: "Row \(row.line), “\(row.label)”, is hidden. Its figures were "
                            + "counted like the others."))
            }
            for column in table.columns where grid.hiddenColumns.contains(column.index) {
                let letters = Grid.letters(column.index)
                findings.append(
                    TableFinding(
                        rule: "hidden-column", severity: .note, place: "\(name)!\(letters)",
                        column: column.index, heading: column.heading,
                        message: "Column \(letters), “\(column.heading)”, is hidden. It was read "
                            + "like the others."))
            }
        }
        return findings
    }
}
