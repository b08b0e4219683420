import TestSupport
import Testing

@testable import LedgerCore

struct EvidenceMissingRuleTests {
    private func findings(spent: Int64, attached: Bool = false) throws -> [Finding] {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 100_000)])
        try ledger.record(Build.transfer(.spend, pence: spent, id: "S1"))
        try ledger.record(Build.transfer(.spend, pence: 60_000, id: "S2"))
        try ledger.record(Build.transfer(.reversal, pence: 60_000, against: "S2"))
        let file = try EvidenceFile(
            fund: Build.key(), entry: EntryID("S1"), hash: .none, name: "invoice.pdf", bytes: 1)
        return EvidenceMissingRule().findings(
            in: try ledger.review(
                agreement: [.evidenceFrom: "£100"], evidence: attached ? [file] : []))
    }

    @Test func `spend above the threshold needs a document, to the penny`() throws {
        #expect(try findings(spent: 10_000).isEmpty)
        let found = try findings(spent: 10_001)
        #expect(found.map(\.amount.pence) == [10_001])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.entries) == [[3]])
        let message = try #require(found.first).message
        #expect(message.contains("PLF-01 has 1 spend above £100.00 without a document, £100.01"))
        #expect(try findings(spent: 10_001, attached: true).isEmpty)
    }
}
