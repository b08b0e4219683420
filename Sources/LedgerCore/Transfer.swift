/// What an entry does with money; the kinds of the trade.
public enum TransferKind: Int, Sendable, CaseIterable {
    case award = 1
    case awardReduction = 2
    case allocation = 3
    case release = 4
    case virement = 5
    case commitment = 6
    case decommitment = 7
    case spend = 8
    case refund = 9
    case carryForward = 10
    case repayment = 11
    case reversal = 12
    case claim = 13
    case receipt = 14

    /// The word used in books, commands and reports.
    public var name: String {
        switch self {
        case .award: "award"
        case .awardReduction: "award-reduction"
        case .allocation: "allocation"
        case .release: "release"
        case .virement: "virement"
        case .commitment: "commitment"
        case .decommitment: "decommitment"
        case .spend: "spend"
        case .refund: "refund"
        case .carryForward: "carry-forward"
        case .repayment: "repayment"
        case .reversal: "reversal"
        case .claim: "claim"
        case .receipt: "receipt"
        }
    }

    public init?(name: String) {
        guard let kind = TransferKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// Whether the day it counts for must lie in the fund's spending dates (grant condition).
    public var isDelivery: Bool {
        switch self {
        case .virement, .commitment, .decommitment, .spend, .refund: true
        default: false
        }
    }
}

/// One authorised movement of money, as asked for; it becomes an entry when it is recorded.
public struct Transfer: Hashable, Sendable {
    public let kind: TransferKind
    /// The day it counts for, not the day it is typed.
    public let day: CalendarDay
    public let fund: FundYear
    public let from: Code?
    public let to: Code?
    /// Above nought; nought only for invoices awaited whose amount is not known.
    public let amount: Money
    public let reference: String
    public let payee: String
    public let note: String
    /// The sender's own name for it, so that sending it twice records it once; nil to have one made.
    public let id: EntryID?
    /// The entry it answers: what a reversal undoes, or the commitment a spend draws on.
    public let against: EntryID?
    /// Why a spend beyond the free balance is allowed; empty when it is not.
    public let overspendReason: String

    /// Refuses a shape its kind does not have, such as an allocation from a project.
    public init(
        _ kind: TransferKind, on day: CalendarDay, in fund: FundYear, from: Code? = nil,
        to: Code? = nil, amount: Money, reference: String = "", payee: String = "",
        note: String = "", id: EntryID? = nil, against: EntryID? = nil, overspendReason: String = ""
    ) throws(Refusal) {
        self.kind = kind
        self.day = day
        self.fund = fund
        self.from = from
        self.to = to
        self.amount = amount
        self.reference = try line(reference, named: "reference")
        self.payee = try line(payee, named: "payee")
        self.note = try line(note, named: "note")
        self.id = id
        self.against = against
        self.overspendReason = try line(overspendReason, named: "overspend reason")
        try checkProjects()
        try checkAmount()
        guard kind != .reversal || against != nil else { throw .missing("entry to reverse") }
        switch kind {
        case .reversal, .spend, .decommitment: break
        default: guard against == nil else { throw .answersNothing(kind) }
        }
    }

    /// The quarter whose invoices are awaited: a commitment whose reference is a quarter's name.
    public var awaited: Quarter? {
        kind == .commitment ? try? Quarter(parsing: reference) : nil
    }

    private func checkProjects() throws(Refusal) {
        let needs: (from: Bool, to: Bool)
        switch kind {
        case .award, .awardReduction, .reversal, .claim, .receipt: needs = (false, false)
        case .allocation, .refund: needs = (false, true)
        case .release, .commitment, .decommitment, .spend: needs = (true, false)
        case .virement: needs = (true, true)
        case .carryForward, .repayment: needs = (from != nil, false)
        }
        guard needs.from == (from != nil) else {
            throw needs.from ? .missing("project the \(kind.name) is from") : .unwantedProject(kind)
        }
        guard needs.to == (to != nil) else {
            throw needs.to ? .missing("project the \(kind.name) goes to") : .unwantedProject(kind)
        }
        guard from == nil || from != to else { throw .sameProject(kind, from) }
    }

    private func checkAmount() throws(Refusal) {
        guard amount <= Money.entryLimit else { throw .amountTooLarge(amount) }
        if amount == .zero, awaited != nil || kind == .reversal { return }
        guard amount > .zero else { throw .amountNotPositive(kind, amount) }
    }

    /// The accounts the money moves between; `answered` is the entry that `against` names.
    public func posting(answering answered: Answered? = nil) throws(FinancialYearError) -> Posting {
        func account(_ role: AccountRole, _ project: Code? = nil) -> Account {
            Account(fund: fund, project: project, role: role)
        }
        let drawsOnOrder = answered.map { $0.amount > .zero } ?? false
        switch kind {
        case .award: return Posting(from: account(.funder), to: account(.unallocated))
        case .awardReduction: return Posting(from: account(.unallocated), to: account(.funder))
        case .allocation: return Posting(from: account(.unallocated), to: account(.available, to))
        case .release: return Posting(from: account(.available, from), to: account(.unallocated))
        case .virement: return Posting(from: account(.available, from), to: account(.available, to))
        case .commitment:
            return Posting(from: account(.available, from), to: account(.committed, from))
        case .decommitment:
            return Posting(from: account(.committed, from), to: account(.available, from))
        case .spend:
            let source = account(drawsOnOrder ? .committed : .available, from)
            return Posting(from: source, to: account(.spent, from))
        case .refund: return Posting(from: account(.spent, to), to: account(.available, to))
        case .carryForward:
            let next = Account(fund: try fund.following(), role: .unallocated)
            return Posting(from: source, to: next)
        case .repayment: return Posting(from: source, to: account(.funder))
        case .claim: return Posting(from: account(.due), to: account(.claimed))
        case .receipt: return Posting(from: account(.claimed), to: account(.received))
        case .reversal:
            guard let answered else {
                preconditionFailure("a reversal is posted with its original")
            }
            return answered.posting.swapped
        }
    }

    /// Where unspent money leaves from: a project's available sum, or what was never allocated.
    private var source: Account {
        Account(fund: fund, project: from, role: from == nil ? .unallocated : .available)
    }
}

/// What must be known of the entry that a reversal, a spend or a decommitment answers.
public struct Answered: Hashable, Sendable {
    public let number: Int
    public let transfer: Transfer
    public let posting: Posting
    /// What later entries have drawn from it, in pence; for a commitment.
    public let drawn: Money
    /// The number of the entry that reversed it already.
    public let reversedBy: Int?

    public var amount: Money { transfer.amount }

    public init(
        number: Int, transfer: Transfer, posting: Posting, drawn: Money, reversedBy: Int?
    ) {
        self.number = number
        self.transfer = transfer
        self.posting = posting
        self.drawn = drawn
        self.reversedBy = reversedBy
    }
}

extension Transfer {
    /// The same transfer under a name.
    public func named(_ id: EntryID) throws(Refusal) -> Transfer {
        try Transfer(
            kind, on: day, in: fund, from: from, to: to, amount: amount, reference: reference,
            payee: payee, note: note, id: id, against: against, overspendReason: overspendReason)
    }
}
