import TestSupport
import Testing

@testable import LedgerCore

struct AllocationAgainstAwardRuleTests {
    private func findings(allocated: Int64) throws -> [Finding] {
        let ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", allocated)])
        return AllocationAgainstAwardRule().findings(in: try ledger.review())
    }

    @Test func `a penny left unallocated is noted with the figures`() throws {
        let found = try findings(allocated: 99_999)
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.severity) == [.note])
        #expect(found.map(\.rule) == ["allocation-against-award"])
        #expect(found.map(\.fund) == [try Build.key()])
        let message = try #require(found.first).message
        #expect(message.contains("£0.01 "))
        #expect(message.contains("£1,000.00"))
        #expect(message.contains("carry it forward or repay it"))
    }

    @Test func `money brought forward is named beside the award`() throws {
        let next = try Build.key(year: "2019-20")
        var ledger = PaperLedger(try [Build.fund(), Build.fund(next)], projects: [])
        try ledger.record(Build.transfer(.award, pence: 20_000))
        try ledger.record(Build.transfer(.carryForward, pence: 20_000))
        let found = AllocationAgainstAwardRule().findings(in: try ledger.review(of: next))
        let message = try #require(found.first).message
        #expect(message.contains("£200.00 of the award of £0.00 and the £200.00 brought forward"))
    }

    @Test(arguments: [100_000, 100_001] as [Int64])
    func `an award allocated in full or beyond is not noted`(allocated: Int64) throws {
        #expect(try findings(allocated: allocated).isEmpty)
    }
}
