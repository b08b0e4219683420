import Foundation
import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct BackupTests {
    /// A ledger of three entries and its backup, each in its own file.
    private func backedUp() throws -> (scratch: Scratch, head: LedgerHead) {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let head = try Backup.make(of: office.ledger, at: scratch.path("backup.sqlite"))
        #expect(try office.ledger.head() == head)
        try office.ledger.close()
        return (scratch, head)
    }

    @Test func `a backup is one file with its head beside it`() throws {
        let (scratch, head) = try backedUp()
        #expect(
            try scratch.names == ["backup.sqlite", "backup.sqlite.head", "ledger.sqlite"])
        #expect(
            try String(decoding: scratch.bytes(of: "backup.sqlite.head"), as: UTF8.self)
                == "\(head.entry) \(head.hash)\n")
        #expect(try Backup.readHead(scratch.path("backup.sqlite.head")) == head)
        let backup = try Ledger.openForReading(scratch.path("backup.sqlite"))
        #expect(try backup.verify(kept: head).findings.isEmpty)
    }

    @Test(arguments: ["backup.sqlite", "backup.sqlite.head"])
    func `a backup is not made over a file that is there`(name: String) throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        try scratch.write("mine", to: name)
        #expect(throws: LedgerError.ledgerExists(path: scratch.path(name))) {
            try Backup.make(of: office.ledger, at: scratch.path("backup.sqlite"))
        }
        #expect(try scratch.bytes(of: name) == Array("mine".utf8))
        #expect(try !scratch.names.contains("backup.sqlite.partial"))
    }

    @Test func `a damaged ledger has no backup made of it`() throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        try scratch.tamper("UPDATE balance SET paid_in = paid_in + 1")
        let ledger = try Ledger.openForReading(scratch.path)
        #expect(throws: LedgerError.self) {
            try Backup.make(of: ledger, at: scratch.path("backup.sqlite"))
        }
        try ledger.close()
        #expect(try scratch.names == ["ledger.sqlite"])
    }

    @Test func `a backup is restored to another place with the same head`() throws {
        let (scratch, head) = try backedUp()
        let restored = try Backup.restore(
            scratch.path("backup.sqlite"), to: scratch.path("new.sqlite"), replacing: false)
        #expect(restored.head == head)
        #expect(restored.kept == nil)
        let ledger = try Ledger.openForRecording(scratch.path("new.sqlite"))
        #expect(try ledger.verify(kept: head).findings.isEmpty)
        #expect(try ledger.record(Build.transfer(.spend), by: "A. Officer").entry.number == 4)
    }

    @Test func `a ledger is only replaced when that is asked for`() throws {
        let (scratch, _) = try backedUp()
        let before = try scratch.bytes()
        #expect(throws: LedgerError.self) {
            try Backup.restore(scratch.path("backup.sqlite"), to: scratch.path, replacing: false)
        }
        #expect(try scratch.bytes() == before)
    }

    @Test func `a replaced ledger is kept aside with all its entries`() throws {
        let (scratch, head) = try backedUp()
        let ledger = try Ledger.openForRecording(scratch.path)
        _ = try ledger.record(Build.transfer(.spend), by: "A. Officer")
        let newer = try ledger.head()
        try ledger.close()
        for time in 1...2 {
            let restored = try Backup.restore(
                scratch.path("backup.sqlite"), to: scratch.path, replacing: true)
            let kept = try #require(restored.kept)
            let aside = try Ledger.openForReading(kept)
            #expect(try aside.head() == (time == 1 ? newer : head))
            try aside.close()
        }
        #expect(try Ledger.openForReading(scratch.path).head() == head)
        #expect(
            try scratch.names == [
                "backup.sqlite", "backup.sqlite.head", "ledger.sqlite",
                "ledger.sqlite.before-restore", "ledger.sqlite.before-restore-2",
            ])
    }

    @Test(arguments: [
        "UPDATE balance SET paid_in = paid_in + 1", "DELETE FROM month_balance",
        "DROP TRIGGER entry_no_update",
        "DROP TRIGGER entry_no_update; UPDATE entry SET pence = 1 WHERE number = 2",
    ])
    func `a tampered backup is not restored`(sql: String) throws {
        let (scratch, _) = try backedUp()
        try scratch.tamper(sql, in: "backup.sqlite")
        let before = try scratch.bytes()
        #expect(throws: LedgerError.self) {
            try Backup.restore(scratch.path("backup.sqlite"), to: scratch.path, replacing: true)
        }
        #expect(try scratch.bytes() == before)
        #expect(try scratch.names.contains { $0.contains("restor") } == false)
    }

    @Test(arguments: ["another", "shorter", "unreadable", "missing"])
    func `a backup that is not the one its head says is not restored`(kind: String) throws {
        let (scratch, head) = try backedUp()
        switch kind {
        case "another":
            try FileManager.default.removeItem(atPath: scratch.path("backup.sqlite"))
            try TenEntries.write(to: scratch.path("backup.sqlite"))
        case "shorter": try scratch.write("4 \(head.hash)\n", to: "backup.sqlite.head")
        case "unreadable": try scratch.write("four", to: "backup.sqlite.head")
        default:
            try FileManager.default.removeItem(atPath: scratch.path("backup.sqlite.head"))
        }
        #expect(throws: LedgerError.self) {
            try Backup.restore(
                scratch.path("backup.sqlite"), to: scratch.path("new.sqlite"), replacing: false)
        }
        #expect(try !scratch.names.contains("new.sqlite"))
    }

    @Test func `backups made while others record are whole moments`() async throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let (path, folder) = (scratch.path, scratch.folder)
        try await withThrowingTaskGroup { group in
            for officer in 0..<2 {
                group.addTask {
                    let ledger = try Ledger.openForRecording(path)
                    for number in 0..<60 {
                        _ = try ledger.record(
                            Build.transfer(.spend, pence: 1, id: "\(officer)-\(number)"), by: "A")
                    }
                }
            }
            group.addTask {
                let ledger = try Ledger.openForReading(path)
                for number in 0..<8 {
                    let before = try ledger.head().entry
                    let backup = "\(folder)/backup-\(number).sqlite"
                    let head = try Backup.make(of: ledger, at: backup)
                    #expect(head.entry >= before)
                    #expect(try Backup.readHead(Backup.headPath(of: backup)) == head)
                    let copy = try Ledger.openForReading(backup)
                    #expect(try copy.verify(kept: head).findings.isEmpty)
                }
            }
            try await group.waitForAll()
        }
        #expect(try office.ledger.entries().count == 123)
    }
}
