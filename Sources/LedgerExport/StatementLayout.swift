internal import LedgerCore
internal import XLSXWriter

/// Which row and width each part of a statement has.
struct StatementLayout {
    let statement: FundStatement
    let widths: [Double]
    /// The lines above the table, each a label and its text.
    let partnership: [String]
    let fund: [String]
    let funder: [String]
    let notes: [StatementNote]

    init(_ statement: FundStatement) {
        self.statement = statement
        let widths = StatementColumn.allCases.map { $0.width(for: statement) }
        self.widths = widths
        let whole = widths.reduce(0, +)
        let key = statement.fund.key
        partnership = StatementLettering.lines(
            of: key.partnership, width: whole, bold: true,
            fontSize: StatementStyle.partnership.fontSize ?? 11)
        // The last two columns beside it say whether the checks agree.
        fund = StatementLettering.lines(
            of: statement.fund.title, width: widths.dropLast(2).reduce(0, +),
            fontSize: StatementStyle.fund.fontSize ?? 11)
        funder = StatementLettering.lines(
            of: statement.fund.funder, width: whole - widths[0])
        notes = StatementNote.notes(to: statement, width: whole)
    }

    var dayRow: Int { partnership.count + fund.count }
    var awardRow: Int { dayRow + 1 + funder.count }
    var headRow: Int { awardRow + 1 }
    /// An empty row parts the title from the table.
    var headerRow: Int { headRow + 2 }
    var firstRow: Int { headerRow + 1 }
    /// A fund without projects keeps one row, so that its formulas have something to add up.
    var lastRow: Int { headerRow + max(1, statement.lines.count) }
    var totalRow: Int { lastRow + 1 }
    /// Funding on the left and checks on the right begin side by side.
    var lowerRow: Int { totalRow + 2 }
    var noteRow: Int {
        let longer = max(StatementFunding(self).items.count, StatementCheck.allCases.count)
        return lowerRow + longer + 2
    }
    var lastNoteRow: Int { noteRow + max(1, notes.count) - 1 }

    /// The cells of a column, without the total, such as `F10:F27`.
    func column(_ column: StatementColumn) throws(WorkbookError) -> CellRange {
        try CellRange(
            rows: firstRow...lastRow, columns: column.rawValue...column.rawValue)
    }

    func total(_ column: StatementColumn) throws(WorkbookError) -> CellReference {
        try column.cell(totalRow)
    }

    /// What a wrapped text takes, with some air.
    func height(_ texts: [(StatementColumn, String)]) -> Double {
        let lines = texts.map { column, text in
            StatementLettering.lines(
                of: text, width: widths[column.rawValue] - column.indent
            ).count
        }
        return min(409, Double(max(1, lines.max() ?? 1)) * 12.75 + 3.75)
    }
}
