internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// A list of payments held against the ledger: what each row would do, and what that comes to.
struct SpendImport {
    let list: PaymentList
    /// The SHA-256 of the file.
    let digest: LedgerHash
    /// The name that makes rows known again; empty where the source has none yet.
    let source: String
    let plan: SpendPlan
    var rows: [Row]
    let balances: [Balance]
    /// That the very file was imported as another source, and what to do; nil where it was not.
    let sameFile: String?

    /// One row of the list and what happens with it.
    struct Row {
        let planned: SpendPlan.Row
        /// What is recorded: the planned transfer, an overspend authorised where it is one.
        var transfer: Transfer?
        var outcome: Outcome
    }

    enum Outcome {
        case new
        /// Recorded before, and by which entry that was undone since.
        case seen(Entry, reversedBy: Int?)
        /// Another entry says the same of it; nil where nobody has decided what to do.
        case similar(Entry, DuplicateChoice?)
        case refused(String)
        /// A row of £0.00.
        case nothing
        case recorded(Entry)
    }

    /// A project before and after.
    struct Balance {
        let target: SpendPlan.Target
        let before: Money
        let after: Money
        let freeAfter: Money
    }

    /// What rows come to, in numbers and in pence.
    struct Totals {
        var count = 0
        var sum = Money.zero

        mutating func add(_ row: Row) {
            count += 1
            sum += row.planned.payment.amount
        }
    }

    func totals(_ isCounted: (Outcome) -> Bool) -> Totals {
        rows.reduce(into: Totals()) { if isCounted($1.outcome) { $0.add($1) } }
    }

    var new: Totals { totals(\.isRecordable) }
    var seen: Totals { totals { if case .seen = $0 { true } else { false } } }
    var refused: Totals { totals { if case .refused = $0 { true } else { false } } }
    var duplicates: Totals {
        totals { if case .similar = $0 { !$0.isRecordable } else { false } }
    }
    var undecided: Totals { totals(\.isUndecided) }
    var nothing: Totals { totals { if case .nothing = $0 { true } else { false } } }

    /// Whether all of it can be recorded.
    var isClean: Bool { refused.count == 0 && undecided.count == 0 && list.problems.isEmpty }

    /// The transfers to record, in their order, each with the place of its row.
    var transfers: [(row: Int, transfer: Transfer)] {
        plan.order.compactMap { index in
            guard rows[index].outcome.isRecordable, let transfer = rows[index].transfer
            else { return nil }
            return (index, transfer)
        }
    }
}

extension SpendImport.Outcome {
    /// Whether it makes, or made, a new entry.
    var isRecordable: Bool {
        switch self {
        case .new, .recorded, .similar(_, .record): true
        default: false
        }
    }

    var isUndecided: Bool {
        if case .similar(_, nil) = self { true } else { false }
    }

    /// The word that programs read.
    var name: String {
        switch self {
        case .new, .recorded, .similar(_, .record): "new"
        case .seen: "seen"
        case .similar: "possible-duplicate"
        case .refused: "refused"
        case .nothing: "nothing"
        }
    }

    /// The entry it is, or looks like.
    var entry: Entry? {
        switch self {
        case .seen(let entry, _), .similar(let entry, _), .recorded(let entry): entry
        default: nil
        }
    }
}
