import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct RepeatedSendingTests {
    /// Names the entry that has the id: £100.00 spent on 2 November 2018.
    private func inUse() throws -> Refusal {
        .idInUse(
            try EntryID("S1"), entry: 4, kind: .spend, amount: pence(10_000),
            day: try Build.day("2018-11-02"))
    }

    @Test func `the same id with the same content is recorded once and says so`() throws {
        let office = try Office()
        let first = try office.record(.spend, id: "S1")
        let head = try office.ledger.head()
        let second = try office.record(.spend, id: "S1")
        #expect(first.isNew)
        #expect(!second.isNew)
        #expect(second.entry == first.entry)
        #expect(second.balances.isEmpty)
        #expect(try office.ledger.head() == head)
        #expect(try office.line()?.spent == pence(10_000))
    }

    @Test(arguments: ["pence", "day", "project", "reference", "payee", "note", "kind"])
    func `the same id with another content is refused`(changed: String) throws {
        let office = try Office()
        try office.record(.spend, id: "S1")
        let other = try Build.transfer(
            changed == "kind" ? .commitment : .spend,
            on: changed == "day" ? "2018-11-03" : "2018-11-02",
            from: changed == "project" ? "PLF-02" : "PLF-01",
            pence: changed == "pence" ? 10_001 : 10_000,
            reference: changed == "reference" ? "INV-2" : "",
            payee: changed == "payee" ? "Acorn Ltd" : "", note: changed == "note" ? "New" : "",
            id: "S1")
        #expect(
            try refusal { try office.record(other) } == inUse())
        #expect(try office.ledger.head().entry == 4)
    }

    @Test func `an id is compared byte for byte, so another case is another id`() throws {
        let office = try Office()
        try office.record(.spend, id: "inv-1")
        #expect(try office.record(.spend, id: "INV-1").isNew)
    }

    @Test func `a note that only looks the same is another content`() throws {
        let office = try Office()
        try office.record(.spend, note: "Caf\u{E9}", id: "S1")
        #expect(
            try refusal { try office.record(.spend, note: "Cafe\u{301}", id: "S1") }
                == inUse())
    }

    @Test func `a repeated sending is answered in a period closed since`() throws {
        let office = try Office()
        try office.record(.spend, id: "S1")
        try office.close(through: "2018-12-31")
        #expect(try !office.record(.spend, id: "S1").isNew)
    }

    @Test func `a repeated sending is answered when the money has gone since`() throws {
        let office = try Office()
        try office.record(.spend, pence: 40_000, id: "S1")
        #expect(try !office.record(.spend, pence: 40_000, id: "S1").isNew)
    }

    @Test func `a registration that says nothing new is not made`() throws {
        let office = try Office()
        let before = try office.ledger.registrations().count
        #expect(try !office.register(.fund(Build.fund())))
        #expect(try !office.register(.project(Build.project("PLF-02"))))
        try office.close(through: "2018-06-30")
        #expect(
            try !office.register(
                .closing(
                    PeriodClosing(
                        fund: Build.key(), through: Build.day("2018-06-30"), reason: "Again"))))
        #expect(try office.ledger.registrations().count == before + 1)
    }
}
