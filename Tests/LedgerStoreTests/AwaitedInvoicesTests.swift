import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct AwaitedInvoicesTests {
    @Test func `awaited invoices with no sum known are flagged until the first comes`() throws {
        let office = try Office()
        try office.record(
            .commitment, on: "2018-12-31", pence: 0, reference: "2018-19-Q3", id: "W1")
        let flag = try #require(try office.line()?.awaiting.first)
        #expect(flag.quarter.inWords == "Quarter Three")
        #expect((flag.entry, flag.amount) == (4, .zero))
        #expect(try office.line()?.freeBalance == pence(40_000))
        let spend = try office.record(.spend, on: "2019-01-20", pence: 700, against: "W1").entry
        #expect(spend.posting.from.role == .available)
        #expect(try office.line()?.awaiting.isEmpty == true)
    }

    @Test func `the flag stands on each day from the note to the invoice`() throws {
        let office = try Office()
        try office.record(
            .commitment, on: "2018-12-31", pence: 0, reference: "2018-19-Q3", id: "W1")
        try office.record(.spend, on: "2019-01-20", pence: 700, against: "W1")
        let days = ["2018-12-30", "2018-12-31", "2019-01-19", "2019-01-20", "2019-03-31"]
        let flagged = try days.map { try office.line(asAt: $0)?.awaiting.isEmpty == false }
        #expect(flagged == [false, true, true, false, false])
    }

    @Test func `the flag stands as it was known after each entry`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 0, reference: "2018-19-Q3", id: "W1")
        try office.record(.spend, pence: 700, id: "S1", against: "W1")
        try office.record(.reversal, pence: 700, against: "S1")
        let flagged = try (3...6).map {
            try office.line(asKnown: .entry($0))?.awaiting.isEmpty == false
        }
        #expect(flagged == [false, true, false, true])
    }

    @Test func `a sum set aside is awaited until it is spent or freed in full`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 5_000, reference: "2018-19-Q3", id: "W1")
        #expect(try office.line()?.freeBalance == pence(35_000))
        try office.record(.spend, pence: 3_000, against: "W1")
        #expect(try office.line()?.awaiting.first?.amount == pence(2_000))
        try office.record(.decommitment, pence: 2_000, against: "W1")
        #expect(try office.line()?.awaiting.isEmpty == true)
    }

    @Test func `a flag set by mistake is reversed, with a sum and without`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 0, reference: "2018-19-Q3", id: "W1")
        try office.record(.commitment, pence: 200, reference: "2018-19-Q4", id: "W2")
        #expect(try office.statement().awaitedQuarters.map(\.index) == [3, 4])
        try office.record(.reversal, pence: 0, against: "W1")
        #expect(try office.statement().awaitedQuarters.map(\.index) == [4])
        try office.record(.reversal, pence: 200, against: "W2")
        #expect(try office.statement().awaitedQuarters.isEmpty)
        #expect(try office.line()?.committed == .zero)
    }

    @Test func `two projects await invoices of two quarters, each its own`() throws {
        let office = try Office()
        try office.record(.commitment, from: "PLF-02", pence: 0, reference: "2018-19-Q2")
        try office.record(.commitment, from: "PLF-01", pence: 0, reference: "2018-19-Q3")
        try office.record(.commitment, from: "PLF-01", pence: 0, reference: "2018-19-Q2")
        let lines = try office.statement().lines
        #expect(lines.map { $0.awaiting.map(\.quarter.index) } == [[3, 2], [2], []])
    }

    @Test func `awaited invoices can be noted for a project that is overspent`() throws {
        let office = try Office()
        try office.record(.spend, pence: 40_001, overspendReason: "Agreed by the board")
        #expect(try office.record(.commitment, pence: 0, reference: "2018-19-Q3").isNew)
    }

    @Test func `an order for a named thing is no awaited invoice`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 100, reference: "ORDER-7")
        #expect(try office.line()?.awaiting.isEmpty == true)
    }
}
