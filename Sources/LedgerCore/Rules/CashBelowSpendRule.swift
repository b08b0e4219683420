/// Spend beyond the cash received is the council's own money until the funder pays.
struct CashBelowSpendRule: ReconciliationRule {
    let name = "cash-below-spend"

    func findings(in review: FundReview) -> [Finding] {
        let statement = review.statement
        let spent = statement.totals.spent
        guard statement.received < spent else { return [] }
        let short = spent - statement.received
        return [
            Finding(
                rule: name, severity: .warning, fund: review.fund.key, amount: short,
                message: "\(spent) is spent and \(statement.received) received, \(short) short. "
                    + "Record the claim and the receipt when the money comes.")
        ]
    }
}
