internal import GRDB
public import LedgerCore

/// What would come of one transfer of a batch.
public enum Rehearsed: Sendable {
    /// It would be recorded, or was before; its number, id and hash are those of the rehearsal.
    case recorded(Recorded)
    case refused(Refusal)
}

/// A transfer of a batch that the ledger does not take, and why.
public struct BatchRefusal: Equatable, Sendable {
    /// Its place in the batch; the first is nought.
    public let index: Int
    public let refusal: Refusal

    public init(index: Int, refusal: Refusal) {
        self.index = index
        self.refusal = refusal
    }
}

/// Registrations, transfers and what is said of these, recorded in one transaction in this order.
struct Batch {
    let registrations: [Registration.Subject]
    let transfers: [Transfer]
    /// What is registered of the entries once they are recorded.
    var following: [Registration.Subject] = []
    let recorder: String
    let now: Moment

    /// Takes all that can be taken and tells of each transfer what came of it.
    ///
    /// Throws `Refusal` for a registration: what comes after it may rest on it.
    func rehearse(
        at desk: RecordingDesk, in db: Database, progress: (Int) -> Void
    ) throws -> [Rehearsed] {
        try desk.checkRecorder(recorder)
        for subject in registrations {
            try desk.register(Registration(subject), at: now, by: recorder, in: db)
        }
        let outcomes = try transfers.enumerated().map { index, transfer -> Rehearsed in
            if index.isMultiple(of: 500) { progress(index) }
            do {
                return .recorded(try desk.record(transfer, at: now, by: recorder))
            } catch let refusal as Refusal {
                return .refused(refusal)
            }
        }
        let isWhole = outcomes.allSatisfy { if case .recorded = $0 { true } else { false } }
        // What would be said of an entry that was refused is of nothing.
        for subject in isWhole ? following : [] {
            try desk.register(Registration(subject), at: now, by: recorder, in: db)
        }
        return outcomes
    }

    /// The same, but throws `LedgerError.batchRefused` with every refusal unless there is none.
    func record(
        at desk: RecordingDesk, in db: Database, progress: (Int) -> Void
    ) throws -> [Recorded] {
        var recorded: [Recorded] = []
        var refused: [BatchRefusal] = []
        for (index, outcome) in try rehearse(at: desk, in: db, progress: progress).enumerated() {
            switch outcome {
            case .recorded(let one): recorded.append(one)
            case .refused(let refusal):
                refused.append(BatchRefusal(index: index, refusal: refusal))
            }
        }
        guard refused.isEmpty else { throw LedgerError.batchRefused(refused) }
        return recorded
    }
}
