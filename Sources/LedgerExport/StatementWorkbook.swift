public import LedgerCore
public import XLSXWriter

/// A fund statement as a spreadsheet whose totals, balances and checks are live formulas.
public struct StatementWorkbook {
    private let statement: FundStatement
    private let created: Moment

    /// Takes the moment the file is to bear, so that the same ledger gives the same bytes.
    public init(statement: FundStatement, created: Moment) {
        self.statement = statement
        self.created = created
    }

    /// Writes the file whole, or leaves what was there as it is.
    public func write(to path: String) throws(WorkbookError) {
        let layout = StatementLayout(statement)
        let name = try StatementWorkbook.sheetName(of: statement.fund.key)
        var book = try Workbook(path: path, properties: properties)
        try book.addSheet(name) { sheet throws(WorkbookError) in
            try StatementSheet(layout).write(on: sheet)
        }
        let corner = try CellReference(row: layout.headerRow, column: 0)
        // Screen readers take a name that begins so for the corner of a table with headings.
        try book.define(DefinedName("TitleProjects"), as: CellRange(corner), on: name)
        if !statement.lines.isEmpty {
            let chart = try StatementChart(layout, on: name)
            try book.addSheet(StatementChart.sheetName()) { sheet throws(WorkbookError) in
                try chart.write(on: sheet)
            }
        }
        try book.close()
    }

    /// `PLF 2018-19`, or the code alone where both would be too long for a tab.
    private static func sheetName(of key: FundYear) throws(WorkbookError) -> SheetName {
        let whole = key.description
        return try SheetName(whole.utf8.count <= SheetName.lengthLimit ? whole : key.code.text)
    }

    private var properties: WorkbookProperties {
        let key = statement.fund.key
        return WorkbookProperties(
            title: StatementLettering.property(
                "\(statement.fund.title): statement as at \(statement.asAt.inWords)"),
            subject: "Grant fund statement, \(statement.fund.basis.rawValue) award",
            author: StatementLettering.property(key.partnership),
            company: StatementLettering.property(key.partnership),
            category: "Fund statement",
            keywords: "\(key.code), \(key.year), \(statement.asAt)",
            comments: "Written by Locality Ledger. Ledger head \(statement.head)",
            created: created.milliseconds / 1_000)
    }
}

extension Fund {
    /// `Partnership Locality Fund (PLF) 2018-19`.
    var title: String { name.isEmpty ? key.description : "\(name) (\(key.code)) \(key.year)" }
}
