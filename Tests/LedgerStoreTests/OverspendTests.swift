import GRDB
import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct OverspendTests {
    @Test(arguments: [TransferKind.spend, .virement, .commitment, .release])
    func `the last penny may go and the next is refused with the figures`(
        kind: TransferKind
    ) throws {
        let office = try Office()
        #expect(
            try refusal { try office.record(kind, pence: 40_001) }
                == .beyondFreeBalance(
                    kind, Code("PLF-01"), amount: pence(40_001), free: pence(40_000)))
        #expect(try office.record(kind, pence: 40_000).isNew)
        #expect(
            try refusal { try office.record(kind, pence: 1) }
                == .beyondFreeBalance(kind, Code("PLF-01"), amount: pence(1), free: .zero))
    }

    @Test func `a spend may pass the free balance for a reason, which is kept`() throws {
        let office = try Office()
        let recorded = try office.record(
            .spend, pence: 40_001, overspendReason: "Agreed by the board")
        #expect(recorded.entry.transfer.overspendReason == "Agreed by the board")
        #expect(recorded.balances.first?.after == pence(-1))
        #expect(try office.line()?.balance == pence(-1))
    }

    @Test func `a release may not pass the free balance for any reason`() throws {
        let office = try Office()
        #expect(
            try refusal { try office.record(.release, pence: 40_001, overspendReason: "Please") }
                == .beyondFreeBalance(
                    .release, Code("PLF-01"), amount: pence(40_001), free: pence(40_000)))
    }

    @Test func `money committed is not free`() throws {
        let office = try Office()
        try office.record(.commitment, pence: 39_999)
        #expect(try office.record(.spend, pence: 1).isNew)
        #expect(throws: LedgerError.self) { try office.record(.spend, pence: 1) }
    }

    @Test func `a refused entry writes nothing at all`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let head = try office.ledger.head()
        let before = try scratch.tamper(everyRowCount)
        let wrong: [() throws -> Recorded] = [
            { try office.record(.spend, pence: 40_001) },
            { try office.record(.spend, on: "2017-11-02") },
            { try office.record(.reversal, against: "none") },
            { try office.record(.award, pence: 1, id: "A1") },
            { try office.ledger.record(Build.transfer(.spend, pence: 99_999), by: "A stranger") },
        ]
        for work in wrong { #expect(throws: LedgerError.self) { try work() } }
        #expect(try office.ledger.head() == head)
        #expect(try scratch.tamper(everyRowCount) == before)
    }

    @Test func `a refused registration writes nothing at all`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let before = try scratch.tamper(everyRowCount)
        let stranger = try Build.key("CI001")
        #expect(throws: LedgerError.refused(.unknownFund(stranger))) {
            try office.register(.project(Build.project("CI001-01", in: stranger)))
        }
        #expect(throws: LedgerError.refused(.unknownFund(stranger))) {
            try office.close(through: "2018-12-31", in: stranger)
        }
        #expect(try scratch.tamper(everyRowCount) == before)
    }

    private let everyRowCount = [
        "entry", "registration", "recorder", "fund", "project", "account", "balance",
        "month_balance", "fund_detail", "project_detail", "closing",
    ].map { "SELECT count(*) FROM \($0)" }.joined(separator: "; ")

    @Test func `two officers cannot both spend the last of a project`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let other = try Ledger.openForRecording(scratch.path)
        _ = try other.record(Build.transfer(.spend, pence: 40_000), by: "B. Deputy")
        #expect(
            try refusal { try office.record(.spend, pence: 1) }
                == .beyondFreeBalance(.spend, Code("PLF-01"), amount: pence(1), free: .zero))
    }
}
