import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct StatementTests {
    @Test func `a statement shows each project's figures and their totals`() throws {
        let office = try Office()
        try office.record(.virement, pence: 1_000)
        try office.record(.commitment, pence: 2_000, id: "C1")
        try office.record(.spend, pence: 500, against: "C1")
        try office.record(.spend, from: "PLF-02", pence: 300)
        let statement = try office.statement()
        let (first, second) = (statement.lines[0], statement.lines[1])
        #expect(statement.lines.map(\.project.code.text) == ["PLF-01", "PLF-02", "PLF-03"])
        #expect((first.original, first.virements) == (pence(40_000), pence(-1_000)))
        #expect((first.allocated, first.spent) == (pence(39_000), pence(500)))
        #expect((first.committed, first.balance) == (pence(1_500), pence(38_500)))
        #expect(first.freeBalance == pence(37_000))
        #expect((second.viredIn, second.balance) == (pence(1_000), pence(30_700)))
        #expect(statement.totals.allocated == pence(70_000))
        #expect((statement.award, statement.unallocated) == (pence(100_000), pence(30_000)))
        #expect(statement.head == (try office.ledger.head()))
    }

    @Test func `claimed, received and repaid are figures of their own`() throws {
        let office = try Office()
        try office.record(.claim, pence: 60_000)
        try office.record(.receipt, pence: 50_000)
        try office.record(.repayment, pence: 10_000)
        try office.record(.awardReduction, pence: 5_000)
        let statement = try office.statement()
        #expect((statement.claimed, statement.received) == (pence(60_000), pence(50_000)))
        #expect((statement.repaid, statement.award) == (pence(10_000), pence(95_000)))
        #expect(statement.unallocated == pence(15_000))
    }

    @Test func `no more than the award can be claimed`() throws {
        let office = try Office()
        try office.record(.claim, pence: 60_000)
        #expect(
            try refusal { try office.record(.claim, pence: 40_001) }
                == .beyondAward(
                    Build.key(), amount: pence(40_001), claimed: pence(60_000),
                    award: pence(100_000)))
        #expect(try office.record(.claim, pence: 40_000).isNew)
    }

    @Test func `a day cuts before, within and at the end of a month`() throws {
        let office = try Office()
        for (day, sum) in [
            ("2018-10-31", 1), ("2018-11-01", 10), ("2018-11-15", 100), ("2018-11-30", 1_000),
            ("2018-12-01", 10_000),
        ] as [(String, Int64)] { try office.record(.spend, on: day, pence: sum) }
        let days = [
            "2018-03-31", "2018-04-01", "2018-10-30", "2018-10-31", "2018-11-01", "2018-11-14",
            "2018-11-15", "2018-11-29", "2018-11-30", "2018-12-01", "2018-12-31", "2030-01-01",
        ]
        let spent = try days.map { try office.line(asAt: $0)?.spent.pence }
        #expect(spent == [0, 0, 0, 1, 11, 11, 111, 111, 1_111, 11_111, 11_111, 11_111])
        #expect(try office.line(asAt: "2018-03-31")?.allocated == .zero)
        #expect(try office.statement(asAt: "2018-03-31").award == .zero)
        #expect(try office.line()?.spent == pence(11_111))
    }

    @Test func `a reversal counts from its own day, not from the day it undoes`() throws {
        let office = try Office()
        try office.record(.spend, on: "2018-11-10", pence: 100, id: "S1")
        try office.record(.reversal, on: "2018-11-20", pence: 100, against: "S1")
        let spent = try ["2018-11-09", "2018-11-10", "2018-11-19", "2018-11-20"].map {
            try office.line(asAt: $0)?.spent.pence
        }
        #expect(spent == [0, 100, 100, 0])
    }

    @Test func `without a day a statement stands as at the last day an entry counts for`() throws {
        let office = try Office()
        let next = try office.openNextYear()
        try office.record(.spend, on: "2019-02-03", pence: 1)
        try office.record(.spend, on: "2018-11-02", pence: 1)
        #expect(try office.statement().asAt == Build.day("2019-02-03"))
        #expect(try office.statement(asKnown: .entry(3)).asAt == Build.day("2018-04-01"))
        #expect(try office.statement(next).asAt == Build.day("2019-04-01"))
        try office.record(.carryForward, on: "2019-03-30", pence: 1)
        #expect(try office.statement(next).asAt == Build.day("2019-03-30"))
    }

    @Test func `a fund the ledger does not have is refused by name`() throws {
        let stranger = try Build.key("CI001")
        #expect(try refusal { try Office().statement(stranger) } == .unknownFund(stranger))
        let ledger = try Office().ledger
        #expect(try refusal { try ledger.projects(of: stranger) } == .unknownFund(stranger))
    }

    @Test func `partnerships that share a file do not share money`() throws {
        let office = try Office()
        let other = try Build.key(partnership: "Melton")
        try office.register(.fund(Build.fund(other)))
        try office.register(.project(Build.project("PLF-01", in: other)))
        try office.record(.allocation, in: other, to: "PLF-01", pence: 7)
        #expect(try office.line()?.allocated == pence(40_000))
        #expect(try office.statement(other).lines.map(\.allocated) == [pence(7)])
        #expect(try office.ledger.funds().map(\.key.partnership) == ["Charnwood", "Melton"])
        #expect(
            try office.ledger.funds(withProject: Code("PLF-01")).map(\.partnership)
                == ["Charnwood", "Melton"])
        #expect(try office.ledger.funds(withProject: Code("PLF-02")) == [Build.key()])
        #expect(try office.ledger.projects(of: other).map(\.code.text) == ["PLF-01"])
    }
}
