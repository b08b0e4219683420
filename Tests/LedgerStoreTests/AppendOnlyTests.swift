import GRDB
import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// Another program meets the same refusals, from the file itself.
struct AppendOnlyTests {
    private static let tables = [
        "recorder", "fund", "project", "account", "entry", "registration", "fund_detail",
        "project_detail", "closing", "printed", "waiver", "source", "extract", "matching",
        "year_record",
    ]

    /// A ledger with at least one row in every table.
    private func ledger() throws -> Scratch {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        try office.record(.spend)
        try office.close(through: "2018-09-30")
        try office.register(.printed(Build.printed()))
        try office.register(.waiver(Build.waiver()))
        try office.register(.source(Build.source()))
        try office.register(.extract(Build.extract()))
        try office.register(.matching(Build.matching()))
        try office.register(.record(Build.agreement()))
        try office.ledger.close()
        return scratch
    }

    @Test(arguments: AppendOnlyTests.tables)
    func `no row is changed, deleted or replaced`(table: String) throws {
        let scratch = try ledger()
        let before = try scratch.tamper("SELECT * FROM \(table)")
        #expect(!before.isEmpty)
        let columns = try scratch.tamper("SELECT name FROM pragma_table_info('\(table)')")
        for column in columns {
            let name = column.filter { $0 != "\"" }
            #expect(throws: DatabaseError.self) {
                try scratch.tamper("UPDATE \(table) SET \(name) = \(name)")
            }
        }
        for sql in [
            "DELETE FROM \(table)", "DELETE FROM \(table) WHERE rowid > 0",
            "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)",
            "REPLACE INTO \(table) SELECT * FROM \(table) ORDER BY rowid DESC LIMIT 1",
            "INSERT INTO \(table) SELECT * FROM \(table) WHERE true ON CONFLICT DO UPDATE SET rowid=9",
        ] {
            #expect(throws: DatabaseError.self, "\(sql)") {
                try scratch.tamper(sql, foreignKeys: false)
            }
        }
        #expect(try scratch.tamper("SELECT * FROM \(table)") == before)
        #expect(try Ledger.openForReading(scratch.path).verify().findings.isEmpty)
    }

    @Test(arguments: [
        "INSERT OR REPLACE INTO entry SELECT 2, id, recorded, recorder_id, day, kind, fund_id, "
            + "from_account, to_account, 1, reference, payee, note, answers, overspend_reason, "
            + "is_awaited, hash FROM entry WHERE number = 2",
        "INSERT OR REPLACE INTO entry SELECT 5, id, recorded, recorder_id, day, kind, fund_id, "
            + "from_account, to_account, 1, reference, payee, note, answers, overspend_reason, "
            + "is_awaited, hash FROM entry WHERE number = 2",
        "INSERT OR REPLACE INTO recorder SELECT 9, name FROM recorder",
        "INSERT OR REPLACE INTO fund SELECT 9, partnership, code, year FROM fund",
        "INSERT OR REPLACE INTO project SELECT 9, fund_id, code FROM project WHERE id = 1",
        "INSERT OR REPLACE INTO account SELECT 99, fund_id, project_id, role FROM account LIMIT 1",
    ])
    func `a row is not replaced through another of its keys`(sql: String) throws {
        let scratch = try ledger()
        let count = "SELECT count(*) FROM \(sql.split(separator: " ")[4])"
        let before = try scratch.tamper(count)
        #expect(throws: DatabaseError.self) { try scratch.tamper(sql, foreignKeys: false) }
        #expect(try scratch.tamper(count) == before)
    }

    @Test func `entries and registrations are numbered without gaps by the file`() throws {
        let scratch = try ledger()
        for number in [0, 4, 6, 90_000_001] {
            #expect(throws: DatabaseError.self) {
                try scratch.tamper(
                    """
                    INSERT INTO entry SELECT \(number), 'new', recorded, recorder_id, day, kind,
                        fund_id, from_account, to_account, pence, reference, payee, note, answers,
                        overspend_reason, is_awaited, hash FROM entry WHERE number = 2
                    """)
            }
            #expect(throws: DatabaseError.self) {
                try scratch.tamper(
                    """
                    INSERT INTO registration SELECT \(number), after_entry, recorded, recorder_id,
                        subject, hash FROM registration WHERE number = 2
                    """)
            }
        }
    }

    @Test(arguments: ["balance", "month_balance"])
    func `roll-ups are a cache that may be written`(table: String) throws {
        let scratch = try ledger()
        try scratch.tamper("UPDATE \(table) SET paid_in = paid_in")
        #expect(try Ledger.openForReading(scratch.path).verify().findings.isEmpty)
    }

    @Test(arguments: tables + ["balance", "month_balance"])
    func `every table is strict about types`(table: String) throws {
        let scratch = try ledger()
        let strict = try scratch.tamper(
            "SELECT strict FROM pragma_table_list WHERE name = '\(table)'")
        #expect(strict == ["1"])
    }
}
