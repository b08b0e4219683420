import Foundation
import LedgerCore
import LedgerExport
import LedgerImport
import TestSupport
import Testing
import XLSXWriter

struct ReturnWorkbookTests {
    private static let moment = Moment(milliseconds: 1_548_342_000_000)

    /// The bytes of a workbook that was written and taken away again.
    private static func bytes(
        _ grantReturn: GrantReturn, layout: ReturnLayout = .standard, created: Moment = moment,
        fingerprint: String = WorkbookFingerprint.blank
    ) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "return-test-\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ReturnWorkbook(
            grantReturn, layout: layout, created: created, fingerprint: fingerprint
        ).write(to: path)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func cells(
        _ grantReturn: GrantReturn, layout: ReturnLayout = .standard
    ) throws -> WorkbookCells {
        try WorkbookCells(name: "return.xlsx", content: bytes(grantReturn, layout: layout))
    }

    /// The cells that a name stands for, from the top.
    private static func named(_ name: String, _ book: WorkbookCells) throws -> [WrittenCell] {
        let meaning = try #require(book.names.first { $0.name == name }?.meaning)
        let parts = meaning.split(separator: "!")
        let title = parts[0].filter { $0 != "'" }
        let ends = parts[1].split(separator: ":").map {
            CellAddress(String($0.filter { $0 != "$" }))
        }
        let first = try #require(ends.first ?? nil)
        let last = try #require(ends.last ?? nil)
        let sheet = try #require(book[title])
        return (first.line...last.line).map { line in
            let place = CellAddress(line: line, column: first.column)
            return sheet[place] ?? WrittenCell(place, nil)
        }
    }

    @Test func `the same return gives the same bytes, and each part of it other ones`() throws {
        let first = try Self.bytes(BuildReturn.quarterThree())
        #expect(try Self.bytes(BuildReturn.quarterThree()) == first)
        let others = try [
            Self.bytes(BuildReturn.quarterThree(version: 3)),
            Self.bytes(BuildReturn.quarterThree(stage: .certified)),
            Self.bytes(BuildReturn.quarterThree(projects: 17)),
            Self.bytes(
                BuildReturn.quarterThree(), created: Moment(milliseconds: 1_548_342_001_000)),
            Self.bytes(
                BuildReturn.quarterThree(), fingerprint: String(repeating: "a", count: 64)),
            Self.bytes(
                BuildReturn.quarterThree(),
                layout: ReturnLayout(parsing: "Projects: Projects\nProjects.project: Code")),
        ]
        #expect(Set(others + [first]).count == others.count + 1)
    }

    @Test func `every sheet and every field of the layout is there, in its order`() throws {
        let book = try Self.cells(BuildReturn.quarterThree())
        let layout = ReturnLayout.standard
        #expect(book.sheets.map(\.name) == layout.sheets.map(\.title))
        for sheet in layout.sheets where sheet.part != .summary {
            let cells = try #require(book[sheet.title])
            let corner = try Self.named("Title\(sheet.part.rawValue)", book)[0].place
            for (column, field) in sheet.fields.enumerated() {
                let heading = cells[
                    CellAddress(line: corner.line, column: corner.column + column)]
                #expect(heading?.value == .text(field.heading))
            }
        }
        let summary = try #require(book[layout.sheets[0].title]).cells.map(\.value)
        for field in layout.sheets[0].fields where field.key != "chart" {
            #expect(summary.contains(.text(field.heading)), "\(field.key)")
        }
    }

    @Test func `no field of the sample is left blank in every row`() throws {
        let book = try Self.cells(BuildReturn.quarterThree())
        for sheet in ReturnLayout.standard.sheets where sheet.part != .summary {
            for field in sheet.fields {
                let words = field.key.split(separator: "-").map(\.capitalized)
                let cells = try Self.named("\(sheet.part.rawValue)_\(words.joined())", book)
                #expect(cells.contains { !$0.isEmpty }, "\(sheet.part) \(field.key)")
            }
        }
    }

    @Test func `only what people say is open, and each open cell is in its own column`() throws {
        let book = try Self.cells(BuildReturn.quarterThree())
        var open: [String] = []
        for sheet in book.sheets {
            open += sheet.cells.filter(\.isOpen).map { "\(sheet.name) \($0.place)" }
        }
        var expected: [String] = []
        for field in ReturnNote.Field.allCases {
            let cells = try Self.named("Projects_\(field.rawValue.capitalized)", book)
            #expect(cells.count == 18)
            expected += cells.map { "Projects \($0.place)" }
        }
        #expect(Set(open) == Set(expected) && open.count == 18 * 7)
    }

    @Test func `figures lead to others by name, and the summary to the projects`() throws {
        let book = try Self.cells(BuildReturn.quarterThree())
        let formula = { (name: String) in try Self.named(name, book)[0].formula }
        #expect(try formula("Summary_Spent") == "ROUND(SUM(Projects_Spent),2)")
        #expect(try formula("Summary_Balance") == "ROUND(Summary_Allocated-Summary_Spent,2)")
        #expect(try formula("Projects_Variance") == "ROUND(Projects_Spent-Projects_Planned,2)")
        #expect(try formula("Approvals_ToAfter") == "ROUND(Approvals_ToBefore+Approvals_Amount,2)")
        #expect(try formula("Outputs_Difference") == "Outputs_Actual-Outputs_Target")
        // No formula names a cell by its letters.
        for sheet in book.sheets {
            for cell in sheet.cells {
                let words = (cell.formula ?? "").split { !$0.isLetter && !$0.isNumber }
                #expect(!words.contains { CellAddress(String($0)) != nil }, "\(cell.place)")
            }
        }
    }

    @Test func `a figure that others do not come to is the ledger's own`() throws {
        // A rejected virement moved nothing: its balances after are not reckoned.
        let book = try Self.cells(BuildReturn.quarterThree())
        let after = try Self.named("Approvals_FromAfter", book)
        #expect(after.map { $0.formula == nil } == [false, true, false])
        #expect(after[1].value == .number("7000"))
    }

    @Test(arguments: [
        "=1+1", "=\u{338}HYPERLINK(\"http://x\",\"y\")", "+44 1509", "@SUM(A1)", "-5",
    ])
    func `what people typed never becomes a formula`(words: String) throws {
        let plain = try Self.cells(BuildReturn.quarterThree())
        let typed = try Self.cells(BuildReturn.quarterThree(words: words))
        for (one, other) in zip(plain.sheets, typed.sheets) {
            #expect(one.cells.compactMap(\.formula) == other.cells.compactMap(\.formula))
        }
        #expect(try Self.named("Projects_Reason", typed)[2].value == .text(words))
        #expect(try Self.named("Transactions_Payee", typed)[0].value == .text(words))
    }
}

extension ReturnWorkbookTests {
    @Test func `a partnership's own layout has its sheets, and always what proves the return`()
        throws
    {
        let layout = try ReturnLayout(
            parsing: """
                Projects: Form B
                Projects.spent: Actual: to date
                Projects.project: Ref
                Projects.balance: Left
                Projects.variance-share: Off
                Summary: Front page
                Summary.spent: Spent
                Summary.balance: Balance
                """)
        let book = try Self.cells(BuildReturn.quarterThree(), layout: layout)
        #expect(book.sheets.map(\.name) == ["Form B", "Front page", "Declaration"])
        #expect(try Self.named("Projects_Project", book)[2].value == .text("PLF-03"))
        #expect(
            try Self.named("Summary_Spent", book)[0].formula == "ROUND(SUM(Projects_Spent),2)")
        // What they are reckoned from is not in this layout.
        for name in ["Summary_Balance", "Projects_Balance", "Projects_VarianceShare"] {
            let cell = try Self.named(name, book)[0]
            #expect(cell.formula == nil && cell.value != nil, "\(name)")
        }
        #expect(try Self.named(WorkbookFingerprint.cellName, book).count == 1)
        let head = try Self.named("Return_Head", book)[0].value
        #expect(head == .text(try BuildReturn.quarterThree().head.description))
    }

    @Test func `a return agrees with itself: every formula, and its fingerprint and no other`()
        throws
    {
        // Any sum that tells bytes apart will do here.
        let hash = { (bytes: [UInt8]) -> LedgerHash in
            let sum = bytes.reduce(UInt64(14_695_981_039_346_656_037)) {
                ($0 ^ UInt64($1)) &* 1_099_511_628_211
            }
            return LedgerHash(
                bytes: (0..<32).map { UInt8(truncatingIfNeeded: sum >> ($0 % 8 * 8)) })
                ?? .none
        }
        let grantReturn = try BuildReturn.quarterThree()
        let found = try Self.cells(grantReturn).fingerprint(by: hash)
        let bearing = try WorkbookCells(
            name: "return.xlsx", content: Self.bytes(grantReturn, fingerprint: "\(found)"))
        #expect(bearing.printedFingerprint == "\(found)")
        let check = WorkbookSelfCheck(bearing, hash: hash)
        #expect(check.agrees && check.unchecked.isEmpty && check.withoutResult == 0)
        #expect(check.right > 200)
        let other = try Self.cells(BuildReturn.quarterThree(version: 3))
        #expect(other.fingerprint(by: hash) != found)
    }

    @Test func `a fund without projects is written, and says so`() throws {
        let empty = try BuildReturn.quarterThree(version: 1, stage: .draft, projects: 0)
        let book = try Self.cells(empty)
        let first = try Self.named("Projects_Project", book)
        #expect(first.map(\.value) == [.text("No project has been set up in this fund yet.")])
        #expect(book.sheets.allSatisfy { !$0.cells.contains(where: \.isOpen) })
    }

    @Test(arguments: [
        ("Projects: A\nSummary: a", WorkbookError.sheetNameTaken("a")),
        ("Projects: A/B", .sheetNameHasForbiddenCharacter("A/B")),
        (
            "Projects: The projects of the partnerships",
            .sheetNameTooLong("The projects of the partnerships")
        ),
    ])
    func `a sheet that a spreadsheet cannot name is refused`(
        text: String, refusal: WorkbookError
    ) throws {
        let layout = try ReturnLayout(parsing: text)
        let grantReturn = try BuildReturn.quarterThree()
        #expect(throws: refusal) { _ = try Self.bytes(grantReturn, layout: layout) }
    }

    @Test func `each draft says that it is one, on the page and in the document's properties`()
        throws
    {
        let draft = try Self.cells(BuildReturn.quarterThree(version: 1, stage: .draft))
        let words = "Draft: not certified yet, not to be relied on"
        #expect(draft.sheets[0].cells.contains { $0.value == .text(words) })
        #expect(try Self.named("Return_Stage", draft)[0].value == .text(words))
    }
}
