internal import CXLSXWriter
internal import Glibc

extension Sheet {
    /// The most links of a sheet that Excel follows.
    public static var linkLimit: Int { 65_530 }

    /// Writes a text that leads to a cell of a sheet of the same workbook.
    public func write(
        _ text: String, leadingTo target: CellReference, on other: SheetName,
        at cell: CellReference, style: CellStyle = .plain
    ) throws(WorkbookError) {
        let count = unsafe Int(handle.pointee.hlink_count)
        try Setting.check("The number of links on a sheet", count + 1, in: 1...Self.linkLimit)
        // The library keeps 2,079 bytes of what a link shows.
        guard (1...500).contains(text.utf8.count) else {
            throw .textTooLong("The text of a link", length: text.utf8.count, limit: 500)
        }
        let shown = try CellText.checked(text)
        let format = try styles.format(style, column: cell.column)
        try ResultCode.check(
            unsafe worksheet_write_url_opt(
                handle, cell.cRow, cell.cColumn, "internal:A1", format.handle, shown, nil),
            row: cell.row)
        try setPlace(CellRange(target).absolute(on: other), ofLinkAt: cell)
    }

    /// The library would cut the place in two at a `#`, which a sheet's name may hold, so it is
    /// put in where the library keeps it.
    private func setPlace(
        _ place: String, ofLinkAt cell: CellReference
    ) throws(WorkbookError) {
        guard let row = unsafe handle.pointee.hyperlinks.pointee.cached_row,
            let link = unsafe lxw_worksheet_find_cell_in_row(row, cell.cColumn),
            let copy = unsafe strdup(place)
        else { throw .outOfMemory }
        unsafe free(link.pointee.u.string)
        unsafe link.pointee.u.string = unsafe copy
    }
}
