import TestSupport
import Testing

@testable import LedgerCore

struct MatchFundingShortRuleTests {
    private func findings(
        given: Int64, cut: Int64 = 0, on day: String = "2018-11-02",
        agreement: [AgreementSetting: String] = [.matchFunding: "20%"]
    ) throws -> [Finding] {
        var ledger = try PaperLedger(award: 10_000, allocations: [("PLF-01", 0)])
        if cut > 0 { try ledger.record(Build.transfer(.awardReduction, pence: cut)) }
        var said = YearRecords()
        said.match = [
            try Build.match("M1", for: "PLF-01", on: day, pence: given - 1),
            try Build.match("M2", on: day, pence: 1),
        ]
        return MatchFundingShortRule().findings(
            in: try ledger.review(agreement: agreement, plan: said))
    }

    @Test func `a penny short of the agreed share is told with the figures`() throws {
        let found = try findings(given: 1_999)
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.severity) == [.warning])
        let message = try #require(found.first).message
        #expect(message.contains("given £19.99") && message.contains("add £20.00"))
        #expect(try findings(given: 2_000).isEmpty)
    }

    @Test func `a cut award asks for less in proportion`() throws {
        #expect(try findings(given: 1_000, cut: 5_000).isEmpty)
        #expect(try findings(given: 999, cut: 5_000).map(\.amount.pence) == [1])
    }

    @Test func `what comes after the day does not count yet`() throws {
        #expect(try findings(given: 2_000, on: "2018-12-31").isEmpty)
        #expect(try findings(given: 2_000, on: "2019-01-01").map(\.amount.pence) == [2_000])
    }

    @Test func `nothing is asked where no share was agreed`() throws {
        #expect(try findings(given: 1, agreement: [:]).isEmpty)
    }
}
