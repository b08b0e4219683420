import Foundation
import GRDB
import LedgerCore
import LedgerStore
import Synchronization
import TestSupport
import Testing

/// Several programs on one file: connections of their own stand for them.
struct SharingTests {
    @Test func `two officers record in turn and each sees the other's entries`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let other = try Ledger.openForRecording(scratch.path)
        for number in 0..<10 {
            try office.record(.spend, pence: 1, id: "a\(number)")
            _ = try other.record(
                Build.transfer(.spend, pence: 1, id: "b\(number)"), by: "B. Deputy")
        }
        #expect(try office.ledger.entries().map(\.number) == Array(1...23))
        #expect(try office.line()?.spent == pence(20))
        #expect(try other.head() == office.ledger.head())
        #expect(try other.verify().findings.isEmpty)
    }

    @Test func `many officers at once lose nothing and overspend nothing`() async throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let path = scratch.path
        let refused = Counter()
        try await withThrowingTaskGroup { group in
            for officer in 0..<4 {
                group.addTask {
                    let ledger = try Ledger.openForRecording(path)
                    for number in 0..<25 {
                        do {
                            _ = try ledger.record(
                                Build.transfer(.spend, pence: 500, id: "\(officer)-\(number)"),
                                by: "Officer \(officer)")
                        } catch LedgerError.refused(Refusal.beyondFreeBalance) {
                            refused.add()
                        }
                    }
                    try ledger.close()
                }
            }
            try await group.waitForAll()
        }
        // £400.00 is eighty spends of £5.00.
        #expect(refused.count == 20)
        #expect(try office.line()?.balance == .zero)
        #expect(try office.ledger.entries().map(\.number) == Array(1...83))
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `many officers who send the same ids record each once`() async throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let path = scratch.path
        let new = Counter()
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    let ledger = try Ledger.openForRecording(path)
                    for number in 0..<10 {
                        let recorded = try ledger.record(
                            Build.transfer(.spend, pence: 1, id: "s\(number)"), by: "A. Officer")
                        if recorded.isNew { new.add() }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(new.count == 10)
        #expect(try office.line()?.spent == pence(10))
    }

    @Test func `one ledger serves several threads`() async throws {
        let office = try Office()
        let ledger = office.ledger
        try await withThrowingTaskGroup { group in
            for task in 0..<4 {
                group.addTask {
                    for number in 0..<10 {
                        _ = try ledger.record(
                            Build.transfer(.spend, pence: 1, id: "\(task)-\(number)"), by: "A")
                        _ = try ledger.statement(of: Build.key())
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try office.line()?.spent == pence(40))
    }

    @Test func `a reader does not wait for a writer and sees what was there before`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let writer = try DatabaseQueue(path: scratch.path)
        try writer.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            try db.execute(sql: "UPDATE balance SET paid_in = paid_in + 1")
            let start = ContinuousClock.now
            let reader = try Ledger.openForReading(scratch.path)
            #expect(try reader.statement(of: Build.key()).lines.first?.allocated == pence(40_000))
            #expect(try reader.verify().findings.isEmpty)
            #expect(try office.line()?.allocated == pence(40_000))
            #expect(ContinuousClock.now - start < .seconds(5))
            try db.execute(sql: "ROLLBACK")
        }
        try writer.close()
    }

    /// A writer that read before its turn came could not write what it decided: the other's change
    /// would lie between.
    @Test func `a writer waits for another and then records`() async throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let writer = try DatabaseQueue(path: scratch.path, configuration: configuration)
        try await writer.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        async let recorded = Task.detached { try office.record(.spend).entry.number }.value
        try await Task.sleep(for: .milliseconds(200))
        try await writer.writeWithoutTransaction { db in
            try db.execute(sql: "UPDATE balance SET paid_in = paid_in; COMMIT")
        }
        #expect(try await recorded == 4)
        try writer.close()
    }

    @Test func `several questions are answered from one moment`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let reader = try Ledger.openForReading(scratch.path)
        try reader.inOneMoment {
            let head = try reader.head()
            try office.record(.spend, pence: 1)
            #expect(try reader.head() == head)
            #expect(try reader.statement(of: Build.key()).lines.first?.spent == .zero)
        }
        #expect(try reader.head().entry == 4)
    }
}

/// Counts for several threads.
private final class Counter: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
}
