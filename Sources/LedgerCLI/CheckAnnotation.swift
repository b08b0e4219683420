private import Foundation
internal import LedgerCore
internal import LedgerExport
internal import LedgerImport
internal import LedgerStore

/// A checked file as a spreadsheet with the findings on its cells.
struct CheckAnnotation {
    private let check: FileCheck
    private var sheets: [Grid] { check.file.sheets }

    init(_ check: FileCheck) {
        self.check = check
    }

    /// Refuses a name that cannot be used, before the file is read.
    static func checkName(_ path: String, besides file: String) throws {
        guard path.lowercased().utf8.suffix(5).elementsEqual(".xlsx".utf8) else {
            throw CommandError.notASpreadsheet(path)
        }
        var (copy, source) = (stat(), stat())
        if stat(path, &copy) == 0, stat(file, &source) == 0, copy.st_dev == source.st_dev,
            copy.st_ino == source.st_ino
        {
            throw CommandError.isTheFileChecked(path)
        }
    }

    func write(to path: String) throws {
        let progress = Progress("Writing row")
        defer { progress.finish() }
        try AnnotatedWorkbook.write(book(progress), to: path)
    }

    private func book(_ progress: Progress) -> AnnotatedBook {
        AnnotatedBook(
            fileName: check.file.name, sha256: "\(sha256(check.file.content))",
            result: CheckText.result(check), remarks: check.file.remarks,
            sheets: sheets.map { sheet($0, progress) }, tables: check.tables.indices.map(table),
            notes: check.findings.map(ofFile)
                + check.tables.enumerated().flatMap { index, one in
                    one.findings.map {
                        note($0, sheet: sheet(of: one.table), table: index, line: $0.line)
                    }
                })
    }

    private func sheet(_ grid: Grid, _ progress: Progress) -> AnnotatedSheet {
        let count = grid.rowCount
        let stem = (check.file.name as NSString).deletingPathExtension
        return AnnotatedSheet(
            name: grid.name ?? stem, isHidden: grid.isHidden, hiddenLines: grid.hiddenLines,
            hiddenColumns: grid.hiddenColumns,
            merges: grid.merges.map { AnnotatedArea(lines: $0.lines, columns: $0.columns) },
            rows: (0..<count).lazy.map { index in
                if index.isMultiple(of: 10_000) { progress.tell(index, of: count) }
                let row = grid[index]
                return AnnotatedRow(
                    line: row.line,
                    cells: row.columns.map { column in
                        AnnotatedCell(
                            column: column, value: CheckAnnotation.value(row, column),
                            indent: row.indent(column))
                    })
            })
    }

    private static func value(_ row: GridRow, _ column: Int) -> AnnotatedValue {
        let text = row[column]
        return switch row.kind(column) {
        case .number: .number(text)
        case .date: .date(text)
        case .percentage: .percentage(text)
        case .boolean: .boolean(text == "TRUE")
        case .error: .error(text)
        case .text, .formulaWithoutValue, nil: .text(text)
        }
    }

    private func table(_ index: Int) -> AnnotatedTable {
        let one = check.tables[index]
        let table = one.table
        let lines = table.rows.map(\.line) + [table.headerLine].compactMap { $0 }
        let first = lines.min() ?? 1
        let totals = table.rows.filter { $0.kind == .total }
        return AnnotatedTable(
            title: CheckText.title(of: index, in: check), sheet: sheet(of: table),
            headerLine: table.headerLine, lines: first...(lines.max() ?? first),
            labelColumn: table.labelColumns.first,
            columns: one.columns.enumerated().map { index, column in
                AnnotatedColumn(
                    column: column.column.index, heading: CheckText.heading(column.column),
                    role: CheckText.role(column.column), printed: column.printedTotal,
                    computed: column.computedTotal,
                    totalLine: totals.last { $0.amount(index) != nil }?.line)
            }, result: one.foots ? "adds up" : "does not add up")
    }

    /// A finding about the file or a sheet names the sheet, and perhaps a row, in its place alone.
    private func ofFile(_ finding: TableFinding) -> AnnotatedNote {
        let digits = finding.place.utf8.reversed().prefix { (48...57).contains($0) }.reversed()
        let line = finding.line ?? Int(String(decoding: Array(digits), as: UTF8.self))
        let sheet = sheets.firstIndex { grid in
            let name = grid.name ?? ""
            let column = finding.column.map { "\(name)!\(Grid.letters($0))" }
            let places = line.map { line in
                [finding.column, nil].map { grid.place(line: line, column: $0) }
            }
            return finding.place == name || finding.place == column
                || places?.contains(finding.place) == true
        }
        let table = check.tables.firstIndex { one in
            finding.line == nil && self.sheet(of: one.table) == sheet
                && one.columns.contains { $0.column.index == finding.column }
        }
        let isRow = sheet.map { sheets[$0].name != finding.place } ?? false
        return note(finding, sheet: sheet, table: table, line: isRow && table == nil ? line : nil)
    }

    private func note(
        _ finding: TableFinding, sheet: Int?, table: Int?, line: Int?
    ) -> AnnotatedNote {
        AnnotatedNote(
            severity: finding.severity, place: finding.place, sheet: sheet, table: table,
            line: line, column: finding.column, heading: finding.heading,
            printed: finding.printed, computed: finding.computed, message: finding.message,
            guess: finding.guess)
    }

    private func sheet(of table: PrintedTable) -> Int {
        sheets.firstIndex { $0.name == table.grid.name } ?? 0
    }
}
