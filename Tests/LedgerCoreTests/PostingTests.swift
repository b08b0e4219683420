import LedgerCore
import TestSupport
import Testing

struct PostingTests {
    private func account(_ role: AccountRole, _ project: String? = nil) throws -> Account {
        Account(fund: try Build.key(), project: try project.map(Code.init), role: role)
    }

    private func answered(_ transfer: Transfer) throws -> Answered {
        Answered(
            number: 5, transfer: transfer, posting: try transfer.posting(), drawn: .zero,
            reversedBy: nil)
    }

    @Test(
        arguments: [
            (.award, .funder, .unallocated), (.awardReduction, .unallocated, .funder),
            (.repayment, .unallocated, .funder), (.claim, .due, .claimed),
            (.receipt, .claimed, .received),
        ] as [(TransferKind, AccountRole, AccountRole)])
    func `the fund's own money moves between the fund's own accounts`(
        kind: TransferKind, from: AccountRole, to: AccountRole
    ) throws {
        let posting = try Build.transfer(kind).posting()
        #expect(try posting == Posting(from: account(from), to: account(to)))
    }

    @Test func `an allocation and its release are each other's swap`() throws {
        let allocation = try Build.transfer(.allocation, to: "PLF-01").posting()
        #expect(
            try allocation
                == Posting(from: account(.unallocated), to: account(.available, "PLF-01")))
        #expect(try Build.transfer(.release, from: "PLF-01").posting() == allocation.swapped)
    }

    @Test(
        arguments: [
            (.commitment, .available, .committed), (.decommitment, .committed, .available),
            (.spend, .available, .spent), (.refund, .spent, .available),
        ] as [(TransferKind, AccountRole, AccountRole)])
    func `a project's money moves between the project's own accounts`(
        kind: TransferKind, from: AccountRole, to: AccountRole
    ) throws {
        let posting = try Build.transfer(kind).posting()
        #expect(try posting == Posting(from: account(from, "PLF-01"), to: account(to, "PLF-01")))
    }

    @Test func `a virement moves from what one project has to what another has`() throws {
        let posting = try Build.transfer(.virement, from: "PLF-01", to: "PLF-02").posting()
        #expect(
            try posting
                == Posting(from: account(.available, "PLF-01"), to: account(.available, "PLF-02")))
    }

    @Test func `a spend against an order comes out of what is committed`() throws {
        let order = try answered(Build.transfer(.commitment, reference: "PO-1"))
        let spend = try Build.transfer(.spend, against: "PO-1").posting(answering: order)
        #expect(try spend.from == account(.committed, "PLF-01"))
        #expect(try spend.to == account(.spent, "PLF-01"))
    }

    @Test func `a spend against invoices of unknown amount comes out of what is free`() throws {
        let awaited = try answered(
            Build.transfer(.commitment, pence: 0, reference: "2018-19-Q3"))
        let spend = try Build.transfer(.spend, against: "e").posting(answering: awaited)
        #expect(try spend.from == account(.available, "PLF-01"))
    }

    @Test(arguments: [TransferKind.carryForward, .repayment])
    func `what is left leaves from the project named, or from what was never allocated`(
        kind: TransferKind
    ) throws {
        let own = try Build.transfer(kind).posting()
        let project = try Build.transfer(kind, from: "PLF-01").posting()
        #expect(try own.from == account(.unallocated))
        #expect(try project.from == account(.available, "PLF-01"))
        #expect(own.to == project.to)
    }

    @Test func `a carry-forward arrives unallocated in the next year`() throws {
        let posting = try Build.transfer(.carryForward, from: "PLF-01").posting()
        #expect(try posting.to.fund == Build.key(year: "2019-20"))
        #expect(posting.to.role == .unallocated)
        #expect(posting.to.project == nil)
    }

    @Test func `there is no carrying forward past the calendar's last year`() throws {
        let last = try Build.transfer(
            .carryForward, on: "2149-11-02", in: Build.key(year: "2149-50"))
        #expect(throws: FinancialYearError.malformed("2150")) { try last.posting() }
    }

    @Test(arguments: TransferKind.allCases.filter { $0 != .reversal })
    func `a reversal is the swap of the entry it names`(kind: TransferKind) throws {
        let original = try answered(Build.transfer(kind))
        let reversal = try Build.transfer(.reversal, against: "e").posting(answering: original)
        #expect(reversal == original.posting.swapped)
        #expect(reversal.swapped == original.posting)
    }

    @Test(arguments: TransferKind.allCases.filter { $0 != .reversal })
    func `money never stays where it is`(kind: TransferKind) throws {
        let posting = try Build.transfer(kind).posting()
        #expect(posting.from != posting.to)
    }
}
