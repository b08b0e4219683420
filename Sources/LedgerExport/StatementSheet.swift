internal import LedgerCore
internal import XLSXWriter

/// The sheet with the title, the table, the funding, the checks and the notes.
struct StatementSheet {
    private let layout: StatementLayout
    private var statement: FundStatement { layout.statement }

    init(_ layout: StatementLayout) {
        self.layout = layout
    }

    func write(on sheet: borrowing Sheet) throws(WorkbookError) {
        for (index, width) in layout.widths.enumerated() {
            try sheet.setWidth(width, ofColumns: index...index)
        }
        sheet.hideGridlines()
        sheet.setTabColour(StatementStyle.navy)
        try writeTitle(on: sheet)
        try StatementTable(layout).write(on: sheet)
        try StatementFunding(layout).write(on: sheet)
        try StatementChecks(layout).write(on: sheet)
        try writeNotes(on: sheet)
        try sheet.freeze(rows: layout.firstRow, columns: 1)
        try setPage(of: sheet)
    }

    private func writeTitle(on sheet: borrowing Sheet) throws(WorkbookError) {
        var row = 0
        for line in layout.partnership {
            try sheet.write(line, at: CellReference(row: row, column: 0), style: .partnership)
            try sheet.setHeight(26, ofRow: row)
            row += 1
        }
        for line in layout.fund {
            try sheet.write(line, at: CellReference(row: row, column: 0), style: .fund)
            try sheet.setHeight(21, ofRow: row)
            row += 1
        }
        try write("As at", statement.asAt.inWords, row: layout.dayRow, on: sheet)
        for (index, line) in layout.funder.enumerated() {
            try write(index == 0 ? "Funder" : "", line, row: layout.dayRow + 1 + index, on: sheet)
        }
        try writeAward(on: sheet)
        try StatementChecks(layout).writeSummary(row: layout.partnership.count, on: sheet)
        try write("Ledger head", statement.head.description, row: layout.headRow, on: sheet)
        for row in [layout.headRow + 1, layout.totalRow + 1, layout.noteRow - 1] {
            try sheet.setHeight(8, ofRow: row)
        }
    }

    private func write(
        _ label: String, _ text: String, row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        if !label.isEmpty {
            try sheet.write(label, at: StatementColumn.project.cell(row), style: .label)
        }
        try sheet.write(text, at: StatementColumn.description.cell(row), style: .text)
        try sheet.setHeight(14.5, ofRow: row)
    }

    private func writeAward(on sheet: borrowing Sheet) throws(WorkbookError) {
        let row = layout.awardRow
        try sheet.write("Award", at: StatementColumn.project.cell(row), style: .label)
        try sheet.write(
            pence: statement.award.pence, at: StatementColumn.description.cell(row), style: .award)
        switch statement.fund.basis {
        case .confirmed:
            try sheet.write(
                "Confirmed by the funder", at: StatementColumn.priority.cell(row), style: .text)
        case .indicative:
            for column in [StatementColumn.original, .virements] {
                try sheet.writeBlank(at: column.cell(row), style: .indicative)
            }
            try sheet.write(
                "Indicative: not yet confirmed by the funder",
                at: StatementColumn.priority.cell(row), style: .indicative)
        }
        try sheet.setHeight(14.5, ofRow: row)
    }

    private func writeNotes(on sheet: borrowing Sheet) throws(WorkbookError) {
        for (index, note) in layout.notes.enumerated() {
            let row = layout.noteRow + index
            try sheet.write(
                note.text, at: StatementColumn.project.cell(row),
                style: note.isCommand ? .command : .note)
            try sheet.setHeight(13, ofRow: row)
        }
    }

    private func setPage(of sheet: borrowing Sheet) throws(WorkbookError) {
        var page = PageSetup()
        page.isLandscape = true
        page.pagesWide = 1
        page.isCentred = true
        page.margins = PageSetup.Margins(left: 0.4, right: 0.4, top: 0.4, bottom: 0.55)
        page.repeatedRows = layout.headerRow...layout.headerRow
        page.printArea = try CellRange(
            rows: 0...layout.lastNoteRow, columns: 0...StatementColumn.awaited.rawValue)
        page.footer = statement.footer
        try sheet.setPage(page)
    }
}

extension FundStatement {
    /// What stands at the foot of every page.
    var footer: PageLine {
        PageLine(
            left: "\(fund.key.code.text) \(fund.key.year.description), as at \(asAt.inWords)",
            centre: "Page \(.page) of \(.pages)", right: "Ledger head \(head.short)")
    }
}

extension CellStyle {
    static var text: CellStyle { StatementStyle.text }
    static var partnership: CellStyle { StatementStyle.partnership }
    static var fund: CellStyle { StatementStyle.fund }
    static var label: CellStyle { StatementStyle.label }
    static var award: CellStyle { StatementStyle.award }
    static var indicative: CellStyle { StatementStyle.indicative }
    static var note: CellStyle { StatementStyle.note }
    static var command: CellStyle { StatementStyle.command }
}
