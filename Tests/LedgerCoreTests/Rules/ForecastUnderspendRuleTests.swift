import TestSupport
import Testing

@testable import LedgerCore

struct ForecastUnderspendRuleTests {
    private func review(
        stated: Int64, agreement: [AgreementSetting: String] = [.underspendNotice: "£1.00"]
    ) throws -> FundReview {
        let ledger = try PaperLedger(award: 1_500, allocations: [("PLF-01", 1_000)])
        var said = YearRecords()
        said.forecasts = [try Build.forecast(pence: stated)]
        return try ledger.review(agreement: agreement, plan: said)
    }

    @Test func `a penny above the notice is told with the figures`() throws {
        let found = ForecastUnderspendRule().findings(in: try review(stated: 1_399))
        #expect(found.map(\.amount.pence) == [101])
        // £5.00 is not allocated and counts.
        let high = ForecastUnderspendRule().findings(
            in: try review(stated: 1_000, agreement: [.underspendNotice: "£4.99"]))
        #expect(high.map(\.amount.pence) == [500])
        #expect(high.map(\.severity) == [.warning])
        let message = try #require(high.first).message
        #expect(message.contains("is heading to leave £5.00 of £15.00 unspent"))
        #expect(message.contains("Above £4.99"))
    }

    @Test func `the notice itself is allowed`() throws {
        #expect(ForecastUnderspendRule().findings(in: try review(stated: 1_400)).isEmpty)
        let at = try review(stated: 1_000, agreement: [.underspendNotice: "£5.00"])
        #expect(ForecastUnderspendRule().findings(in: at).isEmpty)
    }

    @Test func `nothing is asked before an agreement is settled`() throws {
        let settled = try review(stated: 0)
        #expect(ForecastUnderspendRule().findings(in: settled).count == 1)
        let review = FundReview(
            statement: settled.statement, agreement: Agreement(fund: settled.fund.key),
            entries: settled.entries, printed: [], extracts: [], decisions: [],
            plan: settled.plan, today: settled.today)
        #expect(ForecastUnderspendRule().findings(in: review).isEmpty)
    }
}
