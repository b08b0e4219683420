/// A block of cells, from its top left corner to its bottom right one.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
    /// The top left cell.
    public let first: CellReference
    /// The bottom right cell.
    public let last: CellReference

    /// Refuses rows or columns that no sheet has.
    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws(WorkbookError) {
        first = try CellReference(row: rows.lowerBound, column: columns.lowerBound)
        last = try CellReference(row: rows.upperBound, column: columns.upperBound)
    }

    /// The range that is one cell.
    public init(_ cell: CellReference) {
        first = cell
        last = cell
    }

    /// The reference as a formula that is copied would move it, such as `A1:C14`.
    public var description: String { isOneCell ? "\(first)" : "\(first):\(last)" }

    /// The reference that stays put when a formula is copied, such as `$A$1:$C$14`.
    public var absolute: String {
        isOneCell ? first.absolute : first.absolute + ":" + last.absolute
    }

    /// The reference from another sheet, such as `'Fund A'!$A$1:$C$14`.
    public func absolute(on sheet: SheetName) -> String { "\(sheet.quoted)!\(absolute)" }

    var isOneCell: Bool { first == last }

    func overlaps(_ other: CellRange) -> Bool {
        first.row <= other.last.row && other.first.row <= last.row
            && first.column <= other.last.column && other.first.column <= last.column
    }
}
