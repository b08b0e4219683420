internal import GRDB
public import LedgerCore

/// What `verify` found: the ledger proves itself, or names what does not.
public struct Verification: Sendable {
    /// How many entries were read.
    public let entries: Int
    /// The head as the file has it.
    public let head: LedgerHead
    /// Empty when the ledger proves itself.
    public let findings: [Finding]
}

/// Recomputes the chain and the roll-ups from what the file holds, trusting no row of it.
struct Verifier {
    let db: Database
    private var findings: [Finding] = []
    /// The entries that later ones answer.
    private var answered: [Int: Answered] = [:]
    private var answeredNumbers: Set<Int> = []
    private var previous = LedgerHash.none
    private var entries = 0
    private var registrations: [LinkedRegistration] = []
    private var nextRegistration = 0
    /// The number of the last registration that was there, and those that cannot be read.
    private var lastRegistration = 0
    private var unreadable: Set<Int> = []
    /// Whether what came before the next record is missing, so that its link cannot be checked.
    private var isAfterGap = false
    private var missingUpTo = 0
    private var keptIsFound = false
    private let kept: LedgerHead?

    /// The documents beside the ledger; nil for a ledger in memory.
    private let evidence: EvidenceFolder?

    init(_ db: Database, kept: LedgerHead?, evidence: EvidenceFolder?) {
        self.db = db
        self.evidence = evidence
        self.kept = kept
    }

    mutating func verify() throws -> Verification {
        checkFile()
        do {
            try readChain()
            try compareRollUps()
            if let evidence { try checkEvidence(in: evidence) }
            try checkReturnFiles()
        } catch let error as LedgerError {
            add("hash-chain", "\(error)")
        } catch let refusal as Refusal {
            // A row that says what no record may.
            add("hash-chain", "\(refusal) Restore the last backup.")
        }
        if let kept, !keptIsFound {
            add(
                "kept-head",
                "The ledger has no record with the kept head \(kept); it ends at "
                    + "\(LedgerHead(entry: entries, hash: previous)). Entries were cut off or "
                    + "the file was replaced: restore the backup the head was kept with.",
                entry: kept.entry)
        }
        return Verification(
            entries: entries, head: LedgerHead(entry: entries, hash: previous), findings: findings)
    }

    mutating func add(_ finding: Finding) {
        findings.append(finding)
    }

    private mutating func add(_ rule: String, _ message: String, entry: Int? = nil) {
        findings.append(
            Finding(
                rule: rule, severity: .error, message: message,
                entries: entry.map { [$0] } ?? []))
    }

    /// What SQLite itself can see: torn pages, rows without their parents, a changed schema.
    private mutating func checkFile() {
        do {
            for problem in try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
            where problem != "ok" {
                add("file-integrity", "The file is damaged: \(problem). Restore the last backup.")
            }
            if try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") != nil {
                add("file-integrity", "A row names another that is not there. Restore a backup.")
            }
            let lacking = try Int.fetchOne(db, sql: Verifier.lackingAccounts) ?? 0
            if lacking > 0 {
                add(
                    "file-integrity",
                    "\(lacking) funds or projects lack one of their accounts. Restore the last "
                        + "backup.")
            }
            let stray = try Int.fetchAll(
                db, sql: Migrations.standIns(db) + Verifier.strayDetails)
            if !stray.isEmpty {
                let numbers = stray.map(String.init).joined(separator: ", ")
                add(
                    "file-integrity",
                    "What registration \(numbers) never said was added under its number. Restore "
                        + "the last backup.")
            }
            let version = try LedgerFile.version(db)
            let expected = try Verifier.expectedSchema(version)
            let found = try Verifier.schema(db)
            for name in expected.keys.sorted() where found[name] != expected[name] {
                add(
                    "file-schema",
                    "The ledger's \(name) was changed or removed; rows may have been altered past "
                        + "it. Restore the last backup.")
            }
            for name in found.keys.sorted() where expected[name] == nil {
                add("file-schema", "\(name) is no part of a ledger. Restore the last backup.")
            }
        } catch {
            add("file-integrity", "The file cannot be read (\(error)). Restore the last backup.")
        }
    }

    /// Every fund has five accounts of its own and every project three.
    private static let lackingAccounts = """
        SELECT (SELECT count(*) FROM fund f WHERE 5 <> (
                SELECT count(*) FROM account a WHERE a.fund_id = f.id AND a.project_id IS NULL))
            + (SELECT count(*) FROM project p WHERE 3 <> (
                SELECT count(*) FROM account a
                WHERE a.fund_id = p.fund_id AND ifnull(a.project_id, 0) = p.id))
        """

    /// A registration is hashed with the details of its own subject; any others would be read as if
    /// they had been registered.
    private static let strayDetails = """
        SELECT r.number FROM registration r JOIN (
            SELECT registration, 'fund' AS subject FROM fund_detail
            UNION ALL SELECT registration, 'project' FROM project_detail
            UNION ALL SELECT registration, 'closing' FROM closing
            UNION ALL SELECT registration, 'printed' FROM printed
            UNION ALL SELECT registration, 'waiver' FROM waiver
            UNION ALL SELECT registration, 'source' FROM source
            UNION ALL SELECT registration, 'extract' FROM extract
            UNION ALL SELECT registration, 'matching' FROM matching
            UNION ALL SELECT registration, 'record' FROM year_record) d
        ON d.registration = r.number AND d.subject <> r.subject ORDER BY r.number
        """

    /// What a ledger of the version has.
    private static func expectedSchema(_ version: Int) throws -> [String: String] {
        let queue = try DatabaseQueue()
        try Migrations.migrate(queue, to: version)
        return try queue.read { try schema($0) }
    }

    private static func schema(_ db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT type || ' ' || name, sql FROM sqlite_master
                WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                    AND NOT (type = 'table' AND name = 'grdb_migrations')
                """)
        return try rows.reduce(into: [:]) { schema, row in
            schema[try row.text(0, in: "sqlite_master", 0)] =
                try row.textIfAny(1, in: "sqlite_master", 0) ?? ""
        }
    }

    private mutating func readChain() throws {
        let places = try Places(db)
        try readRegistrations(places)
        let answers = try Int.fetchCursor(
            db, sql: "SELECT DISTINCT answers FROM entry WHERE answers IS NOT NULL")
        while let number = try answers.next() { answeredNumbers.insert(number) }
        checkKept()
        checkRegistrations(upTo: 0)
        let rows = try Row.fetchCursor(db, sql: EntryRows.select + "ORDER BY e.number")
        let decoder = EntryRows(places: places)
        while let row = try rows.next() {
            let number = try row.whole(0, in: "entry", 0)
            if number != entries + 1 {
                addMissing(upTo: max(number, 1) - 1, because: "the next is \(number)")
                checkRegistrations(upTo: max(number, 1) - 1)
            }
            entries = number
            do {
                check(
                    try decoder.entry(row),
                    awaited: try row.wholeIfAny(17, in: "entry", number) != nil)
            } catch {
                add("hash-chain", "Entry \(number) cannot be read: \(error)", entry: number)
                if let hash = try? row.hash(15, in: "entry", number) { previous = hash }
                isAfterGap = false
            }
            checkRegistrations(upTo: number)
        }
        checkRegistrations(upTo: .max)
    }

    private mutating func readRegistrations(_ places: Places) throws {
        var linked: [LinkedRegistration] = []
        var failures: [(Int, any Error)] = []
        try LedgerStore.readRegistrations(db, places: places) { number, result in
            switch result {
            case .success(let registration): linked.append(registration)
            case .failure(let error): failures.append((number, error))
            }
        }
        registrations = linked
        for (number, error) in failures {
            unreadable.insert(number)
            add("hash-chain", "Registration \(number) cannot be read: \(error)")
        }
    }

    /// Names entries that are not there, once.
    private mutating func addMissing(upTo last: Int, because sign: String) {
        let first = max(entries, missingUpTo) + 1
        let what = last <= first ? "Entry \(first) is" : "Entries \(first) to \(last) are"
        add("hash-chain", "\(what) missing: \(sign). Restore a backup.", entry: first)
        missingUpTo = max(missingUpTo, last)
        isAfterGap = true
    }

    private mutating func check(_ entry: Entry, awaited: Bool) {
        let transfer = entry.transfer
        let bytes = transfer.canonicalBytes(
            after: previous, number: entry.number, id: entry.id, recorded: entry.recorded,
            recorder: entry.recorder)
        let original = entry.answers.flatMap { answered[$0] }
        // A reversal without its original has no posting to be compared with.
        let isLost = transfer.against != nil && original == nil
        let posting = isLost ? nil : try? transfer.posting(answering: original)
        if sha256(bytes) != entry.hash, !isAfterGap {
            add(
                "hash-chain",
                "Entry \(entry.number) (\(entry.id), \(transfer.kind.name) of \(transfer.amount)) "
                    + "is not as it was recorded. Compare it with the last backup.",
                entry: entry.number)
        } else if posting != entry.posting || awaited != (transfer.awaited != nil) {
            add(
                "hash-chain",
                "Entry \(entry.number) moves money between other accounts than a "
                    + "\(transfer.kind.name) does. Compare it with the last backup.",
                entry: entry.number)
        }
        previous = entry.hash
        isAfterGap = false
        if answeredNumbers.contains(entry.number) {
            answered[entry.number] = Answered(
                number: entry.number, transfer: transfer, posting: entry.posting, drawn: .zero,
                reversedBy: nil)
        }
        checkKept()
    }

    /// Checks the registrations made when the ledger held that many entries or fewer.
    private mutating func checkRegistrations(upTo entry: Int) {
        while nextRegistration < registrations.count,
            registrations[nextRegistration].afterEntry <= entry
        {
            let linked = registrations[nextRegistration]
            nextRegistration += 1
            checkPlace(of: linked)
            if !isAfterGap, !fits(linked, after: linked.afterEntry) || !isReached(linked) {
                add(
                    "hash-chain",
                    "Registration \(linked.number) (\(linked.registration.subject.name)) is not as "
                        + "it was recorded. Compare it with the last backup.")
            }
            previous = linked.hash
            isAfterGap = false
            checkKept()
        }
    }

    /// Names the registrations and entries that should stand before this one and do not.
    private mutating func checkPlace(of linked: LinkedRegistration) {
        if linked.number != lastRegistration + 1 {
            let gap = lastRegistration + 1..<max(linked.number, lastRegistration + 1)
            if let first = gap.first(where: { !unreadable.contains($0) }) {
                add("hash-chain", "Registration \(first) is missing. Restore a backup.")
            }
            isAfterGap = true
        }
        lastRegistration = linked.number
        // Where it would fit here after all, it is the registration that was changed.
        if !isReached(linked), !fits(linked, after: entries) {
            addMissing(
                upTo: linked.afterEntry,
                because: "registration \(linked.number) was made after entry \(linked.afterEntry)")
        }
    }

    /// Whether the entry it was made after was seen, or is known to be missing.
    private func isReached(_ linked: LinkedRegistration) -> Bool {
        linked.afterEntry <= max(entries, missingUpTo)
    }

    /// Whether its hash is that of its content, of what came before it, and of that many entries.
    private func fits(_ linked: LinkedRegistration, after entry: Int) -> Bool {
        let bytes = linked.registration.canonicalBytes(
            after: previous, number: linked.number, afterEntry: entry, recorded: linked.recorded,
            recorder: linked.recorder)
        return sha256(bytes) == linked.hash
    }

    private mutating func checkKept() {
        if let kept, kept.entry == entries, kept.hash == previous { keptIsFound = true }
    }
}
