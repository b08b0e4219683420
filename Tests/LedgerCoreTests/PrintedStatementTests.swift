import TestSupport
import Testing

@testable import LedgerCore

struct PrintedStatementTests {
    /// One line of a table: label, allocated, spent and balance in pounds.
    private typealias Row = (label: String, allocated: Int64?, spent: Int64?, balance: Int64?)

    private func table(_ rows: [Row], total: Row? = nil) throws -> PrintedStatement {
        let lines = (rows + (total.map { [$0] } ?? [])).enumerated().map { index, row in
            PrintedStatement.Line(
                number: index + 2, label: row.label, isTotal: index == rows.count,
                allocated: row.allocated.map(Money.init(pence:)),
                spent: row.spent.map(Money.init(pence:)),
                balance: row.balance.map(Money.init(pence:)))
        }
        return PrintedStatement(
            fund: try Build.key(), day: try Build.day("2018-12-31"), name: "table.csv", content: "",
            lines: lines)
    }

    private func statement(
        _ projects: [(code: String, description: String, allocated: Int64)]
    ) throws -> FundStatement {
        var ledger = PaperLedger(
            [try Build.fund()],
            projects: try projects.map { try Build.project($0.code, description: $0.description) })
        for project in projects where project.allocated > 0 {
            try ledger.record(
                Build.transfer(.allocation, to: project.code, pence: project.allocated))
        }
        if let first = projects.first, first.allocated > 400 {
            try ledger.record(Build.transfer(.spend, from: first.code, pence: 400))
        }
        return try ledger.statement()
    }

    private func wardensAndCameras() throws -> FundStatement {
        try statement([("PLF-01", "Street wardens", 1_000), ("PLF-02", "Cameras", 2_000)])
    }

    @Test func `a table that agrees has no differences`() throws {
        let table = try table(
            [("Street wardens", 1_000, 400, 600), ("Cameras", 2_000, 0, 2_000)],
            total: ("Total", 3_000, 400, 2_600))
        #expect(table.differences(from: try wardensAndCameras()).isEmpty)
    }

    @Test func `a figure that is not printed is not held against the ledger`() throws {
        let table = try table(
            [("Street wardens", 1_000, nil, nil), ("Cameras", nil, nil, 2_000)],
            total: ("Total", nil, 400, nil))
        #expect(table.differences(from: try wardensAndCameras()).isEmpty)
    }

    @Test(arguments: [(1_001, 400, 600), (999, 400, 600), (1_000, 401, 600), (1_000, 400, 599)])
    func `a figure a penny out is named with both figures`(
        allocated: Int64, spent: Int64, balance: Int64
    ) throws {
        let table = try table(
            [("Street wardens", allocated, spent, balance), ("Cameras", 2_000, 0, 2_000)])
        let differences = table.differences(from: try wardensAndCameras())
        #expect(differences.count == 1)
        let difference = try #require(differences.first)
        #expect(difference.line == 2)
        #expect(difference.project == (try Code("PLF-01")))
        #expect(difference.amount == Money(pence: allocated + spent + balance - 2_000))
        let column = allocated != 1_000 ? "allocated" : spent != 400 ? "spent" : "balance"
        let printed = Money(
            pence: [allocated, spent, balance].first { ![1_000, 400, 600].contains($0) } ?? 0)
        let words = "PLF-01 “Street wardens”: \(column) is printed as \(printed), the ledger has "
        #expect(difference.words.utf8.starts(with: words.utf8))
    }

    @Test func `a total a penny out is named`() throws {
        let table = try table(
            [("Street wardens", 1_000, 400, 600), ("Cameras", 2_000, 0, 2_000)],
            total: ("Total", 3_001, 400, 2_600))
        let differences = table.differences(from: try wardensAndCameras())
        #expect(differences.map(\.amount.pence) == [1])
        #expect(differences.map(\.line) == [4])
        #expect(differences.first?.project == nil)
        #expect(
            differences.first?.words
                == "“Total”: allocated is printed as £30.01, the ledger has £30.00")
    }

    @Test func `a line that is missing from the table is named with its sum`() throws {
        let table = try table([("Street wardens", 1_000, 400, 600)])
        let differences = table.differences(from: try wardensAndCameras())
        #expect(differences.map(\.project?.text) == ["PLF-02"])
        #expect(differences.map(\.amount.pence) == [-2_000])
        #expect(
            differences.first?.words
                == "PLF-02 “Cameras” with £20.00 allocated is not in the table")
    }

    @Test func `a project with nothing to show may be missing from the table`() throws {
        let statement = try statement([("PLF-01", "Wardens", 1_000), ("PLF-02", "Cameras", 0)])
        #expect(try table([("Wardens", 1_000, 400, 600)]).differences(from: statement).isEmpty)
    }

    @Test func `a line the ledger does not have is named with its sum`() throws {
        let table = try table([
            ("Street wardens", 1_000, 400, 600), ("Cameras", 2_000, 0, 2_000),
            ("Youth club", 1_500, 0, 1_500), ("Football", nil, nil, 70), ("Boxing", nil, nil, nil),
        ])
        let differences = table.differences(from: try wardensAndCameras())
        #expect(differences.map(\.line) == [4, 5, 6])
        #expect(differences.map(\.amount.pence) == [1_500, 70, 0])
        #expect(differences.first?.words == "“Youth club” is no project of PLF 2018-19")
    }

    @Test func `two lines of one name are matched by their position`() throws {
        let statement = try statement([
            ("PLF-01", "Proactive work", 1_000), ("PLF-02", "Proactive work", 2_000),
        ])
        let inOrder = try table([
            ("Proactive work", 1_000, 400, 600), ("Proactive work", 2_000, 0, 2_000),
        ])
        #expect(inOrder.differences(from: statement).isEmpty)
        let swapped = try table([
            ("Proactive work", 2_000, 0, 2_000), ("Proactive work", 1_000, 400, 600),
        ])
        #expect(swapped.differences(from: statement).count == 6)
    }

    @Test func `a third line of a name that two projects have is one too many`() throws {
        let statement = try statement([("PLF-01", "Wardens", 1_000), ("PLF-02", "Wardens", 2_000)])
        let table = try table([
            ("Wardens", 1_000, 400, 600), ("Wardens", 2_000, 0, 2_000), ("Wardens", 5, 0, 5),
        ])
        #expect(table.differences(from: statement).map(\.line) == [4])
    }

    @Test(arguments: ["PLF-02", "plf-02", "PLF-02 Cameras", "PLF–02 Cameras*", "Cameras"])
    func `a line is matched by its code, with or without its description`(label: String) throws {
        let table = try table([(label, 2_000, 0, 2_000), ("Street wardens", 1_000, 400, 600)])
        #expect(table.differences(from: try wardensAndCameras()).isEmpty)
    }

    @Test func `a code is heeded before a description`() throws {
        let statement = try statement([("PLF-01", "PLF-02", 1_000), ("PLF-02", "Cameras", 2_000)])
        let table = try table([("PLF-02", 2_000, 0, 2_000), ("PLF-01", 1_000, 400, 600)])
        #expect(table.differences(from: statement).isEmpty)
    }

    @Test(arguments: [
        "Street wardens – nights", "STREET WARDENS - NIGHTS", "Street wardens — nights*",
        "  Street  wardens\u{A0}- nights ", "Street wardens \u{2212} nights **",
        "Street\nwardens - nights", "Street wardens - nights\t", "Street wardens - nights *\n",
        "Street wardens\u{2009}\u{2011} nights",
    ])
    func `dashes, spaces, capitals and footnote marks do not make another name`(
        label: String
    ) throws {
        #expect(foldedLabel(label) == Array("street wardens - nights".utf8))
        let statement = try statement([("PLF-01", "Street Wardens - nights", 1_000)])
        #expect(try table([(label, 1_000, 400, 600)]).differences(from: statement).isEmpty)
    }

    @Test(arguments: [
        ("Cameras", "Camera"), ("Cameras", "Came ras"), ("Cafe", "Cafe\u{301}"),
        ("Wardens 1", "Wardens 2"), ("A*B", "AB"), ("", "-"),
    ])
    func `other letters make another name`(one: String, other: String) {
        #expect(foldedLabel(one) != foldedLabel(other))
    }

    @Test func `an apostrophe is the same straight or curly`() {
        #expect(foldedLabel("Women’s aid") == foldedLabel("Women's aid"))
        #expect(foldedLabel("‘Safe’") == foldedLabel("'safe'"))
    }
}
