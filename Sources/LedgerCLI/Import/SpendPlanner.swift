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
    let duplicates: DuplicateChoice?
    let overspendReason: String

    /// What comes of each row, and the balances after all that are taken.
    func outcomes() throws -> (rows: [SpendImport.Row], balances: [SpendImport.Balance]) {
        let known = try ledger.entries(named: plan.rows.map(\.id))
        let unknown = plan.rows.filter { known[$0.id] == nil }
        var similar = try SimilarEntries(to: unknown, except: Set(known.keys), in: ledger)
        var rows = plan.rows.map { row in
            let outcome: SpendImport.Outcome =
                known[row.id].map { .seen($0.entry, reversedBy: $0.reversedBy) }
                ?? row.refusal.map { .refused($0) }
                ?? (row.transfer == nil ? .nothing : nil)
                ?? similar.next(like: row).map { .similar($0, duplicates) } ?? .new
            return SpendImport.Row(planned: row, transfer: row.transfer, outcome: outcome)
        }
        let asked = plan.order.filter { rows[$0].outcome.isRecordable }
        let answers = try rehearse(asked, &rows)
        var balances: [SpendPlan.Target: SpendImport.Balance] = [:]
        for (index, answer) in zip(asked, answers) {
            switch answer {
            case .refused(let refusal): rows[index].outcome = .refused(refusal.description)
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

extension Transfer {
    fileprivate func overspending(because reason: String) throws -> Transfer {
        try Transfer(
            kind, on: day, in: fund, from: from, to: to, amount: amount, reference: reference,
            payee: payee, note: note, id: id, overspendReason: reason)
    }
}

/// Entries of another origin that say of a payment what a row says: perhaps the same money.
struct SimilarEntries {
    private struct Key: Hashable {
        let kind: TransferKind
        let payee: [UInt8]
        let reference: [UInt8]
        let amount: Money
        /// Only where there is no reference: without one, like payments on other days are usual.
        let day: CalendarDay?
        /// Only where there is no payee: one document often holds several projects' lines.
        let project: Code?

        init?(_ transfer: Transfer) {
            guard !transfer.payee.isEmpty || !transfer.reference.isEmpty else { return nil }
            kind = transfer.kind
            payee = foldedLabel(transfer.payee)
            reference = foldedNumber(transfer.reference)
            amount = transfer.amount
            day = transfer.reference.isEmpty ? transfer.day : nil
            project = transfer.payee.isEmpty ? transfer.from ?? transfer.to : nil
        }
    }

    private var entries: [Key: [Entry]] = [:]

    /// Looks through the funds that the rows go to; entries that were reversed do not count.
    init(to rows: [SpendPlan.Row], except known: Set<EntryID>, in ledger: Ledger) throws {
        let transfers = rows.compactMap(\.transfer)
        let keys = Set(transfers.compactMap(Key.init))
        let amounts = transfers.map(\.amount)
        for fund in Set(transfers.map(\.fund)) where !keys.isEmpty {
            var filter = EntryFilter()
            filter.fund = fund
            (filter.least, filter.most) = (amounts.min(), amounts.max())
            var reversed: Set<Int> = []
            filter.kind = .reversal
            try ledger.forEachEntry(matching: filter) { reversed.insert($0.answers ?? 0) }
            for kind in [TransferKind.spend, .refund] {
                filter.kind = kind
                try ledger.forEachEntry(matching: filter) { entry in
                    guard let key = Key(entry.transfer), keys.contains(key),
                        !known.contains(entry.id), !reversed.contains(entry.number)
                    else { return }
                    entries[key, default: []].append(entry)
                }
            }
        }
    }

    /// The first entry like the row that no row before took for its own.
    mutating func next(like row: SpendPlan.Row) -> Entry? {
        guard let transfer = row.transfer, let key = Key(transfer),
            let found = entries[key]?.first
        else { return nil }
        entries[key]?.removeFirst()
        return found
    }
}
