internal import GRDB
internal import LedgerCore

extension Registration.Subject {
    var name: String {
        switch self {
        case .fund: "fund"
        case .project: "project"
        case .closing: "closing"
        case .printed: "printed"
        case .waiver: "waiver"
        case .source: "source"
        case .extract: "extract"
        case .matching: "matching"
        case .record: "record"
        }
    }
}

/// Adds and reads what is known besides money.
extension RecordingDesk {
    /// Registers a subject unless the latest of its kind says the same; tells whether it was added.
    @discardableResult
    func register(
        _ registration: Registration, at moment: Moment, by recorder: String, in db: Database
    ) throws -> Bool {
        func link() throws -> Int {
            try linkRegistration(registration, at: moment, by: recorder)
        }
        return switch registration.subject {
        case .fund(let fund): try register(fund, in: db, link)
        case .project(let project): try register(project, in: db, link)
        case .closing(let closing): try register(closing, by: recorder, in: db, link)
        case .printed(let printed): try register(printed, in: db, link)
        case .waiver(let waiver): try register(waiver, in: db, link)
        case .source(let source): try register(source, in: db, link)
        case .extract(let extract): try register(extract, in: db, link)
        case .matching(let decision): try register(decision, in: db, link)
        case .record(let record): try register(record, by: recorder, in: db, link)
        }
    }

    private func register(_ fund: Fund, in db: Database, _ link: () throws -> Int) throws -> Bool {
        let row = try FundDesk.row(db, fund.key) ?? addFund(fund.key, db)
        let latest = try fundDetail(db, key: fund.key, id: row, upTo: chain.registrations)
        if let latest, Registration.Subject.fund(latest).saysTheSame(as: .fund(fund)) {
            return false
        }
        try db.execute(
            sql: "INSERT INTO fund_detail VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                link(), row, fund.name, fund.funder, fund.basis.rawValue, fund.spendFrom.number,
                fund.spendBy.number, fund.criteria,
            ])
        forget(fund.key)
        return true
    }

    private func register(
        _ project: Project, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        let fund = try desk(of: project.fund)
        let (row, isNew) = try projectRow(project, fund: fund.id, db)
        if !isNew,
            let latest = try projectDetails(
                db, fund: fund.id, key: project.fund, upTo: chain.registrations,
                code: project.code.text
            ).first,
            Registration.Subject.project(latest).saysTheSame(as: .project(project))
        {
            return false
        }
        try db.cachedStatement(
            sql: "INSERT INTO project_detail VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            link(), row, project.description, project.priority, project.lead, project.partner,
            project.location, project.criterion,
        ])
        return true
    }

    private func register(
        _ closing: PeriodClosing, by recorder: String, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        let fund = try desk(of: closing.fund)
        if fund.closedThrough == closing.through { return false }
        if let closed = fund.closedThrough, closing.through.map({ $0 < closed }) ?? true {
            try checkReopening(closing, by: recorder, fund, in: db)
        }
        try db.execute(
            sql: "INSERT INTO closing VALUES (?, ?, ?, ?)",
            arguments: [link(), fund.id, closing.through?.number, closing.reason])
        forget(closing.fund)
        return true
    }

    /// What is closed is opened again by a second person, with a reason.
    private func checkReopening(
        _ closing: PeriodClosing, by recorder: String, _ fund: FundDesk, in db: Database
    ) throws {
        guard !closing.reason.isEmpty else { throw Refusal.missing("reason") }
        let closer = try String.fetchOne(
            db,
            sql: """
                SELECT p.name FROM closing c JOIN registration r ON r.number = c.registration
                JOIN recorder p ON p.id = r.recorder_id
                WHERE c.fund_id = ? ORDER BY r.number DESC LIMIT 1
                """, arguments: [fund.id])
        if let closer, isSamePerson(closer, recorder) {
            throw Refusal.year(.approval(.ownClosing(closing.fund, by: recorder)))
        }
    }

    private func register(
        _ printed: PrintedStatement, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        _ = try line(printed.name, named: "name of the printed table")
        // SQLite would keep the table only up to a nought byte, and the hash would not fit it.
        guard !printed.content.utf8.contains(0) else {
            throw Refusal.controlCharacter("printed table")
        }
        let fund = try desk(of: printed.fund)
        let isKnown = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM printed
                    WHERE fund_id = ? AND day = ? AND name = ?
                        AND rtrim(content, char(10)) = rtrim(?, char(10)))
                """,
            arguments: [fund.id, printed.day.number, printed.name, printed.content])
        if isKnown == true { return false }
        try db.execute(
            sql: "INSERT INTO printed VALUES (?, ?, ?, ?, ?)",
            arguments: [link(), fund.id, printed.day.number, printed.name, printed.content])
        return true
    }

    private func register(
        _ waiver: Waiver, in db: Database, _ link: () throws -> Int
    ) throws -> Bool {
        try db.execute(
            sql: "INSERT INTO waiver VALUES (?, ?, ?, ?, ?)",
            arguments: [link(), waiver.finding, waiver.name, waiver.reason, waiver.until.number])
        return true
    }

    private func addFund(_ key: FundYear, _ db: Database) throws -> Int64 {
        let id = try nextID(db, "SELECT ifnull(max(id), 0) + 1 FROM fund")
        try db.execute(
            sql: "INSERT INTO fund VALUES (?, ?, ?, ?)",
            arguments: [id, key.partnership, key.code.text, key.year.startYear])
        try addAccounts(fund: id, project: nil, db)
        return id
    }

    private func projectRow(
        _ project: Project, fund: Int64, _ db: Database
    ) throws -> (row: Int64, isNew: Bool) {
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM project WHERE fund_id = ? AND code = ?"),
            arguments: [fund, project.code.text])
        if let known { return (known, false) }
        let id = try nextID(db, "SELECT ifnull(max(id), 0) + 1 FROM project")
        try db.cachedStatement(sql: "INSERT INTO project VALUES (?, ?, ?)").execute(
            arguments: [id, fund, project.code.text])
        try addAccounts(fund: fund, project: id, db)
        return (id, true)
    }

    private func addAccounts(fund: Int64, project: Int64?, _ db: Database) throws {
        let insert = try db.cachedStatement(sql: "INSERT INTO account VALUES (?, ?, ?, ?)")
        var id = try nextID(db, "SELECT ifnull(max(id), 0) + 1 FROM account")
        for role in AccountRole.allCases where role.isOfProject == (project != nil) {
            try insert.execute(arguments: [id, fund, project, role.rawValue])
            id += 1
        }
    }

    private func nextID(_ db: Database, _ sql: String) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: sql)) ?? 1
    }
}

/// What was known of a fund up to a registration; nil before its first.
func fundDetail(_ db: Database, key: FundYear, id: Int64, upTo: Int) throws -> Fund? {
    let row = try Row.fetchOne(
        db.cachedStatement(
            sql: """
                SELECT registration, name, funder, basis, spend_from, spend_by, criteria
                FROM fund_detail WHERE fund_id = ? AND registration <= ?
                ORDER BY registration DESC LIMIT 1
                """), arguments: [id, upTo])
    return try row.map {
        try fund($0, key, number: $0.whole(0, in: "fund_detail", 0), from: 1)
    }
}

/// A fund from the columns name, funder, basis, spend_from, spend_by, criteria.
func fund(_ row: Row, _ key: FundYear, number: Int, from column: Int) throws -> Fund {
    let table = "fund_detail"
    guard let basis = AwardBasis(rawValue: try row.text(column + 2, in: table, number)) else {
        throw LedgerError.corruptRow(table: table, number: number)
    }
    return try Fund(
        key: key, name: row.text(column, in: table, number),
        funder: row.text(column + 1, in: table, number), basis: basis,
        spendFrom: row.day(column + 3, in: table, number),
        spendBy: row.day(column + 4, in: table, number),
        criteria: row.text(column + 5, in: table, number))
}

/// What was known of a fund's projects up to a registration, or of the one with that code.
func projectDetails(
    _ db: Database, fund: Int64, key: FundYear, upTo: Int, code: String? = nil
) throws -> [Project] {
    let rows = try Row.fetchCursor(
        db.cachedStatement(
            sql: """
                SELECT d.registration, p.code, d.description, d.priority, d.lead, d.partner,
                    d.location, d.criterion
                FROM project p JOIN project_detail d ON d.registration = (
                    SELECT max(registration) FROM project_detail
                    WHERE project_id = p.id AND registration <= ?2)
                WHERE p.fund_id = ?1 AND (?3 IS NULL OR p.code = ?3)
                """), arguments: [fund, upTo, code])
    var projects: [Project] = []
    while let row = try rows.next() {
        let number = try row.whole(0, in: "project_detail", 0)
        projects.append(try project(row, key, number: number, from: 1))
    }
    return projects
}

/// A project from the columns code, description, priority, lead, partner, location, criterion.
func project(_ row: Row, _ key: FundYear, number: Int, from column: Int) throws -> Project {
    let table = "project_detail"
    return try Project(
        fund: key, code: projectCode(row.text(column, in: table, number), number),
        description: row.text(column + 1, in: table, number),
        priority: row.text(column + 2, in: table, number),
        lead: row.text(column + 3, in: table, number),
        partner: row.text(column + 4, in: table, number),
        location: row.text(column + 5, in: table, number),
        criterion: row.text(column + 6, in: table, number))
}
