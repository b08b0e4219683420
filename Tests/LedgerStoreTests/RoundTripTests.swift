import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// A ledger's content as a book, loaded into another ledger, is the same ledger.
struct RoundTripTests {
    /// A year in which everything that can be registered changed at least once.
    private func original() throws -> Office {
        let office = try Office(clock: SetClock("2018-11-02T09:00:00Z"), basis: .indicative)
        try office.register(.printed(Build.printed()))
        try office.record(.commitment, pence: 5_000, id: "C1")
        try office.register(.project(Build.project("PLF-01", description: "Street lights")))
        try office.record(.spend, pence: 700, against: "C1")
        try office.close(through: "2018-10-31")
        try office.register(.fund(Build.fund()))
        try office.close(through: nil, by: "B. Officer")
        try office.register(.waiver(Build.waiver()))
        try office.openNextYear()
        try office.record(.carryForward, on: "2019-03-30", from: "PLF-02", pence: 50)
        try office.register(.project(Build.project("PLF-01")))
        try office.record(.spend, pence: 99_999, overspendReason: "Agreed by the board")
        try office.record(.reversal, on: "2018-11-30", pence: 700, against: secondSpend(office))
        try office.close(through: "2018-12-31")
        try office.register(.waiver(Build.waiver("other-0000")))
        for settings in ["a: b\n", "", "a: b\n"] {
            try office.register(.source(Build.source(settings: settings)))
        }
        for content in ["a,b\n", "a,c\n", "a,b\n"] {
            try office.register(.extract(Build.extract(content: content)))
        }
        for verdict in [MatchDecision.Verdict.confirmed, .broken, .confirmed] {
            try office.register(.matching(Build.matching(["P1", "P2"], ["A1", "C1"], verdict)))
        }
        try office.record(.award, on: "2019-03-31", pence: 1, id: "A9")
        try office.register(.matching(Build.matching(["P3"], ["A9"])))
        for days in ["21", "", "21"] {
            try office.register(.record(Build.agreement([.dueDays: days, .reference: "CSP/é, 7"])))
        }
        return office
    }

    private func secondSpend(_ office: Office) throws -> String {
        try #require(try office.ledger.entries().first { $0.transfer.kind == .spend }).id.text
    }

    @Test func `a book loads into a ledger with the same head`() throws {
        let office = try original()
        let copy = try office.ledger.reloaded()
        #expect(try copy.head() == office.ledger.head())
        #expect(try copy.verify(kept: office.ledger.head()).findings.isEmpty)
    }

    @Test func `every entry and registration comes through unchanged`() throws {
        let office = try original()
        let copy = try office.ledger.reloaded()
        #expect(try copy.entries() == office.ledger.entries())
        #expect(try copy.registrations() == office.ledger.registrations())
    }

    @Test func `every past statement can be printed from the copy`() throws {
        let office = try original()
        let copy = try office.ledger.reloaded()
        let (key, last) = (try Build.key(), try office.ledger.head().entry)
        for number in 3...last {
            for day in ["2018-04-30", "2018-11-02", "2018-11-30"] {
                let day = try Build.day(day)
                #expect(
                    try copy.statement(of: key, asAt: day, asKnown: .entry(number))
                        == office.ledger.statement(of: key, asAt: day, asKnown: .entry(number)))
            }
        }
    }

    @Test func `a book loaded into its own ledger adds nothing`() throws {
        let office = try original()
        let head = try office.ledger.head()
        let outcome = try office.ledger.load(office.ledger.asBook(), by: "A. Officer")
        #expect((outcome.newEntries, outcome.newRegistrations) == (0, 0))
        #expect(try office.ledger.head() == head)
    }

    @Test func `an old book loaded into a ledger that went on changes nothing back`() throws {
        let office = try original()
        let old = try office.ledger.asBook()
        try office.register(.project(Build.project("PLF-01", description: "Youth club")))
        try office.register(.fund(Build.fund(name: "Renamed fund")))
        try office.close(through: "2019-03-31")
        let head = try office.ledger.head()
        let outcome = try office.ledger.load(old, by: "A. Officer")
        #expect(outcome.newRegistrations == 0)
        #expect(try office.ledger.head() == head)
    }

    @Test func `a plain book of a fund's whole history loads twice`() throws {
        let ledger = try Ledger.inMemory()
        let book = Book(
            registrations: try [AwardBasis.indicative, .confirmed].map {
                Registration(.fund(try Build.fund(basis: $0)), afterEntry: 0)
            })
        #expect(try ledger.load(book, by: "A. Officer").newRegistrations == 2)
        #expect(try ledger.load(book, by: "A. Officer").newRegistrations == 0)
        #expect(try ledger.funds().map(\.basis) == [.confirmed])
    }

    @Test func `a book that says a thing twice and then otherwise changes nothing the second time`()
        throws
    {
        func closing(_ day: String, _ reason: String) throws -> Registration.Subject {
            try .closing(
                PeriodClosing(fund: Build.key(), through: Build.day(day), reason: reason))
        }
        let subjects: [Registration.Subject] = try [
            .fund(Build.fund()), .fund(Build.fund()), .fund(Build.fund(name: "Renamed")),
            .project(Build.project()), .project(Build.project()),
            .project(Build.project(description: "Street lights")),
            closing("2018-06-30", "Return sent"), closing("2018-06-30", "As agreed"),
            closing("2018-09-30", ""), .source(Build.source(settings: "a")),
            .source(Build.source(settings: "a")), .source(Build.source(settings: "b")),
            .extract(Build.extract()), .extract(Build.extract()),
            .extract(Build.extract("copy.csv")), .extract(Build.extract(to: "2018-12-31")),
            .extract(Build.extract(content: "date\n")),
        ]
        let award = try Build.transfer(.award, id: "A1")
        var book = Book(
            registrations: subjects.map { Registration($0, afterEntry: 0) },
            entries: [BookEntry(transfer: award, recorded: nil, recorder: nil, line: 2)])
        book.registrations += try [
            Build.matching(), Build.matching(reason: "As agreed"),
            Build.matching(["P1"], ["A1"], .broken),
        ].map { Registration(.matching($0)) }
        book.registrations += try [
            Build.agreement(), Build.agreement(), Build.agreement([.payment: "advance"]),
        ].map { Registration(.record($0)) }
        let ledger = try Ledger.inMemory()
        #expect(try ledger.load(book, by: "A. Officer").newRegistrations == 15)
        let head = try ledger.head()
        #expect(try ledger.load(book, by: "A. Officer").newRegistrations == 0)
        #expect(try ledger.head() == head)
    }
}
