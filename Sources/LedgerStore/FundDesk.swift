internal import GRDB
internal import LedgerCore

/// One fund year as the recording transaction sees it: its row, its dates, its accounts.
final class FundDesk {
    let id: Int64
    let fund: Fund
    let closedThrough: CalendarDay?
    /// What holds for the fund year; the standards where no agreement is settled.
    let agreement: Agreement
    private var own = AccountRows()
    private var projects: [Code: AccountRows] = [:]

    /// Throws `Refusal.unknownFund` where the ledger does not have it.
    init(_ db: Database, _ key: FundYear) throws {
        guard let id = try FundDesk.row(db, key) else { throw Refusal.unknownFund(key) }
        self.id = id
        let registrations =
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT max(number) FROM registration")) ?? 0
        guard let fund = try fundDetail(db, key: key, id: id, upTo: registrations) else {
            throw LedgerError.corruptRow(table: "fund", number: Int(id))
        }
        self.fund = fund
        closedThrough = try FundDesk.closedThrough(db, fund: id)
        agreement =
            try latestRecord(db, of: key, row: id, .agreement).map { try Agreement($0) }
            ?? Agreement(fund: key)
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT role, id FROM account WHERE fund_id = ? AND project_id IS NULL"),
            arguments: [id])
        own = try AccountRows(rows)
    }

    /// Whether it is the desk of the fund to the byte: to Swift an é written in two ways is one
    /// text, to a hash it is not.
    func isOf(_ key: FundYear) -> Bool {
        fund.key == key && fund.key.partnership.utf8.elementsEqual(key.partnership.utf8)
    }

    static func row(_ db: Database, _ key: FundYear) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT id FROM fund WHERE partnership = ? AND code = ? AND year = ?"),
            arguments: [key.partnership, key.code.text, key.year.startYear])
    }

    /// The row of an account; throws `Refusal.unknownProject` where the fund has no such project.
    func accountRow(_ role: AccountRole, of project: Code?, _ db: Database) throws -> Int64 {
        let accounts = try project.map { try projectAccounts($0, db) } ?? own
        guard let row = accounts[role] else {
            throw LedgerError.corruptRow(table: "account", number: Int(id))
        }
        return row
    }

    private func projectAccounts(_ code: Code, _ db: Database) throws -> AccountRows {
        if let known = projects[code] { return known }
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT account.role, account.id FROM project
                    JOIN account ON account.fund_id = project.fund_id
                        AND ifnull(account.project_id, 0) = project.id
                    WHERE project.fund_id = ? AND project.code = ?
                    """), arguments: [id, code.text])
        guard !rows.isEmpty else { throw Refusal.unknownProject(code, fund.key) }
        let found = try AccountRows(rows)
        projects[code] = found
        return found
    }

    private static func closedThrough(_ db: Database, fund: Int64) throws -> CalendarDay? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT through FROM closing WHERE fund_id = ? ORDER BY registration DESC LIMIT 1
                    """),
            arguments: [fund])
        return try row?.dayIfAny(0, in: "closing", Int(fund))
    }
}

/// The rows of the accounts of one project, or of the fund itself, by role.
private struct AccountRows {
    private var rows = [Int64](repeating: 0, count: AccountRole.allCases.count + 1)

    init() {}

    /// From the columns role and id.
    init(_ found: [Row]) throws {
        for row in found {
            let id = try row.whole(1, in: "account", 0)
            guard let role = AccountRole(rawValue: try row.whole(0, in: "account", id)) else {
                throw LedgerError.corruptRow(table: "account", number: id)
            }
            rows[role.rawValue] = Int64(id)
        }
    }

    subscript(role: AccountRole) -> Int64? {
        rows[role.rawValue] == 0 ? nil : rows[role.rawValue]
    }
}
