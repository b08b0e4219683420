import TestSupport
import Testing

@testable import LedgerCore

struct CashBelowSpendRuleTests {
    private func findings(received: Int64, spent: Int64 = 50_000) throws -> [Finding] {
        var ledger = try PaperLedger(allocations: [("PLF-01", 100_000)])
        if spent > 0 { try ledger.record(Build.transfer(.spend, pence: spent)) }
        if received > 0 { try ledger.record(Build.transfer(.receipt, pence: received)) }
        return CashBelowSpendRule().findings(in: try ledger.review())
    }

    @Test(arguments: [50_000, 50_001] as [Int64])
    func `cash as great as the spend is in order`(received: Int64) throws {
        #expect(try findings(received: received).isEmpty)
    }

    @Test func `cash a penny short is a warning with the figures`() throws {
        let found = try findings(received: 49_999)
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["cash-below-spend"])
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.project) == [nil])
        let message = try #require(found.first).message
        for held in ["£500.00 is spent", "£499.99 received", "£0.01 short", "Record the claim"] {
            #expect(message.contains(held))
        }
    }

    @Test func `nothing spent and nothing received is in order`() throws {
        #expect(try findings(received: 0, spent: 0).isEmpty)
    }
}
