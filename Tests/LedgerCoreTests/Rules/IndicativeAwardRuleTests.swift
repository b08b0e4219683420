import TestSupport
import Testing

@testable import LedgerCore

struct IndicativeAwardRuleTests {
    private func findings(_ basis: AwardBasis, allocated: Int64) throws -> [Finding] {
        let ledger = try PaperLedger(
            fund: Build.fund(basis: basis), award: 1_500_000, allocations: [("PLF-01", allocated)])
        return IndicativeAwardRule().findings(in: try ledger.review())
    }

    @Test(arguments: [1_500_000, 1_500_001] as [Int64])
    func `an indicative award allocated in full is a warning with the figures`(
        allocated: Int64
    ) throws {
        let found = try findings(.indicative, allocated: allocated)
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["indicative-award"])
        #expect(found.map(\.amount.pence) == [allocated])
        #expect(found.map(\.entries) == [[1]])
        let message = try #require(found.first).message
        for held in [
            "award of £15,000.00", "\(Money(pence: allocated))", "`locality fund confirm`",
        ] {
            #expect(message.contains(held))
        }
    }

    @Test func `an indicative award with a penny kept back is in order`() throws {
        #expect(try findings(.indicative, allocated: 1_499_999).isEmpty)
    }

    @Test func `a confirmed award may be allocated in full`() throws {
        #expect(try findings(.confirmed, allocated: 1_500_000).isEmpty)
    }

    @Test func `an award that was reversed is not pointed at`() throws {
        var ledger = try PaperLedger(
            fund: Build.fund(basis: .indicative), award: 1_500, allocations: [("PLF-01", 1_500)])
        try ledger.record(Build.transfer(.award, pence: 7, id: "slip"))
        try ledger.record(Build.transfer(.reversal, pence: 7, against: "slip"))
        #expect(
            IndicativeAwardRule().findings(in: try ledger.review()).map(\.entries) == [[1]])
    }

    @Test func `a fund with neither award nor allocation is in order`() throws {
        let ledger = PaperLedger([try Build.fund(basis: .indicative)], projects: [])
        #expect(IndicativeAwardRule().findings(in: try ledger.review()).isEmpty)
    }
}
