private import Foundation
internal import GRDB
internal import LedgerCore

/// Which file stands at a path, so that a file that was moved or replaced is told from it.
struct FilePlace: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// Nil where nothing is.
    init?(_ path: String) {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        device = UInt64(found.st_dev)
        number = UInt64(found.st_ino)
    }
}

extension LedgerFile {
    /// Does work on a ledger's file itself, such as moving it, while no other program has it open.
    ///
    /// Throws `LedgerError.busy` where one has. Whoever opens it meanwhile waits, and then finds
    /// that the file is no longer in its place.
    static func alone<Value>(_ path: String, _ work: (Database) throws -> Value) throws -> Value {
        let queue = try openForRecording(path, creating: false, migrating: false)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { db in
            do {
                try db.execute(sql: "PRAGMA busy_timeout = 0")
                // Only a connection that is alone may give up the log, and it folds it in first.
                let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
                guard journal == "delete" else { throw LedgerError.busy(path: path) }
                try db.execute(sql: "BEGIN EXCLUSIVE")
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
            {
                throw LedgerError.busy(path: path)
            }
            defer { try? db.execute(sql: "ROLLBACK") }
            return try work(db)
        }
    }

    /// Takes an empty ledger away, unless another program has it open or has filled it.
    static func discardIfEmpty(_ path: String) throws {
        try alone(path) { db in
            let records = try Int.fetchOne(
                db,
                sql: "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM registration)")
            if records == 0 { unlink(path) }
        }
    }
}
