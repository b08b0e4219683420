/// The funder is told of an underspend as soon as one is forecast (grant condition B10).
struct ForecastUnderspendRule: ReconciliationRule {
    let name = "forecast-underspend"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled, let forecast = review.plan?.forecast else { return [] }
        let notice = review.agreement.money(.underspendNotice) ?? .zero
        guard forecast.underspend > notice else { return [] }
        return [
            Finding(
                rule: name, severity: .warning, fund: review.fund.key, amount: forecast.underspend,
                message: forecast.sentence
                    + " Above \(notice) the agreement has the funder told: tell the funder, and ask "
                    + "to carry it forward, re-profile or re-allocate it.")
        ]
    }
}
