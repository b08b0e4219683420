internal import LedgerCore
internal import XLSXWriter

/// A sheet of a return that holds one table under a title.
struct ReturnSheet {
    /// A title, what the return is for, a note, an empty row, the headings; then the first row.
    static let firstRow = 5

    let content: ReturnContent
    let title: String
    /// What is said above the table, a line at most above one that other sheets lead to.
    let notes: [String]
    let table: ReturnTable
    /// How many columns stay in sight, and on each page, while the rest goes by.
    let keptColumns: Int

    /// The most that goes on one page across and can still be read, in Excel's count.
    private static let pageWidth = 220.0
    /// What a title takes of the page.
    private static let titleWidth = 100.0

    private var headingRow: Int { ReturnSheet.firstRow - 1 + max(0, notes.count - 1) }

    /// Writes the sheet, and gives back the cells that have names.
    func write(
        on sheet: borrowing Sheet
    ) throws(WorkbookError) -> [(name: String, cells: CellRange)] {
        let widths = widths
        let pages = pages(across: widths)
        // Columns that are printed on each page would show the beginning of what runs across them.
        try ReturnSheet.writeTitle(
            title, of: content.grantReturn, notes: notes, column: pages > 1 ? keptColumns : 0,
            on: sheet)
        for (index, width) in widths.enumerated() {
            try sheet.setWidth(width, ofColumns: index...index)
        }
        var last = try table.write(from: headingRow, widths: widths, on: sheet)
        var names = try table.names(from: headingRow)
        switch table.part {
        case .reconciliation:
            let (cells, end) = try ReturnChecks(content: content).write(from: last + 2, on: sheet)
            names += cells
            last = end
        case .declaration:
            let (cells, end) = try ReturnFacts(content: content).write(from: last + 2, on: sheet)
            names += cells
            last = end
        default: break
        }
        try sheet.freeze(rows: headingRow + 1, columns: keptColumns)
        // A narrow table leaves its title room beside it.
        let missing = ReturnSheet.titleWidth - widths.reduce(0, +)
        let columns = widths.count + Int(max(0, missing / 9).rounded(.up))
        try setPage(of: sheet, lastRow: last, columns: columns, pages: pages)
        sheet.protect()
        return names
    }

    /// The columns of the table, and room for what stands below it.
    private var widths: [Double] {
        let least: [Double] =
            switch table.part {
            case .reconciliation: ReturnChecks.widths
            case .declaration: ReturnFacts.widths
            default: []
            }
        let own = table.widths
        return (0..<max(own.count, least.count)).map { index in
            max(
                own.indices.contains(index) ? own[index] : 0,
                least.indices.contains(index) ? least[index] : 0)
        }
    }

    static func writeTitle(
        _ title: String, of grantReturn: GrantReturn, notes: [String], column: Int,
        on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        sheet.hideGridlines()
        sheet.setTabColour(StatementStyle.navy)
        try sheet.write(title, at: CellReference(row: 0, column: 0), style: ReturnStyle.title)
        try sheet.setHeight(24, ofRow: 0)
        try sheet.write(
            grantReturn.heading, at: CellReference(row: 1, column: column),
            style: ReturnStyle.subtitle)
        try sheet.setHeight(16, ofRow: 1)
        for (index, note) in notes.enumerated() {
            try sheet.write(
                note, at: CellReference(row: 2 + index, column: column), style: StatementStyle.text)
        }
        try sheet.setHeight(8, ofRow: 2 + max(1, notes.count))
    }

    private func pages(across widths: [Double]) -> Int {
        let kept = widths.prefix(keptColumns).reduce(0, +)
        let rest = widths.dropFirst(keptColumns).reduce(0, +)
        // However wide the kept columns are, a third of a page is left for the others.
        let room = max(ReturnSheet.pageWidth - kept, ReturnSheet.pageWidth / 3)
        return max(1, Int((rest / room).rounded(.up)))
    }

    private func setPage(
        of sheet: borrowing Sheet, lastRow: Int, columns: Int, pages: Int
    ) throws(WorkbookError) {
        var page = ReturnSheet.page(of: content.grantReturn)
        page.pagesWide = pages
        page.repeatedRows = headingRow...headingRow
        // What stands below its table would come under the table's headings on another page.
        if [.reconciliation, .declaration].contains(table.part), lastRow <= 64 {
            page.pagesHigh = 1
        }
        if pages > 1, keptColumns > 0 { page.repeatedColumns = 0...(keptColumns - 1) }
        page.printArea = try CellRange(rows: 0...lastRow, columns: 0...(columns - 1))
        try sheet.setPage(page)
    }

    static func page(of grantReturn: GrantReturn) -> PageSetup {
        var page = PageSetup()
        page.isLandscape = true
        page.pagesWide = 1
        page.margins = PageSetup.Margins(left: 0.4, right: 0.4, top: 0.65, bottom: 0.6)
        page.header = grantReturn.header
        page.footer = grantReturn.footer
        return page
    }
}
