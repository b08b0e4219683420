import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// Whoever changes the file past its triggers is found, and the first bad entry is named.
struct VerificationTests {
    /// Ten entries of most kinds, the last of them number 10, in a file without its triggers.
    private func tampered(
        _ sql: String, foreignKeys: Bool = false
    ) throws -> (scratch: Scratch, findings: [Finding]) {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        try scratch.dropTriggers()
        try scratch.tamper("PRAGMA ignore_check_constraints = 1; " + sql, foreignKeys: foreignKeys)
        let ledger = try Ledger.openForReading(scratch.path)
        defer { try? ledger.close() }
        let findings = try ledger.verify(kept: head).findings.filter { finding in
            finding.rule != "file-schema"
        }
        return (scratch, findings)
    }

    @Test func `a ledger nobody touched proves itself`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        let verification = try Ledger.openForReading(scratch.path).verify(kept: head)
        #expect(verification.findings.isEmpty)
        #expect(verification.head == head)
        #expect(verification.entries == 10)
    }

    @Test func `an empty ledger proves itself`() throws {
        let verification = try Ledger.inMemory().verify(kept: .empty)
        #expect(verification.findings.isEmpty)
        #expect(verification.head == .empty)
    }

    @Test(arguments: [
        "id = 'other'", "recorded = recorded + 1", "recorder_id = 2", "day = day + 1",
        "kind = 11", "fund_id = 2", "from_account = 9", "to_account = 9", "pence = pence + 1",
        "pence = 0", "reference = 'INV-9'", "payee = 'Another'", "note = 'n'", "note = 'N '",
        "answers = 1", "overspend_reason = 'Agreed'", "is_awaited = 1",
        "hash = zeroblob(32)", "hash = zeroblob(31)",
    ])
    func `a changed column of an entry is found and the entry named first`(change: String) throws {
        let findings = try tampered("UPDATE entry SET \(change) WHERE number = 5").findings
        let first = try #require(findings.first { $0.rule == "hash-chain" })
        #expect(first.entries == [5])
        #expect(first.severity == .error)
    }

    @Test(arguments: [4, 6, 8])
    func `each kind of entry that answers another is found when it no longer does`(
        number: Int
    ) throws {
        let findings = try tampered(
            "UPDATE entry SET answers = NULL WHERE number = \(number)"
        ).findings
        let isAnswer = [6, 8].contains(number)
        #expect(findings.first { $0.rule == "hash-chain" }?.entries == (isAnswer ? [number] : nil))
    }

    @Test func `an entry taken out of the middle is missed by its number`() throws {
        let findings = try tampered("DELETE FROM entry WHERE number = 5").findings
        let first = try #require(findings.first { $0.rule == "hash-chain" })
        #expect(first.entries == [5])
        #expect(first.message.contains("Entry 5 is missing"))
    }

    @Test func `the first entry taken out is missed`() throws {
        let findings = try tampered("DELETE FROM entry WHERE number = 1").findings
        #expect(findings.first { $0.rule == "hash-chain" }?.entries == [1])
    }

    @Test(arguments: [
        ("number = 6", 6, "Entry 6 is missing: the next is 7."),
        ("number IN (5, 6)", 5, "Entries 5 to 6 are missing: the next is 7."),
        ("number = 10", 10, "Entry 10 is missing: registration 8 was made after entry 10."),
        ("number > 8", 9, "Entries 9 to 10 are missing: registration 8 was made after entry 10."),
    ])
    func `an entry taken out before a registration is named, and nothing else blamed`(
        which: String, number: Int, words: String
    ) throws {
        let findings = try tampered("DELETE FROM entry WHERE \(which)").findings.filter {
            $0.rule == "hash-chain"
        }
        #expect(findings.map(\.entries) == [[number]])
        #expect(findings.first?.message.hasPrefix(words) == true)
    }

    @Test func `entries taken out in two places are both named`() throws {
        let findings = try tampered("DELETE FROM entry WHERE number IN (5, 10)").findings
        #expect(findings.filter { $0.rule == "hash-chain" }.map(\.entries) == [[5], [10]])
    }

    @Test func `a record changed further on is found behind a gap`() throws {
        let findings = try tampered(
            """
            DELETE FROM entry WHERE number = 6; UPDATE entry SET note = 'X' WHERE number = 8;
            UPDATE waiver SET name = 'X'
            """
        ).findings.filter { $0.rule == "hash-chain" }
        #expect(findings.map(\.entries) == [[6], [8], []])
        #expect(findings.last?.message.hasPrefix("Registration 8 (waiver)") == true)
    }

    @Test func `a registration taken out is named once, and nothing else blamed`() throws {
        let findings = try tampered("DELETE FROM registration WHERE number = 3").findings
        #expect(
            findings.filter { $0.rule == "hash-chain" }.map(\.message) == [
                "Registration 3 is missing. Restore a backup."
            ])
    }

    @Test func `a registration moved past the last entry is blamed itself`() throws {
        let findings = try tampered(
            "UPDATE registration SET after_entry = 99 WHERE number = 8"
        ).findings
        let first = try #require(findings.first { $0.rule == "hash-chain" })
        #expect(first.message.hasPrefix("Registration 8 (waiver) is not as it was recorded"))
    }

    @Test func `two entries that changed places are found`() throws {
        let findings = try tampered(
            """
            UPDATE entry SET number = 99 WHERE number = 4; UPDATE entry SET number = 4 WHERE
            number = 5; UPDATE entry SET number = 5 WHERE number = 99
            """
        ).findings
        #expect(findings.first { $0.rule == "hash-chain" }?.entries == [4])
    }

    @Test func `a tail cut off with its roll-ups is seen by the kept head alone`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        let shorter = try Scratch()
        _ = try TenEntries.write(to: shorter.path, count: 9)
        let ledger = try Ledger.openForReading(shorter.path)
        #expect(try ledger.verify().findings.isEmpty)
        let finding = try #require(try ledger.verify(kept: head).findings.first)
        #expect(finding.rule == "kept-head")
        #expect(finding.entries == [10])
    }

    @Test func `an older head still fits a ledger that grew`() throws {
        let scratch = try Scratch()
        let head = try TenEntries.write(to: scratch.path)
        let ledger = try Ledger.openForRecording(scratch.path)
        _ = try ledger.record(Build.transfer(.spend, pence: 1), by: "A. Officer")
        #expect(try ledger.verify(kept: head).findings.isEmpty)
        #expect(try ledger.verify(kept: .empty).findings.isEmpty)
        let other = LedgerHead(entry: 10, hash: .none)
        #expect(try ledger.verify(kept: other).findings.map(\.rule) == ["kept-head"])
    }

    @Test(arguments: [
        "UPDATE fund_detail SET spend_by = spend_by + 1", "UPDATE fund_detail SET name = 'X'",
        "UPDATE fund_detail SET basis = 'indicative'",
        "UPDATE project_detail SET description = 'X' WHERE registration = 2",
        "UPDATE closing SET through = NULL", "UPDATE printed SET content = 'X'",
        "UPDATE waiver SET until = until + 1", "UPDATE registration SET after_entry = 3",
        "UPDATE registration SET recorded = recorded + 1 WHERE number = 2",
        "UPDATE registration SET recorder_id = 2 WHERE number = 2",
        "UPDATE registration SET subject = 'fund' WHERE number = 2",
        "UPDATE recorder SET name = 'X' WHERE id = 1", "UPDATE fund SET partnership = 'X'",
        "UPDATE project SET code = 'PLF-99' WHERE id = 3", "DELETE FROM project_detail",
        "DELETE FROM waiver", "DELETE FROM registration WHERE number = 3",
        "UPDATE closing SET registration = 99", "UPDATE source SET settings = ''",
        "UPDATE source SET partnership = 'X'", "UPDATE extract SET content = content || 'x'",
        "UPDATE extract SET last_day = last_day + 1", "UPDATE extract SET fund_id = 2",
        "UPDATE matching SET verdict = 'broken'", "UPDATE matching SET payments = 'P2 P1'",
        "UPDATE matching SET entries = 'A1 L1'", "UPDATE matching SET reason = 'X'",
        "DELETE FROM source", "DELETE FROM extract", "DELETE FROM matching",
        "UPDATE year_record SET content = ''", "UPDATE year_record SET fund_id = 2",
        "DELETE FROM year_record",
        "UPDATE registration SET subject = 'unheard of' WHERE number = 11",
    ])
    func `a changed or lost registration is found`(sql: String) throws {
        let findings = try tampered(sql).findings
        #expect(findings.contains { $0.rule == "hash-chain" })
    }

    @Test(arguments: [
        "INSERT INTO project_detail SELECT max(number), 1, 'Renamed', '', '', '', '', '' "
            + "FROM registration",
        "INSERT INTO fund_detail SELECT max(number), 1, 'PLF', 'OPCC', 'confirmed', 0, 40000, '' "
            + "FROM registration",
        "INSERT INTO closing SELECT max(number), 1, NULL, '' FROM registration",
        "INSERT INTO source SELECT max(number), 'Charnwood', 'a', 'b' FROM registration",
        "INSERT INTO extract SELECT max(number), 1, 0, 0, 'a', 'b' FROM registration",
        "INSERT INTO year_record SELECT max(number) - 1, 1, 'agreement', '', 'due-days: 9' "
            + "FROM registration",
        "INSERT INTO matching SELECT max(number) - 2, 1, 'P9', 'A1', 'broken', '' "
            + "FROM registration",
    ])
    func `a detail slipped in under another registration is found`(sql: String) throws {
        #expect(try !tampered(sql).findings.isEmpty)
    }

    @Test(arguments: ["balance", "month_balance"])
    func `a changed, lost or added roll-up is found and the project named`(table: String) throws {
        let account =
            "(SELECT a.id FROM account a JOIN project p ON p.id = a.project_id "
            + "WHERE p.code = 'PLF-02' AND a.role = 6)"
        let row = table == "balance" ? "9, 7, 7" : "24000, 9, 7, 7"
        for sql in [
            "UPDATE \(table) SET paid_in = paid_in + 1 WHERE account_id = \(account)",
            "DELETE FROM \(table) WHERE account_id = \(account)",
            "INSERT INTO \(table) SELECT \(account), \(row)",
        ] {
            let findings = try tampered(sql).findings
            #expect(findings.map(\.rule).contains("roll-ups"), "\(sql)")
            #expect(Set(findings.map(\.project?.text)) == ["PLF-02"], "\(sql)")
        }
    }

    @Test(arguments: [
        "DROP TRIGGER entry_no_update", "DROP TRIGGER waiver_in_order", "DROP INDEX entry_to",
        "CREATE TABLE extra (a)", "CREATE INDEX extra ON entry (note)",
        "CREATE TRIGGER extra AFTER INSERT ON entry BEGIN DELETE FROM balance; END",
        "CREATE TRIGGER grdb_migrations AFTER INSERT ON entry BEGIN DELETE FROM balance; END",
        "CREATE VIEW extra AS SELECT 1",
    ])
    func `a changed schema is found and what was changed is named`(sql: String) throws {
        let scratch = try Scratch()
        _ = try TenEntries.write(to: scratch.path)
        try scratch.tamper(sql)
        let findings = try Ledger.openForReading(scratch.path).verify().findings
        #expect(findings.map(\.rule) == ["file-schema"])
        let name = sql.split(separator: " ")[2]
        #expect(findings.first?.message.contains(name) == true)
    }
}
