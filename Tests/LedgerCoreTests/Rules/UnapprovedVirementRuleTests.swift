import TestSupport
import Testing

@testable import LedgerCore

struct UnapprovedVirementRuleTests {
    private func findings(
        _ pence: Int64, agreement: [AgreementSetting: String]?
    ) throws -> [Finding] {
        var paper = try PaperLedger(allocations: [("PLF-01", 50_000), ("PLF-02", 0)])
        try paper.record(Build.transfer(.virement, pence: pence))
        return try UnapprovedVirementRule().findings(
            in: paper.review(agreement: agreement))
    }

    @Test func `the first penny above the agreed sum is found`() throws {
        #expect(try findings(5_000, agreement: [.virementConsent: "£50"]).isEmpty)
        let found = try findings(5_001, agreement: [.virementConsent: "£50"])
        #expect(found.map(\.entries) == [[3]])
        #expect(found.first?.amount == Money(pence: 5_001))
        #expect(found.first?.message.contains("the agreement lets £50.00 through") == true)
    }

    @Test func `without an agreement nothing is asked`() throws {
        #expect(try findings(5_001, agreement: nil).isEmpty)
    }
}
