/// No transfer between projects without prior consent, above what the agreement lets through (grant
/// condition B7); one recorded before the agreement was settled is found here.
struct UnapprovedVirementRule: ReconciliationRule {
    let name = "unapproved-virement"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled else { return [] }
        let limit = review.agreement.money(.virementConsent) ?? .zero
        let approved = Set(
            review.approvals.filter { $0.decision?.verdict == .approved }
                .compactMap { try? $0.proposal.entryID() })
        return review.standing.filter {
            $0.transfer.kind == .virement && $0.transfer.amount > limit
                && !approved.contains($0.id)
        }.map { entry in
            let (from, to) = (entry.transfer.from, entry.transfer.to)
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: from,
                amount: entry.transfer.amount,
                message: "Entry \(entry.number) moved \(entry.transfer.amount) from "
                    + "\(from.map(\.text) ?? "") to \(to.map(\.text) ?? "") without an approval; "
                    + "the agreement lets \(limit) through. Get the consent, or reverse it and propose "
                    + "it with `locality propose`.",
                entries: [entry.number])
        }
    }
}
