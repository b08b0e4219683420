import TestSupport
import Testing

@testable import LedgerCore

/// What is told of goods whose period is closed.
struct LateSpendTests {
    private func late(
        _ kind: TransferKind, on day: String, closed: String = "2018-12-31",
        agreed: [AgreementSetting: String] = [:]
    ) throws -> String? {
        var ledger = try PaperLedger(allocations: [("PLF-01", 100_000), ("PLF-02", 0)])
        try ledger.record(Build.transfer(.spend, on: "2018-04-01", pence: 100))
        ledger.closedThrough = try Build.day(closed)
        ledger.agreement = try Agreement(fund: Build.key(), agreed: agreed)
        do {
            try ledger.record(Build.transfer(kind, on: day, pence: 1))
            return nil
        } catch Refusal.closedPeriod(_, _, _, let late) {
            return late.map(\.description) ?? "none"
        }
    }

    @Test(arguments: [TransferKind.spend, .refund])
    func `a cost of a closed period is told to belong to it`(kind: TransferKind) throws {
        #expect(try late(kind, on: "2018-12-31") == "2018-19-Q3")
        #expect(try late(kind, on: "2018-04-01") == "2018-19-Q1")
        #expect(try late(kind, on: "2019-01-01") == nil)
        #expect(
            try late(kind, on: "2018-09-30", agreed: [.periods: "half-yearly"]) == "2018-19-H1")
    }

    @Test func `nothing else is, nor what has no open period to go to`() throws {
        #expect(try late(.virement, on: "2018-12-31") == "none")
        #expect(try late(.spend, on: "2018-12-31", closed: "2019-03-31") == "none")
        #expect(try late(.spend, on: "2018-03-31") == "none")
        // The period is closed in part only.
        #expect(
            try late(.spend, on: "2018-11-02", agreed: [.periods: "half-yearly"]) == "none")
    }

    @Test func `the sentence says which day and which period to give`() throws {
        let refusal = Refusal.closedPeriod(
            try Build.key(), through: try Build.day("2018-12-31"),
            day: try Build.day("2018-11-02"),
            late: try ReturnPeriod(parsing: "Q3", in: Build.key().year, .quarterly))
        #expect(refusal.description.contains("`--date 2019-01-01 --belongs-to 2018-19-Q3`"))
    }
}
