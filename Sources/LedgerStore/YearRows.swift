internal import GRDB
public import LedgerCore

/// Adds and reads what is said of a fund year.
extension RecordingDesk {
    /// Kept unless the latest of its kind and name says the same.
    func register(
        _ record: YearRecord, by recorder: String, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        let fund = try desk(of: record.fund)
        if let project = record.project { _ = try fund.accountRow(.available, of: project, db) }
        switch record.kind {
        case .decision: try checkDecision(Decision(record), by: recorder, in: db)
        case .return: try checkReturn(ReturnStep(record), by: recorder, in: db)
        default: break
        }
        let latest = try latestRecord(
            db, of: record.fund, row: fund.id, record.kind, named: record.name)
        if let latest, latest.content.utf8.elementsEqual(record.content.utf8) { return false }
        try checkAdmitted(record, after: latest, at: fund)
        try db.cachedStatement(sql: "INSERT INTO year_record VALUES (?, ?, ?, ?, ?)").execute(
            arguments: [link(), fund.id, record.kind.rawValue, record.name, record.content])
        if record.kind == .agreement { forget(record.fund) }
        return true
    }
}

/// A record from the columns kind, name, content.
func yearRecord(
    _ row: Row, _ fund: FundYear, number: Int, from column: Int
) throws -> YearRecord {
    let table = "year_record"
    guard let kind = YearRecord.Kind(rawValue: try row.text(column, in: table, number)) else {
        throw LedgerError.corruptRow(table: table, number: number)
    }
    return try YearRecord(
        fund: fund, kind: kind, name: row.text(column + 1, in: table, number),
        content: row.text(column + 2, in: table, number))
}

/// All that was said of a kind, or of one name of it, up to a registration, in order.
func keptRecords(
    _ db: Database, of fund: FundYear, kind: YearRecord.Kind, upTo registration: Int,
    named name: String? = nil
) throws -> [KeptRecord] {
    guard let id = try FundDesk.row(db, fund) else { throw Refusal.unknownFund(fund) }
    let table = "year_record"
    let rows = try Row.fetchAll(
        db,
        sql: Migrations.standIns(db) + """
            SELECT r.number, r.after_entry, r.recorded, p.name, y.kind, y.name, y.content
            FROM year_record y JOIN registration r ON r.number = y.registration
            JOIN recorder p ON p.id = r.recorder_id
            WHERE y.fund_id = ?1 AND y.kind = ?2 AND y.registration <= ?3
                AND (?4 IS NULL OR y.name = ?4)
            ORDER BY r.number
            """, arguments: [id, kind.rawValue, registration, name])
    return try rows.map { row in
        let number = try row.whole(0, in: table, 0)
        return KeptRecord(
            record: try yearRecord(row, fund, number: number, from: 4), number: number,
            afterEntry: try row.whole(1, in: table, number),
            recorded: try row.moment(2, in: table, number),
            recorder: try row.text(3, in: table, number))
    }
}

extension Ledger {
    /// All that was said of a fund year of a kind, in order; of each name the last counts.
    public func keptRecords(
        of fund: FundYear, _ kind: YearRecord.Kind, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [KeptRecord] {
        try reading { db in
            try LedgerStore.keptRecords(
                db, of: fund, kind: kind, upTo: Cut(db, asKnown: asKnown).registrations)
        }
    }

    /// What a fund year's agreement settles; the standards where none is settled.
    public func agreement(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> Agreement {
        try reading { db in
            let kept = try LedgerStore.keptRecords(
                db, of: fund, kind: .agreement, upTo: Cut(db, asKnown: asKnown).registrations)
            return try kept.last.map { try Agreement($0.record) } ?? Agreement(fund: fund)
        }
    }

    /// A fund year as last registered.
    ///
    /// Throws `Refusal.unknownFund` as `LedgerError.refused`.
    public func fund(_ key: FundYear) throws(LedgerError) -> Fund {
        try reading { try FundDesk($0, key).fund }
    }

    /// Where a fund year stands against its plan on a day, and what it is heading for; on the last day
    /// an entry counts for where none is given.
    public func forecast(
        of fund: FundYear, asAt: CalendarDay? = nil, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> FundForecast {
        try reading { db in
            let cut = try Cut(db, asKnown: asKnown)
            let query = try StatementQuery(db, fund, cut: cut)
            let statement = try query.statement(asAt: asAt)
            func latest(_ kind: YearRecord.Kind) throws -> [YearRecord] {
                try LedgerStore.keptRecords(db, of: fund, kind: kind, upTo: cut.registrations)
                    .latest.map(\.record)
            }
            return FundForecast(
                statement,
                quarterEnds: try FundForecast.quarterEnds(of: fund.year, through: statement.asAt)
                    .map { try query.statement(asAt: $0) },
                agreement: try latest(.agreement).last.map { try Agreement($0) }
                    ?? Agreement(fund: fund),
                profiles: try latest(.profile).map { try SpendProfile($0) },
                forecasts: try latest(.forecast).map { try StatedForecast($0) })
        }
    }

    /// What is said of a fund year's plan, as the rules look at it on a day.
    public func plan(
        _ statement: FundStatement, entries: [Entry], asAt: CalendarDay? = nil,
        asKnown: AsKnown? = nil, today: CalendarDay
    ) throws(LedgerError) -> YearPlan {
        let fund = statement.fund.key
        let forecast = try forecast(
            of: fund, asAt: asAt ?? FundForecast.day(today, of: statement.fund), asKnown: asKnown)
        return try reading { _ in
            YearPlan(
                forecast: forecast,
                match: try keptRecords(of: fund, .match, asKnown: asKnown).latest.map {
                    try MatchIncome($0.record)
                },
                duties: Duty.all(
                    statement, forecast.agreement, entries: entries,
                    done: try keptRecords(of: fund, .duty, asKnown: asKnown).latest
                        .map { try DutyDone($0.record) }),
                returns: try returnStandings(of: fund, forecast.agreement, asKnown: asKnown))
        }
    }

    /// How far the return of each period has come.
    public func returnStandings(
        of fund: FundYear, _ agreement: Agreement, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [ReturnStanding] {
        ReturnStanding.all(try keptRecords(of: fund, .return, asKnown: asKnown), agreement)
    }
}
