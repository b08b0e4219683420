internal import CXLSXWriter

extension Sheet {
    /// Sets a row's height in points.
    public func setHeight(_ points: Double, ofRow row: Int) throws(WorkbookError) {
        let cell = try CellReference(row: row, column: 0)
        try Setting.check("The row height", size: points, upTo: 409)
        try ResultCode.check(unsafe worksheet_set_row(handle, cell.cRow, points, nil), row: row)
    }

    /// Sets the width of columns in characters, as Excel shows it; see `ColumnWidth`.
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

    /// Takes the grid away, on the screen and on paper.
    public func hideGridlines() {
        unsafe worksheet_gridlines(handle, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }

    /// Colours the tab.
    public func setTabColour(_ colour: Colour) {
        unsafe worksheet_set_tab_color(handle, colour.code)
    }

    /// Sets the size on the screen in per cent.
    public func setZoom(_ percent: Int) throws(WorkbookError) {
        try Setting.check("The zoom in per cent", percent, in: 10...400)
        unsafe worksheet_set_zoom(handle, UInt16(percent))
    }

    /// Refuses changes to locked cells, without a password: a guard against slips, not people.
    public func protect() { unsafe worksheet_protect(handle, nil, nil) }

    /// Takes the sheet out of sight.
    public func hide() {
        unsafe worksheet_hide(handle)
        record.isHidden = true
    }

    /// Opens the workbook on this sheet, and no longer on another.
    public func activate() {
        // The library leaves the sheet before selected too, and typing would then go to both.
        for sheet in sheets {
            unsafe sheet.handle.pointee.selected = 0
            unsafe sheet.handle.pointee.active = 0
        }
        unsafe worksheet_activate(handle)
        record.isHidden = false
    }

    /// Makes this the leftmost tab in sight when there are many.
    public func setFirstTab() { unsafe worksheet_set_first_sheet(handle) }
}
