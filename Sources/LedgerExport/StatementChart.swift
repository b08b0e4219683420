internal import LedgerCore
internal import XLSXWriter

/// The sheet with the bars of spent and balance, and the figures behind them.
struct StatementChart {
    static func sheetName() throws(WorkbookError) -> SheetName { try SheetName("Chart") }

    private let layout: StatementLayout
    private let table: SheetName
    private let name: SheetName
    private var statement: FundStatement { layout.statement }

    /// Takes its figures from the statement's own sheet.
    init(_ layout: StatementLayout, on table: SheetName) throws(WorkbookError) {
        self.layout = layout
        self.table = table
        name = try Self.sheetName()
    }

    private static let chartRow = 3
    /// What an untouched row and column take.
    private static let rowPixels = 20
    private static let columnPixels = 64
    private static let labelWidth = 42.0
    private static let figureWidth = 14.0

    private var height: Int {
        // Few bars may be thick; many are not thinner than their words.
        let bar = min(44, max(25, 500 / max(1, statement.lines.count)))
        return min(4_000, 110 + statement.lines.count * bar)
    }
    /// Wide enough that the chart fits one page, across where it can.
    private var width: Int { isLandscape ? 1_090 : max(1_000, (height + 90) * 100 / 138) }
    private var isLandscape: Bool { height <= 640 }
    private var tableRow: Int { Self.chartRow + height / Self.rowPixels + 3 }

    func write(on sheet: borrowing Sheet) throws(WorkbookError) {
        sheet.hideGridlines()
        sheet.setTabColour(StatementStyle.bars.balance)
        try sheet.setWidth(Self.labelWidth, ofColumns: 0...0)
        try sheet.setWidth(Self.figureWidth, ofColumns: 1...2)
        try sheet.write(
            "Spent and balance by project", at: CellReference(row: 0, column: 0),
            style: StatementStyle.partnership.with { $0.fontSize = 16 })
        try sheet.setHeight(24, ofRow: 0)
        try sheet.write(
            StatementLettering.shortened(statement.fund.title, to: 110)
                + ", as at \(statement.asAt.inWords)",
            at: CellReference(row: 1, column: 0), style: .text)
        try writeFigures(on: sheet)
        try sheet.insert(chart(), at: CellReference(row: Self.chartRow, column: 0))
        try setPage(of: sheet)
    }

    /// The words beside the bars, and the figures for those who do not see the chart.
    private func writeFigures(on sheet: borrowing Sheet) throws(WorkbookError) {
        let headings = ["Project", "Spent", "Balance"]
        for (column, heading) in headings.enumerated() {
            try sheet.write(
                heading, at: CellReference(row: tableRow, column: column),
                style: column == 0 ? StatementStyle.heading : StatementStyle.figureHeading)
        }
        for (index, line) in statement.lines.enumerated() {
            let row = tableRow + 1 + index
            let words = "\(line.project.code) \(line.project.description)"
            try sheet.write(
                StatementLettering.shortened(words, to: 40), at: CellReference(row: row, column: 0),
                style: StatementStyle.row.with { $0.wrapsText = false })
            for (column, source) in [(1, StatementColumn.spent), (2, .balance)] {
                let origin = try CellRange(source.cell(layout.firstRow + index))
                try sheet.write(
                    formula: "=\(origin.absolute(on: table))",
                    result: .pence(source.sum(of: line)?.pence ?? 0),
                    at: CellReference(row: row, column: column), style: StatementStyle.figure)
            }
        }
    }

    private func chart() throws(WorkbookError) -> Chart {
        let labels = try CellRange(
            rows: (tableRow + 1)...(tableRow + statement.lines.count), columns: 0...0)
        var chart = Chart(
            .endToEnd, categories: Chart.Cells(labels, on: name),
            series: [
                Chart.Series(
                    "Spent", values: Chart.Cells(try layout.column(.spent), on: table),
                    colour: StatementStyle.bars.spent),
                Chart.Series(
                    "Balance", values: Chart.Cells(try layout.column(.balance), on: table),
                    colour: StatementStyle.bars.balance),
            ], altText: altText)
        chart.axisFormat = "£#,##0;-£#,##0"
        chart.gap = 45
        chart.width = width
        chart.height = height
        return chart
    }

    private var altText: String {
        let totals = statement.totals
        let count = statement.lines.count
        let each = count == 1 ? "the project" : "each of \(count) projects"
        return "Horizontal bars, one for \(each) of \(statement.fund.key), "
            + "spent and balance end to end, as at "
            + "\(statement.asAt.inWords). In all \(totals.spent) is spent and \(totals.balance) is"
            + " left of \(totals.allocated) allocated. The figures are in the table below the chart."
    }

    private func setPage(of sheet: borrowing Sheet) throws(WorkbookError) {
        // The first three columns are 299 and twice 103 pixels wide.
        let columns = 3 + max(0, width - 505 + Self.columnPixels - 1) / Self.columnPixels
        var page = PageSetup()
        page.isLandscape = isLandscape
        page.pagesWide = 1
        page.isCentred = true
        page.margins = PageSetup.Margins(left: 0.4, right: 0.4, top: 0.45, bottom: 0.6)
        page.printArea = try CellRange(rows: 0...(tableRow - 2), columns: 0...(columns - 1))
        page.footer = statement.footer
        try sheet.setPage(page)
    }
}
