import TestSupport
import Testing

@testable import LedgerCore

struct OrderBookTests {
    private func book(asAt day: String? = nil) throws -> OrderBook {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 100_000)])
        for (day, id) in [("2018-06-01", "late"), ("2018-05-01", "early")] {
            try ledger.record(Build.transfer(.commitment, on: day, pence: 1_000, id: id))
        }
        try ledger.record(
            Build.transfer(.spend, on: "2018-06-02", pence: 400, id: "spend", against: "late"))
        try ledger.record(
            Build.transfer(.decommitment, on: "2018-06-03", pence: 100, against: "late"))
        try ledger.record(Build.transfer(.decommitment, on: "2018-06-03", pence: 7))
        try ledger.record(
            Build.transfer(.reversal, on: "2018-06-04", pence: 400, against: "spend"))
        try ledger.record(
            Build.transfer(.reversal, on: "2018-06-05", pence: 1_000, against: "early"))
        return OrderBook(
            ledger.entries, of: try Build.key(), asAt: try day.map(Build.day))
    }

    private func left(_ day: String?) throws -> [Int64] {
        try book(asAt: day).open.map(\.left.pence)
    }

    @Test func `an order stands as it stood on each day, the oldest first`() throws {
        #expect(try left("2018-04-30") == [])
        #expect(try left("2018-05-01") == [1_000])
        #expect(try left("2018-06-01") == [1_000, 1_000])
        #expect(try left("2018-06-02") == [1_000, 600])
        #expect(try left("2018-06-03") == [1_000, 500])
        #expect(try left("2018-06-04") == [1_000, 900])
        #expect(try left("2018-06-05") == [900])
        #expect(try left(nil) == [900])
        let order = try #require(try book(asAt: "2018-06-03").open.last)
        #expect((order.ordered, order.invoiced) == (Money(pence: 1_000), Money(pence: 400)))
        #expect(order.released == Money(pence: 100))
        #expect(order.age(on: try Build.day("2018-07-01")) == 30)
        #expect(try book().unnamed == Money(pence: 7))
        #expect(try book(asAt: "2018-06-02").unnamed == .zero)
    }

    @Test(
        arguments: [
            (0, OrderBook.Age.upTo30), (30, .upTo30), (31, .upTo60), (60, .upTo60), (61, .upTo90),
            (90, .upTo90), (91, .over90),
        ])
    func `orders are grouped by thirty days`(days: Int, age: OrderBook.Age) {
        #expect(OrderBook.Age(days: days) == age)
    }
}
