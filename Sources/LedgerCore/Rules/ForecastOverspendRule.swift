/// An overspend is not funded: the grant is the most the funder pays (grant condition B12).
struct ForecastOverspendRule: ReconciliationRule {
    let name = "forecast-overspend"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled, let forecast = review.plan?.forecast else { return [] }
        return forecast.lines.compactMap { line in
            guard let project = line.project, line.underspend < .zero else { return nil }
            let over = -line.underspend
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: project.code,
                amount: over,
                message: "\(project.code) is heading to spend \(line.forecast) of "
                    + "\(line.allocated), \(over) too much. Hold spending back, move money in with "
                    + "`locality vire`, or record another forecast with `locality forecast set`.")
        }
    }
}
