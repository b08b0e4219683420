/// Allocations beyond the award need an authority; the agreement may allow a share of it, since
/// projects underspend (grant condition B1).
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
        let allowed = review.agreement.share(.overAllocation, of: held)
        let isAllowed = over <= allowed
        let advice =
            isAllowed
            ? "The agreement allows \(allowed), \(review.agreement[.overAllocation])."
            : allowed > .zero
                ? "The agreement allows \(allowed). Release \(over - allowed) or record the award."
                : "Release \(over) or record the award."
        return [
            Finding(
                rule: name, severity: isAllowed ? .note : .error, fund: review.fund.key,
                amount: over,
                message:
                    "\(allocated) is allocated against an \(whole), \(over) too much. \(advice)",
                entries: review.standing.filter { $0.transfer.kind == .allocation }.map(\.number))
        ]
    }
}
