import Foundation
import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// A ledger file of every released version opens, proves itself and goes on.
struct MigrationTests {
    private static let head =
        "10:2facdbbc47207891cf4792c3aa8a75ec7e2b730f48e4498c4630b7c79edad9e8"

    @Test func `a new ledger has the schema that is kept`() throws {
        let scratch = try Scratch()
        try Ledger.create(at: scratch.path).close()
        #expect(try scratch.schema() == Fixture.text("schema-001.sql"))
    }

    @Test func `a ledger written by step 001 proves itself to the head it had then`() throws {
        let scratch = try Fixture.ledger("ledger-001.sql")
        let ledger = try Ledger.openForReading(scratch.path)
        let head = try LedgerHead(parsing: Self.head)
        let verification = try ledger.verify(kept: head)
        #expect(verification.findings.isEmpty)
        #expect(verification.head == head)
    }

    @Test func `a ledger written by step 001 gives the same figures to the penny`() throws {
        let scratch = try Fixture.ledger("ledger-001.sql")
        let ledger = try Ledger.openForReading(scratch.path)
        let statement = try ledger.statement(of: Build.key(), asAt: Build.day("2018-11-30"))
        #expect(statement.lines.map(\.allocated.pence) == [40_000, 29_950, 0])
        #expect(statement.lines.map(\.spent.pence) == [3_700, 0, 0])
        #expect(statement.lines.map(\.committed.pence) == [2_000, 0, 0])
        #expect(statement.lines.map(\.awaiting.count) == [1, 0, 0])
        #expect(statement.award == pence(100_000))
        #expect(try ledger.registrations().count == 8)
    }

    @Test func `a ledger written by step 001 takes new entries, with today's schema`() throws {
        let scratch = try Fixture.ledger("ledger-001.sql")
        let ledger = try Ledger.openForRecording(scratch.path)
        #expect(try ledger.record(Build.transfer(.spend), by: "A. Officer").entry.number == 11)
        #expect(try ledger.verify(kept: LedgerHead(parsing: Self.head)).findings.isEmpty)
        try ledger.close()
        let fresh = try Scratch()
        try Ledger.create(at: fresh.path).close()
        #expect(try scratch.schema() == fresh.schema())
    }

    /// Only while step 001 is not released: what is kept is then never written again.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["WRITE_FIXTURES"] != nil))
    func `the kept ledger and schema are written anew`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        try Fixture.write(scratch.schema(), to: "schema-001.sql")
        try Fixture.write(scratch.dump(), to: "ledger-001.sql")
        print("Put this head into MigrationTests: \(head)")
    }
}

/// The files kept in `Fixtures`.
private enum Fixture {
    private static func path(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures").appendingPathComponent(name)
    }

    static func text(_ name: String) throws -> String {
        try String(contentsOf: path(name), encoding: .utf8)
    }

    static func write(_ text: String, to name: String) throws {
        try text.write(to: path(name), atomically: true, encoding: .utf8)
    }

    /// A file made from the SQL text of a ledger.
    static func ledger(_ name: String) throws -> Scratch {
        let scratch = try Scratch()
        try scratch.tamper(text(name))
        return scratch
    }
}

extension Scratch {
    /// The statements that make the file's tables, indexes and triggers.
    fileprivate func schema() throws -> String {
        try texts(
            """
            SELECT sql || ';' FROM sqlite_master
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name
            """
        ).joined(separator: "\n") + "\n"
    }

    /// The whole file as SQL: tables, rows, then what guards them.
    fileprivate func dump() throws -> String {
        var lines = try texts(
            "SELECT sql || ';' FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        for table in try texts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        {
            let columns = try texts("SELECT name FROM pragma_table_info('\(table)')")
            let values = columns.map { "quote(\($0))" }.joined(separator: " || ', ' || ")
            lines += try texts(
                "SELECT 'INSERT INTO \(table) VALUES (' || \(values) || ');' FROM \(table) "
                    + "ORDER BY \(columns.joined(separator: ", "))")
        }
        lines += try texts(
            """
            SELECT sql || ';' FROM sqlite_master
            WHERE sql IS NOT NULL AND type <> 'table' ORDER BY rowid
            """)
        for pragma in ["application_id", "user_version"] {
            lines.append("PRAGMA \(pragma) = \(try texts("PRAGMA \(pragma)").joined());")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
