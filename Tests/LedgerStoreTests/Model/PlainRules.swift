import LedgerCore

/// What a plain ledger answers to a transfer.
enum PlainAnswer: Equatable {
    case accepted
    /// The same id with the same content was accepted before.
    case known(Int)
    case refused(Refusal)
}

/// The refusals in their written order: existence, closed period, dates, money.
extension PlainLedger {
    func answer(to sent: Transfer) throws -> PlainAnswer {
        if let id = sent.id, let before = line(id) {
            guard !isSame(before.sent, sent) else { return .known(before.number) }
            return .refused(
                .idInUse(
                    id, entry: before.number, kind: before.sent.kind, amount: before.sent.amount,
                    day: before.sent.day))
        }
        if let refusal = try missing(for: sent) { return .refused(refusal) }
        if let answered = line(sent.against) {
            let refusal =
                sent.kind == .reversal
                ? wrongReversal(sent, of: answered) : wrongOrder(sent, answered)
            if let refusal { return .refused(refusal) }
        }
        if let refusal = try wrongDay(sent) ?? wrongSum(sent) { return .refused(refusal) }
        return .accepted
    }

    private func isSame(_ one: Transfer, _ other: Transfer) -> Bool {
        one.kind == other.kind && one.day == other.day && one.fund == other.fund
            && one.from == other.from && one.to == other.to && one.amount == other.amount
            && one.reference == other.reference && one.payee == other.payee
            && one.note == other.note && one.against == other.against
            && one.overspendReason == other.overspendReason
    }

    private func missing(for sent: Transfer) throws -> Refusal? {
        guard fund(sent.fund) != nil else { return .unknownFund(sent.fund) }
        for code in [sent.from, sent.to].compactMap(\.self)
        where project(code, in: sent.fund) == nil {
            return .unknownProject(code, sent.fund)
        }
        if let id = sent.against, line(id) == nil { return .unknownEntry(id.text) }
        let arrives = try path(of: sent).arrives
        return fund(arrives.fund) == nil ? .nextYearMissing(arrives.fund) : nil
    }

    private func wrongReversal(_ sent: Transfer, of original: Line) -> Refusal? {
        if original.sent.kind == .reversal { return .reversalOfReversal(original.number) }
        if original.sent.fund != sent.fund {
            return .reversalFund(sent.fund, of: original.number, fund: original.sent.fund)
        }
        if let done = reversal(of: original) {
            return .alreadyReversed(original.number, by: done.number)
        }
        if original.sent.amount != sent.amount {
            return .reversalAmount(sent.amount, of: original.number, amount: original.sent.amount)
        }
        return nil
    }

    /// Only an order of the same project that still stands can be drawn on.
    private func wrongOrder(_ sent: Transfer, _ order: Line) -> Refusal? {
        let isOrder =
            order.sent.kind == .commitment && order.sent.fund == sent.fund
            && order.sent.from == sent.from && reversal(of: order) == nil
        return isOrder ? nil : .notItsCommitment(order.number, sent.from)
    }

    private func wrongDay(_ sent: Transfer) throws -> Refusal? {
        let path = try path(of: sent)
        let other = path.leaves.fund == sent.fund ? path.arrives.fund : path.leaves.fund
        for key in [sent.fund, other] {
            if let through = closed(key), sent.day.number <= through.number {
                return .closedPeriod(
                    key, through: through, day: sent.day, late: try late(sent, through, key))
            }
        }
        guard let fund = fund(sent.fund) else { return .unknownFund(sent.fund) }
        let (day, from, by) = (sent.day.number, fund.spendFrom.number, fund.spendBy.number)
        switch sent.kind {
        case .virement, .commitment, .decommitment, .spend, .refund:
            if day < from || day > by { return .outsideSpendingDates(fund, day: sent.day) }
        default:
            if day < from - 366 || day > by + 366 { return .farFromFund(fund, day: sent.day) }
        }
        // An order holds its money from its own day; a note of awaited invoices holds none.
        if let original = line(sent.against), day < original.sent.day.number,
            sent.kind == .reversal || original.sent.amount.pence > 0
        {
            return .beforeOriginal(original.number, day: sent.day, original: original.sent.day)
        }
        return nil
    }

    /// The quarter that goods that come too late are told to belong to.
    private func late(
        _ sent: Transfer, _ through: CalendarDay, _ key: FundYear
    ) throws -> ReturnPeriod? {
        guard key == sent.fund, sent.kind == .spend || sent.kind == .refund,
            let fund = fund(key), through.number < fund.spendBy.number,
            sent.day.number >= fund.spendFrom.number
        else { return nil }
        let quarter = try Quarter(holding: sent.day)
        guard quarter.year == key.year, quarter.lastDay.number <= through.number else {
            return nil
        }
        return try ReturnPeriod(parsing: "Q\(quarter.index)", in: key.year, .quarterly)
    }

    private func wrongSum(_ sent: Transfer) throws -> Refusal? {
        let there = Money(pence: held(try path(of: sent).leaves))
        let tooMuch = sent.amount.pence > there.pence
        switch sent.kind {
        case .award, .awardReduction, .allocation, .receipt: return nil
        case .claim: return overclaim(sent)
        case .reversal: return try wrongUndoing(sent, there)
        case .refund:
            guard tooMuch, let project = sent.to else { return nil }
            return .beyondSpent(project, amount: sent.amount, spent: there)
        case .carryForward, .repayment:
            guard tooMuch else { return nil }
            guard let project = sent.from else {
                return .beyondUnallocated(
                    sent.kind, sent.fund, amount: sent.amount, unallocated: there)
            }
            return .beyondFreeBalance(sent.kind, project, amount: sent.amount, free: there)
        case .spend, .decommitment, .virement, .commitment, .release:
            return try wrongProjectSum(sent, there)
        }
    }

    private func wrongProjectSum(_ sent: Transfer, _ there: Money) throws -> Refusal? {
        guard let project = sent.from else { return nil }
        let tooMuch = sent.amount.pence > there.pence
        let isOffOrder = try path(of: sent).leaves.name == "committed"
        if let order = line(sent.against), isOffOrder {
            let left = Money(pence: order.sent.amount.pence - taken(off: order))
            if sent.amount.pence > left.pence {
                return .beyondCommitment(order.number, amount: sent.amount, left: left)
            }
        }
        if isOffOrder {
            return tooMuch ? .beyondCommitted(project, amount: sent.amount, committed: there) : nil
        }
        // A note that invoices are awaited asks for no money; a release is never an overspend.
        guard tooMuch, sent.amount.pence > 0 else { return nil }
        if sent.kind != .release, !sent.overspendReason.isEmpty { return nil }
        return .beyondFreeBalance(sent.kind, project, amount: sent.amount, free: there)
    }

    private func overclaim(_ sent: Transfer) -> Refusal? {
        let award = -held(Place(fund: sent.fund, project: nil, name: "funder"))
        let claimed = -held(Place(fund: sent.fund, project: nil, name: "due"))
        guard claimed + sent.amount.pence > award else { return nil }
        return .beyondAward(
            sent.fund, amount: sent.amount, claimed: Money(pence: claimed),
            award: Money(pence: award))
    }

    /// Undoing an entry may not leave the project it filled, or the order it was, in debt.
    private func wrongUndoing(_ sent: Transfer, _ there: Money) throws -> Refusal? {
        guard let original = line(sent.against), let project = original.arrives.project,
            sent.amount.pence > 0
        else { return nil }
        var left = there.pence
        if original.sent.kind == .commitment {
            left = min(left, original.sent.amount.pence - taken(off: original))
        }
        guard sent.amount.pence > left else { return nil }
        return .reversalLeavesDebt(
            original.number, account: "\(project.text) \(original.arrives.name)",
            amount: sent.amount, holds: Money(pence: left))
    }
}
