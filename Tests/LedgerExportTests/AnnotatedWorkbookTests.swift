import Foundation
import LedgerCore
import LedgerExport
import Testing

@testable import XLSXWriter

/// A folder of its own for a test, gone when the test is over.
private final class Desk {
    let folder = NSTemporaryDirectory() + "annotated-test-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var path: String { folder + "/checked.xlsx" }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    /// The XML of one part of the book; the summary is the first sheet, the copy the second.
    func xml(_ part: String = "xl/worksheets/sheet2.xml") throws -> String {
        let bytes = try bytes()
        let parts = ZipDirectory.parts(of: bytes) ?? []
        guard let found = parts.first(where: { $0.name == part }) else { return "" }
        var unpacked: [UInt8] = []
        _ = Inflater.unpack(bytes[found.bytes]) { unpacked += $0 }
        return String(decoding: unpacked, as: UTF8.self)
    }

    func summary() throws -> String { try xml("xl/worksheets/sheet1.xml") }

    func comments() throws -> String { try xml("xl/comments1.xml") }

    /// The cell's element, from `<c` to its end.
    func cell(_ name: String, in part: String = "xl/worksheets/sheet2.xml") throws -> String {
        let xml = try xml(part)
        guard let start = xml.range(of: "<c r=\"\(name)\"") else { return "" }
        let rest = xml[start.lowerBound...]
        let end = rest.range(of: "</c>")?.upperBound ?? rest.endIndex
        let empty = rest.range(of: "/>")?.upperBound ?? rest.endIndex
        let text = rest[..<end]
        // A styled cell without a value closes itself.
        return text.dropFirst().contains("<c r=") ? String(rest[..<empty]) : String(text)
    }

    func write(_ book: AnnotatedBook) throws(WorkbookError) {
        try AnnotatedWorkbook.write(book, to: path)
    }
}

private typealias Sample = AnnotatedSample

struct AnnotatedWorkbookTests {
    @Test func `the same book gives the same bytes`() throws {
        let desks = [try Desk(), try Desk()]
        for desk in desks { try desk.write(Sample.book()) }
        #expect(try desks[0].bytes() == desks[1].bytes())
    }

    @Test func `a text stays a text where it was, and a number keeps its decimals`() throws {
        let desk = try Desk()
        try desk.write(Sample.book())
        #expect(try desk.cell("C5").contains("t=\"inlineStr\"><is><t>=1+1</t></is>"))
        #expect(try desk.cell("B4").contains("<t>£10,000</t>"))
        #expect(try desk.cell("D5").contains("<t>(1,250.00)</t>"))
        #expect(try desk.cell("B7").hasSuffix("<v>1234.5</v></c>"))
        #expect(try desk.cell("C7").hasSuffix("<v>-0.1</v></c>"))
        #expect(try desk.cell("A2").isEmpty)
        // Typed anew it would still be a text: the cell has the format for texts.
        #expect(try desk.xml("xl/styles.xml").contains("formatCode=\"@\""))
        for part in [try desk.xml(), try desk.summary()] { #expect(!part.contains("<f>")) }
    }

    @Test func `days, shares and truths stay what they are, and what Excel has not is text`() throws
    {
        let desk = try Desk()
        let values: [AnnotatedValue] = [
            .date("2019-01-24"), .date("2019-01-24 18:00:00"), .percentage("45.5%"),
            .boolean(true), .error("#REF!"), .date("1066-10-14"), .number("1e999"), .date("soon"),
            .percentage("half"), .number("0.1000000001"), .date("2019-01-24T06:00"),
        ]
        try desk.write(Sample.book(rows: [Sample.row(1, values)], tables: [], notes: []))
        let cells = try (0..<values.count).map {
            try desk.cell(CellReference(row: 0, column: $0).description)
        }
        let wanted = [
            "<v>43489</v>", "<v>43489.75</v>", "<v>0.455</v>", "t=\"b\"><v>1</v>", "<t>#REF!</t>",
            "<t>1066-10-14</t>", "<t>1e999</t>", "<t>soon</t>", "<t>half</t>",
            "<v>0.1000000001</v>", "<v>43489.25</v>",
        ]
        for (cell, text) in zip(cells, wanted) { #expect(cell.contains(text)) }
    }

    @Test func `several findings on a cell are one comment, each with its guess`() throws {
        let desk = try Desk()
        try desk.write(Sample.book())
        let comments = try desk.comments()
        #expect(comments.components(separatedBy: "<comment ref=\"C8\"").count == 2)
        #expect(
            comments.contains(
                "£1.00 less.\nguess: a line was rounded up to the pound.\n\nwarning: A sum of many")
        )
        #expect(comments.contains(">error: The total of Amount Spent"))
        #expect(comments.contains("<author>locality check</author>"))
    }

    @Test func `a finding of a row hangs on its label, one of a table on its heading`() throws {
        let desk = try Desk()
        let whole = AnnotatedNote(
            severity: .warning, place: "plf!3", sheet: 0, table: 0, line: nil, column: nil,
            message: "Two columns have the same heading.")
        try desk.write(Sample.book(notes: [whole, Sample.notes[0]]))
        let comments = try desk.comments()
        #expect(
            comments.contains("<comment ref=\"A3\"") && comments.contains("<comment ref=\"A5\""))
    }

    @Test func `a finding of a row without a table hangs on the row's first cell`() throws {
        let desk = try Desk()
        let rows = [Sample.row(2, [nil, .text("here")])]
        let note = Sample.note(.note, line: 2, column: nil, "Look.")
        try desk.write(Sample.book(rows: rows, tables: [], notes: [note]))
        #expect(try desk.comments().contains("<comment ref=\"B2\""))
        #expect(
            try desk.summary().contains("location=\"&apos;plf&apos;!$B$2\"")
                || desk.summary().contains("location=\"'plf'!$B$2\""))
    }

    @Test func `a finding on an empty cell, and on an empty row, is marked too`() throws {
        let desk = try Desk()
        let notes = [
            Sample.note(.error, line: 4, column: 5, "A figure is missing."),
            Sample.note(.error, line: 9, column: 1, "A total is missing."),
            Sample.note(.error, line: 40, column: 1, "Nothing is here."),
        ]
        try desk.write(Sample.book(tables: [], notes: notes))
        for name in ["F4", "B9", "B40"] {
            #expect(try desk.cell(name).contains(" s=\""))
            #expect(try desk.comments().contains("<comment ref=\"\(name)\""))
        }
    }

    @Test func `findings are listed by money, each with a link to its cell`() throws {
        let desk = try Desk()
        try desk.write(Sample.book())
        let summary = try desk.summary()
        let order = [
            "A sum of many pounds", "The total of Amount Spent is", "The row “Mediation",
            "“=1+1” cannot", "The mark * beside", "The table says nothing",
        ]
        let places = order.compactMap { summary.range(of: $0)?.lowerBound }
        #expect(places.count == order.count && places == places.sorted())
        let plain = summary.replacing("&apos;", with: "'")
        #expect(plain.components(separatedBy: "location=\"'plf'!$C$8\"").count == 4)
        #expect(
            plain.contains("location=\"'plf'!$A$5\"") && plain.contains("location=\"'plf'!$A$1\""))
    }

    @Test func `the summary says what was checked, what came of it and each column's total`() throws
    {
        let desk = try Desk()
        try desk.write(Sample.book())
        let summary = try desk.summary()
        for text in [
            "Check of plf.csv", "The table does not add up: 2 errors and 2 warnings in plf.csv.",
            "plf.csv is Windows-1252", String(repeating: "0123456789abcdef", count: 4),
            "allocated: the lines make the printed total",
            "spent: the printed total is £1.00 more than the lines make",
            "balance: no total is printed", ">C8<", "6 findings, by money",
        ] {
            #expect(summary.contains(text), "\(text)")
        }
        #expect(summary.contains("<autoFilter"))
    }
}

struct AnnotatedLimitTests {
    @Test func `a finding within merged cells hangs on their first`() throws {
        let desk = try Desk()
        let merges = [
            AnnotatedArea(lines: 4...6, columns: 1...2),
            AnnotatedArea(lines: 8...8, columns: 0...1),
            AnnotatedArea(lines: 6...7, columns: 2...3),
        ]
        let notes = [
            Sample.note(.error, line: 6, column: 2, "Within."),
            Sample.note(.error, line: 8, column: 1, "Beside."),
        ]
        try desk.write(Sample.book(notes: notes, merges: merges))
        let comments = try desk.comments()
        #expect(
            comments.contains("<comment ref=\"B4\"") && comments.contains("<comment ref=\"A8\""))
        #expect(try desk.xml().contains("<mergeCell ref=\"B4:C6\"/><mergeCell ref=\"A8:B8\"/>"))
        #expect(try desk.summary().contains("1 merged areas that overlap others"))
    }

    @Test func `what the file hides is shown, marked and said`() throws {
        let desk = try Desk()
        try desk.write(Sample.book(notes: [], hiddenLines: [5, 6, 8], hiddenColumns: [1, 3]))
        let comments = try desk.comments()
        #expect(comments.contains("Rows 5 to 6 are hidden in plf.csv."))
        #expect(comments.contains("Row 8 is hidden in plf.csv."))
        #expect(comments.contains("Column D is hidden in plf.csv."))
        #expect(
            try desk.summary().contains("rows 5 to 6, 8 of plf; columns B, D of plf."))
        #expect(try !desk.xml().contains("hidden="))
    }

    @Test(arguments: [
        ("Check", "Check", "Check (2)"), ("cHECK", "cHECK", "Check (2)"),
        ("History", "Sheet", "Check"),
        ("", "Sheet", "Check"), ("PLF/CI001: [2018]", "PLF_CI001_ _2018_", "Check"),
        ("'quoted'", "quoted", "Check"),
        (String(repeating: "a", count: 40), String(repeating: "a", count: 31), "Check"),
        ("Fund #1", "Fund #1", "Check"), ("e\u{301}'", "e\u{301}", "Check"),
    ])
    func `every sheet has a name that Excel takes, the file's own where it can be`(
        name: String, kept: String, summary: String
    ) throws {
        let desk = try Desk()
        try desk.write(Sample.book(sheetName: name))
        let workbook = try desk.xml("xl/workbook.xml")
        #expect(workbook.contains("<sheet name=\"\(summary)\" sheetId=\"1\""))
        #expect(workbook.contains("<sheet name=\"\(kept)\" sheetId=\"2\""))
        #expect(try desk.summary().contains("for Excel would not take its name.") == (name != kept))
    }

    @Test func `two long names that begin alike stay two`() throws {
        let desk = try Desk()
        let long = String(repeating: "a", count: 31)
        let sheets = [long + "1", long + "2", long].map { AnnotatedSheet(name: $0, rows: []) }
        try desk.write(
            AnnotatedBook(fileName: "a.xlsx", sha256: "ab", result: "Clean.", sheets: sheets))
        let workbook = try desk.xml("xl/workbook.xml")
        #expect(workbook.contains("name=\"\(long)\" sheetId=\"4\""))
        #expect(workbook.contains("name=\"\(long.dropLast(4)) (2)\""))
        #expect(workbook.contains("name=\"\(long.dropLast(4)) (3)\""))
    }

    @Test(arguments: ["x", "é", "\u{1}", "😀"])
    func `a text beyond a cell's length is cut and said so`(
        letter: String
    ) throws {
        let desk = try Desk()
        let text = String(repeating: letter, count: 32_768)
        try desk.write(Sample.book(rows: [Sample.texts(1, text, "b")], tables: [], notes: []))
        #expect(try desk.cell("A1").contains("…</t>"))
        #expect(try desk.summary().contains("are cut short: plf!A1."))
        let whole = String(repeating: "x", count: 32_767)
        try desk.write(Sample.book(rows: [Sample.texts(1, whole, "b")], tables: [], notes: []))
        #expect(try desk.cell("A1").contains(whole))
        #expect(try !desk.summary().contains("cut short"))
    }

    @Test func `more findings than Excel can show are bounded with a sentence`() throws {
        let desk = try Desk()
        let notes = (0..<66_000).map { index in
            Sample.note(.error, line: index + 1, column: 1, "Line \(index) is out.")
        }
        try desk.write(Sample.book(rows: [], tables: [], notes: notes))
        let summary = try desk.summary()
        #expect(summary.contains("61000 more cells are marked without a comment"))
        #expect(summary.contains("Only the first 65530 lines of the lists lead to their cells"))
        #expect(summary.contains("Line 65999 is out."))
        #expect(try desk.comments().components(separatedBy: "<comment ref").count == 5_001)
    }

    @Test func `many findings on one cell are bounded in its comment`() throws {
        let desk = try Desk()
        let notes = (0..<40).map { _ in
            Sample.note(.error, line: 4, column: 1, String(repeating: "Long words. ", count: 500))
        }
        try desk.write(Sample.book(notes: notes))
        #expect(try desk.comments().contains("…</t>"))
        try desk.write(
            Sample.book(notes: notes.map { Sample.note($0.severity, line: 4, column: 1, "Short.") })
        )
        #expect(try desk.comments().contains("and 28 more: see the sheet Check."))
    }

    @Test func `rows beyond a sheet are left out with a sentence`() throws {
        let desk = try Desk()
        let rows = [1, 1_048_576, 1_048_577].map { Sample.texts($0, "row \($0)", "b") }
        try desk.write(Sample.book(rows: rows, tables: [], notes: []))
        #expect(try desk.xml().contains("row 1048576") && !desk.xml().contains("row 1048577"))
        #expect(
            try desk.summary().contains("1 rows beyond the 1,048,576 of a sheet are not copied."))
    }

    @Test func `a sum of more digits than Excel keeps is listed as text`() throws {
        let desk = try Desk()
        let note = Sample.note(
            .error, line: 4, column: 1, "Vast.", printed: 4_000_000_000_000_000, computed: 0)
        try desk.write(Sample.book(notes: [note]))
        #expect(try desk.summary().contains("<t>£40,000,000,000,000.00</t>"))
    }

    @Test(arguments: [
        "&G&G&G&G&G&G.csv", "a\u{0}b.csv", "=1+1.csv", String(repeating: "long ", count: 60),
    ])
    func `any name of a file is taken`(name: String) throws {
        let desk = try Desk()
        try desk.write(Sample.book(fileName: name))
        #expect(try desk.bytes().starts(with: Array("PK".utf8)))
    }

    @Test func `a folder that is missing is refused and nothing is written`() throws {
        let path = try Desk().path
        #expect(throws: WorkbookError.self) {
            try AnnotatedWorkbook.write(Sample.book(), to: path)
        }
    }
}
