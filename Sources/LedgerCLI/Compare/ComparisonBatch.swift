internal import LedgerCore
internal import LedgerStore

/// What a comparison proposes, as the ledger records it: whole or not at all.
struct ComparisonBatch {
    private var registrations: [Registration.Subject] = []
    private var transfers: [Transfer] = []
    /// The place of each transfer among the proposals, from nought.
    private var places: [Int] = []

    init(
        _ comparison: StatementComparison, _ file: ComparedFile, _ ledger: Ledger,
        overspendReason: String
    ) throws {
        // What counts for a day after the last of the spending dates is dated that day.
        let day = min(file.day, comparison.ledger.fund.spendBy)
        var occurrences: [ProposedEntry: Int] = [:]
        for (index, proposal) in comparison.proposed.enumerated() {
            switch proposal.action {
            case .project(let project), .rename(let project, _):
                registrations.append(.project(project))
            case .entry(let entry):
                let ordinal = occurrences[entry, default: 0]
                occurrences[entry] = ordinal + 1
                let name = proposal.canonicalBytes(
                    file: file.hash, fund: file.fund, day: file.day, ordinal: ordinal)
                let against = try entry.answers.flatMap { try ledger.entry(named: "\($0)")?.id }
                transfers.append(
                    try Transfer(
                        entry.kind, on: day, in: file.fund, from: entry.from, to: entry.to,
                        amount: entry.amount, reference: file.reference,
                        note: composed(proposal.reason), id: EntryID(digest: sha256(name).bytes),
                        against: against,
                        overspendReason: entry.isOverspend ? composed(overspendReason) : ""))
                places.append(index)
            }
        }
    }

    /// What was recorded, once it is on the disk.
    struct Outcome {
        let entries: [Recorded]
        let registrations: Int
    }

    func record(in ledger: Ledger, by recorder: String) throws -> Outcome {
        let entries: [Recorded]
        do throws(LedgerError) {
            entries = try ledger.record(
                all: transfers, registrations: registrations, by: recorder)
        } catch {
            guard case .batchRefused(let refused) = error else { throw error }
            throw CompareError.refused(refused.map { numbered($0.index, $0.refusal) })
        }
        return Outcome(entries: entries, registrations: registrations.count)
    }

    /// Why the ledger would not take some of it; empty where it would take all.
    func refusals(in ledger: Ledger, by recorder: String) throws -> [BatchRefusal] {
        try ledger.rehearse(all: transfers, registrations: registrations, by: recorder)
            .enumerated().compactMap { index, outcome in
                guard case .refused(let refusal) = outcome else { return nil }
                return numbered(index, refusal)
            }
    }

    private func numbered(_ index: Int, _ refusal: Refusal) -> BatchRefusal {
        BatchRefusal(index: places[index], refusal: refusal)
    }
}
