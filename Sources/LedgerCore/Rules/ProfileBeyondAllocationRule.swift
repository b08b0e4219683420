/// A profile adds up to its allocation; where that was cut below the first three quarters' plan, the
/// fourth would have to give money back.
struct ProfileBeyondAllocationRule: ReconciliationRule {
    let name = "profile-beyond-allocation"

    func findings(in review: FundReview) -> [Finding] {
        (review.plan?.forecast.lines ?? []).compactMap { line in
            guard let project = line.project, let plan = line.plan, plan.isProfiled,
                let last = plan.quarters.last, last < .zero
            else { return nil }
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: project.code,
                amount: -last,
                message: "\(project.code) planned \(line.allocated - last) for its first three "
                    + "quarters and is allocated \(line.allocated), \(-last) less. Plan anew with "
                    + "`locality profile set`.")
        }
    }
}
