import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct CommitmentTests {
    @Test func `one commitment takes several invoices to its last penny`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 15_000, id: "C1")
        for sum: Int64 in [5_000, 4_000, 6_000] {
            let entry = try office.record(.spend, pence: sum, against: "C1").entry
            #expect(entry.answers == 4)
            #expect(entry.posting.from.role == .committed)
        }
        #expect(
            try refusal { try office.record(.spend, pence: 1, against: "C1") }
                == .beyondCommitment(4, amount: pence(1), left: .zero))
        let line = try #require(try office.line())
        #expect((line.spent, line.committed) == (pence(15_000), .zero))
        #expect(line.freeBalance == pence(25_000))
    }

    @Test func `an invoice beyond what is left of its commitment is refused`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 15_000, id: "C1")
        try office.record(.spend, pence: 5_000, against: "C1")
        #expect(
            try refusal { try office.record(.spend, pence: 10_001, against: "C1") }
                == .beyondCommitment(4, amount: pence(10_001), left: pence(10_000)))
    }

    @Test func `a reversed invoice gives its sum back to the commitment`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 15_000, id: "C1")
        try office.record(.spend, pence: 15_000, id: "S1", against: "C1")
        try office.record(.reversal, pence: 15_000, against: "S1")
        #expect(try office.line()?.committed == pence(15_000))
        #expect(try office.record(.spend, pence: 15_000, against: "C1").isNew)
    }

    @Test func `a decommitment frees what is left and no more`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 15_000, id: "C1")
        try office.record(.spend, pence: 5_000, against: "C1")
        #expect(
            try refusal { try office.record(.decommitment, pence: 10_001, against: "C1") }
                == .beyondCommitment(4, amount: pence(10_001), left: pence(10_000)))
        try office.record(.decommitment, pence: 10_000, against: "C1")
        #expect(try office.line()?.freeBalance == pence(35_000))
    }

    @Test func `a commitment freed without being named is not spent a second time`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 40_000, id: "C1")
        try office.record(.decommitment, pence: 40_000)
        #expect(
            try refusal { try office.record(.spend, pence: 1, against: "C1") }
                == .beyondCommitted(Code("PLF-01"), amount: pence(1), committed: .zero))
        try office.record(.spend, pence: 40_000)
        #expect(try office.line()?.balance == .zero)
    }

    @Test func `a commitment freed in part without being named gives what is left`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 100, id: "C1")
        try office.record(.decommitment, pence: 60)
        #expect(
            try refusal { try office.record(.spend, pence: 41, against: "C1") }
                == .beyondCommitted(Code("PLF-01"), amount: pence(41), committed: pence(40)))
        #expect(try office.record(.spend, pence: 40, against: "C1").isNew)
    }

    @Test func `one commitment is not spent from what another holds`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 100, id: "C1")
        try office.record(.commitment, pence: 100, id: "C2")
        try office.record(.decommitment, pence: 100, against: "C1")
        #expect(
            try refusal { try office.record(.spend, pence: 1, against: "C1") }
                == .beyondCommitment(4, amount: pence(1), left: .zero))
        #expect(try office.record(.spend, pence: 100, against: "C2").isNew)
    }

    @Test func `a decommitment beyond what the project has committed is refused`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 100)
        #expect(
            try refusal { try office.record(.decommitment, pence: 101) }
                == .beyondCommitted(Code("PLF-01"), amount: pence(101), committed: pence(100)))
    }

    @Test func `another project's commitment, a spend or a reversed one cannot be drawn on`()
        throws
    {
        let office = try Office()
        try office.record(.commitment, pence: 100, id: "C1")
        try office.record(.spend, pence: 100, id: "S1")
        let project = try Code("PLF-01")
        #expect(
            try refusal { try office.record(.spend, from: "PLF-02", pence: 1, against: "C1") }
                == .notItsCommitment(4, Code("PLF-02")))
        #expect(
            try refusal { try office.record(.spend, pence: 1, against: "S1") }
                == .notItsCommitment(5, project))
        try office.record(.reversal, pence: 100, against: "C1")
        #expect(
            try refusal { try office.record(.spend, pence: 1, against: "C1") }
                == .notItsCommitment(4, project))
    }
}
