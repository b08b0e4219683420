/// A table that was published agrees with the ledger as at its day.
///
/// Where it agreed when it was kept, what was recorded since makes the difference: a warning, since
/// a late invoice is nobody's fault, yet the readers of the table do not know of it.
struct PrintedStatementRule: ReconciliationRule {
    let name = "printed-statement"

    func findings(in review: FundReview) -> [Finding] {
        review.printed.flatMap { printed in
            let table = printed.table
            let agreed = table.differences(from: printed.then, named: printed.then).isEmpty
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
                    rule: name, severity: agreed ? .warning : .error, fund: review.fund.key,
                    project: difference.project, amount: difference.amount.magnitude,
                    message:
                        "\(table.name) line \(difference.line): \(difference.words). \(advice)",
                    entries: since.map(\.number))
            }
        }
    }
}
