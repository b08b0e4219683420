internal import ArgumentParser
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// What to do with a row that looks like an entry of another origin.
enum DuplicateChoice: String, ExpressibleByArgument, CaseIterable {
    case skip
    case record
}

/// Holds a plan against the ledger: which rows it knows, and what it would say to the others.
struct SpendPlanner {
    let ledger: Ledger
    let plan: SpendPlan
    let recorder: String
    /// What the notes of entries say of the file that they were made of.
    let mark: String
    let duplicates: DuplicateChoice?
    let overspendReason: String

    /// What comes of each row, and the balances after all that are taken.
    func outcomes() throws -> (rows: [SpendImport.Row], balances: [SpendImport.Balance]) {
        let known = try ledger.entries(named: plan.rows.map(\.id))
        let similar = try SimilarEntries(
            to: plan.rows, mark: mark, except: Set(known.keys), in: ledger)
        var rows = plan.rows.enumerated().map { place, row in
            let outcome: SpendImport.Outcome =
                known[row.id].map { .seen($0.entry, reversedBy: $0.reversedBy) }
                ?? row.refusal.map { .refused($0) }
                ?? (row.transfer == nil ? .nothing : nil)
                ?? similar.found[place].map { .similar($0, duplicates) } ?? .new
            return SpendImport.Row(planned: row, transfer: row.transfer, outcome: outcome)
        }
        let asked = plan.order.filter { rows[$0].outcome.isRecordable }
        let answers = try rehearse(asked, &rows)
        var balances: [SpendPlan.Target: SpendImport.Balance] = [:]
        for (index, answer) in zip(asked, answers) {
            switch answer {
            case .refused(let refusal): rows[index].outcome = .refused(refusal.ofList)
            case .recorded(let recorded):
                guard let target = plan.rows[index].target, let balance = recorded.balances.first
                else { continue }
                balances[target] = SpendImport.Balance(
                    target: target, before: balances[target]?.before ?? balance.before,
                    after: balance.after, freeAfter: balance.freeAfter)
            }
        }
        return (rows, balances.values.sorted { $0.target < $1.target })
    }

    /// What the ledger would say to the rows in that order; a spend beyond the free balance is
    /// asked for again with the reason, where one is given.
    private func rehearse(_ asked: [Int], _ rows: inout [SpendImport.Row]) throws -> [Rehearsed] {
        while true {
            let progress = Progress("Trying row", after: .seconds(1))
            defer { progress.finish() }
            let answers = try ledger.rehearse(
                all: asked.compactMap { rows[$0].transfer }, by: recorder
            ) { progress.tell($0, of: asked.count) }
            var overspent: Set<SpendPlan.Target> = []
            var isChanged = false
            for (index, answer) in zip(asked, answers) {
                guard let target = plan.rows[index].target, !overspendReason.isEmpty else {
                    continue
                }
                if case .refused(.beyondFreeBalance) = answer { overspent.insert(target) }
                // Those after it pass the free balance too, once it is recorded.
                guard overspent.contains(target), let transfer = rows[index].transfer,
                    transfer.kind == .spend, transfer.overspendReason.isEmpty
                else { continue }
                rows[index].transfer = try transfer.overspending(because: overspendReason)
                isChanged = true
            }
            if !isChanged { return answers }
        }
    }
}

extension Refusal {
    /// What is wrong, and what can be done about it in a list, whose rows have their own days.
    var ofList: String {
        guard case .outsideSpendingDates(let fund, let day) = self else { return description }
        return
            "\(day) is outside the spending dates of \(fund.key), \(fund.spendFrom) to \(fund.spendBy). Take the dates from another column with --columns \"date=…\", say which year's project is meant with --map or --year, or take the row out."
    }
}

extension Transfer {
    fileprivate func overspending(because reason: String) throws -> Transfer {
        try Transfer(
            kind, on: day, in: fund, from: from, to: to, amount: amount, reference: reference,
            payee: payee, note: note, id: id, overspendReason: reason)
    }
}
