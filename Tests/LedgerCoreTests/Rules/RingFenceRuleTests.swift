import TestSupport
import Testing

@testable import LedgerCore

struct RingFenceRuleTests {
    /// An award of £1,000.00 of which £400.00 is for a purpose, and what was spent on others.
    private func findings(
        other: Int64, agreed: [AgreementSetting: String] = [.labour: "£400"]
    ) throws -> [Finding] {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 100_000)])
        try ledger.record(Build.transfer(.spend, pence: 30_000, id: "staff"))
        try ledger.record(Build.transfer(.spend, pence: other + 2_000, id: "other"))
        try ledger.record(Build.transfer(.refund, pence: 2_000))
        try ledger.record(Build.transfer(.spend, pence: 500, id: "slip"))
        try ledger.record(Build.transfer(.reversal, pence: 500, against: "slip"))
        let tag = try EntryTag(
            fund: Build.key(), entry: EntryID("staff"), isLabour: true, isCapital: true)
        return RingFenceRule().findings(in: try ledger.review(agreement: agreed, tags: [tag]))
    }

    @Test(arguments: [AgreementSetting.labour, .capital])
    func `the last penny beside a fenced part is taken, the first beyond it is an error`(
        setting: AgreementSetting
    ) throws {
        #expect(try findings(other: 60_000, agreed: [setting: "£400"]).isEmpty)
        let found = try findings(other: 60_001, agreed: [setting: "£400"])
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.entries) == [[4]])
        let message = try #require(found.first).message
        for part in [
            "£400.00 of £1,000.00 is for \(setting.rawValue) only", "leaves £600.00",
            "£600.01 is spent", "`locality tag ENTRY --\(setting.rawValue)`",
        ] { #expect(message.contains(part)) }
    }

    @Test func `without a fenced part nothing is fenced`() throws {
        #expect(try findings(other: 65_000, agreed: [:]).isEmpty)
        #expect(try findings(other: 65_000, agreed: [.labour: "£0"]).isEmpty)
    }

    @Test func `a part larger than the award leaves nothing for others`() throws {
        #expect(try findings(other: 1, agreed: [.labour: "£2,000"]).map(\.amount.pence) == [1])
    }

    @Test func `nothing is fenced before an agreement is settled`() throws {
        var ledger = try PaperLedger(award: 100, allocations: [("PLF-01", 100)])
        try ledger.record(Build.transfer(.spend, pence: 100))
        let review = try ledger.review()
        let unsettled = FundReview(
            statement: review.statement, agreement: Agreement(fund: try Build.key()),
            entries: review.entries, printed: [], extracts: [], decisions: [],
            today: review.today)
        for rule in [RingFenceRule(), StaleCommitmentRule(), EvidenceMissingRule()]
            as [any ReconciliationRule]
        {
            #expect(rule.findings(in: unsettled).isEmpty)
        }
    }
}
