import TestSupport
import Testing

@testable import LedgerCore

struct PrintedStatementRuleTests {
    private func findings(spent: Int64, extra: String? = nil) throws -> [Finding] {
        var ledger = try PaperLedger(allocations: [("PLF-01", 100_000)])
        try ledger.record(Build.transfer(.spend, on: "2018-11-30", pence: 40_000))
        try ledger.record(Build.transfer(.spend, on: "2018-12-01", pence: 5_000))
        var lines = [
            PrintedStatement.Line(
                number: 2, label: "PLF-01", isTotal: false, allocated: Money(pence: 100_000),
                spent: Money(pence: spent), balance: nil)
        ]
        if let extra {
            lines.append(
                PrintedStatement.Line(
                    number: 3, label: extra, isTotal: false, allocated: Money(pence: 700),
                    spent: nil, balance: nil))
        }
        let printed = PrintedStatement(
            fund: try Build.key(), day: try Build.day("2018-11-30"), name: "PLF_2018-19.csv",
            content: "", lines: lines)
        return PrintedStatementRule().findings(in: try ledger.review(printed: [printed]))
    }

    @Test func `a table that agrees as at its own day is not found`() throws {
        #expect(try findings(spent: 40_000).isEmpty)
    }

    @Test(arguments: [39_999, 40_001] as [Int64])
    func `a penny either way is an error that names file, line and both figures`(
        spent: Int64
    ) throws {
        let found = try findings(spent: spent)
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.rule) == ["printed-statement"])
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        let message = try #require(found.first).message
        #expect(message.contains("PLF_2018-19.csv line 2"))
        #expect(message.contains("printed as \(Money(pence: spent))"))
        #expect(message.contains("the ledger has £400.00"))
        #expect(message.contains("`locality transactions`"))
    }

    @Test func `it points at what was recorded since the table was kept`() throws {
        var ledger = try PaperLedger(allocations: [("PLF-01", 100_000)])
        try ledger.record(Build.transfer(.spend, on: "2018-11-01", pence: 40_000))
        let then = try ledger.statement(of: Build.key(), asAt: Build.day("2018-11-30"))
        try ledger.record(Build.transfer(.spend, on: "2018-11-20", pence: 1))
        try ledger.record(Build.transfer(.spend, on: "2018-12-20", pence: 1))
        let line = PrintedStatement.Line(
            number: 2, label: "PLF-01", isTotal: false, allocated: nil,
            spent: Money(pence: 40_000), balance: nil)
        let printed = PrintedStatement(
            fund: try Build.key(), day: try Build.day("2018-11-30"), name: "PLF.csv", content: "",
            lines: [line])
        let found = PrintedStatementRule().findings(
            in: try ledger.review(printed: [printed], then: then))
        #expect(found.map(\.entries) == [[then.head.entry + 1]])
        #expect(found[0].message.contains("Recorded since: entry \(then.head.entry + 1)."))
    }

    @Test func `a line the ledger does not have points at no entry`() throws {
        let found = try findings(spent: 40_000, extra: "Youth club")
        #expect(found.map(\.entries) == [[]])
        #expect(found.map(\.amount.pence) == [700])
        #expect(found.map(\.project) == [nil])
    }

    @Test func `one waiver does not cover two lines of one sum`() throws {
        let (one, other) = (
            try findings(spent: 40_000, extra: "Youth club"),
            try findings(spent: 40_000, extra: "Boxing club")
        )
        #expect(one.map(\.reference) != other.map(\.reference))
        #expect(try findings(spent: 39_999)[0].reference != findings(spent: 40_001)[0].reference)
    }
}
