internal import CXLSXWriter

/// How a sheet is printed, on A4.
public struct PageSetup: Hashable, Sendable {
    /// The edges of the page, in inches as the format has them.
    public struct Margins: Hashable, Sendable {
        /// The left edge.
        public var left: Double
        /// The right edge.
        public var right: Double
        /// The top edge.
        public var top: Double
        /// The bottom edge.
        public var bottom: Double

        /// Excel's own margins, unless told otherwise.
        public init(
            left: Double = 0.7, right: Double = 0.7, top: Double = 0.75, bottom: Double = 0.75
        ) {
            self.left = left
            self.right = right
            self.top = top
            self.bottom = bottom
        }
    }

    /// Whether the long edge is across.
    public var isLandscape = false
    /// Shrinks the sheet to so many pages across, as many down as it takes unless told.
    public var pagesWide: Int?
    /// Shrinks it to so many pages down besides.
    public var pagesHigh: Int?
    /// The empty edges of the page.
    public var margins = Margins()
    /// Rows printed again at the head of each page.
    public var repeatedRows: ClosedRange<Int>?
    /// Columns printed again at the left of each page.
    public var repeatedColumns: ClosedRange<Int>?
    /// The only cells to be printed.
    public var printArea: CellRange?
    /// The head of each page.
    public var header = PageLine()
    /// The foot of each page.
    public var footer = PageLine()
    /// Whether the sheet is in the middle of the page, left to right.
    public var isCentred = false

    /// A4 upright, to be changed property by property.
    public init() {}
}

extension Sheet {
    /// Sets how the sheet is printed.
    public func setPage(_ page: PageSetup) throws(WorkbookError) {
        let header = try page.header.checkedCode(of: "The head of a page")
        let footer = try page.footer.checkedCode(of: "The foot of a page")
        unsafe worksheet_set_paper(handle, 9)  // A4
        if page.isLandscape {
            unsafe worksheet_set_landscape(handle)
        } else {
            unsafe worksheet_set_portrait(handle)
        }
        if let pagesWide = page.pagesWide {
            try Setting.check("The number of pages across", pagesWide, in: 1...100)
            let pagesHigh = page.pagesHigh ?? 0
            try Setting.check("The number of pages down", pagesHigh, in: 0...100)
            unsafe worksheet_fit_to_pages(handle, UInt16(pagesWide), UInt16(pagesHigh))
        }
        try setMargins(page.margins)
        if page.isCentred { unsafe worksheet_center_horizontally(handle) }
        if let rows = page.repeatedRows { try repeatRows(rows) }
        if let columns = page.repeatedColumns { try repeatColumns(columns) }
        if let area = page.printArea { try setPrintArea(area) }
        if !header.isEmpty { try ResultCode.check(unsafe worksheet_set_header(handle, header)) }
        if !footer.isEmpty { try ResultCode.check(unsafe worksheet_set_footer(handle, footer)) }
    }

    private func setMargins(_ margins: PageSetup.Margins) throws(WorkbookError) {
        for size in [margins.left, margins.right, margins.top, margins.bottom] {
            try Setting.check("A margin in inches", size: size, upTo: 49)
        }
        unsafe worksheet_set_margins(
            handle, margins.left, margins.right, margins.top, margins.bottom)
    }

    private func repeatRows(_ rows: ClosedRange<Int>) throws(WorkbookError) {
        let range = try CellRange(rows: rows, columns: 0...0)
        try ResultCode.check(
            unsafe worksheet_repeat_rows(handle, range.first.cRow, range.last.cRow))
    }

    private func repeatColumns(_ columns: ClosedRange<Int>) throws(WorkbookError) {
        let range = try CellRange(rows: 0...0, columns: columns)
        try ResultCode.check(
            unsafe worksheet_repeat_columns(handle, range.first.cColumn, range.last.cColumn))
    }

    private func setPrintArea(_ area: CellRange) throws(WorkbookError) {
        try ResultCode.check(
            unsafe worksheet_print_area(
                handle, area.first.cRow, area.first.cColumn, area.last.cRow, area.last.cColumn))
    }
}
