import TestSupport
import Testing

@testable import LedgerCore

/// Claims against the payment mode that was agreed.
struct ClaimTests {
    /// £300.00 spent with a document, £100.00 of sums that need none and £200.00 without one.
    private func ledger(_ agreed: [AgreementSetting: String]?) throws -> PaperLedger {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 90_000)])
        ledger.agreement = try agreed.map { try Agreement(fund: Build.key(), agreed: $0) }
        ledger.evidenced = [try EntryID("paid")]
        try ledger.record(Build.transfer(.spend, pence: 30_000, id: "paid"))
        try ledger.record(Build.transfer(.spend, pence: 10_000))
        try ledger.record(Build.transfer(.spend, pence: 20_000))
        return ledger
    }

    private func claim(_ ledger: PaperLedger, _ pence: Int64, on day: String = "2018-11-02") throws
    {
        var ledger = ledger
        try ledger.record(Build.transfer(.claim, on: day, pence: 1_000))
        try ledger.record(Build.transfer(.claim, on: day, pence: pence - 1_000))
    }

    @Test func `claims in arrears reach the evidenced spend and not a penny more`() throws {
        let ledger = try ledger([.payment: "arrears", .evidenceFrom: "£100"])
        try claim(ledger, 40_000)
        let refusal = Refusal.beyondEvidence(
            try Build.key(), amount: Money(pence: 39_001), claimed: Money(pence: 1_000),
            ClaimGround(spent: Money(pence: 60_000), evidenced: Money(pence: 40_000)),
            try Build.day("2018-11-02"))
        #expect(throws: refusal) { try claim(ledger, 40_001) }
        #expect(refusal.description.contains("£390.00 may be claimed; £390.01 is £0.01 too much"))
    }

    @Test func `spend counts from its day, and what came back does not`() throws {
        var ledger = try ledger([.evidenceFrom: "£100"])
        #expect(throws: Refusal.self) { try claim(ledger, 40_000, on: "2018-11-01") }
        try ledger.record(Build.transfer(.refund, pence: 100))
        #expect(throws: Refusal.self) { try claim(ledger, 40_000) }
        try claim(ledger, 39_900)
        try ledger.record(
            Build.transfer(.reversal, on: "2018-11-03", pence: 30_000, against: "paid"))
        try claim(ledger, 39_900)
        #expect(throws: Refusal.self) { try claim(ledger, 39_900, on: "2018-11-03") }
    }

    @Test(arguments: [nil, "advance", "tranches"] as [String?])
    func `other ways of payment go to the award, and so does no agreement`(mode: String?) throws {
        let ledger = try ledger(mode.map { [.payment: $0] })
        try claim(ledger, 100_000)
        #expect(
            throws: Refusal.beyondAward(
                try Build.key(), amount: Money(pence: 99_001), claimed: Money(pence: 1_000),
                award: Money(pence: 100_000))
        ) { try claim(ledger, 100_001) }
    }

    @Test func `a claim beyond the award is told so before its evidence`() throws {
        var ledger = try ledger([:])
        #expect(
            throws: Refusal.beyondAward(
                try Build.key(), amount: Money(pence: 100_001), claimed: .zero,
                award: Money(pence: 100_000))
        ) { try ledger.record(Build.transfer(.claim, pence: 100_001)) }
    }
}
