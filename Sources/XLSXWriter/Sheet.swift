internal import CXLSXWriter

/// A sheet on loan from its workbook, to be filled while the loan lasts.
@safe public struct Sheet: ~Copyable {
    let handle: UnsafeMutablePointer<lxw_worksheet>
    let workbook: UnsafeMutablePointer<lxw_workbook>
    let record: SheetRecord
    let styles: StyleBook
    let sheets: [SheetRecord]

    init(
        _ record: SheetRecord, of workbook: UnsafeMutablePointer<lxw_workbook>, styles: StyleBook,
        among sheets: [SheetRecord]
    ) {
        unsafe handle = unsafe record.handle
        unsafe self.workbook = unsafe workbook
        self.record = record
        self.styles = styles
        self.sheets = sheets
    }

    /// The name on the tab.
    public var name: SheetName { record.name }

    /// Writes a text, which stays a text even when it begins with an equals sign.
    public func write(
        _ text: String, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        let text = try CellText.checked(text)
        let format = try styles.format(style, column: cell.column)
        let code = unsafe text.withCString {
            unsafe worksheet_write_string(handle, cell.cRow, cell.cColumn, $0, format.handle)
        }
        try ResultCode.check(code, row: cell.row)
    }

    /// Writes a number.
    public func write(
        number: Double, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        guard number.isFinite else { throw .notANumber }
        let format = try styles.format(style, column: cell.column)
        try ResultCode.check(
            unsafe worksheet_write_number(handle, cell.cRow, cell.cColumn, number, format.handle),
            row: cell.row)
    }

    /// Writes a sum of money, given in pence and shown in pounds.
    public func write(
        pence: Int64, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        try write(number: Pounds.cellValue(pence: pence), at: cell, style: style)
    }

    /// Writes a day as Excel counts days; the style needs a date format to show it.
    public func write(
        year: Int, month: Int, day: Int, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        let serial = try SerialDay.number(year: year, month: month, day: day)
        try write(number: serial, at: cell, style: style)
    }

    /// Writes a formula with what it comes to, since not every reader calculates.
    public func write(
        formula: String, result: FormulaResult, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        let formula = try CellText.checkedFormula(formula)
        let format = try styles.format(style, column: cell.column)
        let code: lxw_error
        switch result {
        case .text(let text):
            let shown = try CellText.checked(text)
            code = unsafe worksheet_write_formula_str(
                handle, cell.cRow, cell.cColumn, formula, format.handle, shown)
        case .number(let number):
            guard number.isFinite else { throw .notANumber }
            code = unsafe worksheet_write_formula_num(
                handle, cell.cRow, cell.cColumn, formula, format.handle, number)
        case .pence(let pence):
            let pounds = try Pounds.cellValue(pence: pence)
            code = unsafe worksheet_write_formula_num(
                handle, cell.cRow, cell.cColumn, formula, format.handle, pounds)
        }
        try ResultCode.check(code, row: cell.row)
    }

    /// Gives an empty cell a style.
    public func writeBlank(at cell: CellReference, style: CellStyle) throws(WorkbookError) {
        let format = try styles.format(style, column: cell.column)
        try ResultCode.check(
            unsafe worksheet_write_blank(handle, cell.cRow, cell.cColumn, format.handle),
            row: cell.row)
    }

    /// Makes one cell of a block and writes a text in it.
    public func merge(
        _ range: CellRange, _ text: String, style: CellStyle = .plain
    ) throws(WorkbookError) {
        guard !range.isOneCell else { throw .mergeOfOneCell(range.description) }
        if let other = record.merges.first(where: range.overlaps) {
            throw .mergesOverlap(range.description, other.description)
        }
        try record.checkStillOpen(row: range.first.row)
        let text = try CellText.checked(text)
        let format = try styles.format(style, column: range.first.column)
        let code = unsafe worksheet_merge_range(
            handle, range.first.cRow, range.first.cColumn, range.last.cRow, range.last.cColumn,
            text, format.handle)
        try ResultCode.check(code, row: range.last.row)
        record.merges.append(range)
    }

    /// Hangs a note on a cell, under its author's name.
    public func comment(
        _ text: String, author: String, at cell: CellReference, width: Int = 240,
        height: Int = 80
    ) throws(WorkbookError) {
        let text = XMLText.visible(try CellText.uncoded(text, "A comment"))
        try Setting.check("The comment's width in pixels", width, in: 20...2_000)
        try Setting.check("The comment's height in pixels", height, in: 20...2_000)
        var mutableAuthor = XMLText.visible(author).utf8CString
        let code = unsafe mutableAuthor.withUnsafeMutableBufferPointer { buffer in
            var options = unsafe lxw_comment_options()
            unsafe options.author = buffer.baseAddress
            unsafe options.width = UInt16(width)
            unsafe options.height = UInt16(height)
            return unsafe worksheet_write_comment_opt(
                handle, cell.cRow, cell.cColumn, text, &options)
        }
        try ResultCode.check(code, row: cell.row)
    }
}
