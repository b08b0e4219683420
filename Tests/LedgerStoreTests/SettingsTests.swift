import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct SettingsTests {
    private let asked = [
        "journal_mode": "wal", "synchronous": "2", "busy_timeout": "30000", "foreign_keys": "1",
    ]

    @Test func `a new ledger records with a log, full sync, patience and foreign keys`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        #expect(try office.ledger.settings() == asked)
    }

    @Test func `a ledger opened again records with the same settings`() throws {
        let scratch = try Scratch()
        try Office(at: scratch.path).ledger.close()
        let ledger = try Ledger.openForRecording(scratch.path)
        #expect(try ledger.settings() == asked)
        _ = try ledger.record(Build.transfer(.spend), by: "A. Officer")
        #expect(try ledger.settings() == asked)
    }

    /// Without this the test above could pass on words that are always the same.
    @Test func `the settings are read from the connection, not told from memory`() throws {
        let settings = try Ledger.inMemory().settings()
        #expect(settings["journal_mode"] == "memory")
        #expect(settings["busy_timeout"] == "0")
    }
}
