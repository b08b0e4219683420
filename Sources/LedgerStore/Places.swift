internal import GRDB
internal import LedgerCore

/// Every fund, project, account and recorder by its row number, read once for a whole answer.
struct Places {
    private(set) var funds: [Int64: FundYear] = [:]
    private(set) var accounts: [Int64: Account] = [:]
    private(set) var recorders: [Int64: String] = [:]

    /// Only the places that one row of `EntryRows.select` names.
    init(_ db: Database, ofEntry row: Row) throws {
        let number = try row.whole(0, in: "entry", 0)
        let accounts = [
            try row.whole(7, in: "entry", number), try row.whole(8, in: "entry", number),
        ]
        try readFunds(
            db.cachedStatement(
                sql: """
                    SELECT id, partnership, code, year FROM fund
                    WHERE id IN (?, (SELECT fund_id FROM account WHERE id = ?),
                        (SELECT fund_id FROM account WHERE id = ?))
                    """),
            [try row.whole(6, in: "entry", number)] + accounts)
        try readAccounts(
            db.cachedStatement(sql: Places.accountSelect + " WHERE account.id IN (?, ?)"), accounts)
        try readRecorders(
            db.cachedStatement(sql: "SELECT id, name FROM recorder WHERE id = ?"),
            [try row.whole(3, in: "entry", number)])
    }

    /// Only the funds: a file has few of them, and accounts by the thousand.
    init(fundsOf db: Database) throws {
        try readFunds(
            db.cachedStatement(sql: "SELECT id, partnership, code, year FROM fund"), [])
    }

    init(_ db: Database) throws {
        try self.init(fundsOf: db)
        try readAccounts(db.cachedStatement(sql: Places.accountSelect), [])
        try readRecorders(db.cachedStatement(sql: "SELECT id, name FROM recorder"), [])
    }

    private static let accountSelect = """
        SELECT account.id, account.fund_id, project.code, account.role
        FROM account LEFT JOIN project ON project.id = account.project_id
        """

    private mutating func readFunds(_ statement: Statement, _ numbers: [Int]) throws {
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(numbers))
        while let row = try rows.next() {
            let id = try row.whole(0, in: "fund", 0)
            funds[Int64(id)] = try fundYear(
                row.text(1, in: "fund", id), row.text(2, in: "fund", id),
                row.whole(3, in: "fund", id), id)
        }
    }

    private mutating func readAccounts(_ statement: Statement, _ numbers: [Int]) throws {
        let places = try Row.fetchCursor(statement, arguments: StatementArguments(numbers))
        while let row = try places.next() {
            let id = try row.whole(0, in: "account", 0)
            let fund = try row.whole(1, in: "account", id)
            guard let key = funds[Int64(fund)],
                let role = AccountRole(rawValue: try row.whole(3, in: "account", id))
            else { throw LedgerError.corruptRow(table: "account", number: id) }
            let code = try row.textIfAny(2, in: "account", id).map {
                try projectCode($0, id)
            }
            accounts[Int64(id)] = Account(fund: key, project: code, role: role)
        }
    }

    private mutating func readRecorders(_ statement: Statement, _ numbers: [Int]) throws {
        let names = try Row.fetchCursor(statement, arguments: StatementArguments(numbers))
        while let row = try names.next() {
            let id = try row.whole(0, in: "recorder", 0)
            recorders[Int64(id)] = try row.text(1, in: "recorder", id)
        }
    }
}

/// The fund year a row names, through the checks a typed one passes.
func fundYear(_ partnership: String, _ code: String, _ year: Int, _ row: Int) throws -> FundYear {
    do {
        return try FundYear(
            partnership: partnership, code: try Code(code),
            year: try FinancialYear(startingIn: year))
    } catch {
        throw LedgerError.corruptRow(table: "fund", number: row)
    }
}

/// The project code a row names.
func projectCode(_ text: String, _ row: Int) throws -> Code {
    do {
        return try Code(text)
    } catch {
        throw LedgerError.corruptRow(table: "project", number: row)
    }
}

/// Columns read without trust: a damaged file must give an error, where GRDB's own subscripts trap.
extension Row {
    func whole(_ column: Int, in table: String, _ number: Int) throws -> Int {
        guard case .int64(let value) = databaseValue(column).storage else {
            throw LedgerError.corruptRow(table: table, number: number)
        }
        return Int(value)
    }

    func wholeIfAny(_ column: Int, in table: String, _ number: Int) throws -> Int? {
        databaseValue(column).isNull ? nil : try whole(column, in: table, number)
    }

    func text(_ column: Int, in table: String, _ number: Int) throws -> String {
        guard case .string(let value) = databaseValue(column).storage else {
            throw LedgerError.corruptRow(table: table, number: number)
        }
        return value
    }

    func textIfAny(_ column: Int, in table: String, _ number: Int) throws -> String? {
        databaseValue(column).isNull ? nil : try text(column, in: table, number)
    }

    func hash(_ column: Int, in table: String, _ number: Int) throws -> LedgerHash {
        guard case .blob(let value) = databaseValue(column).storage,
            let hash = LedgerHash(bytes: Array(value))
        else { throw LedgerError.corruptRow(table: table, number: number) }
        return hash
    }

    func money(_ column: Int, in table: String, _ number: Int) throws -> Money {
        Money(pence: Int64(try whole(column, in: table, number)))
    }

    func day(_ column: Int, in table: String, _ number: Int) throws -> CalendarDay {
        let day = try whole(column, in: table, number)
        // Some 2,700 years either way: far past the calendar, and far from what sums overflow at.
        guard (-1_000_000...1_000_000).contains(day) else {
            throw LedgerError.corruptRow(table: table, number: number)
        }
        return CalendarDay(number: day)
    }

    func dayIfAny(_ column: Int, in table: String, _ number: Int) throws -> CalendarDay? {
        databaseValue(column).isNull ? nil : try day(column, in: table, number)
    }

    func moment(_ column: Int, in table: String, _ number: Int) throws -> Moment {
        let milliseconds = Int64(try whole(column, in: table, number))
        guard milliseconds.magnitude / 86_400_000 <= 1_000_000 else {
            throw LedgerError.corruptRow(table: table, number: number)
        }
        return Moment(milliseconds: milliseconds)
    }

    private func databaseValue(_ column: Int) -> DatabaseValue {
        self[column] ?? .null
    }
}
