/// Goods and services are received inside the funding period (grant condition).
struct SpendOutsideDatesRule: ReconciliationRule {
    let name = "spend-outside-dates"

    func findings(in review: FundReview) -> [Finding] {
        let period = review.fund.spendFrom...review.fund.spendBy
        return review.standing.compactMap { entry in
            let transfer = entry.transfer
            guard transfer.kind == .spend, !period.contains(transfer.day) else { return nil }
            return Finding(
                rule: name, severity: .error, fund: review.fund.key, project: transfer.from,
                amount: transfer.amount,
                message:
                    "Entry \(entry.number) spends \(transfer.amount) on \(transfer.day), outside "
                    + "\(period.lowerBound) to \(period.upperBound). Reverse it or mend the dates.",
                entries: [entry.number])
        }
    }
}
