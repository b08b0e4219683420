/// A table that was published agrees with the ledger as at its day.
struct PrintedStatementRule: ReconciliationRule {
    let name = "printed-statement"

    func findings(in review: FundReview) -> [Finding] {
        review.printed.flatMap { table, ledger in
            table.differences(from: ledger).map { difference in
                Finding(
                    rule: name, severity: .error, fund: review.fund.key,
                    project: difference.project, amount: difference.amount.magnitude,
                    message: "\(table.name) line \(difference.line): \(difference.words). See what "
                        + "was recorded since with `locality transactions`.",
                    entries: review.entries.filter { entry in
                        entry.transfer.day <= table.day
                            && difference.project.map { entry.touches($0) } ?? false
                    }.map(\.number))
            }
        }
    }
}
