/// A return is issued by its due day; the funder may hold payment while one is outstanding (grant
/// condition B21).
struct ReturnOverdueRule: ReconciliationRule {
    let name = "return-overdue"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled else { return [] }
        return (review.plan?.returns ?? []).filter { $0.isOverdue(on: review.today) }.map {
            Finding(
                rule: name, severity: .warning, fund: review.fund.key,
                message: "The return for \($0.period) was due by \($0.due) and is "
                    + "\($0.waiting(review.agreement)). See `locality return list`.")
        }
    }
}
