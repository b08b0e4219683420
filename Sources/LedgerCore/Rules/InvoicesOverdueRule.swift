/// Invoices awaited for a quarter should be in once the quarter is over.
struct InvoicesOverdueRule: ReconciliationRule {
    let name = "invoices-overdue"

    func findings(in review: FundReview) -> [Finding] {
        review.statement.lines.flatMap { line in
            line.awaiting.filter { $0.quarter.lastDay < review.today }.map { awaited in
                let sum = awaited.amount == .zero ? line.balance : awaited.amount
                return Finding(
                    rule: name, severity: .warning, fund: review.fund.key,
                    project: line.project.code, amount: sum,
                    message: "\(line.project.code) still awaits invoices for \(awaited.quarter), "
                        + "which ended on \(awaited.quarter.lastDay); \(sum) is at stake. Record "
                        + "the spend against entry \(awaited.entry), or reverse it.",
                    entries: [awaited.entry])
            }
        }
    }
}
