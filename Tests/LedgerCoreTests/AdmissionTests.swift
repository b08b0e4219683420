import LedgerCore
import TestSupport
import Testing

/// What a transfer may move: for every sum, the last allowed penny and the first refused one.
struct AdmissionTests {
    private func ledger() throws -> PaperLedger {
        try PaperLedger(allocations: [("PLF-01", 100_000), ("PLF-02", 50_000)])
    }

    private let code = Result { try Code("PLF-01") }

    @Test(arguments: [
        TransferKind.spend, .commitment, .virement, .release, .carryForward, .repayment,
    ])
    func `a project gives its free balance to the last penny and not one more`(
        kind: TransferKind
    ) throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        let refusal = Refusal.beyondFreeBalance(
            kind, try code.get(), amount: Money(pence: 70_001), free: Money(pence: 70_000))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(kind, from: "PLF-01", pence: 70_001))
        }
        #expect(ledger.entries.count == 4)
        try ledger.record(Build.transfer(kind, from: "PLF-01", pence: 70_000))
        #expect(try ledger.statement().lines[0].freeBalance == .zero)
    }

    @Test(arguments: [TransferKind.spend, .commitment, .virement])
    func `an authorised overspend passes the free balance`(kind: TransferKind) throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(
                kind, from: "PLF-01", pence: 100_001, overspendReason: "Agreed by the board"))
        #expect(try ledger.statement().lines[0].freeBalance == Money(pence: -1))
    }

    @Test(arguments: [TransferKind.release, .carryForward, .repayment])
    func `money that is not there cannot be given back, reason or not`(kind: TransferKind) throws {
        var ledger = try ledger()
        let refusal = Refusal.beyondFreeBalance(
            kind, try code.get(), amount: Money(pence: 100_001), free: Money(pence: 100_000))
        #expect(throws: refusal) {
            try ledger.record(
                Build.transfer(
                    kind, from: "PLF-01", pence: 100_001, overspendReason: "Agreed by the board"))
        }
        // The way out that is offered must be one that opens.
        #expect(!refusal.description.contains("--overspend-reason"))
    }

    @Test(arguments: [TransferKind.carryForward, .repayment])
    func `the fund gives back what is unallocated to the last penny`(kind: TransferKind) throws {
        var ledger = try ledger()
        let refusal = Refusal.beyondUnallocated(
            kind, try Build.key(), amount: Money(pence: 850_001),
            unallocated: Money(pence: 850_000))
        #expect(throws: refusal) { try ledger.record(Build.transfer(kind, pence: 850_001)) }
        try ledger.record(Build.transfer(kind, pence: 850_000))
        #expect(try ledger.statement().unallocated == .zero)
    }

    @Test func `one commitment takes many invoices, to the last penny of it`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        try ledger.record(Build.transfer(.spend, pence: 10_000, against: "order"))
        try ledger.record(Build.transfer(.decommitment, pence: 5_000, against: "order"))
        for kind in [TransferKind.spend, .decommitment] {
            let refusal = Refusal.beyondCommitment(
                4, amount: Money(pence: 15_001), left: Money(pence: 15_000))
            #expect(throws: refusal) {
                try ledger.record(Build.transfer(kind, pence: 15_001, against: "order"))
            }
        }
        try ledger.record(Build.transfer(.spend, pence: 15_000, against: "order"))
        let line = try ledger.statement().lines[0]
        #expect(line.committed == .zero)
        #expect(line.spent == Money(pence: 25_000))
    }

    @Test func `a decommitment frees what is committed to the last penny`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000))
        let refusal = Refusal.beyondCommitted(
            try code.get(), amount: Money(pence: 30_001), committed: Money(pence: 30_000))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(.decommitment, pence: 30_001))
        }
        try ledger.record(Build.transfer(.decommitment, pence: 30_000))
        #expect(try ledger.statement().lines[0].committed == .zero)
    }

    @Test func `a spend against an order takes only what is still committed`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        // The order is let go without being named, so it still seems to have all of its sum left.
        try ledger.record(Build.transfer(.decommitment, pence: 10_000))
        let refusal = Refusal.beyondCommitted(
            try code.get(), amount: Money(pence: 20_001), committed: Money(pence: 20_000))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(.spend, pence: 20_001, against: "order"))
        }
        try ledger.record(Build.transfer(.spend, pence: 20_000, against: "order"))
        #expect(try ledger.statement().lines[0].committed == .zero)
    }

    @Test func `a refund gives back what is spent to the last penny`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, pence: 30_000))
        let refusal = Refusal.beyondSpent(
            try code.get(), amount: Money(pence: 30_001), spent: Money(pence: 30_000))
        #expect(throws: refusal) { try ledger.record(Build.transfer(.refund, pence: 30_001)) }
        try ledger.record(Build.transfer(.refund, pence: 30_000))
        #expect(try ledger.statement().lines[0].spent == .zero)
    }

    @Test func `claims reach the award to the last penny`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.claim, pence: 400_000))
        let refusal = Refusal.beyondAward(
            try Build.key(), amount: Money(pence: 600_001), claimed: Money(pence: 400_000),
            award: Money(pence: 1_000_000))
        #expect(throws: refusal) { try ledger.record(Build.transfer(.claim, pence: 600_001)) }
        try ledger.record(Build.transfer(.claim, pence: 600_000))
        #expect(try ledger.statement().claimed == Money(pence: 1_000_000))
    }

    @Test(arguments: [TransferKind.award, .awardReduction, .allocation, .receipt])
    func `what the funder decides and what stands as a finding is taken`(
        kind: TransferKind
    ) throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(kind, pence: Money.entryLimit.pence))
        #expect(ledger.entries.count == 4)
    }

    @Test func `an allocation is not reversed once its money is used`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, pence: 1))
        let refusal = Refusal.reversalLeavesDebt(
            2, account: "PLF-01 available", amount: Money(pence: 100_000),
            holds: Money(pence: 99_999))
        let reversal = try Build.transfer(.reversal, pence: 100_000, against: "entry-2")
        #expect(throws: refusal) { try ledger.record(reversal) }
        try ledger.record(Build.transfer(.refund, pence: 1))
        try ledger.record(reversal)
        #expect(try ledger.statement().lines[0].allocated == .zero)
    }

    @Test func `a commitment is not reversed once it is drawn on`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        try ledger.record(Build.transfer(.commitment, pence: 30_000))
        try ledger.record(Build.transfer(.spend, pence: 1, id: "spend", against: "order"))
        let refusal = Refusal.reversalLeavesDebt(
            4, account: "PLF-01 committed", amount: Money(pence: 30_000),
            holds: Money(pence: 29_999))
        let reversal = try Build.transfer(.reversal, pence: 30_000, against: "order")
        #expect(throws: refusal) { try ledger.record(reversal) }
        try ledger.record(Build.transfer(.reversal, pence: 1, against: "spend"))
        try ledger.record(reversal)
        #expect(try ledger.statement().lines[0].committed == Money(pence: 30_000))
    }

    @Test func `a spend is not reversed once it is refunded`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, pence: 30_000, id: "spend"))
        try ledger.record(Build.transfer(.refund, pence: 1))
        let refusal = Refusal.reversalLeavesDebt(
            4, account: "PLF-01 spent", amount: Money(pence: 30_000), holds: Money(pence: 29_999))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(.reversal, pence: 30_000, against: "spend"))
        }
    }

    @Test func `an award may be reversed though it is allocated, and stands as a finding`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.reversal, pence: 1_000_000, against: "entry-1"))
        #expect(try ledger.statement().unallocated == Money(pence: -150_000))
    }
}
