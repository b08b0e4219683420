/// Bars drawn from cells, the series named above.
public struct Chart: Hashable, Sendable {
    /// How the bars of one category stand to each other.
    public enum Arrangement: Hashable, Sendable {
        /// Lying end to end, the first category on top as in a table.
        case endToEnd
        /// Standing side by side, the first category at the left.
        case sideBySide
    }

    /// One row or column of figures on a sheet.
    public struct Cells: Hashable, Sendable {
        /// The sheet they are on.
        public let sheet: SheetName
        /// The row or column.
        public let range: CellRange

        /// The figures of that range on that sheet.
        public init(_ range: CellRange, on sheet: SheetName) {
            self.sheet = sheet
            self.range = range
        }
    }

    /// One colour of bars, and what the legend calls it.
    public struct Series: Hashable, Sendable {
        /// What the legend calls it.
        public var name: String
        /// The figures.
        public var values: Cells
        /// The bars' colour.
        public var colour: Colour
        /// The colour of the line around a bar, or none.
        public var edge: Colour?

        /// Bars of the values, one each.
        public init(_ name: String, values: Cells, colour: Colour) {
            self.name = name
            self.values = values
            self.colour = colour
        }
    }

    /// How the bars stand.
    public let arrangement: Arrangement
    /// What stands above the chart, or nothing.
    public var title: String?
    /// What the categories are, beside their axis, or nothing.
    public var categoryTitle: String?
    /// What the figures are, beside their axis, or nothing.
    public var valueTitle: String?
    /// The cells that name the categories.
    public var categories: Cells
    /// The series, in the legend's order.
    public var series: [Series]
    /// The number format along the value axis, in Excel's code.
    public var axisFormat: String?
    /// The number format of the figure at each bar, in Excel's code, or none for no figures.
    public var figureFormat: String?
    /// The space between categories, in per cent of a bar's thickness.
    public var gap = 60
    /// The width in pixels.
    public var width = 640
    /// The height in pixels.
    public var height = 360
    /// What the chart shows, in words, for those who do not see it.
    public var altText: String

    /// A chart that can be changed property by property; the words for it are not optional.
    public init(
        _ arrangement: Arrangement, categories: Cells, series: [Series], altText: String
    ) {
        self.arrangement = arrangement
        self.categories = categories
        self.series = series
        self.altText = altText
    }
}

extension Chart {
    func check() throws(WorkbookError) {
        guard !series.isEmpty else { throw .chartWithoutSeries }
        for cells in [categories] + series.map(\.values) { try cells.check() }
        let words = series.map(\.name) + [title, categoryTitle, valueTitle].compactMap(\.self)
        for text in words where text.utf8.first == UInt8(ascii: "=") {
            throw .readsAsFormula(text)
        }
        try Setting.check("The gap between bars", gap, in: 0...500)
        try Setting.check("The chart's width in pixels", width, in: 50...5_000)
        try Setting.check("The chart's height in pixels", height, in: 50...5_000)
        // The library keeps 2,079 bytes and would cut a letter in two.
        guard altText.utf8.count <= 2_000 else {
            throw .textTooLong("A chart's description", length: altText.utf8.count, limit: 2_000)
        }
    }
}

extension Chart.Cells {
    /// The most points of one series.
    private static let pointLimit = 32_000

    fileprivate func check() throws(WorkbookError) {
        let rows = range.last.row - range.first.row + 1
        let columns = range.last.column - range.first.column + 1
        guard rows == 1 || columns == 1 else {
            throw .chartNeedsOneRowOrColumn(range.description)
        }
        try Setting.check("The length of a chart's range", rows * columns, in: 1...Self.pointLimit)
    }
}
