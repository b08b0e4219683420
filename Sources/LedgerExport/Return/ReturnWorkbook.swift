public import LedgerCore
public import XLSXWriter

/// A return to the funder as a workbook: figures with the formulas behind them, and open cells for
/// what only people can say.
public struct ReturnWorkbook {
    private let content: ReturnContent
    private let created: Moment

    /// Takes the moment the file is to bear and what ties it to itself, so that the same return gives
    /// the same bytes.
    ///
    /// See `WorkbookFingerprint` for how the fingerprint comes there.
    public init(
        _ grantReturn: GrantReturn, layout: ReturnLayout = .standard, created: Moment,
        fingerprint: String = WorkbookFingerprint.blank
    ) {
        content = ReturnContent(
            grantReturn: grantReturn, layout: layout, fingerprint: fingerprint)
        self.created = created
    }

    /// Writes the file whole, or leaves what was there as it is.
    public func write(to path: String) throws(WorkbookError) {
        var book = try Workbook(path: path, properties: properties)
        for sheet in content.layout.sheets { try add(sheet, to: &book) }
        // What proves the return is in it whatever its layout says.
        if content.sheet(.declaration) == nil,
            let standard = ReturnLayout.standard.sheets.first(where: { $0.part == .declaration })
        {
            try add(standard, to: &book)
        }
        try book.close()
    }

    private func add(
        _ sheet: ReturnLayout.Sheet, to book: inout Workbook
    ) throws(WorkbookError) {
        let name = try SheetName(sheet.title)
        let cells = try book.addSheet(name) { page throws(WorkbookError) in
            try write(sheet, on: page)
        }
        for (text, range) in cells {
            try book.define(DefinedName(text), as: range, on: name)
        }
    }

    /// Writes one sheet, and gives back the cells that have names.
    private func write(
        _ sheet: ReturnLayout.Sheet, on page: borrowing Sheet
    ) throws(WorkbookError) -> [(name: String, cells: CellRange)] {
        let lists = ReturnLists(content: content, sheet: sheet)
        switch sheet.part {
        case .summary:
            return try ReturnSummary(content: content, sheet: sheet).write(on: page)
        case .projects:
            let projects = ReturnProjects(content, sheet)
            return try write(
                sheet, projects.table(), notes: [ReturnWorkbook.openCells],
                keptColumns: projects.keptColumns, on: page)
        case .transactions:
            return try write(sheet, ReturnTransactions(content, sheet).table(), on: page)
        case .approvals: return try write(sheet, lists.approvals(), on: page)
        case .outputs: return try write(sheet, lists.outputs(), on: page)
        case .reconciliation: return try write(sheet, lists.rules(), on: page)
        case .changes: return try write(sheet, lists.changes(), on: page)
        case .declaration:
            return try write(
                sheet, lists.signatures(), notes: ReturnFacts.declaration, on: page)
        }
    }

    private static let openCells =
        "Cells framed with dots may be filled in; everything else is the ledger's and is protected."
        + " Variance is spent less profile: below nought is behind the profile."

    private func write(
        _ sheet: ReturnLayout.Sheet, _ table: ReturnTable, notes: [String] = [],
        keptColumns: Int = 0, on page: borrowing Sheet
    ) throws(WorkbookError) -> [(name: String, cells: CellRange)] {
        try ReturnSheet(
            content: content, title: sheet.title, notes: notes, table: table,
            keptColumns: keptColumns
        ).write(on: page)
    }

    private var properties: WorkbookProperties {
        let grantReturn = content.grantReturn
        let key = grantReturn.fund.key
        return WorkbookProperties(
            title: StatementLettering.property("Return: \(grantReturn.heading)"),
            subject: "Grant return, \(grantReturn.stage.rawValue)",
            author: StatementLettering.property(key.partnership),
            company: StatementLettering.property(key.partnership), category: "Grant return",
            keywords: "\(key.code), \(grantReturn.period), version \(grantReturn.version)",
            comments: "Written by Locality Ledger. Ledger head \(grantReturn.head)",
            created: created.milliseconds / 1_000)
    }
}
