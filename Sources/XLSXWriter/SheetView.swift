internal import CXLSXWriter

extension Sheet {
    /// Sets a row's height in points.
    public func setHeight(_ points: Double, ofRow row: Int) throws(WorkbookError) {
        let cell = try CellReference(row: row, column: 0)
        try Setting.check("The row height", size: points, upTo: 409)
        try ResultCode.check(unsafe worksheet_set_row(handle, cell.cRow, points, nil), row: row)
    }

    /// Sets the width of columns in characters, as Excel shows it.
    public func setWidth(
        _ characters: Double, ofColumns columns: ClosedRange<Int>
    ) throws(WorkbookError) {
        let range = try CellRange(rows: 0...0, columns: columns)
        try Setting.check("The column width", size: characters, upTo: 255)
        try ResultCode.check(
            unsafe worksheet_set_column(
                handle, range.first.cColumn, range.last.cColumn, characters, nil))
    }

    /// Keeps the first rows and columns in sight while the rest scrolls.
    public func freeze(rows: Int, columns: Int) throws(WorkbookError) {
        let cell = try CellReference(row: rows, column: columns)
        unsafe worksheet_freeze_panes(handle, cell.cRow, cell.cColumn)
    }

    /// Puts arrows on the top row of the range that let the reader choose rows.
    public func addFilter(to range: CellRange) throws(WorkbookError) {
        let code = unsafe worksheet_autofilter(
            handle, range.first.cRow, range.first.cColumn, range.last.cRow, range.last.cColumn)
        try ResultCode.check(code, row: range.last.row)
    }

    /// Spares the cells of the range the mark that Excel puts on a number kept as text.
    public func allowNumbersAsText(in range: CellRange) throws(WorkbookError) {
        try ResultCode.check(
            unsafe worksheet_ignore_errors(
                handle, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range.description))
    }

    /// Keeps what is locked from being changed by a slip of the hand.
    ///
    /// Without a password, so that it can be lifted; rows and columns may be made wider, and a
    /// filter used, by any reader.
    public func protect() {
        var options = lxw_protection()
        options.format_columns = 1
        options.format_rows = 1
        options.autofilter = 1
        unsafe worksheet_protect(handle, nil, &options)
    }

    /// Takes the grid away, on the screen and on paper.
    public func hideGridlines() {
        unsafe worksheet_gridlines(handle, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }

    /// Colours the tab.
    public func setTabColour(_ colour: Colour) {
        unsafe worksheet_set_tab_color(handle, colour.code)
    }
}
