/// What the agreement asks of a project by its size and age is done in time.
struct DutyOverdueRule: ReconciliationRule {
    let name = "duty-overdue"

    /// One finding for each kind of duty and day it was due by.
    func findings(in review: FundReview) -> [Finding] {
        var owing: [Day: [Code]] = [:]
        for duty in review.plan?.duties ?? [] where duty.isOverdue(on: review.today) {
            owing[Day(kind: duty.kind, due: duty.due), default: []].append(duty.project)
        }
        return owing.map { day, projects in
            Finding(
                rule: name, severity: .note, fund: review.fund.key,
                project: projects.count == 1 ? projects[0] : nil,
                message: "\(day.kind.inWords), due by \(day.due), is not done for "
                    + "\(projects.map(\.text).joined(separator: ", ")). Once it is: "
                    + "`locality duties done PROJECT \(day.kind.rawValue)`.")
        }
    }

    private struct Day: Hashable {
        let kind: Duty.Kind
        let due: CalendarDay
    }
}
