/// On no day had a project spent and committed more than was allocated to it by then.
struct SpendBeforeAllocationRule: ReconciliationRule {
    let name = "spend-before-allocation"

    func findings(in review: FundReview) -> [Finding] {
        let overspent = Set(
            review.statement.lines.filter { $0.freeBalance < .zero }.map(\.project.code))
        var byProject: [Code: [(day: CalendarDay, change: Int64, entry: Int)]] = [:]
        for entry in review.entries {
            let posting = entry.posting
            let pence = entry.transfer.amount.pence
            for (account, change) in [(posting.from, -pence), (posting.to, pence)]
            where account.role == .available && account.fund == review.fund.key {
                guard let project = account.project else { continue }
                byProject[project, default: []].append((entry.transfer.day, change, entry.number))
            }
        }
        return byProject.compactMap { project, changes -> Finding? in
            guard !overspent.contains(project) else { return nil }
            return finding(project, changes.sorted { $0.day < $1.day }, review)
        }
    }

    private func finding(
        _ project: Code, _ changes: [(day: CalendarDay, change: Int64, entry: Int)],
        _ review: FundReview
    ) -> Finding? {
        var (held, lowest) = (Int64(0), Int64(0))
        var lowestDay: CalendarDay?
        var index = 0
        while index < changes.count {
            let day = changes[index].day
            while index < changes.count, changes[index].day == day {
                held += changes[index].change
                index += 1
            }
            if held < lowest { (lowest, lowestDay) = (held, day) }
        }
        guard let lowestDay else { return nil }
        let short = Money(pence: -lowest)
        return Finding(
            rule: name, severity: .warning, fund: review.fund.key, project: project, amount: short,
            message:
                "On \(lowestDay) \(project) had used \(short) more than was allocated to it by "
                + "then. Check the dates of its spend and of its allocation.",
            entries: changes.filter { $0.day <= lowestDay && $0.change < 0 }.map(\.entry))
    }
}
