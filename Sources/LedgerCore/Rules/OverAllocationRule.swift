/// Allocations beyond the award are possible on purpose and need an authority (DOMAIN B1).
struct OverAllocationRule: ReconciliationRule {
    let name = "over-allocation"

    func findings(in review: FundReview) -> [Finding] {
        let statement = review.statement
        guard statement.unallocated < .zero else { return [] }
        let over = statement.unallocated.magnitude
        return [
            Finding(
                rule: name, severity: .error, fund: review.fund.key, amount: over,
                message: "\(statement.totals.allocated) is allocated against an award of "
                    + "\(statement.award), \(over) too much. Release \(over) or record the award.",
                entries: review.entries.filter { $0.transfer.kind == .allocation }.map(\.number))
        ]
    }
}
