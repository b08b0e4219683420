/// How a cell looks, as a value: equal styles share one format in the file.
public struct CellStyle: Hashable, Sendable {
    /// Where text sits between the left and right edge.
    public enum HorizontalAlignment: Hashable, Sendable {
        /// Text left, figures right.
        case automatic
        /// At the left edge.
        case left
        /// At the right edge.
        case right
    }

    /// Where text sits between the top and bottom edge.
    public enum VerticalAlignment: Hashable, Sendable {
        /// At the bottom edge, as Excel does by itself.
        case bottom
        /// In the middle.
        case middle
        /// At the top edge.
        case top
    }

    /// The line along one edge of a cell.
    public enum Border: Hashable, Sendable {
        /// No line.
        case none
        /// One thin line.
        case thin
        /// Dots.
        case dotted
        /// Two lines, as under a total.
        case double
    }

    /// The style of a cell that nobody styled.
    public static let plain = CellStyle()

    /// Whether letters are heavy.
    public var bold = false
    /// Whether letters lean.
    public var italic = false
    /// Whether letters have a line below, as links do.
    public var underlined = false
    /// The font's name, or the workbook's own (Calibri).
    public var fontName: String?
    /// The font's size in points, or the workbook's own (11).
    public var fontSize: Double?
    /// The colour of the letters, or black.
    public var fontColour: Colour?
    /// The colour behind the letters, or none.
    public var fill: Colour?
    /// The number format in Excel's code, such as `#,##0.00;[Red]-#,##0.00`.
    public var numberFormat: String?
    /// Where text sits from left to right.
    public var horizontal = HorizontalAlignment.automatic
    /// Where text sits from top to bottom.
    public var vertical = VerticalAlignment.bottom
    /// Whether a long text goes on in a new line.
    public var wrapsText = false
    /// Steps in from the edge, 0 to 15.
    public var indent = 0
    /// The line above.
    public var topBorder = Border.none
    /// The line below.
    public var bottomBorder = Border.none
    /// The line on the left.
    public var leftBorder = Border.none
    /// The line on the right.
    public var rightBorder = Border.none
    /// The colour of all four lines, or black.
    public var borderColour: Colour?
    /// Whether the cell stays as it is on a sheet that is protected.
    public var isLocked = true

    /// A plain style, to be changed property by property.
    public init() {}

    /// A copy with one thing or more changed.
    public func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
        var copy = self
        change(&copy)
        return copy
    }
}
