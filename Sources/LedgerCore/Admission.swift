/// What the ledger knows when it decides on one transfer, read in the transaction that records it.
public struct Standing: Sendable {
    public let fund: Fund
    /// The last day of the closed period, when there is one.
    public let closedThrough: CalendarDay?
    /// The entry the transfer answers, when it names one.
    public let answered: Answered?
    /// What the account that the money leaves holds.
    public let source: Money
    public let award: Money
    public let claimed: Money
    /// What was agreed with the funder.
    public let agreement: Agreement
    /// What a claim in arrears is held against; nil for everything else.
    public let ground: ClaimGround?
    /// The other year that carried money touches, and the last day of its closed period.
    public let otherYear: (fund: FundYear, closedThrough: CalendarDay)?

    public init(
        fund: Fund, closedThrough: CalendarDay?, answered: Answered?, source: Money, award: Money,
        claimed: Money, agreement: Agreement, ground: ClaimGround? = nil,
        otherYear: (fund: FundYear, closedThrough: CalendarDay)? = nil
    ) {
        self.fund = fund
        self.closedThrough = closedThrough
        self.answered = answered
        self.source = source
        self.award = award
        self.claimed = claimed
        self.agreement = agreement
        self.ground = ground
        self.otherYear = otherYear
    }
}

/// The spend to date that a claim in arrears rests on, in pence, refunds taken off.
public struct ClaimGround: Hashable, Sendable {
    public let spent: Money
    /// What of it has a document, or is of sums that need none.
    public let evidenced: Money

    public init(spent: Money, evidenced: Money) {
        self.spent = spent
        self.evidenced = evidenced
    }
}

extension Transfer {
    /// Whether it is a claim on a funder that pays in arrears, by a settled agreement.
    public func isInArrears(_ agreement: Agreement) -> Bool {
        kind == .claim && agreement.isSettled && agreement.payment == .arrears
    }

    /// Decides whether the ledger takes the transfer, in the order `Refusal` documents.
    public func checkAdmitted(to standing: Standing) throws(Refusal) {
        if let answered = standing.answered { try checkAnswers(answered) }
        try checkDay(standing)
        try checkMoney(standing)
    }

    private func checkAnswers(_ answered: Answered) throws(Refusal) {
        let original = answered.transfer
        if kind == .reversal {
            guard original.kind != .reversal else { throw .reversalOfReversal(answered.number) }
            guard original.fund == fund else {
                throw .reversalFund(fund, of: answered.number, fund: original.fund)
            }
            if let by = answered.reversedBy { throw .alreadyReversed(answered.number, by: by) }
            guard amount == original.amount else {
                throw .reversalAmount(amount, of: answered.number, amount: original.amount)
            }
        } else {
            guard original.kind == .commitment, original.fund == fund, original.from == from,
                answered.reversedBy == nil
            else { throw .notItsCommitment(answered.number, from) }
        }
    }

    private func checkDay(_ standing: Standing) throws(Refusal) {
        let fund = standing.fund
        if let closed = standing.closedThrough, day <= closed {
            throw .closedPeriod(
                self.fund, through: closed, day: day, late: latePeriod(standing, closed))
        }
        if let other = standing.otherYear, day <= other.closedThrough {
            throw .closedPeriod(other.fund, through: other.closedThrough, day: day)
        }
        if kind.isDelivery {
            guard (fund.spendFrom...fund.spendBy).contains(day) else {
                throw .outsideSpendingDates(fund, day: day)
            }
        } else {
            let near = fund.spendFrom.adding(days: -366)...fund.spendBy.adding(days: 366)
            guard near.contains(day) else { throw .farFromFund(fund, day: day) }
        }
        // Money cannot leave an order before it is in it; awaited invoices of no known amount hold
        // none, and their goods came earlier.
        if let answered = standing.answered, day < answered.transfer.day,
            kind == .reversal || answered.amount > .zero
        {
            throw .beforeOriginal(answered.number, day: day, original: answered.transfer.day)
        }
    }

    /// The closed period that goods of that day would be tagged with in an open one; nil where they
    /// cannot be.
    private func latePeriod(_ standing: Standing, _ closed: CalendarDay) -> ReturnPeriod? {
        guard kind == .spend || kind == .refund, closed < standing.fund.spendBy,
            day >= standing.fund.spendFrom
        else { return nil }
        return standing.agreement.periods.periods(of: fund.year).first {
            $0.days.contains(day) && $0.lastDay <= closed
        }
    }

    private func checkMoney(_ standing: Standing) throws(Refusal) {
        let held = standing.source
        switch kind {
        case .award, .awardReduction, .allocation, .receipt:
            return  // Over-allocation is taken and stands as a finding (grant condition).
        case .claim:
            guard standing.claimed + amount <= standing.award else {
                throw .beyondAward(
                    fund, amount: amount, claimed: standing.claimed, award: standing.award)
            }
            if let ground = standing.ground, standing.claimed + amount > ground.evidenced {
                throw .beyondEvidence(fund, amount: amount, claimed: standing.claimed, ground, day)
            }
        case .spend, .virement, .commitment, .release:
            try checkProjectMoney(standing)
        case .decommitment:
            if let answered = standing.answered { try checkLeft(on: answered) }
            guard amount <= held else {
                throw .beyondCommitted(project, amount: amount, committed: held)
            }
        case .refund:
            guard amount <= held else {
                throw .beyondSpent(project, amount: amount, spent: held)
            }
        case .carryForward, .repayment:
            guard amount <= held else {
                throw from.map { .beyondFreeBalance(kind, $0, amount: amount, free: held) }
                    ?? .beyondUnallocated(kind, fund, amount: amount, unallocated: held)
            }
        case .reversal:
            try checkReversal(standing)
        }
    }

    private func checkProjectMoney(_ standing: Standing) throws(Refusal) {
        if let answered = standing.answered, answered.amount > .zero {
            try checkLeft(on: answered)
            guard amount <= standing.source else {
                throw .beyondCommitted(project, amount: amount, committed: standing.source)
            }
        } else if amount > .zero, amount > standing.source {
            guard kind != .release, !overspendReason.isEmpty else {
                throw .beyondFreeBalance(kind, project, amount: amount, free: standing.source)
            }
        }
    }

    private func checkLeft(on answered: Answered) throws(Refusal) {
        let left = answered.amount - answered.drawn
        guard amount <= left else {
            throw .beyondCommitment(answered.number, amount: amount, left: left)
        }
    }

    /// A project's account may not be taken below nought by undoing what filled it.
    private func checkReversal(_ standing: Standing) throws(Refusal) {
        guard let answered = standing.answered, let project = answered.posting.to.project,
            amount > .zero
        else { return }
        let role = answered.posting.to.role
        let left =
            answered.transfer.kind == .commitment
            ? min(standing.source, answered.amount - answered.drawn) : standing.source
        guard amount <= left else {
            throw .reversalLeavesDebt(
                answered.number, account: "\(project) \(role.name)", amount: amount, holds: left)
        }
    }

    /// The project whose account decides; every kind that asks has one.
    private var project: Code {
        guard let code = from ?? to else {
            preconditionFailure("a \(kind.name) that moves project money has a project")
        }
        return code
    }
}
