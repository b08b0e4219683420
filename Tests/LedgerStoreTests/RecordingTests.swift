import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct RecordingTests {
    @Test func `entries are numbered from one without gaps`() throws {
        let office = try Office()
        for _ in 1...5 { try office.record(.spend, pence: 100) }
        #expect(try office.ledger.entries().map(\.number) == Array(1...8))
    }

    @Test func `a refused entry leaves no gap in the numbers`() throws {
        let office = try Office()
        #expect(throws: LedgerError.self) { try office.record(.spend, pence: 40_001) }
        #expect(try office.record(.spend, pence: 1).entry.number == 4)
    }

    @Test func `a spend lowers the balance and the free balance`() throws {
        let recorded = try Office().record(.spend, pence: 12_345)
        let balance = try #require(recorded.balances.first)
        #expect(recorded.balances.count == 1)
        #expect(balance.project.text == "PLF-01")
        #expect((balance.before, balance.after) == (pence(40_000), pence(27_655)))
        #expect((balance.freeBefore, balance.freeAfter) == (pence(40_000), pence(27_655)))
    }

    @Test func `a commitment lowers the free balance alone`() throws {
        let balance = try #require(try Office().record(.commitment, pence: 15_000).balances.first)
        #expect((balance.before, balance.after) == (pence(40_000), pence(40_000)))
        #expect((balance.freeBefore, balance.freeAfter) == (pence(40_000), pence(25_000)))
    }

    @Test func `a virement tells the balances of both projects`() throws {
        let balances = try Office().record(.virement, pence: 10_000).balances
        #expect(balances.map(\.project.text) == ["PLF-01", "PLF-02"])
        #expect(balances.map(\.before) == [pence(40_000), pence(30_000)])
        #expect(balances.map(\.after) == [pence(30_000), pence(40_000)])
    }

    @Test func `an award touches no project`() throws {
        #expect(try Office().record(.award).balances.isEmpty)
    }

    @Test func `the entry carries what was sent, who recorded it, when, and its accounts`() throws {
        let office = try Office(clock: SetClock("2018-11-05T10:00:00Z"))
        let transfer = try Build.transfer(
            .spend, pence: 500, reference: "INV-1", payee: "Acorn Ltd", note: "Lights", id: "S1")
        let entry = try office.ledger.record(transfer, by: "B. Deputy").entry
        #expect(entry.transfer == transfer)
        #expect(entry.id.text == "S1")
        #expect(entry.recorder == "B. Deputy")
        #expect(entry.recorded.day == (try Build.day("2018-11-05")))
        #expect(entry.posting.from.role == .available)
        #expect(entry.posting.to.role == .spent)
        #expect(try office.ledger.entry(named: "S1") == entry)
        #expect(try office.ledger.entry(named: "4") == entry)
        #expect(try office.ledger.head().hash == entry.hash)
    }

    @Test func `an entry without an id is given one by which it is found`() throws {
        let office = try Office()
        let first = try office.record(.spend).entry
        let second = try office.record(.spend).entry
        #expect(first.id != second.id)
        #expect(try office.ledger.entry(named: second.id.text)?.number == second.number)
    }

    @Test func `an id that looks like a number is found before the entry of that number`() throws {
        let office = try Office()
        try office.record(.spend, id: "1")
        #expect(try office.ledger.entry(named: "1")?.number == 4)
        #expect(try office.ledger.entry(named: "2")?.number == 2)
        #expect(try office.ledger.entry(named: "99") == nil)
        #expect(try office.ledger.entry(named: "nothing") == nil)
    }

    @Test func `texts of every script come back byte for byte`() throws {
        let office = try Office()
        let note = "Ünïcode 猫 e\u{301} \u{200B} 👩🏽‍🚒 \"quoted\", 'single'; DROP TABLE entry"
        let entry = try office.record(.spend, note: note, id: "U1").entry
        let read = try #require(try office.ledger.entry(named: "U1"))
        #expect(Array(read.transfer.note.utf8) == Array(entry.transfer.note.utf8))
        #expect(Array(read.transfer.note.utf8) == Array(note.utf8))
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `the largest sum of one entry is taken and a penny more is no transfer`() throws {
        let office = try Office()
        let most = Money.entryLimit.pence
        for _ in 1...3 { try office.record(.award, pence: most) }
        #expect(try office.statement().award == pence(100_000 + 3 * most))
        #expect(throws: Refusal.amountTooLarge(pence(most + 1))) {
            try Build.transfer(.award, pence: most + 1)
        }
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `an unknown fund, project or entry is refused by name`() throws {
        let office = try Office()
        let stranger = try Build.key("CI001")
        #expect(try refusal { try office.record(.award, in: stranger) } == .unknownFund(stranger))
        #expect(
            try refusal { try office.record(.spend, from: "PLF-09") }
                == .unknownProject(Code("PLF-09"), Build.key()))
        #expect(
            try refusal { try office.record(.virement, from: "PLF-01", to: "PLF-09") }
                == .unknownProject(Code("PLF-09"), Build.key()))
        #expect(
            try refusal { try office.record(.reversal, against: "none") } == .unknownEntry("none"))
    }

    @Test func `a recorder whose name holds a control character is refused`() throws {
        let office = try Office()
        for name in ["A\0B", "A\nB"] {
            #expect(throws: LedgerError.refused(.controlCharacter("recorder"))) {
                try office.ledger.record(Build.transfer(.spend), by: name)
            }
        }
        #expect(try office.ledger.head().entry == 3)
    }
}
