/// Every funded project serves a priority, has a lead, and meets a criterion where the fund sets any.
struct IncompleteProjectRule: ReconciliationRule {
    let name = "incomplete-project"

    func findings(in review: FundReview) -> [Finding] {
        review.statement.lines.compactMap { line in
            let project = line.project
            let missing = [
                project.priority.isEmpty ? "priority" : nil, project.lead.isEmpty ? "lead" : nil,
                project.criterion.isEmpty && !review.fund.criteria.isEmpty ? "criterion" : nil,
            ].compactMap(\.self)
            guard !missing.isEmpty else { return nil }
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: project.code,
                amount: line.allocated,
                message: "\(project.code) has \(line.allocated) and no "
                    + "\(listed(missing)). Add it with `locality project edit`."
            )
        }
    }

    /// `priority, no lead and no criterion`, to follow a first "no".
    private func listed(_ missing: [String]) -> String {
        guard missing.count > 1, let last = missing.last else { return missing.joined() }
        return missing.dropLast().joined(separator: ", no ") + " and no \(last)"
    }
}
