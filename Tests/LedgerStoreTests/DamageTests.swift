import GRDB
import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// A damaged file gives findings or an error, and never ends the program.
struct DamageTests {
    /// A ledger in which any type may stand in any column, as after a damaged page.
    private let open: Result<[UInt8], any Error> = Result {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        try scratch.dropTriggers()
        try scratch.tamper(
            """
            PRAGMA writable_schema = 1;
            UPDATE sqlite_master SET sql = replace(replace(replace(replace(replace(
                sql, ' TEXT NOT NULL', ' TEXT'), ' INTEGER NOT NULL', ' INTEGER'),
                ' BLOB NOT NULL', ' BLOB'), ' STRICT, WITHOUT', ' WITHOUT'), ' STRICT', '')
            WHERE type = 'table'
            """)
        return try scratch.bytes()
    }

    private func ledger(_ damage: String) throws -> (scratch: Scratch, ledger: Ledger) {
        let scratch = try Scratch()
        try scratch.write(open.get(), to: "ledger.sqlite")
        try scratch.tamper(
            "PRAGMA ignore_check_constraints = 1; " + damage, foreignKeys: false)
        return (scratch, try Ledger.openForReading(scratch.path))
    }

    private static let values = [
        "NULL", "'text'", "x'00'", "1.5", "9223372036854775807", "-9223372036854775808",
        "9223372036854775000",
    ]

    private static let columns = [
        "entry": [
            "id", "recorded", "recorder_id", "day", "kind", "fund_id", "from_account",
            "to_account", "pence", "reference", "payee", "note", "answers", "overspend_reason",
            "is_awaited", "hash",
        ],
        "registration": ["after_entry", "recorded", "recorder_id", "subject", "hash"],
        "fund_detail": [
            "fund_id", "name", "funder", "basis", "spend_from", "spend_by", "criteria",
        ],
        "project_detail": ["project_id", "description", "priority"],
        "closing": ["fund_id", "through", "reason"], "printed": ["fund_id", "day", "content"],
        "waiver": ["finding", "until"], "source": ["partnership", "name", "settings"],
        "extract": ["fund_id", "first_day", "last_day", "name", "content"],
        "matching": ["fund_id", "payments", "entries", "verdict", "reason"],
        "year_record": ["fund_id", "kind", "name", "content"], "recorder": ["name"],
        "fund": ["partnership", "code", "year"], "project": ["fund_id", "code"],
        "account": ["fund_id", "project_id", "role"],
    ]

    @Test(arguments: columns.keys.sorted())
    func `no value in any column ends the program, and each is found`(table: String) throws {
        for column in Self.columns[table] ?? [] {
            for value in Self.values {
                let change = "\(column) = \(value)"
                let (scratch, ledger) = try ledger(
                    "UPDATE OR IGNORE \(table) SET \(change) WHERE rowid = "
                        + "(SELECT max(rowid) FROM \(table) WHERE \(column) IS NOT \(value))")
                let findings = try ledger.verify().findings.filter { $0.rule != "file-schema" }
                let isChanged =
                    try scratch.tamper("SELECT count(*) FROM \(table) WHERE \(column) IS \(value)")
                    != ["0"]
                #expect(!isChanged || !findings.isEmpty, "\(table).\(change)")
                ledger.askEverything()
                try ledger.close()
            }
        }
    }

    @Test(arguments: ["balance", "month_balance"])
    func `no value in a roll-up ends the program, and each is found`(table: String) throws {
        for column in ["kind", "paid_in", "paid_out"] {
            for value in Self.values where column != "kind" || value != "NULL" {
                let (_, ledger) = try ledger(
                    "UPDATE OR REPLACE \(table) SET \(column) = \(value) "
                        + "WHERE account_id = (SELECT max(account_id) FROM \(table))")
                let findings = try ledger.verify().findings.filter { $0.rule != "file-schema" }
                #expect(!findings.isEmpty, "\(table).\(column) = \(value)")
                ledger.askEverything()
                try ledger.close()
            }
        }
    }

    @Test func `an entry numbered past every bound is found`() throws {
        let (_, ledger) = try ledger(
            "UPDATE entry SET number = 9223372036854775807 WHERE number = 10")
        #expect(try !ledger.verify().findings.isEmpty)
        ledger.askEverything()
    }

    @Test func `a registration numbered past every bound is found`() throws {
        for number in [9_223_372_036_854_775_807, -9_223_372_036_854_775_808] {
            let (_, ledger) = try ledger(
                "UPDATE registration SET number = \(number), after_entry = \(number) "
                    + "WHERE number = 10")
            #expect(try !ledger.verify().findings.isEmpty)
            ledger.askEverything()
        }
    }

    @Test func `sums that pass every bound are found and not added up`() throws {
        let (_, ledger) = try ledger("UPDATE entry SET pence = 9223372036854775807")
        #expect(try !ledger.verify().findings.isEmpty)
        #expect(throws: LedgerError.self) { try ledger.entries() }
    }

    @Test(arguments: [0, 100, 1_000, 4_096, 6_000, 20_000, 40_000])
    func `a file cut short is an error or a finding`(length: Int) throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        try scratch.write(Array(scratch.bytes().prefix(length)), to: "ledger.sqlite")
        do {
            let ledger = try Ledger.openForReading(scratch.path)
            #expect(try !ledger.verify().findings.isEmpty)
            ledger.askEverything()
        } catch {
            #expect("\(error)".contains("ledger.sqlite"))
        }
    }

    @Test func `changed bytes anywhere are an error or a finding or change nothing`() throws {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        let whole = try scratch.bytes()
        let right = try Ledger.openForReading(scratch.path).entries()
        var random = SeededGenerator()
        for _ in 1...60 {
            var bytes = whole
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            let copy = try Scratch()
            try copy.write(bytes, to: "ledger.sqlite")
            guard let ledger = try? Ledger.openForReading(copy.path),
                let verification = try? ledger.verify()
            else { continue }
            if verification.findings.isEmpty {
                #expect(try ledger.entries() == right, "byte \(place)")
            }
            ledger.askEverything()
        }
    }
}

extension Ledger {
    /// Asks all there is to ask; a damaged file may answer with an error.
    fileprivate func askEverything() {
        guard let key = try? Build.key() else { return }
        _ = try? statement(of: key)
        _ = try? statement(of: key, asAt: CalendarDay(number: 17_850), asKnown: .entry(5))
        _ = try? entries()
        _ = try? registrations()
        _ = try? funds()
        _ = try? projects(of: key)
        _ = try? lastRecorded()
        _ = try? closedThrough(key)
        _ = try? head()
        _ = try? paymentSources()
        _ = try? financeExtracts(of: key)
        _ = try? matchDecisions(of: key)
    }
}
