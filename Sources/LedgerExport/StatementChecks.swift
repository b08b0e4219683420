internal import LedgerCore
internal import XLSXWriter

/// Two figures that must be the same, each by its own way, reckoned anew when a cell changes.
enum StatementCheck: CaseIterable {
    case allocated
    case spent
    case committed
    case virements
    case balance
    case freeBalance
    case funds
    case rows

    var label: String {
        switch self {
        case .allocated: "Allocated: the rows and the ledger"
        case .spent: "Spent: the rows and the ledger"
        case .committed: "Committed: the rows and the ledger"
        case .virements: "Virements: in and out cancel"
        case .balance: "Balance: allocated less spent"
        case .freeBalance: "Free balance: balance less committed"
        case .funds: "Funds to allocate: allocated and unallocated"
        case .rows: "Every row adds across: sum of differences"
        }
    }

    /// The total that is looked at, where it is one of the table.
    var column: StatementColumn? {
        switch self {
        case .allocated: .allocated
        case .spent: .spent
        case .committed: .committed
        case .virements: .virements
        case .balance: .balance
        case .freeBalance: .freeBalance
        case .funds, .rows: nil
        }
    }
}

/// One line a check, with both figures, their difference, and the verdict in words.
struct StatementChecks {
    /// A figure with the formula behind it; without one, it is what the ledger said.
    private struct Figure {
        let formula: String?
        let sum: Money
    }

    private static let agree = "Agrees"
    private static let disagree = "Does not agree"

    private let layout: StatementLayout
    private var statement: FundStatement { layout.statement }

    init(_ layout: StatementLayout) {
        self.layout = layout
    }

    private func row(of index: Int) -> Int { layout.lowerRow + 1 + index }

    private func verdicts() throws(WorkbookError) -> CellRange {
        try CellRange(
            rows: row(of: 0)...row(of: StatementCheck.allCases.count - 1),
            columns: StatementColumn.share.rawValue...StatementColumn.share.rawValue)
    }

    func write(on sheet: borrowing Sheet) throws(WorkbookError) {
        try writeHeading(on: sheet)
        for (index, check) in StatementCheck.allCases.enumerated() {
            try write(check, row: row(of: index), on: sheet)
        }
        try addRules(to: sheet)
    }

    private func writeHeading(on sheet: borrowing Sheet) throws(WorkbookError) {
        let headings: [(StatementColumn, String)] = [
            (.original, "Checks"), (.virements, ""), (.allocated, ""), (.spent, ""),
            (.committed, "This sheet"), (.balance, "Should be"), (.freeBalance, "Difference"),
            (.share, "Result"), (.awaited, ""),
        ]
        for (column, text) in headings {
            let isFigure = [.committed, .balance, .freeBalance].contains(column)
            let style = isFigure ? StatementStyle.figureHeading : Self.label(StatementStyle.heading)
            let cell = try column.cell(layout.lowerRow)
            if text.isEmpty {
                try sheet.writeBlank(at: cell, style: style)
            } else {
                try sheet.write(text, at: cell, style: style)
            }
        }
        try sheet.setHeight(17, ofRow: layout.lowerRow)
    }

    /// Text behind a figure begins a step in, and may run on into the next cell.
    private static func label(_ style: CellStyle) -> CellStyle {
        style.with {
            $0.wrapsText = false
            $0.indent = 2
        }
    }

    private func write(
        _ check: StatementCheck, row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let found = try figure(of: check)
        let expected = try expectation(of: check)
        let label = Self.label(StatementStyle.row)
        for column in [StatementColumn.virements, .allocated, .spent] {
            try sheet.writeBlank(at: column.cell(row), style: label)
        }
        try sheet.write(check.label, at: StatementColumn.original.cell(row), style: label)
        let (left, right) = (
            try StatementColumn.committed.cell(row), try StatementColumn.balance.cell(row)
        )
        try write(found, at: left, on: sheet)
        try write(expected, at: right, on: sheet)
        let difference = try StatementColumn.freeBalance.cell(row)
        let gap = found.sum - expected.sum
        try write(
            Figure(formula: "=ROUND(\(left)-\(right),2)", sum: gap), at: difference, on: sheet)
        // A figure that is no number, such as a typed word, does not agree either.
        try sheet.write(
            formula: "=IFERROR(IF(\(difference)=0,\"\(Self.agree)\",\"\(Self.disagree)\"),"
                + "\"\(Self.disagree)\")",
            result: .text(gap == .zero ? Self.agree : Self.disagree),
            at: StatementColumn.share.cell(row), style: Self.label(StatementStyle.agrees))
        try sheet.writeBlank(
            at: StatementColumn.awaited.cell(row), style: Self.label(StatementStyle.agrees))
        try sheet.setHeight(15, ofRow: row)
    }

    private func write(
        _ figure: Figure, at cell: CellReference, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        if let formula = figure.formula {
            try sheet.write(
                formula: formula, result: .pence(figure.sum.pence), at: cell,
                style: StatementStyle.figure)
        } else {
            try sheet.write(pence: figure.sum.pence, at: cell, style: StatementStyle.figure)
        }
    }

    private func addRules(to sheet: borrowing Sheet) throws(WorkbookError) {
        let verdicts = try verdicts()
        let (first, last) = (verdicts.first, verdicts.last)
        let cells = try CellRange(
            rows: first.row...last.row, columns: first.column...StatementColumn.awaited.rawValue)
        let letters = try StatementColumn.share.cell(first.row).absolute.dropFirst()
            .prefix { $0 != "$" }
        try sheet.highlight(
            cells, when: .formula("=$\(letters)\(first.row + 1)<>\"\(Self.agree)\""),
            style: StatementStyle.disagrees)
        let differences = StatementColumn.freeBalance.rawValue
        try sheet.highlight(
            CellRange(rows: first.row...last.row, columns: differences...differences),
            when: .notEqual(to: 0), style: StatementStyle.negative.with { $0.bold = true })
    }
}

extension StatementChecks {
    private func figure(of check: StatementCheck) throws(WorkbookError) -> Figure {
        if let column = check.column {
            return Figure(
                formula: "=\(try layout.total(column))",
                sum: column.sum(of: statement.totals) ?? .zero)
        }
        if check == .funds, let funds = try StatementFunding(layout).cell(.toAllocate) {
            return Figure(formula: "=\(funds)", sum: statement.fundsToAllocate)
        }
        return Figure(formula: try rowDifferences(), sum: .zero)
    }

    private func expectation(of check: StatementCheck) throws(WorkbookError) -> Figure {
        let totals = statement.totals
        switch check {
        case .allocated: return Figure(formula: nil, sum: totals.allocated)
        case .spent: return Figure(formula: nil, sum: totals.spent)
        case .committed: return Figure(formula: nil, sum: totals.committed)
        case .virements, .rows: return Figure(formula: nil, sum: .zero)
        case .balance:
            return Figure(
                formula: try sum(layout.total(.allocated), "-", layout.total(.spent)),
                sum: totals.allocated - totals.spent)
        case .freeBalance:
            return Figure(
                formula: try sum(layout.total(.balance), "-", layout.total(.committed)),
                sum: totals.balance - totals.committed)
        case .funds:
            let funding = StatementFunding(layout)
            guard let allocated = try funding.cell(.allocated),
                let unallocated = try funding.cell(.unallocated)
            else { return Figure(formula: nil, sum: totals.allocated + statement.unallocated) }
            return Figure(
                formula: sum(allocated, "+", unallocated),
                sum: totals.allocated + statement.unallocated)
        }
    }

    private func sum(_ left: CellReference, _ sign: String, _ right: CellReference) -> String {
        "=ROUND(\(left)\(sign)\(right),2)"
    }

    /// By how much rows fail to add across, whichever way, so that two slips do not cancel.
    private func rowDifferences() throws(WorkbookError) -> String {
        let original = try layout.column(.original)
        let virements = try layout.column(.virements)
        let allocated = try layout.column(.allocated)
        let spent = try layout.column(.spent)
        let balance = try layout.column(.balance)
        let committed = try layout.column(.committed)
        let free = try layout.column(.freeBalance)
        return "=ROUND(SUMPRODUCT(ABS(\(original)+\(virements)-\(allocated))"
            + "+ABS(\(allocated)-\(spent)-\(balance))+ABS(\(balance)-\(committed)-\(free))),2)"
    }

    /// Writes at the top, in the last two columns, whether all checks agree.
    func writeSummary(row: Int, on sheet: borrowing Sheet) throws(WorkbookError) {
        let verdicts = try verdicts()
        let count = StatementCheck.allCases.count
        var agreeing = 0
        for check in StatementCheck.allCases
        where try figure(of: check).sum == expectation(of: check).sum {
            agreeing += 1
        }
        let good = "All \(count) checks agree"
        let bad = ("Not agreeing: ", " of \(count)")
        let (blank, cell) = (
            try StatementColumn.share.cell(row), try StatementColumn.awaited.cell(row)
        )
        try sheet.writeBlank(at: blank, style: StatementStyle.allAgree)
        try sheet.write(
            formula: "=IF(COUNTIF(\(verdicts),\"\(Self.agree)\")=\(count),\"\(good)\","
                + "\"\(bad.0)\"&(\(count)-COUNTIF(\(verdicts),\"\(Self.agree)\"))&\"\(bad.1)\")",
            result: .text(agreeing == count ? good : bad.0 + "\(count - agreeing)" + bad.1),
            at: cell, style: StatementStyle.allAgree)
        try sheet.highlight(
            CellRange(rows: row...row, columns: blank.column...cell.column),
            when: .formula("=\(cell.absolute)<>\"\(good)\""), style: StatementStyle.disagrees)
    }
}
