/// An award the funder has not confirmed should not be promised in full (grant condition).
struct IndicativeAwardRule: ReconciliationRule {
    let name = "indicative-award"

    func findings(in review: FundReview) -> [Finding] {
        let statement = review.statement
        let allocated = statement.totals.allocated
        guard statement.fund.basis == .indicative, allocated > .zero, statement.unallocated <= .zero
        else { return [] }
        return [
            Finding(
                rule: name, severity: .warning, fund: review.fund.key, amount: allocated,
                message: "The award of \(statement.award) is only indicative, yet \(allocated) is "
                    + "allocated, all of it. Get the funder's word and record it with "
                    + "`locality fund confirm`.",
                entries: review.standing.filter { $0.transfer.kind == .award }.map(\.number))
        ]
    }
}
