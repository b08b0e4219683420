internal import LedgerCore
internal import XLSXWriter

/// Figures that must be the same in the workbook and in the ledger, reckoned anew when a cell
/// changes: they stand below the rules.
struct ReturnChecks {
    private struct Check {
        let label: String
        /// What the workbook comes to.
        let formula: String
        let sum: Money
        /// What the ledger said.
        let ledger: Money
    }

    private static let (agrees, disagrees) = ("Agrees", "Does not agree")
    private static let headings = [
        "Sum of the projects", "Result", "This workbook", "The ledger", "Difference",
    ]
    private static let names = (
        workbook: "Checks_Workbook", ledger: "Checks_Ledger", difference: "Checks_Difference"
    )

    let content: ReturnContent

    /// The columns it needs, in Excel's count.
    static let widths = [34.0, 20, 15, 15, 15]

    private var checks: [Check] {
        let summary = content.grantReturn.summary
        let keys = [
            "allocated", "spent-in-period", "spent", "committed", "balance", "free-balance",
        ]
        return keys.compactMap { key in
            guard let name = content.name(.projects, key), let ledger = summary.sum(key),
                let field = content.sheet(.projects)?.fields.first(where: { $0.key == key })
            else { return nil }
            let sum = content.grantReturn.projects.reduce(.zero) { $0 + ($1.sum(key) ?? .zero) }
            return Check(
                label: field.heading, formula: "=ROUND(SUM(\(name)),2)", sum: sum, ledger: ledger)
        }
    }

    /// Writes the checks from a row on, and gives back the cells that have names, and the last row.
    func write(
        from row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) -> (names: [(name: String, cells: CellRange)], lastRow: Int) {
        let checks = checks
        guard !checks.isEmpty else { return ([], row - 2) }
        for (column, heading) in ReturnChecks.headings.enumerated() {
            try sheet.write(
                heading, at: CellReference(row: row, column: column),
                style: column > 1 ? StatementStyle.figureHeading : StatementStyle.heading)
        }
        for (index, check) in checks.enumerated() {
            try write(check, row: row + 1 + index, on: sheet)
        }
        let rows = (row + 1)...(row + checks.count)
        try sheet.highlight(
            CellRange(rows: rows, columns: 1...1),
            when: .formula("=\(ReturnChecks.names.difference)<>0"), style: StatementStyle.disagrees)
        let names = [
            (ReturnChecks.names.workbook, try CellRange(rows: rows, columns: 2...2)),
            (ReturnChecks.names.ledger, try CellRange(rows: rows, columns: 3...3)),
            (ReturnChecks.names.difference, try CellRange(rows: rows, columns: 4...4)),
        ]
        return (names, row + checks.count)
    }

    private func write(
        _ check: Check, row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let gap = check.sum - check.ledger
        let (agrees, disagrees) = (ReturnChecks.agrees, ReturnChecks.disagrees)
        let names = ReturnChecks.names
        let cells: [(ReturnCell, CellStyle)] = [
            (.text(check.label), ReturnStyle.words),
            (
                .formula(
                    "=IF(\(names.difference)=0,\"\(agrees)\",\"\(disagrees)\")",
                    .text(gap == .zero ? agrees : disagrees)), StatementStyle.agrees
            ),
            (.formula(check.formula, .money(check.sum)), ReturnStyle.money),
            (.money(check.ledger), ReturnStyle.money),
            (
                .formula("=ROUND(\(names.workbook)-\(names.ledger),2)", .money(gap)),
                ReturnStyle.money
            ),
        ]
        for (column, (cell, style)) in cells.enumerated() {
            try cell.write(at: CellReference(row: row, column: column), style: style, on: sheet)
        }
        try sheet.setHeight(ReturnTable.height(lines: 1), ofRow: row)
    }
}
