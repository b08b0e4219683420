import Foundation
import GRDB
import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// What a path may hold instead of a ledger, and what is said of it.
struct LedgerFileTests {
    private func foreign(_ kind: String) throws -> Scratch {
        let scratch = try Scratch()
        switch kind {
        case "text": try scratch.write("date,amount\n2018-11-02,100\n", to: "ledger.sqlite")
        case "long text":
            try scratch.write(
                String(repeating: "date,amount\n", count: 2_000), to: "ledger.sqlite")
        case "empty": try scratch.write("", to: "ledger.sqlite")
        case "database": try scratch.tamper("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)")
        case "log database":
            try scratch.tamper("PRAGMA journal_mode = WAL; CREATE TABLE mine (a)")
        default: try scratch.tamper("CREATE TABLE entry (number); PRAGMA user_version = 1")
        }
        return scratch
    }

    private static let kinds = [
        "text", "long text", "empty", "database", "log database", "resembling database",
    ]

    @Test(arguments: kinds)
    func `a file that is no ledger is refused and not one byte of it changes`(kind: String) throws {
        let scratch = try foreign(kind)
        let before = try scratch.bytes()
        let notALedger = LedgerError.notALedger(path: scratch.path)
        #expect(throws: notALedger) { try Ledger.openForReading(scratch.path) }
        #expect(throws: notALedger) { try Ledger.openForRecording(scratch.path) }
        #expect(try scratch.bytes() == before)
        #expect(try scratch.names == ["ledger.sqlite"])
    }

    @Test(arguments: kinds.filter { $0 != "empty" })
    func `a ledger is not made over a file that is there`(kind: String) throws {
        let scratch = try foreign(kind)
        let before = try scratch.bytes()
        #expect(throws: LedgerError.self) { try Ledger.create(at: scratch.path) }
        #expect((try? Ledger.canBeMade(at: scratch.path)) != true)
        #expect(try scratch.bytes() == before)
        #expect(try scratch.names == ["ledger.sqlite"])
    }

    @Test func `a ledger is not made over another`() throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        #expect(throws: LedgerError.ledgerExists(path: scratch.path)) {
            try Ledger.create(at: scratch.path)
        }
        #expect(try Ledger.openForReading(scratch.path).head().entry == 10)
    }

    @Test func `what a making cut short left behind becomes a ledger`() throws {
        let scratch = try foreign("empty")
        #expect(try Ledger.canBeMade(at: scratch.path))
        try Ledger.create(at: scratch.path).close()
        #expect(try Ledger.openForReading(scratch.path).head() == .empty)
    }

    @Test func `a folder is no ledger`() throws {
        let scratch = try Scratch()
        let notALedger = LedgerError.notALedger(path: scratch.folder)
        #expect(throws: notALedger) { try Ledger.openForReading(scratch.folder) }
        #expect(throws: LedgerError.self) { try Ledger.openForRecording(scratch.folder) }
        #expect(throws: LedgerError.self) { try Ledger.create(at: scratch.folder) }
        #expect(try scratch.names.isEmpty)
    }

    @Test func `a ledger that is not there is named, and none is made`() throws {
        let scratch = try Scratch()
        let noLedger = LedgerError.noLedger(path: scratch.path)
        #expect(throws: noLedger) { try Ledger.openForReading(scratch.path) }
        #expect(throws: noLedger) { try Ledger.openForRecording(scratch.path) }
        #expect(try scratch.names.isEmpty)
    }

    @Test func `a ledger is not made in a folder that is not there`() throws {
        let scratch = try Scratch()
        let path = scratch.path("none/ledger.sqlite")
        #expect(throws: LedgerError.readOnly(path: path)) { try Ledger.create(at: path) }
    }

    @Test func `a ledger of a newer version is left alone`() throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        try scratch.tamper("PRAGMA user_version = 99")
        let before = try scratch.bytes()
        let newer = LedgerError.newerLedger(path: scratch.path)
        #expect(throws: newer) { try Ledger.openForReading(scratch.path) }
        #expect(throws: newer) { try Ledger.openForRecording(scratch.path) }
        #expect(try scratch.bytes() == before)
    }

    @Test(arguments: ["a b.sqlite", "Ünï ✓.sqlite", "50%.sqlite", "what?.sqlite", "#1.sqlite"])
    func `a file may have any name`(name: String) throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path(name))
        #expect(try Ledger.openForReading(scratch.path(name)).head() == head)
        #expect(try scratch.names.contains(name))
    }

    @Test func `a ledger nobody has open is one file`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let reader = try Ledger.openForReading(scratch.path)
        let other = try Ledger.openForRecording(scratch.path)
        _ = try other.record(Build.transfer(.spend), by: "B. Deputy")
        _ = try reader.statement(of: Build.key())
        try office.ledger.close()
        try other.close()
        #expect(try reader.head().entry == 4)
        try reader.close()
        #expect(try scratch.names == ["ledger.sqlite"])
    }

    @Test func `a ledger that was only read leaves nothing beside it`() throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        let before = try scratch.bytes()
        let ledger = try Ledger.openForReading(scratch.path)
        _ = try ledger.verify()
        try ledger.close()
        #expect(try scratch.names == ["ledger.sqlite"])
        #expect(try scratch.bytes() == before)
    }

    @Test func `a ledger opened for reading records nothing`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        let ledger = try Ledger.openForReading(scratch.path)
        #expect(throws: LedgerError.self) {
            try ledger.record(Build.transfer(.spend), by: "A. Officer")
        }
        #expect(throws: LedgerError.self) {
            try ledger.register(.fund(Build.fund(name: "Another")), by: "A. Officer")
        }
        #expect(try ledger.head() == head)
    }

    @Test func `what was recorded before the machine stopped is there when it starts`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let head = try office.ledger.head()
        // The files as they are while the ledger is open: the log is not folded in.
        let copy = try Scratch()
        for name in try scratch.names { try copy.write(scratch.bytes(of: name), to: name) }
        #expect(try copy.names.contains("ledger.sqlite-wal"))
        let ledger = try Ledger.openForReading(copy.path)
        #expect(try ledger.verify(kept: head).findings.isEmpty)
        #expect(try ledger.head() == head)
    }
}
