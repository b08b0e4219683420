/// Others must add a share of the award, in cash or in kind; a cut award asks for less (grant
/// condition B17).
struct MatchFundingShortRule: ReconciliationRule {
    let name = "match-funding-short"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled, let plan = review.plan else { return [] }
        let award = review.statement.award
        let required = review.agreement.share(.matchFunding, of: award)
        let given = plan.match.total(through: review.today)
        guard given < required else { return [] }
        return [
            Finding(
                rule: name, severity: .warning, fund: review.fund.key, amount: required - given,
                message: "Others have given \(given) and are to add \(required), "
                    + "\(review.agreement[.matchFunding]) of the award of \(award): "
                    + "\(required - given) short. Record what comes with "
                    + "`locality match-funding add`.")
        ]
    }
}
