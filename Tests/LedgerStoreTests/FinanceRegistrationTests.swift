import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// What is kept of lists of payments: the latest counts, and nothing is kept twice.
struct FinanceRegistrationTests {
    @Test func `a source is kept when it says something else than the latest of its name`() throws {
        let office = try Office()
        #expect(try office.register(.source(Build.source(settings: "a: 1"))))
        #expect(try !office.register(.source(Build.source(settings: "a: 1"))))
        #expect(try office.register(.source(Build.source(settings: "a: 2"))))
        #expect(try office.register(.source(Build.source("another", settings: "a: 2"))))
        #expect(try office.register(.source(Build.source(settings: "a: 1"))))
        #expect(
            try office.ledger.paymentSources() == [
                Build.source("another", settings: "a: 2"), Build.source(settings: "a: 1"),
            ])
    }

    @Test func `each partnership has sources of its own`() throws {
        let office = try Office()
        try office.register(.fund(Build.fund(Build.key(partnership: "Melton"))))
        let melton = try Build.source(partnership: "Melton", settings: "a: 2")
        #expect(try office.register(.source(Build.source(settings: "a: 1"))))
        #expect(try office.register(.source(melton)))
        #expect(try office.ledger.paymentSources(of: "Melton") == [melton])
        #expect(try office.ledger.paymentSources(of: "Charnwood").map(\.settings) == ["a: 1"])
        #expect(try office.ledger.paymentSources(of: "Rutland").isEmpty)
        #expect(try office.ledger.paymentSources().map(\.partnership) == ["Charnwood", "Melton"])
    }

    @Test func `a source of a partnership without a fund is refused`() throws {
        let office = try Office()
        #expect(
            try refusal { try office.register(.source(Build.source(partnership: "Charnwod"))) }
                == .unknownPartnership("Charnwod"))
    }

    @Test func `a later extract of one name takes the place of the earlier`() throws {
        let office = try Office()
        let (old, new) = (try Build.extract(content: "a\n"), try Build.extract(content: "b\n"))
        #expect(try office.register(.extract(old)))
        #expect(try !office.register(.extract(old)))
        #expect(try office.register(.extract(new)))
        #expect(try office.ledger.financeExtracts(of: Build.key()) == [new])
        // Back to what it was is a change as well.
        #expect(try office.register(.extract(old)))
        #expect(try office.ledger.financeExtracts(of: Build.key()) == [old])
        let april = try Build.extract("april.csv", content: "c\n")
        #expect(try office.register(.extract(april)))
        #expect(try office.ledger.financeExtracts(of: Build.key()) == [old, april])
    }

    @Test func `an extract saved under another name does not count its payments twice`() throws {
        let office = try Office()
        let extract = try Build.extract()
        #expect(try office.register(.extract(extract)))
        #expect(try !office.register(.extract(Build.extract("copy.csv"))))
        #expect(try !office.register(.extract(Build.extract("copy.csv", to: "2018-12-31"))))
        #expect(try office.register(.extract(Build.extract(to: "2018-12-31"))))
        let next = try office.openNextYear()
        #expect(try office.register(.extract(Build.extract(in: next))))
        #expect(try office.ledger.financeExtracts(of: Build.key()).map(\.name) == ["march.csv"])
    }

    @Test func `an extract or a decision of a fund that is not there is refused`() throws {
        let office = try Office()
        let key = try Build.key("CI9")
        let refused = Refusal.unknownFund(key)
        #expect(try refusal { try office.register(.extract(Build.extract(in: key))) } == refused)
        #expect(
            try refusal { try office.register(.matching(Build.matching(in: key))) } == refused)
        #expect(try refusal { try office.ledger.financeExtracts(of: key) } == refused)
        #expect(try refusal { try office.ledger.matchDecisions(of: key) } == refused)
    }

    @Test func `a decision is kept when it comes out otherwise than the latest`() throws {
        let office = try Office()
        func decide(_ verdict: MatchDecision.Verdict, _ payments: [String] = ["P1"]) throws -> Bool
        {
            try office.register(.matching(Build.matching(payments, ["A1"], verdict)))
        }
        #expect(try decide(.confirmed))
        #expect(try !decide(.confirmed))
        #expect(try decide(.broken))
        #expect(try !decide(.broken))
        #expect(try decide(.confirmed))
        #expect(try decide(.confirmed, ["P2", "P1"]))
        #expect(try !decide(.confirmed, ["P1", "P2"]))
    }

    @Test func `decisions are read in order with who made them when`() throws {
        let office = try Office(clock: SetClock("2018-11-02T09:00:00Z"))
        let decisions = try [
            Build.matching(["P2"], ["L1"]), Build.matching(["P1"], ["A1", "L1"]),
            Build.matching(["P2"], ["L1"], .broken),
        ]
        for (decision, name) in zip(decisions, ["A", "B", "C"]) {
            try office.ledger.register(.matching(decision), by: name)
        }
        let found = try office.ledger.matchDecisions(of: Build.key())
        #expect(found.map(\.decision) == decisions)
        #expect(found.map(\.recorder) == ["A", "B", "C"])
        #expect(
            try found.map(\.recorded)
                == office.ledger.registrations().suffix(3).map { $0.recorded })
        #expect(try office.ledger.matchDecisions(of: office.openNextYear()).isEmpty)
    }

    @Test func `a decision on an entry that is not there is refused`() throws {
        let office = try Office()
        let head = try office.ledger.head()
        let decision = try Build.matching(["P1"], ["A1", "A7"])
        #expect(
            try refusal { try office.register(.matching(decision)) } == .unknownEntry("A7"))
        #expect(try office.ledger.head() == head)
    }

    @Test func `bytes have the SHA-256 that everyone else gives them`() {
        #expect(
            sha256(Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            sha256([]).description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
