import LedgerCore

/// Cells in money columns that cannot be read as money; none is guessed to nought.
struct CellFindings {
    let findings: [TableFinding]

    init(_ table: PrintedTable) {
        var findings: [TableFinding] = []
        for row in 0..<table.rowCount where table.kinds[row] != .note {
            for column in table.columns.indices {
                switch table.figure(row, column).state {
                case .unreadable: findings.append(CellFindings.unreadable(table, row, column))
                case .partOfAPenny: findings.append(CellFindings.fraction(table, row, column))
                case .amount, .nothing, .blank: break
                }
            }
        }
        self.findings = findings + CellFindings.torn(table) + CellFindings.sameLabels(table)
    }

    private static func unreadable(_ table: PrintedTable, _ row: Int, _ column: Int) -> TableFinding
    {
        let cell = table.gridRow(row)
        let index = table.columns[column].index
        let text = cell[index]
        let (rule, what): (String, String)
        switch cell.kind(index) {
        case .formulaWithoutValue:
            rule = "formula-without-value"
            what =
                "holds the formula \(text) but not its value. Open the file, save it, and check again"
        case .error:
            rule = "error-cell"
            what = "shows \(text). Mend the formula, or type the figure"
        case .date:
            rule = "unreadable-amount"
            what = "is the date \(text), not a sum of money. Type the figure"
        case .boolean:
            rule = "unreadable-amount"
            what = "is \(text), not a sum of money. Type the figure"
        case .percentage:
            rule = "unreadable-amount"
            what = "is the share \(text), not a sum of money. Type the figure in pounds"
        case .text, .number, nil:
            rule = "unreadable-amount"
            what = "says “\(text)”, which is not a sum of money. \(advice(text))"
        }
        return TableFinding(
            rule: rule, severity: .error, place: table.place(row, column), line: table.line(row),
            column: index, heading: table.columns[column].heading,
            message: "\(capital(table.words(row, column))) \(what).")
    }

    private static func advice(_ text: String) -> String {
        let end = text.utf8.suffix(3)
        if end.count == 3, end.first == UInt8(ascii: ","), end.dropFirst().allSatisfy(isDigit) {
            return "Write a point before the pence, such as £1,250.00"
        }
        return "Write pounds and pence such as £1,250.00, or leave it blank for nothing"
    }

    private static func fraction(_ table: PrintedTable, _ row: Int, _ column: Int) -> TableFinding {
        let index = table.columns[column].index
        return TableFinding(
            rule: "part-of-a-penny", severity: .error, place: table.place(row, column),
            line: table.line(row), column: index, heading: table.columns[column].heading,
            message:
                "\(capital(table.words(row, column))) holds \(table.gridRow(row)[index]), which has "
                + "parts of a penny. Round it to whole pence in the sheet.")
    }

    /// Sums such as `£1,000` that no quotation marks hold together in a file of commas: the row has
    /// more cells than there are headings, one of them three figures after `£1`.
    private static func torn(_ table: PrintedTable) -> [TableFinding] {
        guard table.grid.name == nil, let line = table.headerLine,
            let header = table.grid.row(ofLine: line), let width = table.grid[header].columns.max()
        else { return [] }
        let rows = (0..<table.rowCount).lazy.filter { row in
            table.kinds[row] != .note && (table.gridRow(row).columns.max() ?? 0) > width
        }
        return rows.compactMap { row -> TableFinding? in
            let cells = table.gridRow(row)
            guard let column = cells.columns.first(where: { isTorn(cells, $0) }) else { return nil }
            return TableFinding(
                rule: "torn-figure", severity: .error, place: table.place(row, 0),
                line: table.line(row), column: column, heading: nil,
                message: "\(capital(table.words(row))) has more cells than there are headings: "
                    + "“\(cells[column])” and “\(cells[column + 1])” look like one sum. Put sums with "
                    + "commas in quotation marks, or write them without commas.")
        }.prefix(20).map(\.self)
    }

    private static func isTorn(_ row: GridRow, _ column: Int) -> Bool {
        var start = row.bytes(column)
        if start.starts(with: [0xC2, 0xA3]) { start = start.dropFirst(2) }
        let rest = row.bytes(column + 1)
        return (1...3).contains(start.count) && start.allSatisfy(isDigit) && rest.count == 3
            && rest.allSatisfy(isDigit)
    }

    /// Lines of one name may be two lines, or one entered twice.
    private static func sameLabels(_ table: PrintedTable) -> [TableFinding] {
        // In a list of thousands a name stands many times, and says nothing.
        guard table.rowCount <= 2_000 else { return [] }
        var first: [[UInt8]: Int] = [:]
        var findings: [TableFinding] = []
        for row in 0..<table.rowCount where table.kinds[row] == .item && findings.count < 20 {
            let label = foldedLabel(table[row].label)
            guard !label.isEmpty else { continue }
            guard let before = first[label] else {
                first[label] = row
                continue
            }
            let word = table.grid.name == nil ? "Lines" : "Rows"
            findings.append(
                TableFinding(
                    rule: "same-name-twice", severity: .note,
                    place: table.grid.place(
                        line: table.line(row), column: table.labelColumns.last),
                    line: table.line(row), column: table.labelColumns.last,
                    message: "\(word) \(table.line(before)) and \(table.line(row)) are both called "
                        + "“\(table[row].label)”. If they are one, keep one; if two, tell them apart."
                ))
        }
        return findings
    }
}

/// The sentence with a capital letter.
func capital(_ text: String) -> String {
    guard let first = text.utf8.first, (97...122).contains(first) else { return text }
    return String(decoding: [first - 32] + Array(text.utf8.dropFirst()), as: UTF8.self)
}
