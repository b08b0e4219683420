import LedgerCore

/// A table as a person published it: its columns, and its rows sorted by what they are.
public struct PrintedTable: Hashable, Sendable {
    /// The line of the header row.
    public let headerLine: Int
    public let columns: [PrintedColumn]
    /// Which columns name a row: a code, a description, or both.
    public let labelColumns: [Int]
    /// The rows below the header, blank ones left out.
    public let rows: [Row]

    public enum RowKind: String, Sendable {
        case item
        case subtotal
        case total
        /// The fund's own line, with only what was received.
        case heading
        case note
    }

    /// One row.
    public struct Row: Hashable, Sendable {
        public let line: Int
        public let kind: RowKind
        public let label: String
        /// The cells of the columns that have a role, in the order of `columns`.
        public let figures: [Figure]

        /// What is printed in the column of a role.
        public func figure(_ role: PrintedRole) -> PrintedAmount? {
            figures.first { $0.role == role }?.printed
        }
    }

    /// One cell of a money column.
    public struct Figure: Hashable, Sendable {
        public let column: Int
        public let role: PrintedRole
        public let printed: PrintedAmount
    }

    public init(headerLine: Int, columns: [PrintedColumn], labelColumns: [Int], rows: [Row]) {
        self.headerLine = headerLine
        self.columns = columns
        self.labelColumns = labelColumns
        self.rows = rows
    }
}

extension PrintedTable {
    /// Finds the table in a file: the header is the first row with a heading people use for money.
    ///
    /// Nil where there is none.
    public init?(reading source: CSVTable) {
        guard let header = source.rows.first(where: PrintedTable.isHeader) else { return nil }
        let columns = (0..<header.count).map { index in
            let heading = header.label(index)
            return PrintedColumn(
                index: index, heading: heading, role: PrintedRole(heading: heading))
        }
        let labels = PrintedTable.labelColumns(columns)
        let rows = source.rows.filter { $0.line > header.line && !$0.isBlank }
            .map { Row(reading: $0, columns: columns, labels: labels) }
        self.init(
            headerLine: header.line, columns: columns, labelColumns: labels,
            rows: PrintedTable.namingLastTotal(rows))
    }

    /// A title alone in its row is no header, even with “Allocation” in it.
    private static func isHeader(_ row: CSVRow) -> Bool {
        let headings = (0..<row.count).map { row.label($0) }.filter { !$0.isEmpty }
        let areWords = headings.allSatisfy { PrintedAmount(reading: $0).amount == nil }
        return headings.count >= 2 && areWords
            && headings.contains { PrintedRole(heading: $0) != nil }
    }

    private static let codeHeadings: Set<String> = ["code", "ref", "reference", "no"]
    private static let nameHeadings: Set<String> = [
        "description", "initiative", "project", "item", "scheme", "activity", "name", "line",
    ]

    /// The column of names, and that of codes before it where there is one.
    private static func labelColumns(_ columns: [PrintedColumn]) -> [Int] {
        let others = columns.filter { $0.role == nil && !$0.heading.isEmpty }
        func headed(_ words: Set<String>) -> PrintedColumn? {
            others.first { !words.isDisjoint(with: PrintedRole.words($0.heading)) }
        }
        let description = headed(["description"])
        // Beside a description, a column headed “Project” holds its code.
        let code = headed(codeHeadings) ?? (description == nil ? nil : headed(["project"]))
        let name =
            description
            ?? others.first { column in
                column != code && !nameHeadings.isDisjoint(with: PrintedRole.words(column.heading))
            }
        let found = [code, name].compactMap { $0?.index }
        // A first column without a heading holds the names, as in many a printed table.
        return found.isEmpty ? [columns.first { $0.role == nil }?.index ?? 0] : found
    }

    /// Where no row is called a total, the last one with figures is, if its label says so at all.
    private static func namingLastTotal(_ rows: [Row]) -> [Row] {
        guard !rows.contains(where: { $0.kind == .total }),
            let last = rows.lastIndex(where: { $0.kind == .item }),
            PrintedRole.words(rows[last].label).contains(where: { $0 == "total" || $0 == "totals" })
        else { return rows }
        var named = rows
        named[last] = Row(
            line: rows[last].line, kind: .total, label: rows[last].label,
            figures: rows[last].figures)
        return named
    }
}

extension PrintedTable.Row {
    fileprivate init(reading row: CSVRow, columns: [PrintedColumn], labels: [Int]) {
        line = row.line
        label = labels.map { row.label($0) }.filter { !$0.isEmpty }.joined(separator: " ")
        figures = columns.compactMap { column in
            guard let role = column.role else { return nil }
            let printed = PrintedAmount(reading: row.label(column.index))
            return PrintedTable.Figure(column: column.index, role: role, printed: printed)
        }
        let printed = figures.filter { $0.printed.value != .blank }
        let words = PrintedRole.words(label)
        if label.utf8.first == UInt8(ascii: "*") || printed.isEmpty {
            kind = .note
        } else if [["total"], ["totals"], ["grand", "total"], ["overall", "total"]].contains(words)
        {
            kind = .total
        } else if [["subtotal"], ["sub", "total"]].contains(words) {
            kind = .subtotal
        } else if figures.count > 1, printed.allSatisfy({ $0.role == .received }) {
            kind = .heading
        } else {
            kind = .item
        }
    }
}

extension CSVRow {
    /// The cell's text as the ledger would hold it: trimmed, composed, no formula guard.
    fileprivate func label(_ index: Int) -> String {
        composed(LedgerCore.trimmed(unguarded(bytes(index)))[...])
    }
}
