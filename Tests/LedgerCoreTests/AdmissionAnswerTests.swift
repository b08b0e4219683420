import LedgerCore
import TestSupport
import Testing

/// What a transfer may answer: the entry it names must be one that can be answered so.
struct AdmissionAnswerTests {
    private func ledger() throws -> PaperLedger {
        var ledger = try PaperLedger(allocations: [("PLF-01", 100_000), ("PLF-02", 50_000)])
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        try ledger.record(Build.transfer(.spend, pence: 20_000, id: "spend"))
        return ledger
    }

    @Test func `a reversal undoes the whole of an entry`() throws {
        var ledger = try ledger()
        for pence in [19_999, 20_001, 0] as [Int64] {
            let refusal = Refusal.reversalAmount(
                Money(pence: pence), of: 5, amount: Money(pence: 20_000))
            #expect(throws: refusal) {
                try ledger.record(Build.transfer(.reversal, pence: pence, against: "spend"))
            }
        }
        try ledger.record(Build.transfer(.reversal, pence: 20_000, against: "spend"))
        #expect(try ledger.statement().lines[0].spent == .zero)
    }

    @Test func `an entry is reversed once`() throws {
        var ledger = try ledger()
        let reversal = try Build.transfer(.reversal, pence: 20_000, against: "spend")
        try ledger.record(reversal)
        #expect(throws: Refusal.alreadyReversed(5, by: 6)) { try ledger.record(reversal) }
    }

    @Test func `a reversal is not reversed`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(.reversal, pence: 20_000, id: "undo", against: "spend"))
        #expect(throws: Refusal.reversalOfReversal(6)) {
            try ledger.record(Build.transfer(.reversal, pence: 20_000, against: "undo"))
        }
    }

    @Test func `a reversal is of the same fund year as what it undoes`() throws {
        let other = try Build.key("CI001")
        var ledger = PaperLedger(
            try [Build.fund(), Build.fund(other)],
            projects: [try Build.project(), try Build.project("CI001-01", in: other)])
        try ledger.record(Build.transfer(.award, id: "award"))
        let refusal = Refusal.reversalFund(other, of: 1, fund: try Build.key())
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(.reversal, in: other, against: "award"))
        }
    }

    @Test(arguments: [TransferKind.spend, .decommitment])
    func `only an open commitment of the same project is drawn on`(kind: TransferKind) throws {
        var ledger = try ledger()
        let project = try Code("PLF-01")
        #expect(throws: Refusal.notItsCommitment(5, project)) {
            try ledger.record(Build.transfer(kind, pence: 1, against: "spend"))
        }
        #expect(throws: Refusal.notItsCommitment(4, try Code("PLF-02"))) {
            try ledger.record(Build.transfer(kind, from: "PLF-02", pence: 1, against: "order"))
        }
        try ledger.record(Build.transfer(kind, pence: 1, id: "draw", against: "order"))
        try ledger.record(Build.transfer(.reversal, pence: 1, against: "draw"))
        try ledger.record(Build.transfer(.reversal, pence: 30_000, against: "order"))
        #expect(throws: Refusal.notItsCommitment(4, project)) {
            try ledger.record(Build.transfer(kind, pence: 1, against: "order"))
        }
    }

    @Test func `a commitment of the same code in another year is not drawn on`() throws {
        let next = try Build.key(year: "2019-20")
        var ledger = PaperLedger(
            try [Build.fund(), Build.fund(next)],
            projects: [try Build.project(), try Build.project(in: next)])
        try ledger.record(Build.transfer(.allocation, on: "2018-04-01"))
        try ledger.record(Build.transfer(.commitment, id: "order"))
        #expect(throws: Refusal.notItsCommitment(2, try Code("PLF-01"))) {
            try ledger.record(
                Build.transfer(.spend, on: "2019-04-01", in: next, pence: 1, against: "order"))
        }
    }

    @Test func `invoices of unknown amount are answered out of the free balance`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(.commitment, pence: 0, reference: "2018-19-Q3", id: "awaited"))
        #expect(try ledger.statement().lines[0].awaiting.map(\.entry) == [6])
        let refusal = Refusal.beyondFreeBalance(
            .spend, try Code("PLF-01"), amount: Money(pence: 50_001), free: Money(pence: 50_000))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(.spend, pence: 50_001, against: "awaited"))
        }
        try ledger.record(Build.transfer(.spend, pence: 50_000, against: "awaited"))
        #expect(try ledger.statement().lines[0].awaiting.isEmpty)
    }

    @Test func `invoices no longer awaited are reversed for nought`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(.commitment, pence: 0, reference: "2018-19-Q3", id: "awaited"))
        try ledger.record(Build.transfer(.reversal, pence: 0, against: "awaited"))
        #expect(try ledger.statement().lines[0].awaiting.isEmpty)
    }

    @Test func `what it answers is told before its day and its sum`() throws {
        var ledger = try ledger()
        ledger.closedThrough = try Build.day("2018-12-31")
        #expect(throws: Refusal.notItsCommitment(5, try Code("PLF-01"))) {
            try ledger.record(Build.transfer(.spend, pence: 900_000_000, against: "spend"))
        }
    }
}
