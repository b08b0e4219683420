import Foundation
import LedgerCore
import LedgerExport

/// A checked table of four lines whose spent column is £1 out, with a finding of each kind.
enum AnnotatedSample {
    static func money(_ pence: Int64) -> Money { Money(pence: pence) }

    static func row(_ line: Int, _ values: [AnnotatedValue?]) -> AnnotatedRow {
        let cells = values.enumerated().compactMap { column, value in
            value.map { AnnotatedCell(column: column, value: $0) }
        }
        return AnnotatedRow(line: line, cells: cells)
    }

    static func texts(_ line: Int, _ texts: String...) -> AnnotatedRow {
        row(line, texts.map { $0.isEmpty ? nil : .text($0) })
    }

    static let rows = [
        texts(1, "Partnership Locality Fund 2018/19, as at 24 January 2019"),
        texts(3, "Project", "Amount Allocated", "Amount Spent", "Balance"),
        texts(4, "Street Pastors", "£10,000", "£10,000", "£0"),
        texts(5, "Mediation, a service for neighbours", "£3000", "=1+1", "(1,250.00)"),
        texts(6, "Shed alarms", "£5,000", "£2,322*", "£2,678"),
        row(7, [.text("Lighting"), .number("1234.5"), .number("-0.1"), .number("1234.6")]),
        texts(8, "Total", "£19,234.50", "£12,323", "£5,162.60"),
        texts(10, "* awaiting Quarter Three invoices from the district council"),
    ]

    static let table = AnnotatedTable(
        title: "Partnership Locality Fund 2018/19, as at 24 January 2019", sheet: 0, headerLine: 3,
        lines: 3...8, labelColumn: 0,
        columns: [
            AnnotatedColumn(
                column: 1, heading: "Amount Allocated", role: "allocated",
                printed: money(1_923_450), computed: money(1_923_450), totalLine: 8),
            AnnotatedColumn(
                column: 2, heading: "Amount Spent", role: "spent", printed: money(1_232_300),
                computed: money(1_232_200), totalLine: 8),
            AnnotatedColumn(
                column: 3, heading: "Balance", role: "balance", printed: nil,
                computed: money(516_260), totalLine: nil),
        ], result: "does not add up")

    static func note(
        _ severity: Finding.Severity, line: Int?, column: Int?, _ message: String,
        printed: Int64? = nil, computed: Int64? = nil, guess: String? = nil
    ) -> AnnotatedNote {
        AnnotatedNote(
            severity: severity, place: line.map { "line \($0)" } ?? "plf.csv", sheet: 0,
            line: line, column: column,
            heading: column.flatMap { column in table.columns.first { $0.column == column }?.heading
            },
            printed: printed.map(money), computed: computed.map(money), message: message,
            guess: guess)
    }

    static let notes = [
        note(
            .warning, line: 5, column: nil,
            "The row “Mediation, a service for neighbours” has a balance that is not allocated less"
                + " spent."),
        note(
            .error, line: 5, column: 2,
            "“=1+1” cannot be read as money. Write an amount such as 1,250.00."),
        note(.note, line: 6, column: 2, "The mark * beside £2,322 was left aside."),
        note(
            .error, line: 8, column: 2,
            "The total of Amount Spent is £12,323.00 and its lines make £12,322.00, which is £1.00"
                + " less.", printed: 1_232_300, computed: 1_232_200,
            guess: "a line was rounded up to the pound."),
        note(
            .warning, line: 8, column: 2,
            "A sum of many pounds differs.", printed: 9_000_000, computed: 1_000),
        note(.note, line: nil, column: nil, "The table says nothing of its year."),
    ]

    static func book(
        fileName: String = "plf.csv", sheetName: String = "plf", rows: [AnnotatedRow] = rows,
        tables: [AnnotatedTable] = [table], notes: [AnnotatedNote] = notes,
        hiddenLines: Set<Int> = [], hiddenColumns: Set<Int> = [], merges: [AnnotatedArea] = []
    ) -> AnnotatedBook {
        AnnotatedBook(
            fileName: fileName, sha256: String(repeating: "0123456789abcdef", count: 4),
            result: "The table does not add up: 2 errors and 2 warnings in plf.csv.",
            remarks: ["plf.csv is Windows-1252 with semicolons between its cells."],
            sheets: [
                AnnotatedSheet(
                    name: sheetName, hiddenLines: hiddenLines, hiddenColumns: hiddenColumns,
                    merges: merges, rows: rows)
            ], tables: tables, notes: notes)
    }
}
