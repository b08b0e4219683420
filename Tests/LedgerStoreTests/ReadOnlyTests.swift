import Foundation
import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// The administrator may write anywhere, so as root there is nothing to see here.
@Suite(.enabled(if: geteuid() != 0, "root may write read-only files"))
struct ReadOnlyTests {
    @Test func `a read-only ledger is read and its recording refused`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        try scratch.allow(0o444, "ledger.sqlite")
        #expect(try Ledger.openForReading(scratch.path).head() == head)
        #expect(throws: LedgerError.readOnly(path: scratch.path)) {
            try Ledger.openForRecording(scratch.path)
        }
    }

    @Test func `a ledger in a read-only folder is read and nothing is left there`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        try scratch.allow(0o555)
        let ledger = try Ledger.openForReading(scratch.path)
        #expect(try ledger.verify(kept: head).findings.isEmpty)
        #expect(try ledger.statement(of: Build.key()).lines.count == 3)
        try ledger.close()
        #expect(try scratch.names == ["ledger.sqlite"])
        #expect(throws: LedgerError.readOnly(path: scratch.path)) {
            _ = try Ledger.openForRecording(scratch.path)
                .record(Build.transfer(.spend), by: "A. Officer")
        }
    }

    @Test func `a ledger in a read-only folder with a strange name is read`() throws {
        let scratch = try Scratch()
        let path = scratch.path("50% #1 what?.sqlite")
        let head = try TenEntries.write(to: path)
        try scratch.allow(0o555)
        #expect(try Ledger.openForReading(path).head() == head)
    }

    @Test func `no ledger is made in a read-only folder`() throws {
        let scratch = try Scratch()
        try scratch.allow(0o555)
        #expect(throws: LedgerError.readOnly(path: scratch.path)) {
            try Ledger.create(at: scratch.path)
        }
        #expect(try scratch.names.isEmpty)
    }

    @Test func `a ledger that may not be read is an error`() throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        try scratch.allow(0o000, "ledger.sqlite")
        #expect(throws: LedgerError.readOnly(path: scratch.path)) {
            try Ledger.openForReading(scratch.path)
        }
    }
}
