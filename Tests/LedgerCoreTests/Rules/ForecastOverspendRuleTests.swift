import TestSupport
import Testing

@testable import LedgerCore

struct ForecastOverspendRuleTests {
    private func findings(stated: Int64) throws -> [Finding] {
        let ledger = try PaperLedger(allocations: [("PLF-01", 1_000), ("PLF-02", 500)])
        var said = YearRecords()
        said.forecasts = [try Build.forecast(pence: stated)]
        return ForecastOverspendRule().findings(in: try ledger.review(agreement: [:], plan: said))
    }

    @Test func `a penny forecast beyond the allocation is told with the figures`() throws {
        let found = try findings(stated: 1_001)
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        #expect(try #require(found.first).message.contains("£10.01 of £10.00, £0.01 too much"))
    }

    @Test func `an allocation spent to its last penny is no overspend`() throws {
        #expect(try findings(stated: 1_000).isEmpty)
    }
}
