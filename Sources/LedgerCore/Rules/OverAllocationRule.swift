/// Allocations beyond the award are possible on purpose and need an authority (grant condition).
struct OverAllocationRule: ReconciliationRule {
    let name = "over-allocation"

    func findings(in review: FundReview) -> [Finding] {
        let statement = review.statement
        guard statement.unallocated < .zero else { return [] }
        let over = statement.unallocated.magnitude
        let allocated = statement.totals.allocated
        let held = allocated - over
        var whole = "award of \(statement.award)"
        if held != statement.award { whole += " that carrying forward and repaying made \(held)" }
        return [
            Finding(
                rule: name, severity: .error, fund: review.fund.key, amount: over,
                message: "\(allocated) is allocated against an \(whole), \(over) too much. "
                    + "Release \(over) or record the award.",
                entries: review.standing.filter { $0.transfer.kind == .allocation }.map(\.number))
        ]
    }
}
