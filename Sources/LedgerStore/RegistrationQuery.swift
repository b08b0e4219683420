internal import GRDB
internal import LedgerCore

/// A registration with its number, its hash and who made it when.
struct LinkedRegistration {
    let registration: Registration
    let number: Int
    let afterEntry: Int
    let recorded: Moment
    let recorder: String
    let hash: LedgerHash
}

/// Every registration in order, whole; `visit` is also given the error of one that cannot be read.
func readRegistrations(
    _ db: Database, places: Places,
    visit: (Int, Result<LinkedRegistration, any Error>) throws -> Void
) throws {
    let rows = try Row.fetchCursor(
        db,
        sql: try Migrations.standIns(db) + """
            SELECT r.number, r.after_entry, r.recorded, r.recorder_id, r.subject, r.hash,
                coalesce(f.fund_id, c.fund_id, p.fund_id, j.fund_id, x.fund_id, m.fund_id,
                    y.fund_id),
                f.name, f.funder, f.basis, f.spend_from, f.spend_by, f.criteria,
                j.code, d.description, d.priority, d.lead, d.partner, d.location, d.criterion,
                c.through, c.reason, p.day, p.name, p.content,
                w.finding, w.name, w.reason, w.until, s.partnership, s.name, s.settings,
                x.first_day, x.last_day, x.name, x.content,
                m.payments, m.entries, m.verdict, m.reason, y.kind, y.name, y.content
            FROM registration r
            LEFT JOIN fund_detail f ON f.registration = r.number
            LEFT JOIN project_detail d ON d.registration = r.number
            LEFT JOIN project j ON j.id = d.project_id
            LEFT JOIN closing c ON c.registration = r.number
            LEFT JOIN printed p ON p.registration = r.number
            LEFT JOIN waiver w ON w.registration = r.number
            LEFT JOIN source s ON s.registration = r.number
            LEFT JOIN extract x ON x.registration = r.number
            LEFT JOIN matching m ON m.registration = r.number
            LEFT JOIN year_record y ON y.registration = r.number
            ORDER BY r.number
            """)
    while let row = try rows.next() {
        let number = try row.whole(0, in: "registration", 0)
        try visit(number, Result { try linkedRegistration(row, number, places) })
    }
}

private func linkedRegistration(
    _ row: Row, _ number: Int, _ places: Places
) throws -> LinkedRegistration {
    let table = "registration"
    guard let recorder = places.recorders[Int64(try row.whole(3, in: table, number))] else {
        throw LedgerError.corruptRow(table: table, number: number)
    }
    let afterEntry = try row.whole(1, in: table, number)
    let recorded = try row.moment(2, in: table, number)
    let subject = try subject(row, number, places)
    return LinkedRegistration(
        registration: Registration(
            subject, number: number, afterEntry: afterEntry, recorded: recorded, recorder: recorder),
        number: number, afterEntry: afterEntry, recorded: recorded, recorder: recorder,
        hash: try row.hash(5, in: table, number))
}

private func subject(_ row: Row, _ number: Int, _ places: Places) throws -> Registration.Subject {
    let table = "registration"
    let corrupt = LedgerError.corruptRow(table: table, number: number)
    func key() throws -> FundYear {
        guard let key = places.funds[Int64(try row.whole(6, in: table, number))] else {
            throw corrupt
        }
        return key
    }
    do {
        switch try row.text(4, in: table, number) {
        case "fund":
            return .fund(try fund(row, key(), number: number, from: 7))
        case "project":
            return .project(try project(row, key(), number: number, from: 13))
        case "closing":
            return .closing(
                try PeriodClosing(
                    fund: key(), through: row.dayIfAny(20, in: table, number),
                    reason: row.text(21, in: table, number)))
        case "printed":
            return .printed(
                PrintedStatement(
                    fund: try key(), day: try row.day(22, in: table, number),
                    name: try row.text(23, in: table, number),
                    content: try row.text(24, in: table, number), lines: []))
        case "waiver":
            return .waiver(
                try Waiver(
                    finding: row.text(25, in: table, number), name: row.text(26, in: table, number),
                    reason: row.text(27, in: table, number), until: row.day(28, in: table, number)))
        case "source":
            return .source(try paymentSource(row, number: number, from: 29))
        case "extract":
            return .extract(try financeExtract(row, key(), number: number, from: 32))
        case "matching":
            return .matching(try matchDecision(row, key(), number: number, from: 36))
        case "record":
            return .record(try yearRecord(row, key(), number: number, from: 40))
        default: throw corrupt
        }
    } catch is Refusal {
        throw corrupt
    }
}
