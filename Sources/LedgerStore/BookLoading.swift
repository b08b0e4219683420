internal import GRDB
public import LedgerCore

/// Loads a book's registrations and entries in their order, and holds the result against the
/// book's printed statements, all in one transaction.
public struct BookLoading {
    let book: Book
    let recorder: String
    let now: Moment
    let desk: RecordingDesk
    let db: Database

    /// What a loading added.
    public struct Outcome: Sendable {
        public var newEntries = 0
        /// Entries the ledger had already, with the same content.
        public var knownEntries = 0
        public var newRegistrations = 0
        /// The printed statements the ledger was found to agree with.
        public var printedStatements = 0
        public var head = LedgerHead.empty
    }

    func load(progress: (Int) -> Void) throws -> Outcome {
        var outcome = Outcome()
        var next = 0
        var occurrences: [[UInt8]: Int] = [:]
        var differences: [String] = []
        var known = try knownRegistrations()
        var repeats = BookRepeats()
        for (index, entry) in book.entries.enumerated() {
            differences += try register(upTo: index, &next, &known, &repeats, &outcome)
            if index.isMultiple(of: 2_000) { progress(index) }
            do {
                try record(entry, &occurrences, &outcome)
            } catch let refusal as Refusal {
                differences.append("entries.csv line \(entry.line): \(refusal)")
            }
        }
        differences += try register(upTo: .max, &next, &known, &repeats, &outcome)
        guard differences.isEmpty else { throw LedgerError.bookRefused(differences) }
        outcome.head = desk.chain.head
        return outcome
    }

    /// What the ledger has registered already, and how often: a book loaded again, whatever was
    /// changed since, registers nothing twice.
    private func knownRegistrations() throws -> [[UInt8]: Int] {
        guard desk.chain.registrations > 0 else { return [:] }
        var known: [[UInt8]: Int] = [:]
        try readRegistrations(db, places: Places(db)) { _, result in
            known[try result.get().registration.subject.contentBytes, default: 0] += 1
        }
        return known
    }

    /// Makes the registrations that belong before the entry after `entry`.
    ///
    /// A printed table is held against the ledger as known at its place in the book; what differs
    /// is returned in words.
    private func register(
        upTo entry: Int, _ next: inout Int, _ known: inout [[UInt8]: Int],
        _ repeats: inout BookRepeats, _ outcome: inout Outcome
    ) throws -> [String] {
        var differences: [String] = []
        while next < book.registrations.count,
            (book.registrations[next].afterEntry ?? .max) <= entry
        {
            let registration = book.registrations[next]
            next += 1
            if repeats.repeats(registration.subject) { continue }
            if let before = known[registration.subject.contentBytes], before > 0 {
                known[registration.subject.contentBytes] = before - 1
                // It agreed when it was first loaded; what this book added may have changed that.
                if outcome.newEntries > 0, case .printed(let printed) = registration.subject {
                    differences += try self.differences(from: printed)
                }
                continue
            }
            let moment = try moment(registration.recorded, of: "A registration")
            let isNew = try desk.register(
                registration, at: moment, by: registration.recorder ?? recorder, in: db)
            if isNew { outcome.newRegistrations += 1 }
            if case .printed(let printed) = registration.subject {
                differences += try self.differences(from: printed)
                outcome.printedStatements += 1
            }
        }
        return differences
    }

    private func differences(from printed: PrintedStatement) throws -> [String] {
        try desk.finish()
        let ledger = try StatementQuery(db, printed.fund, cut: Cut(db, asKnown: nil)).statement(
            asAt: printed.day)
        return printed.differences(from: ledger).map {
            "statements/\(printed.name) line \($0.line): \($0.words)."
        }
    }

    private func record(
        _ entry: BookEntry, _ occurrences: inout [[UInt8]: Int], _ outcome: inout Outcome
    ) throws {
        let transfer =
            entry.transfer.id == nil
            ? try named(entry.transfer, &occurrences) : entry.transfer
        let moment = try moment(entry.recorded, of: "entries.csv line \(entry.line)")
        let added = try desk.add(transfer, at: moment, by: entry.recorder ?? recorder)
        if added.isNew { outcome.newEntries += 1 } else { outcome.knownEntries += 1 }
    }

    /// An entry without an id gets one from its content and how often that stood in the book
    /// before, so that loading the book again records nothing twice.
    private func named(
        _ transfer: Transfer, _ occurrences: inout [[UInt8]: Int]
    ) throws -> Transfer {
        var canonical = CanonicalBytes()
        transfer.addContent(to: &canonical)
        let before = occurrences[canonical.bytes, default: 0]
        occurrences[canonical.bytes] = before + 1
        canonical.add(Int64(before))
        return try transfer.named(EntryID(digest: sha256(canonical.bytes).bytes))
    }

    private func moment(_ recorded: Moment?, of what: String) throws -> Moment {
        guard let recorded else { return now }
        guard recorded.milliseconds <= now.milliseconds + 86_400_000 else {
            throw LedgerError.recordedInFuture("\(what) says it was recorded on \(recorded)")
        }
        return recorded
    }
}
