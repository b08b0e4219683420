internal import GRDB
internal import LedgerCore

/// Reads a fund year's figures from the roll-ups: rows in proportion to its projects.
///
/// Only the month of `asAt`, when it is cut through, and what was recorded after `asKnown` are
/// read entry by entry.
struct StatementQuery {
    let db: Database
    let key: FundYear
    let fund: Int64
    let cut: Cut

    init(_ db: Database, _ key: FundYear, cut: Cut) throws {
        guard let fund = try FundDesk.row(db, key) else { throw Refusal.unknownFund(key) }
        self.db = db
        self.key = key
        self.fund = fund
        self.cut = cut
    }

    func statement(asAt day: CalendarDay?) throws -> FundStatement {
        guard let detail = try fundDetail(db, key: key, id: fund, upTo: cut.registrations) else {
            throw Refusal.unknownFund(key)
        }
        var sums = Sums()
        if let day {
            try addMonths(before: day, to: &sums)
        } else {
            try add(&sums, Self.total, [fund])
        }
        if cut.hasLater {
            let last = (day ?? CalendarDay(number: .max / 2)).number
            try add(&sums, Self.laterOut, [fund, cut.entries, last])
            try add(&sums, Self.laterIn, [fund, cut.entries, last])
        }
        return FundStatement(
            fund: detail, asAt: try day ?? lastDay() ?? detail.spendFrom, head: cut.head,
            projects: try projectDetails(db, fund: fund, key: key, upTo: cut.registrations),
            movements: sums.movements, awaiting: try awaiting(asAt: day))
    }

    /// The last day an entry of the fund counts for; nil before its first entry.
    private func lastDay() throws -> CalendarDay? {
        let sql =
            cut.hasLater
            ? """
            SELECT max(e.day) FROM account a JOIN entry e
                ON e.from_account = a.id OR e.to_account = a.id
            WHERE a.fund_id = ? AND e.number <= ?
            """
            : """
            SELECT max(day) FROM (
                SELECT (SELECT max(day) FROM entry WHERE from_account = a.id) AS day
                FROM account a WHERE a.fund_id = ?1
                UNION ALL
                SELECT (SELECT max(day) FROM entry WHERE to_account = a.id)
                FROM account a WHERE a.fund_id = ?1 AND ?2 >= 0)
            """
        let row = try Row.fetchOne(db, sql: sql, arguments: [fund, cut.entries])
        return try row?.dayIfAny(0, in: "entry", 0)
    }

    private func addMonths(before day: CalendarDay, to sums: inout Sums) throws {
        let isWholeMonth = day.adding(days: 1).parts.day == 1
        let month = day.monthNumber + (isWholeMonth ? 1 : 0)
        try add(&sums, Self.months, [fund, month])
        guard !isWholeMonth else { return }
        let first = day.firstOfMonth.number
        try add(&sums, Self.daysOut, [fund, first, day.number])
        try add(&sums, Self.daysIn, [fund, first, day.number])
    }

    private func add(
        _ sums: inout Sums, _ sql: String, _ arguments: StatementArguments
    ) throws {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() {
            let code = try row.textIfAny(0, in: "project", 0)
            guard let role = AccountRole(rawValue: try row.whole(1, in: "account", 0)),
                let kind = TransferKind(rawValue: try row.whole(2, in: "balance", 0))
            else { throw LedgerError.corruptRow(table: "balance", number: 0) }
            try sums.add(
                Sums.Key(project: code, role: role, kind: kind),
                try row.money(3, in: "balance", 0), try row.money(4, in: "balance", 0))
        }
    }

    /// Commitments for awaited invoices that nothing has answered in full by the day.
    private func awaiting(asAt day: CalendarDay?) throws -> [AwaitedInvoices] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: Self.awaited),
            arguments: [fund, cut.entries, (day ?? CalendarDay(number: .max / 2)).number])
        var found: [AwaitedInvoices] = []
        while let row = try rows.next() {
            let number = try row.whole(0, in: "entry", 0)
            let sum = try row.money(3, in: "entry", number)
            let drawn = try row.money(4, in: "entry", number)
            let answers = try row.whole(5, in: "entry", number)
            guard sum > .zero ? drawn < sum : answers == 0,
                let quarter = try? Quarter(parsing: row.text(2, in: "entry", number))
            else { continue }
            let code = try projectCode(row.text(1, in: "project", number), number)
            found.append(
                AwaitedInvoices(
                    project: code, quarter: quarter, entry: number,
                    amount: sum > .zero ? sum - drawn : .zero))
        }
        return found
    }
}

/// Sums by account and kind while they are gathered.
private struct Sums {
    struct Key: Hashable {
        let project: String?
        let role: AccountRole
        let kind: TransferKind
    }

    private var sums: [Key: (paidIn: Money, paidOut: Money)] = [:]
    private var moved: UInt64 = 0

    /// Throws before a damaged roll-up can overflow a figure; £23 quadrillion is no fund's money.
    mutating func add(_ key: Key, _ paidIn: Money, _ paidOut: Money) throws {
        for sum in [paidIn, paidOut] {
            moved += min(sum.pence.magnitude, 1 << 61)
            guard moved < 1 << 61 else { throw LedgerError.corruptRow(table: "balance", number: 0) }
        }
        let known = sums[key] ?? (.zero, .zero)
        sums[key] = (known.paidIn + paidIn, known.paidOut + paidOut)
    }

    var movements: [Movement] {
        sums.compactMap { key, sum in
            Movement(
                project: key.project.flatMap { try? Code($0) }, role: key.role, kind: key.kind,
                paidIn: sum.paidIn, paidOut: sum.paidOut)
        }
    }
}

extension StatementQuery {
    /// Columns of each: project code, role, kind, paid in, paid out.
    private static let total = """
        SELECT p.code, a.role, b.kind, b.paid_in, b.paid_out
        FROM account a JOIN balance b ON b.account_id = a.id
        LEFT JOIN project p ON p.id = a.project_id
        WHERE a.fund_id = ?
        """

    private static let months = """
        SELECT p.code, a.role, b.kind, sum(b.paid_in), sum(b.paid_out)
        FROM account a JOIN month_balance b ON b.account_id = a.id AND b.month < ?2
        LEFT JOIN project p ON p.id = a.project_id
        WHERE a.fund_id = ?1 GROUP BY a.id, b.kind
        """

    /// A reversal counts under the kind it undoes, on the other side and negative.
    private static let daysOut = """
        SELECT p.code, a.role, ifnull(o.kind, e.kind),
            sum(iif(o.kind IS NULL, 0, -e.pence)), sum(iif(o.kind IS NULL, e.pence, 0))
        FROM account a JOIN entry e ON e.from_account = a.id AND e.day BETWEEN ?2 AND ?3
        LEFT JOIN entry o ON o.number = e.answers AND e.kind = 12
        LEFT JOIN project p ON p.id = a.project_id
        WHERE a.fund_id = ?1 GROUP BY a.id, ifnull(o.kind, e.kind)
        """

    private static let daysIn = """
        SELECT p.code, a.role, ifnull(o.kind, e.kind),
            sum(iif(o.kind IS NULL, e.pence, 0)), sum(iif(o.kind IS NULL, 0, -e.pence))
        FROM account a JOIN entry e ON e.to_account = a.id AND e.day BETWEEN ?2 AND ?3
        LEFT JOIN entry o ON o.number = e.answers AND e.kind = 12
        LEFT JOIN project p ON p.id = a.project_id
        WHERE a.fund_id = ?1 GROUP BY a.id, ifnull(o.kind, e.kind)
        """

    /// What was recorded later is taken out of the roll-ups again.
    private static let laterOut = """
        SELECT p.code, a.role, ifnull(o.kind, e.kind),
            -sum(iif(o.kind IS NULL, 0, -e.pence)), -sum(iif(o.kind IS NULL, e.pence, 0))
        FROM entry e JOIN account a ON a.id = e.from_account
        LEFT JOIN entry o ON o.number = e.answers AND e.kind = 12
        LEFT JOIN project p ON p.id = a.project_id
        WHERE e.number > ?2 AND e.day <= ?3 AND a.fund_id = ?1
        GROUP BY a.id, ifnull(o.kind, e.kind)
        """

    private static let laterIn = """
        SELECT p.code, a.role, ifnull(o.kind, e.kind),
            -sum(iif(o.kind IS NULL, e.pence, 0)), -sum(iif(o.kind IS NULL, 0, -e.pence))
        FROM entry e JOIN account a ON a.id = e.to_account
        LEFT JOIN entry o ON o.number = e.answers AND e.kind = 12
        LEFT JOIN project p ON p.id = a.project_id
        WHERE e.number > ?2 AND e.day <= ?3 AND a.fund_id = ?1
        GROUP BY a.id, ifnull(o.kind, e.kind)
        """

    /// Columns: entry, project code, quarter, pence, pence drawn, answers that stand.
    private static let awaited = """
        SELECT e.number, p.code, e.reference, e.pence,
            (SELECT ifnull(sum(d.pence), 0) FROM entry d
                WHERE d.answers = e.number AND d.kind IN (7, 8) AND d.number <= ?2 AND d.day <= ?3
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.answers = d.number AND r.kind = 12
                    AND r.number <= ?2 AND r.day <= ?3)),
            (SELECT count(*) FROM entry d
                WHERE d.answers = e.number AND d.number <= ?2 AND d.day <= ?3
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.answers = d.number AND r.kind = 12
                    AND r.number <= ?2 AND r.day <= ?3))
        FROM account a JOIN entry e ON e.from_account = a.id AND e.is_awaited IS NOT NULL
        JOIN project p ON p.id = a.project_id
        WHERE a.fund_id = ?1 AND e.number <= ?2 AND e.day <= ?3
            AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.answers = e.number AND r.kind = 12
                AND r.number <= ?2 AND r.day <= ?3)
        ORDER BY e.number
        """
}
