internal import CXLSXWriter
internal import Glibc

/// What the workbook remembers of one sheet.
@safe final class SheetRecord {
    let name: SheetName
    let handle: UnsafeMutablePointer<lxw_worksheet>
    let savesMemory: Bool
    var chartRanges: [ChartRange] = []

    /// A chart's range, whose kept figures are looked at once all cells are written.
    @safe struct ChartRange {
        let handle: UnsafeMutablePointer<lxw_series_range>
        let cells: CellRange
        unowned let source: SheetRecord
    }

    init(name: SheetName, handle: UnsafeMutablePointer<lxw_worksheet>, savesMemory: Bool) {
        self.name = name
        unsafe self.handle = unsafe handle
        self.savesMemory = savesMemory
    }

    /// Makes ready for the library's own closing.
    func finish(path: String) throws(WorkbookError) {
        for range in chartRanges where range.source.hasFormula(in: range.cells) {
            unsafe range.handle.pointee.ignore_cache = 1
        }
        guard savesMemory else { return }
        // The library rewinds the rows' working file, which forgets that a write failed.
        unsafe lxw_worksheet_write_single_row(handle)
        let rows = unsafe handle.pointee.optimize_tmpfile
        guard unsafe fflush(rows) == 0, unsafe ferror(rows) == 0 else { throw .diskFull(path) }
    }

    /// The library keeps a formula's figure as 0 in a chart, so those are better not kept.
    private func hasFormula(in range: CellRange) -> Bool {
        guard !savesMemory else { return false }
        for row in range.first.cRow...range.last.cRow {
            guard let line = unsafe lxw_worksheet_find_row(handle, row) else { continue }
            for column in range.first.cColumn...range.last.cColumn {
                let cell = unsafe lxw_worksheet_find_cell_in_row(line, column)
                if let cell = unsafe cell, unsafe cell.pointee.type == FORMULA_CELL { return true }
            }
        }
        return false
    }
}
