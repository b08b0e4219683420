/// A part of the award that is for staff, or for lasting assets, pays for nothing else (grant
/// condition).
struct RingFenceRule: ReconciliationRule {
    let name = "ring-fence"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled else { return [] }
        return [
            finding(review, .labour, "labour") { $0?.isLabour == true },
            finding(review, .capital, "capital") { $0?.isCapital == true },
        ].compactMap(\.self)
    }

    /// What is spent on other things, against what the part leaves of the award and of what was
    /// brought forward.
    private func finding(
        _ review: FundReview, _ setting: AgreementSetting, _ word: String,
        _ isOfPart: (EntryTag?) -> Bool
    ) -> Finding? {
        guard let part = review.agreement.money(setting), part > .zero else { return nil }
        let costs = review.standing.filter { entry in
            (entry.transfer.kind == .spend || entry.transfer.kind == .refund)
                && !isOfPart(review.tags[entry.id])
        }
        let other = costs.reduce(Money.zero) { sum, entry in
            entry.transfer.kind == .spend
                ? sum + entry.transfer.amount : sum - entry.transfer.amount
        }
        let statement = review.statement
        let held = statement.award + statement.broughtForward
        let limit = max(.zero, held - part)
        guard other > limit else { return nil }
        return Finding(
            rule: name, severity: .error, fund: review.fund.key, amount: other - limit,
            message: "\(part) of \(held) is for \(word) only, which leaves \(limit) for other "
                + "costs; \(other) is spent on them, \(other - limit) too much. Say what was for "
                + "\(word) with `locality tag ENTRY --\(word)`, or correct the spend.",
            entries: costs.filter { $0.transfer.kind == .spend }.map(\.number))
    }
}
