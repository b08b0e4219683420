import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct ReversalTests {
    @Test func `a reversal gives the money back and names what it undoes`() throws {
        let office = try Office()
        try office.record(.spend, pence: 12_000, id: "S1")
        let reversal = try office.record(.reversal, pence: 12_000, against: "S1")
        #expect(reversal.entry.answers == 4)
        #expect(reversal.entry.posting.from.role == .spent)
        #expect(reversal.balances.first?.after == pence(40_000))
        #expect(try office.line()?.spent == .zero)
    }

    @Test func `a reversed virement is no virement in the statement`() throws {
        let office = try Office()
        try office.record(.virement, id: "V1")
        try office.record(.reversal, against: "V1")
        for code in ["PLF-01", "PLF-02"] {
            let line = try #require(try office.line(code))
            #expect((line.viredIn, line.viredOut) == (.zero, .zero))
        }
        #expect(try office.line("PLF-01")?.original == pence(40_000))
    }

    @Test func `a reversed award lowers the award and leaves no repayment`() throws {
        let office = try Office()
        try office.record(.award, pence: 5_000, id: "A2")
        try office.record(.reversal, pence: 5_000, against: "A2")
        let statement = try office.statement()
        #expect((statement.award, statement.repaid) == (pence(100_000), .zero))
    }

    @Test func `an entry is reversed once, whole, in its own fund, and never a reversal`() throws {
        let office = try Office()
        let next = try office.openNextYear()
        try office.record(.spend, id: "S1")
        #expect(
            try refusal { try office.record(.reversal, pence: 9_999, against: "S1") }
                == .reversalAmount(pence(9_999), of: 4, amount: pence(10_000)))
        #expect(
            try refusal { try office.record(.reversal, in: next, against: "S1") }
                == .reversalFund(next, of: 4, fund: Build.key()))
        try office.record(.reversal, id: "R1", against: "S1")
        #expect(
            try refusal { try office.record(.reversal, against: "S1") }
                == .alreadyReversed(4, by: 5))
        #expect(
            try refusal { try office.record(.reversal, against: "R1") } == .reversalOfReversal(5))
    }

    @Test func `a reversal before the day of its original is refused`() throws {
        let office = try Office()
        try office.record(.spend, on: "2018-11-02", id: "S1")
        #expect(
            try refusal { try office.record(.reversal, on: "2018-11-01", against: "S1") }
                == .beforeOriginal(
                    4, day: Build.day("2018-11-01"), original: Build.day("2018-11-02")))
    }

    @Test func `an allocation that was spent cannot be reversed from under the spend`() throws {
        let office = try Office()
        try office.record(.spend, pence: 1)
        #expect(
            try refusal { try office.record(.reversal, pence: 40_000, against: "L1") }
                == .reversalLeavesDebt(
                    2, account: "PLF-01 available", amount: pence(40_000), holds: pence(39_999)))
    }

    @Test func `a commitment with an invoice on it cannot be reversed before the invoice`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 5_000, id: "C1")
        try office.record(.commitment, pence: 5_000, id: "C2")
        try office.record(.spend, pence: 100, id: "S1", against: "C1")
        #expect(
            try refusal { try office.record(.reversal, pence: 5_000, against: "C1") }
                == .reversalLeavesDebt(
                    4, account: "PLF-01 committed", amount: pence(5_000), holds: pence(4_900)))
        try office.record(.reversal, pence: 100, against: "S1")
        try office.record(.reversal, pence: 5_000, against: "C1")
        #expect(try office.line()?.committed == pence(5_000))
    }

    @Test func `a spend that was refunded cannot be reversed as well`() throws {
        let office = try Office()
        try office.record(.spend, pence: 5_000, id: "S1")
        try office.record(.refund, pence: 1)
        #expect(
            try refusal { try office.record(.reversal, pence: 5_000, against: "S1") }
                == .reversalLeavesDebt(
                    4, account: "PLF-01 spent", amount: pence(5_000), holds: pence(4_999)))
        #expect(
            try refusal { try office.record(.refund, pence: 5_000) }
                == .beyondSpent(Code("PLF-01"), amount: pence(5_000), spent: pence(4_999)))
    }
}
