internal import LedgerCore
internal import LedgerStore

/// A comparison as programs read it; money in whole pence, and null for what there is none of.
struct ComparisonJSON: Encodable {
    private let report: ComparisonReport

    init(_ report: ComparisonReport) {
        self.report = report
    }

    private enum Key: String, CodingKey {
        case file, sha256, partnership, fund, year, asAt, agrees, faults, differences, proposed
        case unplaced, notes, balances, unallocated, recorded, appliedBefore
        case line, lines, project, label, column, printed, ledger, difference
        case kind, from, to, description, amount, answers, reason, refused, recordedLater
        case before, after, allocated, spent, balance, entries, registrations
    }

    func encode(to encoder: any Encoder) throws {
        let comparison = report.comparison
        let key = comparison.ledger.fund.key
        let refusals = report.refusals.reduce(into: [:]) { $0[$1.index] = "\($1.refusal)" }
        var json = encoder.container(keyedBy: Key.self)
        try json.encode(report.file, forKey: .file)
        try json.encode("\(report.hash)", forKey: .sha256)
        try json.encode(key.partnership, forKey: .partnership)
        try json.encode(key.code.text, forKey: .fund)
        try json.encode("\(key.year)", forKey: .year)
        try json.encode("\(comparison.table.day)", forKey: .asAt)
        // Whether the ledger and the table say the same, now that what was recorded is.
        try json.encode((report.after ?? comparison).agrees, forKey: .agrees)
        try json.encode(comparison.faults, forKey: .faults)
        try json.encode(comparison.differences.map(Difference.init), forKey: .differences)
        try json.encode(
            comparison.proposed.enumerated().map {
                Proposed(
                    proposal: $1, refused: refusals[$0], recordedLater: report.later[$0]?.number)
            }, forKey: .proposed)
        try json.encode(comparison.unplaced.map(Unplaced.init), forKey: .unplaced)
        try json.encode(comparison.notes, forKey: .notes)
        try json.encode(comparison.balances.map(Balance.init), forKey: .balances)
        try json.encode(comparison.unallocated?.printed.pence, forKey: .unallocated)
        try json.encode(report.recorded.map(Recorded.init), forKey: .recorded)
        try json.encode(report.applied.map(\.number), forKey: .appliedBefore)
    }

    private struct Difference: Encodable {
        let one: StatementComparison.Difference

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(one.line, forKey: .line)
            try json.encode(one.project?.text, forKey: .project)
            try json.encode(one.label, forKey: .label)
            try json.encode(one.column.rawValue, forKey: .column)
            try json.encode(one.printed?.pence, forKey: .printed)
            try json.encode(one.ledger.pence, forKey: .ledger)
            try json.encode(one.amount.pence, forKey: .difference)
        }
    }

    private struct Proposed: Encodable {
        let proposal: Proposal
        /// Why the ledger would not take it.
        let refused: String?
        /// The number of an entry of a later day that says the same.
        let recordedLater: Int?

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            let entry = proposal.entry
            var project: Project?
            switch proposal.action {
            case .project(let made), .rename(let made, _): project = made
            case .entry: break
            }
            try json.encode(proposal.kind, forKey: .kind)
            try json.encode(entry?.from?.text, forKey: .from)
            try json.encode(entry?.to?.text, forKey: .to)
            try json.encode(entry?.amount.pence, forKey: .amount)
            try json.encode(entry?.answers, forKey: .answers)
            try json.encode(project?.code.text, forKey: .project)
            try json.encode(project?.description, forKey: .description)
            try json.encode(proposal.lines, forKey: .lines)
            try json.encode(proposal.reason, forKey: .reason)
            try json.encode(refused, forKey: .refused)
            try json.encode(recordedLater, forKey: .recordedLater)
        }
    }

    private struct Unplaced: Encodable {
        let one: StatementComparison.Unplaced

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(one.line, forKey: .line)
            try json.encode(one.project?.text, forKey: .project)
            try json.encode(one.label, forKey: .label)
            try json.encode(one.reason, forKey: .reason)
        }
    }

    private struct Balance: Encodable {
        let one: StatementComparison.Balance

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(one.project.text, forKey: .project)
            try json.encode(one.description, forKey: .description)
            for (key, figures) in [(Key.before, one.before), (.after, one.after)] {
                var sums = json.nestedContainer(keyedBy: Key.self, forKey: key)
                try sums.encode(figures.allocated.pence, forKey: .allocated)
                try sums.encode(figures.spent.pence, forKey: .spent)
                try sums.encode(figures.balance.pence, forKey: .balance)
            }
        }
    }

    private struct Recorded: Encodable {
        let outcome: ComparisonBatch.Outcome

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(
                outcome.entries.filter(\.isNew).map(\.entry.number), forKey: .entries)
            try json.encode(outcome.registrations, forKey: .registrations)
        }
    }
}
