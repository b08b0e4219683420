internal import LedgerCore
internal import LedgerStore

/// A comparison as programs read it; money in whole pence.
struct ComparisonJSON: Encodable {
    struct Difference: Encodable {
        let line: Int?
        let project: String?
        let label: String
        let column: String
        let printed: Int64?
        let ledger: Int64
        let difference: Int64
    }

    struct Proposed: Encodable {
        let kind: String
        let from: String?
        let to: String?
        let project: String?
        let description: String?
        let amount: Int64?
        let lines: [Int]
        let reason: String
        /// Why the ledger would not take it.
        let refused: String?
    }

    struct Unplaced: Encodable {
        let line: Int?
        let project: String?
        let label: String
        let reason: String
    }

    struct Figures: Encodable {
        let allocated: Int64
        let spent: Int64
        let balance: Int64

        init(_ figures: StatementComparison.Balance.Figures) {
            allocated = figures.allocated.pence
            spent = figures.spent.pence
            balance = figures.balance.pence
        }
    }

    struct Balance: Encodable {
        let project: String
        let description: String
        let before: Figures
        let after: Figures
    }

    struct Recorded: Encodable {
        let entries: [Int]
        let registrations: Int
    }

    let file: String
    let sha256: String
    let partnership: String
    let fund: String
    let year: String
    let asAt: String
    /// Whether the ledger and the table say the same, now that what was recorded is.
    let agrees: Bool
    let faults: [String]
    let differences: [Difference]
    let proposed: [Proposed]
    let unplaced: [Unplaced]
    let notes: [String]
    let balances: [Balance]
    /// What the table prints as not allocated to any project.
    let unallocated: Int64?
    let recorded: Recorded?
    /// The numbers of the entries that the same file was the reason for before.
    let appliedBefore: [Int]

    init(_ report: ComparisonReport) {
        let comparison = report.comparison
        let key = comparison.ledger.fund.key
        file = report.file
        sha256 = "\(report.hash)"
        partnership = key.partnership
        fund = key.code.text
        year = "\(key.year)"
        asAt = "\(comparison.table.day)"
        agrees = (report.after ?? comparison).agrees
        faults = comparison.faults
        differences = comparison.differences.map {
            Difference(
                line: $0.line, project: $0.project?.text, label: $0.label,
                column: $0.column.rawValue, printed: $0.printed?.pence, ledger: $0.ledger.pence,
                difference: $0.amount.pence)
        }
        let refusals = report.refusals.reduce(into: [:]) { $0[$1.index] = "\($1.refusal)" }
        proposed = comparison.proposed.enumerated().map { Proposed($1, refused: refusals[$0]) }
        unplaced = comparison.unplaced.map {
            Unplaced(
                line: $0.line, project: $0.project?.text, label: $0.label, reason: $0.reason)
        }
        notes = comparison.notes
        balances = comparison.balances.map {
            Balance(
                project: $0.project.text, description: $0.description, before: Figures($0.before),
                after: Figures($0.after))
        }
        unallocated = comparison.unallocated?.printed.pence
        recorded = report.recorded.map { outcome in
            Recorded(
                entries: outcome.entries.filter(\.isNew).map(\.entry.number),
                registrations: outcome.registrations)
        }
        appliedBefore = report.applied.map(\.number)
    }
}

extension ComparisonJSON.Proposed {
    fileprivate init(_ proposal: Proposal, refused: String?) {
        self.refused = refused
        kind = proposal.kind
        lines = proposal.lines
        reason = proposal.reason
        switch proposal.action {
        case .project(let made), .rename(let made, _):
            (from, to, amount) = (nil, nil, nil)
            project = made.code.text
            description = made.description
        case .entry(let entry):
            from = entry.from?.text
            to = entry.to?.text
            amount = entry.amount.pence
            (project, description) = (nil, nil)
        }
    }
}
