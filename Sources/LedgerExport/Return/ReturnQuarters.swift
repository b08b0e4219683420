internal import LedgerCore
internal import XLSXWriter

/// Planned and actual spend by quarter: a chart, and the figures for those who do not see it.
struct ReturnQuarters {
    private static let names = (planned: "Quarters_Planned", actual: "Quarters_Actual")
    private static let words = (planned: "Profile", actual: "Actual")
    /// What a row that nobody made taller takes, in pixels.
    private static let rowPixels = 20

    let content: ReturnContent
    let title: String
    let sheet: SheetName
    /// The first of its four columns.
    let column: Int

    private var quarters: [GrantReturn.QuarterLine] { content.grantReturn.quarters }

    /// A quarter that has not begun by the period's end has no actual spend to show.
    private func actual(of line: GrantReturn.QuarterLine) -> ReturnCell {
        let isAhead = line.quarter.firstDay > content.grantReturn.period.lastDay
        return isAhead && line.actual == .zero ? .blank : .money(line.actual)
    }

    /// Puts the chart over the rows' upper part and the figures at their foot, and gives back the
    /// cells that have names, and the last row.
    func write(
        rows: ClosedRange<Int>, width: Double, on sheet: borrowing Sheet
    ) throws(WorkbookError) -> (names: [(name: String, cells: CellRange)], lastRow: Int) {
        // At the figures' foot, unless the chart would be flat or towering.
        let headingRow = min(
            max(rows.lowerBound + 13, rows.upperBound - quarters.count - 1), rows.lowerBound + 26)
        let first = headingRow + 1
        let last = max(first, headingRow + quarters.count)
        try writeHeadings(row: headingRow, on: sheet)
        for (index, line) in quarters.enumerated() {
            try write(line, row: first + index, on: sheet)
        }
        try writeTotal(row: last + 1, on: sheet)
        let cells = (
            planned: try CellRange(rows: first...last, columns: (column + 1)...(column + 1)),
            actual: try CellRange(rows: first...last, columns: (column + 2)...(column + 2))
        )
        if !quarters.isEmpty {
            var chart = try chart(planned: cells.planned, actual: cells.actual)
            chart.width = Int(width * 7)
            chart.height = (headingRow - rows.lowerBound - 1) * ReturnQuarters.rowPixels
            try sheet.insert(
                chart, at: CellReference(row: rows.lowerBound, column: column))
        }
        return (
            [
                (ReturnQuarters.names.planned, cells.planned),
                (ReturnQuarters.names.actual, cells.actual),
            ], last + 1
        )
    }

    private func writeHeadings(row: Int, on sheet: borrowing Sheet) throws(WorkbookError) {
        let words = [
            "Quarter", ReturnQuarters.words.planned, ReturnQuarters.words.actual,
            "Actual less profile",
        ]
        for (index, word) in words.enumerated() {
            try sheet.write(
                word, at: CellReference(row: row, column: column + index),
                style: index == 0 ? StatementStyle.heading : StatementStyle.figureHeading)
        }
    }

    private func write(
        _ line: GrantReturn.QuarterLine, row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let actual = actual(of: line)
        var difference = ReturnCell.blank
        if case .money = actual {
            difference = .formula(
                "=ROUND(\(ReturnQuarters.names.actual)-\(ReturnQuarters.names.planned),2)",
                .money(line.actual - line.planned))
        }
        let cells: [(ReturnCell, CellStyle)] = [
            (.text(line.quarter.inWords), StatementStyle.row),
            (.money(line.planned), StatementStyle.figure), (actual, StatementStyle.figure),
            (difference, StatementStyle.virement),
        ]
        for (index, (cell, style)) in cells.enumerated() {
            try cell.write(
                at: CellReference(row: row, column: column + index), style: style, on: sheet)
        }
    }

    /// The year's profile and what is spent of it; their difference would say little before its end.
    private func writeTotal(row: Int, on sheet: borrowing Sheet) throws(WorkbookError) {
        let planned = quarters.reduce(Money.zero) { $0 + $1.planned }
        let actual = quarters.reduce(Money.zero) { $0 + $1.actual }
        let cells: [(ReturnCell, CellStyle)] = [
            (.text("Year"), StatementStyle.total),
            (
                .formula("=ROUND(SUM(\(ReturnQuarters.names.planned)),2)", .money(planned)),
                StatementStyle.totalFigure
            ),
            (
                .formula("=ROUND(SUM(\(ReturnQuarters.names.actual)),2)", .money(actual)),
                StatementStyle.totalFigure
            ),
            (.blank, StatementStyle.totalFigure),
        ]
        for (index, (cell, style)) in cells.enumerated() {
            try cell.write(
                at: CellReference(row: row, column: column + index), style: style, on: sheet)
        }
    }

    private func chart(planned: CellRange, actual: CellRange) throws(WorkbookError) -> Chart {
        let categories = try CellRange(
            rows: planned.first.row...planned.last.row, columns: column...column)
        var profile = Chart.Series(
            ReturnQuarters.words.planned, values: Chart.Cells(planned, on: sheet),
            colour: StatementStyle.pale)
        profile.edge = StatementStyle.navy
        let spent = Chart.Series(
            ReturnQuarters.words.actual, values: Chart.Cells(actual, on: sheet),
            colour: StatementStyle.navy)
        var chart = Chart(
            .sideBySide, categories: Chart.Cells(categories, on: sheet), series: [profile, spent],
            altText: altText)
        chart.title = title.utf8.first == UInt8(ascii: "=") ? nil : title
        chart.categoryTitle = "Quarter"
        chart.valueTitle = "Pounds"
        chart.axisFormat = "£#,##0;-£#,##0"
        chart.figureFormat = "£#,##0;-£#,##0;"
        return chart
    }

    private var altText: String {
        let texts = quarters.map { line in
            guard case .money = actual(of: line) else {
                return "\(line.quarter.inWords) \(line.planned) planned"
            }
            return "\(line.quarter.inWords) \(line.planned) planned and \(line.actual) spent"
        }
        return "Columns, two for each quarter, profile and actual spend: "
            + texts.joined(separator: "; ") + ". The figures are in the table below the chart."
    }
}
