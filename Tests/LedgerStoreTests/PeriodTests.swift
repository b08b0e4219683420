import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct PeriodTests {
    @Test func `the last closed day is refused and the next is taken`() throws {
        let office = try Office()
        try office.close(through: "2018-12-31")
        #expect(
            try refusal { try office.record(.spend, on: "2018-12-31") }
                == .closedPeriod(
                    Build.key(), through: Build.day("2018-12-31"), day: Build.day("2018-12-31"),
                    late: ReturnPeriod(parsing: "Q3", in: Build.key().year, .quarterly)))
        #expect(try office.record(.spend, on: "2019-01-01").isNew)
        #expect(try office.ledger.closedThrough(Build.key()) == Build.day("2018-12-31"))
    }

    @Test func `the latest closing counts, and a reopened period is open`() throws {
        let office = try Office()
        try office.close(through: "2018-12-31")
        try office.close(through: "2018-09-30", by: "B. Officer")
        #expect(try office.record(.spend, on: "2018-11-02").isNew)
        try office.close(through: nil)
        #expect(try office.ledger.closedThrough(Build.key()) == nil)
        #expect(try office.record(.spend, on: "2018-06-02").isNew)
    }

    @Test(arguments: [nil, "2018-09-30"])
    func `who closed a period cannot open any of it again`(day: String?) throws {
        let office = try Office()
        try office.close(through: "2018-12-31")
        #expect(
            try refusal { try office.close(through: day) }
                == .year(.approval(.ownClosing(Build.key(), by: "A. Officer"))))
        #expect(try office.ledger.closedThrough(Build.key()) == Build.day("2018-12-31"))
        try office.close(through: "2019-01-31")
        try office.close(through: day, by: "B. Officer")
        #expect(try office.ledger.closedThrough(Build.key()) == day.map(Build.day))
    }

    @Test func `a closed year does not close the next`() throws {
        let office = try Office()
        let next = try office.openNextYear()
        try office.close(through: "2019-03-31")
        #expect(try office.record(.award, on: "2019-03-31", in: next).isNew)
    }

    @Test func `money carried forward leaves one year and arrives in the next`() throws {
        let office = try Office()
        let next = try office.openNextYear()
        try office.record(.carryForward, on: "2019-03-31", from: "PLF-01", pence: 1_000)
        try office.record(.carryForward, on: "2019-03-31", pence: 500, id: "F2")
        let old = try office.statement()
        #expect((old.carriedForward, old.unallocated) == (pence(1_500), pence(29_500)))
        #expect(old.lines.first?.allocated == pence(39_000))
        let new = try office.statement(next)
        #expect((new.broughtForward, new.unallocated) == (pence(1_500), pence(1_500)))
        #expect(new.award == .zero)
        try office.record(.reversal, on: "2019-03-31", pence: 500, against: "F2")
        #expect(try office.statement(next).broughtForward == pence(1_000))
        #expect(try office.statement().carriedForward == pence(1_000))
    }

    @Test func `money is not carried into a year the ledger does not have`() throws {
        let office = try Office()
        #expect(
            try refusal { try office.record(.carryForward, on: "2019-03-31") }
                == .nextYearMissing(Build.key(year: "2019-20")))
        #expect(try office.ledger.head().entry == 3)
    }

    @Test func `no more than there is can be carried forward or repaid`() throws {
        let office = try Office()
        try office.openNextYear()
        for kind in [TransferKind.carryForward, .repayment] {
            #expect(
                try refusal { try office.record(kind, on: "2019-03-31", pence: 30_001) }
                    == .beyondUnallocated(
                        kind, Build.key(), amount: pence(30_001), unallocated: pence(30_000)))
            #expect(
                try refusal {
                    try office.record(kind, on: "2019-03-31", from: "PLF-02", pence: 30_001)
                }
                    == .beyondFreeBalance(
                        kind, Code("PLF-02"), amount: pence(30_001), free: pence(30_000)))
        }
    }

    @Test func `money is neither carried into a closed period of the next year nor back`() throws {
        let office = try Office()
        let next = try office.openNextYear()
        try office.record(.carryForward, on: "2019-03-31", pence: 100, id: "F1")
        try office.close(through: "2019-06-30", in: next)
        let closed = try Refusal.closedPeriod(
            next, through: Build.day("2019-06-30"), day: Build.day("2019-03-31"))
        #expect(try refusal { try office.record(.carryForward, on: "2019-03-31") } == closed)
        #expect(
            try refusal {
                try office.record(.reversal, on: "2019-03-31", pence: 100, against: "F1")
            } == closed)
        #expect(try office.record(.carryForward, on: "2019-07-01", pence: 100).isNew)
    }

    @Test func `a clock that is set back does not set back what is recorded`() throws {
        let office = try Office(clock: SetClock("2019-01-24T09:00:00Z"))
        let before = try office.record(.spend, pence: 1).entry.recorded
        try office.clock.set("2018-01-24T09:00:00Z")
        #expect(try office.record(.spend, pence: 1).entry.recorded == before)
        try office.close(through: "2018-06-30")
        #expect(try office.ledger.registrations().last?.recorded == before)
        try office.clock.set("2029-01-24T09:00:00Z")
        #expect(try office.record(.spend, pence: 1).entry.recorded > before)
        #expect(try office.ledger.lastRecorded().day == Build.day("2029-01-24"))
        #expect(try office.ledger.lastRecorded(asKnown: .entry(5)) == before)
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `no entry is recorded before the registration it follows`() throws {
        let office = try Office(clock: SetClock("2019-01-24T09:00:00Z"))
        try office.close(through: "2018-06-30")
        let closed = try #require(try office.ledger.registrations().last?.recorded)
        try office.clock.set("2018-01-24T09:00:00Z")
        #expect(try office.record(.spend, pence: 1).entry.recorded == closed)
    }
}
