internal import LedgerCore
internal import XLSXWriter

/// The header, one row a project, and the total.
struct StatementTable {
    private let layout: StatementLayout

    init(_ layout: StatementLayout) {
        self.layout = layout
    }

    func write(on sheet: borrowing Sheet) throws(WorkbookError) {
        try writeHeader(on: sheet)
        if layout.statement.lines.isEmpty { try writeEmptyRow(on: sheet) }
        for (index, line) in layout.statement.lines.enumerated() {
            try write(line, row: layout.firstRow + index, on: sheet)
        }
        try writeTotal(on: sheet)
        try addRules(to: sheet)
    }

    private func writeHeader(on sheet: borrowing Sheet) throws(WorkbookError) {
        for column in StatementColumn.allCases {
            let isFigure = StatementColumn.figures.contains(column) || column == .share
            try sheet.write(
                column.heading, at: column.cell(layout.headerRow),
                style: isFigure ? StatementStyle.figureHeading : column.style(.heading))
        }
        try sheet.setHeight(30, ofRow: layout.headerRow)
    }

    private func writeEmptyRow(on sheet: borrowing Sheet) throws(WorkbookError) {
        for column in StatementColumn.allCases {
            try sheet.writeBlank(at: column.cell(layout.firstRow), style: StatementStyle.row)
        }
        try sheet.write(
            "No project has been set up in this fund yet.",
            at: StatementColumn.project.cell(layout.firstRow),
            style: StatementStyle.row.with { $0.wrapsText = false })
        try sheet.setHeight(layout.height([]), ofRow: layout.firstRow)
    }

    private func write(
        _ line: FundStatement.Line, row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let texts: [(StatementColumn, String)] = [
            (.project, line.project.code.text), (.description, line.project.description),
            (.priority, line.project.priority), (.awaited, layout.statement.awaitedWords(of: line)),
        ]
        for (column, text) in texts {
            try sheet.write(text, at: column.cell(row), style: column.style(.row))
        }
        for column in StatementColumn.figures {
            let pence = column.sum(of: line)?.pence ?? 0
            let style = column == .virements ? StatementStyle.virement : StatementStyle.figure
            if let (left, sign, right) = column.parts {
                try sheet.write(
                    formula: "=ROUND(\(left.cell(row))\(sign)\(right.cell(row)),2)",
                    result: .pence(pence), at: column.cell(row), style: style)
            } else {
                try sheet.write(pence: pence, at: column.cell(row), style: style)
            }
        }
        try writeShare(
            row: row, spent: line.spent, of: line.allocated, style: StatementStyle.figure,
            on: sheet)
        try sheet.setHeight(layout.height(texts), ofRow: row)
    }

    /// The spent part of the allocation, or a dash where nothing is allocated.
    private func writeShare(
        row: Int, spent: Money, of allocated: Money, style: CellStyle, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let whole = try StatementColumn.allocated.cell(row)
        let part = try StatementColumn.spent.cell(row)
        let result: FormulaResult =
            allocated == .zero ? .text("–") : .ratio(spent.pence, of: allocated.pence)
        try sheet.write(
            formula: "=IF(\(whole)=0,\"–\",\(part)/\(whole))", result: result,
            at: StatementColumn.share.cell(row), style: style.with { $0.numberFormat = "0%" })
    }

    private func writeTotal(on sheet: borrowing Sheet) throws(WorkbookError) {
        let row = layout.totalRow
        let totals = layout.statement.totals
        for column in StatementColumn.allCases {
            try sheet.writeBlank(at: column.cell(row), style: StatementStyle.total)
        }
        try sheet.write("Total", at: StatementColumn.project.cell(row), style: StatementStyle.total)
        for column in StatementColumn.figures {
            try sheet.write(
                formula: "=ROUND(SUM(\(layout.column(column))),2)",
                result: .pence(column.sum(of: totals)?.pence ?? 0), at: column.cell(row),
                style: column == .virements
                    ? StatementStyle.totalVirement : StatementStyle.totalFigure)
        }
        try writeShare(
            row: row, spent: totals.spent, of: totals.allocated, style: StatementStyle.totalFigure,
            on: sheet)
        try sheet.setHeight(18.5, ofRow: row)
    }

    /// Free balances below nil stand out, and every negative sum is red besides its minus sign.
    private func addRules(to sheet: borrowing Sheet) throws(WorkbookError) {
        let rows = layout.firstRow...layout.totalRow
        let free = StatementColumn.freeBalance.rawValue
        try sheet.highlight(
            CellRange(rows: rows, columns: free...free), when: .less(than: 0),
            style: StatementStyle.overspent)
        try sheet.highlight(
            CellRange(rows: rows, columns: StatementColumn.original.rawValue...(free - 1)),
            when: .less(than: 0), style: StatementStyle.negative)
    }
}

extension StatementColumn {
    /// Figures end at the right, so the text behind them begins a step in.
    fileprivate func style(_ base: StatementBase) -> CellStyle {
        let style =
            switch base {
            case .heading: StatementStyle.heading
            case .row: StatementStyle.row
            }
        return indent > 0 ? style.with { $0.indent = 1 } : style
    }
}

private enum StatementBase {
    case heading
    case row
}
