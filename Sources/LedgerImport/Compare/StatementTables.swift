public import LedgerCore

/// The statements printed in a file, read to be held against a ledger: a figure that cannot be
/// read stays with its line instead of refusing the file.
public enum StatementTables {
    /// One for each table of a fund's figures, in the order of the file.
    public static func statements(
        in check: FileCheck, of fund: FundYear, on day: CalendarDay
    ) throws(StatementTablesError) -> [PrintedStatement] {
        let name = check.file.name
        let found = check.tables.filter { one in
            one.table.columns.contains { $0.role != nil && $0.role != .received }
        }
        guard !found.isEmpty else { throw .noTable(name) }
        for one in found {
            if let doubled = doubledColumn(of: one.table) { throw doubled.error(in: name) }
        }
        return found.map { one in
            let table = one.table
            let totals = wholeTotals(of: table)
            let other = otherBalance(of: table)
            let lines = (0..<table.rowCount).compactMap { row -> PrintedStatement.Line? in
                switch table.kinds[row] {
                case .item: line(row, in: table, without: other)
                case .subitem:
                    line(row, in: table, partOf: parent(of: row, in: table), without: other)
                case .total where totals.contains(row): line(row, in: table, without: other)
                default: nil
                }
            }
            return PrintedStatement(
                fund: fund, day: day, name: name, content: "", lines: lines,
                heading: table.kinds.firstIndex(of: .heading).map { line($0, in: table) },
                faults: faults(of: one).map(words),
                remarks: (other.map { [remark(on: $0, in: table)] } ?? []) + guesses(of: one),
                rounding: rounding(of: table))
        }
    }

    /// What the figures of a table are rounded to: its unit, or a part of it where decimals are
    /// printed; nil for pounds and pence.
    private static func rounding(of table: PrintedTable) -> Money? {
        let steps = table.columns.indices.compactMap { column -> Int64? in
            let printed = table.columns[column]
            guard printed.role != nil, printed.unit != .pounds || table.isRounded else {
                return nil
            }
            let decimals =
                (0..<table.rowCount).map { row in
                    self.decimals(table.gridRow(row)[printed.index])
                }.max() ?? 0
            return (0..<decimals).reduce(printed.unit.factor * 100) { step, _ in step / 10 }
        }
        return steps.max().flatMap { $0 > 1 ? Money(pence: $0) : nil }
    }

    /// How many digits follow the last point of a figure.
    private static func decimals(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        guard let point = bytes.lastIndex(of: UInt8(ascii: ".")) else { return 0 }
        return min(8, bytes[(point + 1)...].prefix(while: isDigit).count)
    }

    private static let ofCells: Set = [
        "unreadable-amount", "formula-without-value", "error-cell", "part-of-a-penny",
    ]
    private static let ofTotals: Set = ["column-does-not-foot", "subtotal-does-not-foot"]

    /// What does not add up; cells that cannot be read are their lines'.
    private static func faults(of check: TableCheck) -> [TableFinding] {
        check.findings.filter { finding in
            finding.severity == .error && !ofCells.contains(finding.rule)
                && !isUncertain(finding, check)
        }
    }

    /// What a figure that cannot be read may be, where a total tells.
    private static func guesses(of check: TableCheck) -> [String] {
        check.findings.filter { isUncertain($0, check) }
            .compactMap { $0.guess.map { "\(capital(unstopped($0)))." } }
    }

    /// Whether a total differs where a figure of its column cannot be read: nobody knows then
    /// whether it is wrong.
    private static func isUncertain(_ finding: TableFinding, _ check: TableCheck) -> Bool {
        ofTotals.contains(finding.rule)
            && check.findings.contains { ofCells.contains($0.rule) && $0.column == finding.column }
    }

    private static func words(_ finding: TableFinding) -> String {
        let message = unstopped(finding.message)
        return finding.guess.map { "\(message). \(capital(unstopped($0)))" } ?? message
    }

    private static func unstopped(_ sentence: String) -> String {
        let bytes = Array(sentence.utf8)
        return bytes.last == UInt8(ascii: ".")
            ? String(decoding: bytes.dropLast(), as: UTF8.self) : sentence
    }

    /// The totals of all the table's lines, not of one section of it.
    private static func wholeTotals(of table: PrintedTable) -> Set<Int> {
        let totals = table.kinds.indices.filter { table.kinds[$0] == .total }
        guard totals.count > 1 else { return Set(totals) }
        let items = table.kinds.indices.filter { table.kinds[$0] == .item }
        guard let first = items.first, let last = items.last else { return Set(totals) }
        return Set(
            totals.filter { total in
                table.coverage[total].map {
                    $0.rows.contains(first) && $0.rows.contains(last)
                } ?? (total == totals.last)
            })
    }

    /// What the column of balances is, where it is not what was allocated less what was spent but
    /// less commitments as well, or with other sums added.
    private static func otherBalance(of table: PrintedTable) -> ColumnRelation? {
        guard let target = table.columns.firstIndex(where: { $0.role == .balance }) else {
            return nil
        }
        let cast = CrossCast(table)
        guard let index = cast.relations.firstIndex(where: { $0.target == target }) else {
            return nil
        }
        let relation = cast.relations[index]
        let own = table.columns.indices.filter {
            [.allocated, .spent].contains(table.columns[$0].role)
        }
        let isOther = !Set(relation.added + relation.taken).isSubset(of: own)
        let rows = table.kinds.count { $0 == .item }
        return isOther && cast.failures[index].count * 2 < max(rows, 1) ? relation : nil
    }

    private static func remark(on relation: ColumnRelation, in table: PrintedTable) -> String {
        let added = relation.added.map(table.heading).joined(separator: " + ")
        let made = ([added] + relation.taken.map(table.heading)).joined(separator: " − ")
        return "\(capital(table.heading(relation.target))) is \(made), so it was not compared."
    }

    /// The line that a part is counted in; nil where it is a line of its own.
    private static func parent(of row: Int, in table: PrintedTable) -> Int? {
        guard let parent = table.parents[row], table.kinds[parent] == .item,
            table.columns.indices.contains(where: {
                table.columns[$0].role != nil && table.figure(parent, $0).isFigure
            })
        else { return nil }
        return table.line(parent)
    }

    private static func line(
        _ row: Int, in table: PrintedTable, partOf parent: Int? = nil,
        without other: ColumnRelation? = nil
    ) -> PrintedStatement.Line {
        var figures: [PrintedRole: Money] = [:]
        var marks = Set(PrintedAmount(reading: table[row].label).marks.filter(isSign))
        var unreadable: [PrintedStatement.Unreadable] = []
        for (index, column) in table.columns.enumerated() {
            guard let role = column.role, index != other?.target else { continue }
            let figure = table.figure(row, index)
            switch figure.state {
            case .amount, .nothing: figures[role] = Money(pence: figure.pence)
            case .blank: continue
            case .unreadable, .partOfAPenny:
                unreadable.append(
                    PrintedStatement.Unreadable(
                        place: table.place(row, index), column: role.rawValue,
                        text: table.gridRow(row)[column.index]))
            }
            marks.formUnion(table[row].printed(index).marks)
        }
        return PrintedStatement.Line(
            number: table.line(row), label: table[row].label,
            isTotal: table.kinds[row] == .total, allocated: figures[.allocated],
            spent: figures[.spent], balance: figures[.balance], received: figures[.received],
            marks: marks, unreadable: unreadable, partOf: parent)
    }

    /// Whether a mark is a sign, such as `*`, and no word.
    private static func isSign(_ mark: String) -> Bool {
        mark.utf8.first.map { !(97...122).contains($0 | 0x20) } ?? false
    }

    /// Two columns that both say what a figure is.
    private struct DoubledColumn {
        let role: PrintedRole
        let headings: [String]

        func error(in name: String) -> StatementTablesError {
            .doubledColumn(name, role: role.rawValue, headings: headings)
        }
    }

    private static func doubledColumn(of table: PrintedTable) -> DoubledColumn? {
        for role in PrintedRole.allCases {
            let headings = table.columns.filter { $0.role == role }.map(\.heading)
            if headings.count > 1 { return DoubledColumn(role: role, headings: headings) }
        }
        return nil
    }
}

/// Why a file holds no statement that can be compared.
public enum StatementTablesError: Error, Equatable, Sendable {
    case noTable(String)
    case doubledColumn(String, role: String, headings: [String])
}

extension StatementTablesError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noTable(let name):
            "No row of \(name) has headings such as “Amount Allocated”, “Amount Spent to Date” and “Balance Remaining”. Add them above the figures, or name the columns with --columns."
        case .doubledColumn(let name, let role, let headings):
            "\(name) has \(headings.count) columns that say what is \(role == "balance" ? "left" : role): \(headings.map { "“\($0)”" }.joined(separator: " and ")). Say with --columns which one is, such as \(role)=C."
        }
    }
}
