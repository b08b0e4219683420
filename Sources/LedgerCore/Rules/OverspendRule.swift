/// A grant is a maximum: spend and commitments may not pass a project's allocation (grant condition).
struct OverspendRule: ReconciliationRule {
    let name = "overspend"

    func findings(in review: FundReview) -> [Finding] {
        review.statement.lines.filter { $0.freeBalance < .zero }.map { line in
            let code = line.project.code
            let authorised = review.standing.filter {
                $0.posting.from.project == code && !$0.transfer.overspendReason.isEmpty
            }
            let over = line.freeBalance.magnitude
            let reasons = authorised.map(\.transfer.overspendReason)
                .map { "“\($0)”" }.joined(separator: ", ")
            return Finding(
                rule: name, severity: authorised.isEmpty ? .error : .warning,
                fund: review.fund.key, project: code, amount: over,
                message: "\(code) has \(line.spent) spent and \(line.committed) committed of "
                    + "\(line.allocated) allocated, \(over) over"
                    + (authorised.isEmpty ? "." : ", authorised: \(reasons).")
                    + " Move money in with `locality vire` or correct the spend.",
                entries: authorised.map(\.number))
        }
    }
}
