public import LedgerCore

/// Makes control totals of printed tables.
public enum PrintedTableReader {
    /// Reads the text of a printed table, as a file or the ledger holds it.
    ///
    /// Refuses a table without figures of a fund, and names every figure it cannot read.
    public static func statement(
        fund: FundYear, day: CalendarDay, name: String, content: String
    ) throws(BookProblems) -> PrintedStatement {
        let grid: Grid
        do throws(CSVError) {
            grid = try CSVReader.grid(text: content)
        } catch {
            throw BookProblems([
                BookProblem(file: name, line: error.line, message: error.description)
            ])
        }
        guard let table = PrintedTable.ofFund(PrintedTable.tables(in: grid)) else {
            throw BookProblems([BookProblem(file: name, line: nil, message: noHeader)])
        }
        return try statement(fund: fund, day: day, name: name, content: content, table: table)
    }

    /// The control totals of a table that was found before; `content` is what is kept of it.
    ///
    /// Refuses a table without figures of a fund, and names every figure it cannot read.
    public static func statement(
        fund: FundYear, day: CalendarDay, name: String, content: String, table: PrintedTable
    ) throws(BookProblems) -> PrintedStatement {
        let problems = problems(in: table, name)
        guard problems.isEmpty else { throw BookProblems(problems) }
        return PrintedStatement(
            fund: fund, day: day, name: name, content: content, lines: lines(of: table))
    }

    private static let noHeader =
        "No row has headings such as “Amount Allocated”, “Amount Spent to Date” and “Balance Remaining”. Add them above the figures."

    private static func lines(of table: PrintedTable) -> [PrintedStatement.Line] {
        table.rows.filter { $0.kind == .item || $0.kind == .total }.map { row in
            PrintedStatement.Line(
                number: row.line, label: row.label, isTotal: row.kind == .total,
                allocated: row.figure(.allocated)?.amount, spent: row.figure(.spent)?.amount,
                balance: row.figure(.balance)?.amount)
        }
    }

    private static func problems(in table: PrintedTable, _ name: String) -> [BookProblem] {
        var problems: [BookProblem] = []
        let roles = table.columns.compactMap(\.role)
        if roles.allSatisfy({ $0 == .received }) {
            problems.append(BookProblem(file: name, line: table.headerLine, message: noHeader))
        }
        for role in PrintedRole.allCases where role != .received {
            let named = table.columns.filter { $0.role == role }
            guard named.count > 1 else { continue }
            let headings = named.map { "“\($0.heading)”" }.joined(separator: " and ")
            problems.append(
                BookProblem(
                    file: name, line: table.headerLine,
                    message: "\(headings) both say what is \(role.words). Keep one such column."))
        }
        for row in table.rows where row.kind != .note {
            for (index, column) in table.columns.enumerated() where column.role != nil {
                let figure = table.figure(row.index, index)
                guard figure.state == .unreadable || figure.state == .partOfAPenny else { continue }
                let message =
                    "“\(row.printed(index).text)” is not an amount. Print the figure, or leave the cell blank."
                problems.append(BookProblem(file: name, line: row.line, message: message))
            }
        }
        return problems
    }
}

extension PrintedTable {
    /// The first table of a fund's figures among several.
    public static func ofFund(_ tables: [PrintedTable]) -> PrintedTable? {
        tables.first { $0.columns.contains { $0.role != nil && $0.role != .received } }
            ?? tables.first
    }
}

extension PrintedRole {
    fileprivate var words: String {
        self == .balance ? "left" : rawValue
    }
}
