/// What was awarded is allocated to projects; the rest is named so that it is not forgotten
/// (grant condition).
struct AllocationAgainstAwardRule: ReconciliationRule {
    let name = "allocation-against-award"

    func findings(in review: FundReview) -> [Finding] {
        let statement = review.statement
        guard statement.unallocated > .zero else { return [] }
        let brought = statement.broughtForward
        let also = brought == .zero ? "" : " and the \(brought) brought forward"
        return [
            Finding(
                rule: name, severity: .note, fund: review.fund.key, amount: statement.unallocated,
                message: "\(statement.unallocated) of the award of \(statement.award)\(also) is "
                    + "not allocated. Allocate it, carry it forward or repay it.")
        ]
    }
}
