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

    /// Writes a number given as its decimals, such as `-1234.5` or `1.5e-7`.
    ///
    /// A spreadsheet keeps 16 of its digits and shows 15.
    public func write(
        decimal text: String, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        // `Double` would read `0x10`, `nan` and `inf` too.
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        guard isPlain, let number = Double(text) else { throw .notANumber }
        try write(number: number, at: cell, style: style)
    }

    /// Writes `TRUE` or `FALSE`.
    public func write(
        boolean: Bool, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        let format = try styles.format(style, column: cell.column)
        try ResultCode.check(
            unsafe worksheet_write_boolean(
                handle, cell.cRow, cell.cColumn, boolean ? 1 : 0, format.handle),
            row: cell.row)
    }

    /// Writes a sum of money, given in pence and shown in pounds.
    public func write(
        pence: Int64, at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        try write(number: Pounds.cellValue(pence: pence), at: cell, style: style)
    }

    /// Writes a day as Excel counts days, and the time since midnight as a part of one; the style
    /// needs a date format to show them.
    public func write(
        year: Int, month: Int, day: Int, seconds: Int = 0, at cell: CellReference,
        style: CellStyle = .plain
    ) throws(WorkbookError) {
        try Setting.check("The time of a day in seconds", seconds, in: 0...86_399)
        let serial = try SerialDay.number(year: year, month: month, day: day)
        try write(number: serial + Double(seconds) / 86_400, at: cell, style: style)
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
        case .ratio(let part, let whole):
            let share = try Pounds.cellValue(pence: part) / Pounds.cellValue(pence: whole)
            guard share.isFinite else { throw .notANumber }
            code = unsafe worksheet_write_formula_num(
                handle, cell.cRow, cell.cColumn, formula, format.handle, share)
        case .count(let count):
            code = unsafe worksheet_write_formula_num(
                handle, cell.cRow, cell.cColumn, formula, format.handle, Double(count))
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
}
