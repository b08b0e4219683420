/// A table that was published agrees with the ledger as at its day.
///
/// Names what was recorded since, such as a late invoice: the readers of the table do not know of it.
struct PrintedStatementRule: ReconciliationRule {
    let name = "printed-statement"

    func findings(in review: FundReview) -> [Finding] {
        review.printed.flatMap { printed in
            let table = printed.table
            return table.differences(from: printed.ledger, named: printed.then).map { difference in
                let since = review.entries.filter { entry in
                    entry.number > printed.then.head.entry && entry.transfer.day <= table.day
                        && difference.project.map { entry.touches($0) } ?? true
                }
                let numbers = since.map(\.number).map(String.init).joined(separator: ", ")
                let advice =
                    since.isEmpty
                    ? "Compare it with `locality transactions`."
                    : "Recorded since: \(since.count == 1 ? "entry" : "entries") \(numbers). Tell "
                        + "the readers of the table, or waive it."
                return Finding(
                    rule: name, severity: .error, fund: review.fund.key,
                    project: difference.project, amount: difference.amount.magnitude,
                    message:
                        "\(table.name) line \(difference.line): \(difference.words). \(advice)",
                    entries: since.map(\.number))
            }
        }
    }
}
