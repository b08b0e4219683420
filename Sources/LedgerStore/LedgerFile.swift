private import Foundation
internal import GRDB
internal import LedgerCore

/// Opens ledger files with the settings that keep an acknowledged entry through a power cut.
enum LedgerFile {
    /// "LoLe", written in the file's header so that another SQLite file is told apart.
    static let applicationID: Int64 = 0x4C6F_4C65

    /// Opens a ledger for recording: write-ahead log, every commit synced, writers wait in turn.
    ///
    /// GRDB's own defaults are a busy timeout of nought and, for its pools and its WAL option,
    /// `synchronous=NORMAL`, which loses acknowledged entries at a power cut.
    ///
    /// A ledger of an older version is brought up to this one's, unless it is only to be moved.
    static func openForRecording(
        _ path: String, creating: Bool, migrating: Bool = true
    ) throws -> DatabaseQueue {
        guard creating || FileManager.default.fileExists(atPath: path) else {
            throw LedgerError.noLedger(path: path)
        }
        // SQLite would open a file it may not write read-only, and fail only at the first entry.
        if !creating, !FileManager.default.isWritableFile(atPath: path) {
            throw LedgerError.readOnly(path: path)
        }
        var configuration = commonConfiguration()
        configuration.prepareDatabase { db in
            // A ledger must not become one by being looked at: check before changing the file.
            if creating {
                guard try isUnborn(db) else { throw LedgerError.ledgerExists(path: path) }
            } else {
                try checkIsLedger(db, path: path)
            }
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // 32 MiB, used only by what needs it: a book's pages are then written once.
            try db.execute(sql: "PRAGMA cache_size = -32768")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let found = try queue.writeWithoutTransaction { db in
            let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            guard journal == "wal", synchronous == 2 else {
                throw LedgerError.failed(
                    path: path, detail: "this file system does not keep a write-ahead log")
            }
            return try version(db)
        }
        if migrating, found < Migrations.current { try migrate(queue, path: path) }
        return queue
    }

    /// Brings the file up to this version, or leaves it as it is.
    private static func migrate(_ queue: DatabaseQueue, path: String) throws {
        var reached = try queue.read { try version($0) }
        while true {
            do {
                return try Migrations.migrate(queue)
            } catch let error as DatabaseError {
                // Another program may have taken some steps, or all, while this one waited.
                let now = try queue.read { try version($0) }
                if now == Migrations.current { return }
                if now > reached {
                    reached = now
                    continue
                }
                guard error.resultCode == .SQLITE_CONSTRAINT else { throw error }
                throw LedgerError.damaged(path: path, detail: error.message ?? "rows do not fit")
            }
        }
    }

    /// Opens a ledger for reading only; never waits for a writer, and reads an older version as it
    /// is.
    ///
    /// Where the folder can be written the connection could write but does not: the last one to
    /// close such a ledger folds the log into the one file, which a read-only one would leave.
    static func openForReading(_ path: String) throws -> DatabaseQueue {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw LedgerError.noLedger(path: path)
        }
        guard !isFolder.boolValue else { throw LedgerError.notALedger(path: path) }
        let folder = (path as NSString).deletingLastPathComponent
        let canShare =
            files.isWritableFile(atPath: path)
            && files.isWritableFile(atPath: folder.isEmpty ? "." : folder)
        var configuration = commonConfiguration()
        configuration.readonly = !canShare
        configuration.prepareDatabase { db in
            try checkIsLedger(db, path: path)
            try db.execute(sql: "PRAGMA query_only = 1")
        }
        do {
            return try openShared(path, configuration, isShared: canShare)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_IOERR && canShare {
            return try openWithoutSharing(path)
        }
    }

    /// In a folder that cannot be written SQLite cannot share a log; without one it need not.
    private static func openShared(
        _ path: String, _ configuration: Configuration, isShared: Bool
    ) throws -> DatabaseQueue {
        guard isShared || FileManager.default.fileExists(atPath: path + "-wal") else {
            let url = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
            return try DatabaseQueue(path: url, configuration: configuration)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// On a full disk there is no room for the memory that connections share; a connection that
    /// shares with none needs no such room.
    private static func openWithoutSharing(_ path: String) throws -> DatabaseQueue {
        var configuration = commonConfiguration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try checkIsLedger(db, path: path)
            try db.execute(sql: "PRAGMA query_only = 1")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Whether a file is one that a new ledger was to become when its making was cut short.
    static func isUnborn(_ path: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        guard FileManager.default.isWritableFile(atPath: path) else { return false }
        let queue = try DatabaseQueue(path: path, configuration: commonConfiguration())
        return try queue.read { try isUnborn($0) }
    }

    private static func isUnborn(_ db: Database) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) + (SELECT application_id FROM pragma_application_id)
                FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                """) == 0
    }

    private static func commonConfiguration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        return configuration
    }

    private static func checkIsLedger(_ db: Database, path: String) throws {
        guard try Int64.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw LedgerError.notALedger(path: path)
        }
        guard try version(db) <= Migrations.current else {
            throw LedgerError.newerLedger(path: path)
        }
    }

    /// The number of steps the file has gone through.
    static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }
}

/// Runs the work and turns what SQLite and GRDB say into the ledger's own errors.
func translating<Value>(_ path: String, _ work: () throws -> Value) throws(LedgerError) -> Value {
    do {
        return try work()
    } catch let error as LedgerError {
        throw error
    } catch let error as Refusal {
        throw .refused(error)
    } catch let error as DatabaseError {
        throw ledgerError(error, path: path)
    } catch {
        throw .failed(path: path, detail: "\(error)")
    }
}

private func ledgerError(_ error: DatabaseError, path: String) -> LedgerError {
    let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    return switch error.resultCode {
    case .SQLITE_FULL: .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_NOTADB: .notALedger(path: path)
    case .SQLITE_CORRUPT: .damaged(path: path, detail: detail)
    default: .failed(path: path, detail: detail)
    }
}
