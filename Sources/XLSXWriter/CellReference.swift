/// One cell of a sheet, counted from zero, that prints itself as `C14`.
public struct CellReference: Hashable, Sendable, CustomStringConvertible {
    /// The rows a sheet has.
    public static let rowLimit = 1_048_576
    /// The columns a sheet has.
    public static let columnLimit = 16_384

    /// The row, 0 for the one printed as 1.
    public let row: Int
    /// The column, 0 for the one printed as A.
    public let column: Int

    /// Refuses a cell that no sheet has.
    public init(row: Int, column: Int) throws(WorkbookError) {
        guard (0..<Self.rowLimit).contains(row) else { throw .rowOutOfRange(row) }
        guard (0..<Self.columnLimit).contains(column) else { throw .columnOutOfRange(column) }
        self.row = row
        self.column = column
    }

    /// The reference as a formula that is copied would move it, such as `C14`.
    public var description: String { Self.letters(ofColumn: column) + String(row + 1) }

    /// The reference that stays put when a formula is copied, such as `$C$14`.
    public var absolute: String { "$" + Self.letters(ofColumn: column) + "$" + String(row + 1) }

    /// Letters are a count to base 26 that has no zero: Z is followed by AA.
    private static func letters(ofColumn column: Int) -> String {
        var rest = column + 1
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}

extension CellReference {
    var cRow: UInt32 { UInt32(row) }
    var cColumn: UInt16 { UInt16(column) }
}
