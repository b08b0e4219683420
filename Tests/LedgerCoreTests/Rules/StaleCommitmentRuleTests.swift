import TestSupport
import Testing

@testable import LedgerCore

struct StaleCommitmentRuleTests {
    private func findings(
        today: String, agreed: [AgreementSetting: String] = [:], drawn: Int64 = 0
    ) throws -> [Finding] {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 100_000)])
        try ledger.record(
            Build.transfer(
                .commitment, on: "2018-10-02", pence: 10_000, reference: "PO-77", payee: "Printer",
                id: "order"))
        try ledger.record(
            Build.transfer(.commitment, on: "2018-10-02", pence: 5, reference: "2018-19-Q3"))
        if drawn > 0 {
            try ledger.record(
                Build.transfer(.spend, on: "2018-10-03", pence: drawn, against: "order"))
        }
        return StaleCommitmentRule().findings(
            in: try ledger.review(today: today, agreement: agreed))
    }

    @Test(
        arguments: [
            ("2018-12-31", "90", true), ("2019-01-01", "90", false), ("2018-10-02", "0", true),
            ("2018-10-03", "0", false), ("2019-01-01", "91", true),
        ] as [(String, String, Bool)])
    func `an order may be open for the days agreed and not for one more`(
        today: String, days: String, isQuiet: Bool
    ) throws {
        let found = try findings(today: today, agreed: [.staleOrderDays: days])
        #expect(found.isEmpty == isQuiet)
        #expect(found.allSatisfy { $0.severity == .warning && $0.entries == [3] })
    }

    @Test func `only what is left of an order is in question`() throws {
        let found = try findings(today: "2019-01-01", drawn: 9_999)
        #expect(found.map(\.amount.pence) == [1])
        let message = try #require(found.first).message
        for part in [
            "Order 3 of PLF-01 (Printer, PO-77)", "£0.01 left of £100.00", "more than 90 days",
            "`locality decommit PLF-01 --against 3`",
        ] { #expect(message.contains(part)) }
        #expect(try findings(today: "2019-01-01", drawn: 10_000).isEmpty)
    }
}
