private import Foundation
internal import GRDB
public import LedgerCore

/// A ledger file: every fund, project and entry of one or more partnerships.
public final class Ledger: Sendable {
    /// The file.
    public let path: String
    private let queue: DatabaseQueue
    let clock: @Sendable () -> Moment
    /// GRDB switches SQLite's own `query_only` off again after each of its reads.
    private let isForReading: Bool
    /// The file that was opened; nil in memory.
    private let place: FilePlace?

    private init(
        path: String, queue: DatabaseQueue, isForReading: Bool = false,
        clock: @escaping @Sendable () -> Moment
    ) {
        self.path = path
        self.queue = queue
        self.isForReading = isForReading
        place = FilePlace(path)
        self.clock = clock
    }

    /// Now, by this computer's clock, to the millisecond.
    public static func now() -> Moment {
        Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }

    /// Whether a ledger could be made there: nothing is, or what a making that was cut short left.
    public static func canBeMade(at path: String) throws(LedgerError) -> Bool {
        try translating(path) { try LedgerFile.isUnborn(path) }
    }

    /// Makes a new, empty ledger; throws where a file of that name is there already.
    public static func create(
        at path: String, clock: @escaping @Sendable () -> Moment = Ledger.now
    ) throws(LedgerError) -> Ledger {
        try translating(path) {
            let queue = try LedgerFile.openForRecording(path, creating: true)
            return Ledger(path: path, queue: queue, clock: clock)
        }
    }

    /// Opens a ledger to record in it; other writers wait their turn for up to 30 seconds.
    public static func openForRecording(
        _ path: String, clock: @escaping @Sendable () -> Moment = Ledger.now
    ) throws(LedgerError) -> Ledger {
        try translating(path) {
            let queue = try LedgerFile.openForRecording(path, creating: false)
            return Ledger(path: path, queue: queue, clock: clock)
        }
    }

    /// Opens a ledger to read it; never waits for a writer.
    public static func openForReading(_ path: String) throws(LedgerError) -> Ledger {
        try translating(path) {
            Ledger(
                path: path, queue: try LedgerFile.openForReading(path), isForReading: true,
                clock: Ledger.now)
        }
    }

    /// A ledger in memory, for tests.
    public static func inMemory(
        clock: @escaping @Sendable () -> Moment = Ledger.now
    ) throws(LedgerError) -> Ledger {
        try translating(":memory:") {
            let queue = try DatabaseQueue()
            try Migrations.migrate(queue)
            return Ledger(path: ":memory:", queue: queue, clock: clock)
        }
    }

    /// Takes a ledger that was just made away again, unless somebody else uses it by now.
    public static func discardIfEmpty(_ path: String) throws(LedgerError) {
        try translating(path) { try LedgerFile.discardIfEmpty(path) }
    }

    /// Closes the file; the last to close it folds the log into the one file.
    public func close() throws(LedgerError) {
        try translating(path) { try queue.close() }
    }

    /// The settings SQLite reports on the connection that records, by name.
    public func settings() throws(LedgerError) -> [String: String] {
        try translating(path) {
            try queue.writeWithoutTransaction { db in
                try ["journal_mode", "synchronous", "busy_timeout", "foreign_keys"].reduce(
                    into: [:]
                ) { settings, name in
                    settings[name] = try String.fetchOne(db, sql: "PRAGMA " + name)
                }
            }
        }
    }

    /// Records a transfer, decided on in the transaction that writes it.
    ///
    /// When it returns, the entry is on the disk. Throws `LedgerError.refused` with the reason.
    public func record(
        _ transfer: Transfer, by recorder: String
    ) throws(LedgerError) -> Recorded {
        try recording { desk, _ in
            try desk.record(transfer, at: self.clock(), by: recorder)
        }
    }

    /// Registers a fund, a project, a closed period or a waiver; false where nothing is new.
    @discardableResult
    public func register(
        _ subject: Registration.Subject, by recorder: String
    ) throws(LedgerError) -> Bool {
        try recording { desk, db in
            try desk.register(
                Registration(subject), at: self.clock(), by: recorder, in: db)
        }
    }

    /// Records a batch whole or not at all: first what is registered, then the transfers, in order,
    /// then what is said of their entries.
    ///
    /// When it returns, all of it is on the disk. Throws `LedgerError.batchRefused` with every
    /// transfer that is refused, and `refused` for a registration; `progress` is told now and then
    /// how many transfers are done.
    public func record(
        all transfers: [Transfer], registrations: [Registration.Subject] = [],
        following: [Registration.Subject] = [], by recorder: String,
        progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> [Recorded] {
        try recording { desk, db in
            try Batch(
                registrations: registrations, transfers: transfers, following: following,
                recorder: recorder, now: self.clock()
            ).record(at: desk, in: db, progress: progress)
        }
    }

    /// Tells what `record(all:)` would do with each transfer, and does nothing.
    ///
    /// A ledger opened for recording is written to and put back before others see it. One opened
    /// for reading is copied into memory, so that a file that cannot be written can be asked.
    public func rehearse(
        all transfers: [Transfer], registrations: [Registration.Subject] = [],
        following: [Registration.Subject] = [], by recorder: String,
        progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> [Rehearsed] {
        let ledger = isForReading ? try copyInMemory() : self
        return try ledger.recording(.rollback) { desk, db in
            try Batch(
                registrations: registrations, transfers: transfers, following: following,
                recorder: recorder, now: self.clock()
            ).rehearse(at: desk, in: db, progress: progress)
        }
    }

    private func copyInMemory() throws(LedgerError) -> Ledger {
        try translating(path) {
            let copy = try DatabaseQueue()
            try queue.unsafeReentrantRead { mine in
                try copy.writeWithoutTransaction { try mine.backup(to: $0) }
            }
            try Migrations.migrate(copy)
            return Ledger(path: ":memory:", queue: copy, clock: clock)
        }
    }

    /// Loads a book whole or not at all.
    ///
    /// Throws `LedgerError.bookRefused` with every entry that is refused and every difference
    /// from its printed statements.
    public func load(
        _ book: Book, by recorder: String, progress: (Int) -> Void = { _ in }
    ) throws(LedgerError) -> BookLoading.Outcome {
        try recording { desk, db in
            try BookLoading(book: book, recorder: recorder, now: self.clock(), desk: desk, db: db)
                .load(progress: progress)
        }
    }

    func recording<Value>(
        _ end: Database.TransactionCompletion = .commit,
        _ work: (RecordingDesk, Database) throws -> Value
    ) throws(LedgerError) -> Value {
        try translating(path) {
            guard !isForReading else { throw LedgerError.readOnly(path: path) }
            return try queue.writeWithoutTransaction { db in
                var result: Value?
                // IMMEDIATE takes the write lock before the first read, so that what was decided
                // on is what is written.
                try db.inTransaction(.immediate) {
                    // Moved or replaced while we waited: what is written here would be lost.
                    guard FilePlace(self.path) == place else {
                        throw LedgerError.movedAway(path: path)
                    }
                    let desk = try RecordingDesk(db)
                    result = try work(desk, db)
                    try desk.finish()
                    return end
                }
                guard let result else {
                    preconditionFailure("a finished transaction has a result")
                }
                return result
            }
        }
    }

    /// Answers several questions from one moment's state, untouched by what others record
    /// meanwhile.
    public func inOneMoment<Value>(_ work: () throws -> Value) throws -> Value {
        try queue.read { _ in try work() }
    }

    /// Reads in one snapshot: that of `inOneMoment` where there is one, else its own.
    func reading<Value>(_ work: (Database) throws -> Value) throws(LedgerError) -> Value {
        try translating(path) {
            try queue.unsafeReentrantRead { db in
                if db.isInsideTransaction { return try work(db) }
                var result: Value?
                try db.inTransaction(.deferred) {
                    result = try work(db)
                    return .commit
                }
                guard let result else { preconditionFailure("a finished reading has a result") }
                return result
            }
        }
    }

    /// Recomputes the chain, the roll-ups and the hashes of the documents.
    ///
    /// `kept` is a head that was printed or kept before; the documents are those beside the ledger,
    /// unless told.
    public func verify(
        kept: LedgerHead? = nil, evidence: EvidenceFolder? = nil
    ) throws(LedgerError) -> Verification {
        let own = place == nil ? nil : evidenceFolder
        return try reading { db in
            var verifier = Verifier(db, kept: kept, evidence: evidence ?? own)
            return try verifier.verify()
        }
    }

    /// Copies the pages of a live ledger into another file, as one moment's state.
    func copy(to other: DatabaseQueue) throws {
        try queue.backup(to: other)
    }
}
