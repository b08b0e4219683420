internal import GRDB
internal import LedgerCore

/// Adds what is known of other people's lists of payments.
extension RecordingDesk {
    /// Kept unless the latest of the name says the same.
    func register(
        _ source: PaymentSource, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        let isKnownPartnership = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM fund WHERE partnership = ?)",
            arguments: [source.partnership])
        guard isKnownPartnership == true else {
            throw Refusal.unknownPartnership(source.partnership)
        }
        let isKnown = try Bool.fetchOne(
            db,
            sql: """
                SELECT settings = ? FROM source WHERE partnership = ? AND name = ?
                ORDER BY registration DESC LIMIT 1
                """, arguments: [source.settings, source.partnership, source.name])
        if isKnown == true { return false }
        try db.execute(
            sql: "INSERT INTO source VALUES (?, ?, ?, ?)",
            arguments: [link(), source.partnership, source.name, source.settings])
        return true
    }

    /// Kept unless one that counts says the same: under another name its payments would count
    /// twice, under its own only other days make it another.
    func register(
        _ extract: FinanceExtract, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        let fund = try desk(of: extract.fund)
        let days = extract.days
        let isKnown = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM extract e
                    WHERE fund_id = ?1 AND content = ?2
                        AND (name <> ?3 OR (first_day = ?4 AND last_day = ?5))
                        AND registration = (SELECT max(registration) FROM extract
                            WHERE fund_id = ?1 AND name = e.name))
                """,
            arguments: [
                fund.id, extract.content, extract.name, days.lowerBound.number,
                days.upperBound.number,
            ])
        if isKnown == true { return false }
        try db.execute(
            sql: "INSERT INTO extract VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                link(), fund.id, days.lowerBound.number, days.upperBound.number, extract.name,
                extract.content,
            ])
        return true
    }

    /// Kept unless the latest decision on the same payments and entries came out the same.
    func register(
        _ decision: MatchDecision, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        let fund = try desk(of: decision.fund)
        for id in decision.entries {
            let isThere = try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?)"),
                arguments: [id.text])
            guard isThere == true else { throw Refusal.unknownEntry(id.text) }
        }
        let (payments, entries) = (decision.payments.listed, decision.entries.listed)
        let isKnown = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT verdict = ? FROM matching
                    WHERE fund_id = ? AND payments = ? AND entries = ?
                    ORDER BY registration DESC LIMIT 1
                    """),
            arguments: [decision.verdict.rawValue, fund.id, payments, entries])
        if isKnown == true { return false }
        try db.cachedStatement(sql: "INSERT INTO matching VALUES (?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                link(), fund.id, payments, entries, decision.verdict.rawValue, decision.reason,
            ])
        return true
    }
}

/// A source from the columns partnership, name, settings.
func paymentSource(_ row: Row, number: Int, from column: Int) throws -> PaymentSource {
    try PaymentSource(
        partnership: row.text(column, in: "source", number),
        name: row.text(column + 1, in: "source", number),
        settings: row.text(column + 2, in: "source", number))
}

/// An extract from the columns first_day, last_day, name, content.
func financeExtract(
    _ row: Row, _ fund: FundYear, number: Int, from column: Int
) throws -> FinanceExtract {
    let first = try row.day(column, in: "extract", number)
    let last = try row.day(column + 1, in: "extract", number)
    guard first <= last else { throw LedgerError.corruptRow(table: "extract", number: number) }
    return try FinanceExtract(
        fund: fund, days: first...last, name: row.text(column + 2, in: "extract", number),
        content: row.text(column + 3, in: "extract", number))
}

/// A decision from the columns payments, entries, verdict, reason.
func matchDecision(
    _ row: Row, _ fund: FundYear, number: Int, from column: Int
) throws -> MatchDecision {
    let corrupt = LedgerError.corruptRow(table: "matching", number: number)
    let payments = try row.text(column, in: "matching", number)
    let entries = try row.text(column + 1, in: "matching", number)
    guard
        let verdict = MatchDecision.Verdict(
            rawValue: try row.text(column + 2, in: "matching", number))
    else { throw corrupt }
    let decision = try MatchDecision(
        fund: fund, payments: .listed(payments), entries: .listed(entries), verdict: verdict,
        reason: row.text(column + 3, in: "matching", number))
    // Put into order they would hide that someone had changed it.
    guard decision.payments.listed == payments, decision.entries.listed == entries else {
        throw corrupt
    }
    return decision
}

/// The latest of each source's settings, by partnership and name.
func paymentSources(_ db: Database, of partnership: String?) throws -> [PaymentSource] {
    let rows = try Row.fetchAll(
        db,
        sql: Migrations.standIns(db) + """
            SELECT registration, partnership, name, settings FROM source s
            WHERE (?1 IS NULL OR partnership = ?1) AND registration = (
                SELECT max(registration) FROM source
                WHERE partnership = s.partnership AND name = s.name)
            ORDER BY partnership, name
            """, arguments: [partnership])
    return try rows.map {
        try paymentSource($0, number: $0.whole(0, in: "source", 0), from: 1)
    }
}

/// The latest extract of each name, in the order they were kept.
func financeExtracts(
    _ db: Database, of fund: FundYear, upTo registration: Int
) throws -> [FinanceExtract] {
    guard let id = try FundDesk.row(db, fund) else { throw Refusal.unknownFund(fund) }
    let rows = try Row.fetchAll(
        db,
        sql: Migrations.standIns(db) + """
            SELECT registration, first_day, last_day, name, content FROM extract e
            WHERE fund_id = ?1 AND registration = (
                SELECT max(registration) FROM extract
                WHERE fund_id = ?1 AND name = e.name AND registration <= ?2)
            ORDER BY registration
            """, arguments: [id, registration])
    return try rows.map {
        try financeExtract($0, fund, number: $0.whole(0, in: "extract", 0), from: 1)
    }
}

/// Every decision in order, with who made it when.
func matchDecisions(
    _ db: Database, of fund: FundYear, upTo registration: Int
) throws -> [(decision: MatchDecision, recorder: String, recorded: Moment)] {
    guard let id = try FundDesk.row(db, fund) else { throw Refusal.unknownFund(fund) }
    let rows = try Row.fetchAll(
        db,
        sql: Migrations.standIns(db) + """
            SELECT m.registration, m.payments, m.entries, m.verdict, m.reason, b.name, r.recorded
            FROM matching m JOIN registration r ON r.number = m.registration
            JOIN recorder b ON b.id = r.recorder_id
            WHERE m.fund_id = ?1 AND m.registration <= ?2 ORDER BY m.registration
            """, arguments: [id, registration])
    return try rows.map { row in
        let number = try row.whole(0, in: "matching", 0)
        return (
            try matchDecision(row, fund, number: number, from: 1),
            try row.text(5, in: "recorder", number), try row.moment(6, in: "registration", number)
        )
    }
}
