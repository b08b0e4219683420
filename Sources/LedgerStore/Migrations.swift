internal import GRDB

/// The steps a ledger file goes through; a step that was released is never changed.
enum Migrations {
    /// The number of steps, kept in the file as its version.
    static let current = 3

    /// Takes the steps up to a version that a file has not taken yet, each whole or not at all.
    static func migrate(_ queue: DatabaseQueue, to version: Int = current) throws {
        let all = migrator
        guard version < current, all.migrations.indices.contains(version - 1) else {
            return try all.migrate(queue)
        }
        try all.migrate(queue, upTo: all.migrations[version - 1])
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001 the ledger") { db in
            try db.execute(sql: ledger)
            try db.execute(sql: appendOnly)
            try db.execute(sql: "PRAGMA application_id = 1282362469")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        // A table that others refer to is made anew: references are checked once all is done.
        migrator.registerMigration("002 lists of payments", foreignKeyChecks: .deferred) { db in
            try allowOtherSubjects(db)
            try db.execute(sql: payments)
            try db.execute(
                sql: ["source", "extract", "matching"].map { table in
                    unchanging(table) + inOrder(table, "registration")
                }.joined())
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("003 records of the year") { db in
            try db.execute(sql: records)
            try db.execute(
                sql: ["year_record", "return_file"].map {
                    unchanging($0) + inOrder($0, "registration")
                }.joined())
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        return migrator
    }

    /// A list of the subjects in the table itself would have it made anew for each new one: what
    /// they may be is for the reader to say.
    ///
    /// What guards the table is put back as the file had it: were it written out here, a guard
    /// that someone took away would be back before `verify` could miss it.
    private static func allowOtherSubjects(_ db: Database) throws {
        let guards = try String.fetchAll(
            db,
            sql: """
                SELECT sql FROM sqlite_master
                WHERE tbl_name = 'registration' AND type <> 'table' AND sql IS NOT NULL
                ORDER BY rowid
                """)
        try db.execute(
            sql: """
                CREATE TABLE new_registration (
                    number INTEGER PRIMARY KEY, after_entry INTEGER NOT NULL,
                    recorded INTEGER NOT NULL, recorder_id INTEGER NOT NULL REFERENCES recorder,
                    subject TEXT NOT NULL,
                    hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
                INSERT INTO new_registration
                    SELECT number, after_entry, recorded, recorder_id, subject, hash
                    FROM registration ORDER BY number;
                DROP TABLE registration;
                ALTER TABLE new_registration RENAME TO registration;
                """)
        for sql in guards { try db.execute(sql: sql) }
    }

    /// The tables that a ledger of an older version lacks, empty, to be put before a query: it is
    /// read as it is, and not written to.
    static func standIns(_ db: Database) throws -> String {
        let version = try LedgerFile.version(db)
        var tables: [String] = []
        if version < 2 {
            tables += [
                "source (registration, partnership, name, settings) AS (SELECT 0, '', '', ''",
                "extract (registration, fund_id, first_day, last_day, name, content) "
                    + "AS (SELECT 0, 0, 0, 0, '', ''",
                "matching (registration, fund_id, payments, entries, verdict, reason) "
                    + "AS (SELECT 0, 0, '', '', '', ''",
            ]
        }
        if version < 3 {
            tables.append(
                "year_record (registration, fund_id, kind, name, content) "
                    + "AS (SELECT 0, 0, '', '', ''")
            tables.append("return_file (registration, content) AS (SELECT 0, x''")
        }
        guard !tables.isEmpty else { return "" }
        return "WITH " + tables.map { "\($0) WHERE false)" }.joined(separator: ", ") + " "
    }

    /// What is said of a fund year, in words that the reader of each kind checks.
    private static let records = """
        CREATE TABLE year_record (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            fund_id INTEGER NOT NULL REFERENCES fund, kind TEXT NOT NULL, name TEXT NOT NULL,
            content TEXT NOT NULL) STRICT;
        CREATE INDEX year_record_fund ON year_record (fund_id, kind, name);
        -- The very file of a return that was issued; its hash stands in the record of the issue.
        CREATE TABLE return_file (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            content BLOB NOT NULL) STRICT;

        """

    private static let payments = """
        CREATE TABLE source (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            partnership TEXT NOT NULL, name TEXT NOT NULL, settings TEXT NOT NULL) STRICT;
        CREATE TABLE extract (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            fund_id INTEGER NOT NULL REFERENCES fund, first_day INTEGER NOT NULL,
            last_day INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
            CHECK (first_day <= last_day)) STRICT;
        CREATE INDEX extract_fund ON extract (fund_id);
        CREATE TABLE matching (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            fund_id INTEGER NOT NULL REFERENCES fund, payments TEXT NOT NULL,
            entries TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'broken')),
            reason TEXT NOT NULL) STRICT;
        CREATE INDEX matching_fund ON matching (fund_id);

        """

    /// Days count from 1 January 1970, moments are milliseconds since then, years are the year of
    /// 1 April, months are year × 12 + month − 1, sums are pence; kinds and roles are the numbers
    /// of `TransferKind` and `AccountRole`.
    private static let ledger = """
        CREATE TABLE recorder (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE fund (
            id INTEGER PRIMARY KEY, partnership TEXT NOT NULL, code TEXT NOT NULL,
            year INTEGER NOT NULL, UNIQUE (partnership, code, year)) STRICT;
        CREATE TABLE project (
            id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund, code TEXT NOT NULL,
            UNIQUE (fund_id, code)) STRICT;
        CREATE TABLE account (
            id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund,
            project_id INTEGER REFERENCES project, role INTEGER NOT NULL,
            CHECK ((project_id IS NOT NULL) = (role >= 6))) STRICT;
        CREATE UNIQUE INDEX account_place ON account (fund_id, ifnull(project_id, 0), role);

        CREATE TABLE entry (
            number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 90000000),
            id TEXT NOT NULL UNIQUE,
            recorded INTEGER NOT NULL, recorder_id INTEGER NOT NULL REFERENCES recorder,
            day INTEGER NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 14),
            fund_id INTEGER NOT NULL REFERENCES fund,
            from_account INTEGER NOT NULL REFERENCES account,
            to_account INTEGER NOT NULL REFERENCES account,
            pence INTEGER NOT NULL CHECK (pence BETWEEN 0 AND 100000000000),
            reference TEXT NOT NULL, payee TEXT NOT NULL, note TEXT NOT NULL,
            answers INTEGER REFERENCES entry, overspend_reason TEXT NOT NULL,
            is_awaited INTEGER CHECK (is_awaited = 1),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            CHECK (from_account <> to_account)) STRICT;
        CREATE INDEX entry_from ON entry (from_account, day);
        CREATE INDEX entry_to ON entry (to_account, day);
        CREATE INDEX entry_answers ON entry (answers) WHERE answers IS NOT NULL;
        CREATE INDEX entry_awaited ON entry (from_account) WHERE is_awaited IS NOT NULL;

        CREATE TABLE registration (
            number INTEGER PRIMARY KEY, after_entry INTEGER NOT NULL,
            recorded INTEGER NOT NULL, recorder_id INTEGER NOT NULL REFERENCES recorder,
            subject TEXT NOT NULL CHECK (
                subject IN ('fund', 'project', 'closing', 'printed', 'waiver')),
            hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
        CREATE INDEX registration_after ON registration (after_entry);
        CREATE TABLE fund_detail (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            fund_id INTEGER NOT NULL REFERENCES fund, name TEXT NOT NULL, funder TEXT NOT NULL,
            basis TEXT NOT NULL CHECK (basis IN ('confirmed', 'indicative')),
            spend_from INTEGER NOT NULL, spend_by INTEGER NOT NULL,
            criteria TEXT NOT NULL) STRICT;
        CREATE INDEX fund_detail_fund ON fund_detail (fund_id);
        CREATE TABLE project_detail (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            project_id INTEGER NOT NULL REFERENCES project, description TEXT NOT NULL,
            priority TEXT NOT NULL, lead TEXT NOT NULL, partner TEXT NOT NULL,
            location TEXT NOT NULL, criterion TEXT NOT NULL) STRICT;
        CREATE INDEX project_detail_project ON project_detail (project_id);
        CREATE TABLE closing (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            fund_id INTEGER NOT NULL REFERENCES fund, through INTEGER,
            reason TEXT NOT NULL) STRICT;
        CREATE INDEX closing_fund ON closing (fund_id);
        CREATE TABLE printed (
            registration INTEGER PRIMARY KEY REFERENCES registration,
            fund_id INTEGER NOT NULL REFERENCES fund, day INTEGER NOT NULL, name TEXT NOT NULL,
            content TEXT NOT NULL) STRICT;
        CREATE TABLE waiver (
            registration INTEGER PRIMARY KEY REFERENCES registration, finding TEXT NOT NULL,
            name TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL) STRICT;

        -- Roll-ups: a cache of sums over the entries, which `verify` recomputes.
        CREATE TABLE balance (
            account_id INTEGER NOT NULL REFERENCES account, kind INTEGER NOT NULL,
            paid_in INTEGER NOT NULL, paid_out INTEGER NOT NULL,
            PRIMARY KEY (account_id, kind)) STRICT, WITHOUT ROWID;
        CREATE TABLE month_balance (
            account_id INTEGER NOT NULL REFERENCES account, month INTEGER NOT NULL,
            kind INTEGER NOT NULL, paid_in INTEGER NOT NULL, paid_out INTEGER NOT NULL,
            PRIMARY KEY (account_id, month, kind)) STRICT, WITHOUT ROWID;
        """

    /// Written out by the file itself, so that other programs meet the same refusals.
    ///
    /// `INSERT OR REPLACE` deletes without firing a delete trigger: hence the check on insertion
    /// that a row only ever comes after the last.
    private static var appendOnly: String {
        let keys = [
            ("recorder", "id"), ("fund", "id"), ("project", "id"), ("account", "id"),
            ("fund_detail", "registration"), ("project_detail", "registration"),
            ("closing", "registration"), ("printed", "registration"), ("waiver", "registration"),
        ]
        let tables = ["entry", "registration"] + keys.map(\.0)
        return (tables.map(unchanging) + keys.map(inOrder)).joined() + """
            CREATE TRIGGER entry_without_gaps BEFORE INSERT ON entry
            WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM entry)
                OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'entries are numbered without gaps, each id once'); END;
            CREATE TRIGGER registration_without_gaps BEFORE INSERT ON registration
            WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM registration)
            BEGIN SELECT RAISE(ABORT, 'registrations are numbered without gaps'); END;
            CREATE TRIGGER recorder_once BEFORE INSERT ON recorder
            WHEN EXISTS (SELECT 1 FROM recorder WHERE name = NEW.name)
            BEGIN SELECT RAISE(ABORT, 'each recorder stands once'); END;
            CREATE TRIGGER fund_once BEFORE INSERT ON fund
            WHEN EXISTS (SELECT 1 FROM fund WHERE partnership = NEW.partnership
                AND code = NEW.code AND year = NEW.year)
            BEGIN SELECT RAISE(ABORT, 'each fund year stands once'); END;
            CREATE TRIGGER project_once BEFORE INSERT ON project
            WHEN EXISTS (SELECT 1 FROM project WHERE fund_id = NEW.fund_id AND code = NEW.code)
            BEGIN SELECT RAISE(ABORT, 'each project stands once in its fund'); END;
            CREATE TRIGGER account_once BEFORE INSERT ON account
            WHEN EXISTS (SELECT 1 FROM account WHERE fund_id = NEW.fund_id
                AND ifnull(project_id, 0) = ifnull(NEW.project_id, 0) AND role = NEW.role)
            BEGIN SELECT RAISE(ABORT, 'each account stands once'); END;
            """
    }

    private static func unchanging(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) rows are never changed; record a correction'); END;
        CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) rows are never deleted; record a correction'); END;

        """
    }

    private static func inOrder(_ table: String, _ key: String) -> String {
        """
        CREATE TRIGGER \(table)_in_order BEFORE INSERT ON \(table)
        WHEN NEW.\(key) <= (SELECT max(\(key)) FROM \(table))
        BEGIN SELECT RAISE(ABORT, '\(table) rows are only added at the end'); END;

        """
    }
}
