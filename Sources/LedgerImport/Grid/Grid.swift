/// A sheet of cells as its file has it, empty cells left out; what every reader of tables reads.
///
/// The cells' texts lie in one run of bytes, so that a sheet of a million cells is a few arrays; a
/// class, so that each row points at them for the price of one.
public final class Grid: Sendable {
    /// The sheet's name; nil for a CSV file, which has none.
    public let name: String?
    /// Whether the workbook hides the whole sheet.
    public let isHidden: Bool
    /// The rows that the sheet hides, by line.
    public let hiddenLines: Set<Int>
    /// The columns that the sheet hides, from nought.
    public let hiddenColumns: Set<Int>
    /// The areas merged into one cell; its text is in the area's first.
    public let merges: [GridArea]
    let bytes: [UInt8]
    let cells: [GridCell]
    let marks: [GridRowMark]

    public var rowCount: Int { marks.count }

    /// How many columns the widest row reaches over.
    public let columnCount: Int

    init(
        name: String?, isHidden: Bool, hiddenLines: Set<Int>, hiddenColumns: Set<Int>,
        merges: [GridArea], bytes: [UInt8], cells: [GridCell], marks: [GridRowMark],
        columnCount: Int
    ) {
        self.name = name
        self.isHidden = isHidden
        self.hiddenLines = hiddenLines
        self.hiddenColumns = hiddenColumns
        self.merges = merges
        self.bytes = bytes
        self.cells = cells
        self.marks = marks
        self.columnCount = columnCount
    }

    public subscript(row: Int) -> GridRow { GridRow(grid: self, row: row) }

    /// Which of the cells are a row's.
    func range(ofRow row: Int) -> Range<Int> { firstCell(ofRow: row)..<firstCell(ofRow: row + 1) }

    /// Which of the cells are in some rows.
    func range(ofRows rows: Range<Int>) -> Range<Int> {
        firstCell(ofRow: rows.lowerBound)..<firstCell(ofRow: rows.upperBound)
    }

    private func firstCell(ofRow row: Int) -> Int {
        row < marks.count ? Int(marks[row].firstCell) : cells.count
    }

    /// Where in the cells the one of a row and a column is; nil where there is none.
    func cellIndex(_ row: Int, _ column: Int) -> Int? {
        let range = range(ofRow: row)
        // In most rows no cell is missing before the one that is asked for.
        let guess = range.lowerBound + column
        if guess < range.upperBound, Int(cells[guess].column) == column { return guess }
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if Int(cells[middle].column) < column { low = middle + 1 } else { high = middle }
        }
        guard low < range.upperBound, Int(cells[low].column) == column else { return nil }
        return low
    }

    /// Where a cell is, as an officer finds it: `PLF!C14` in a sheet, `line 14` in a CSV file.
    public func place(line: Int, column: Int?) -> String {
        guard let name else { return "line \(line)" }
        return Grid.place(sheet: name, line: line, column: column)
    }

    static func place(sheet name: String, line: Int, column: Int?) -> String {
        let isPlain = name.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 0x5F || $0 >= 0x80
        }
        let quoted = name.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined()
        let sheet = isPlain ? name : "'\(quoted)'"
        return "\(sheet)!\(column.map(Grid.letters) ?? "")\(line)"
    }

    /// A column's letters: 0 is A, 26 is AA.
    public static func letters(_ column: Int) -> String {
        var rest = column + 1
        var letters: [UInt8] = []
        while rest > 0 {
            letters.insert(UInt8(65 + (rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self)
    }
}

/// What a cell holds, beside its text.
public enum GridKind: UInt8, Sendable {
    case text
    /// A number; its text is an exact decimal such as `-1234.5`, rounded at the ninth place, or as
    /// the file has it where it is of more than fifteen digits before the point.
    case number
    /// A day; its text is `2019-01-24`, with a time after it where there is one, as in
    /// `2019-01-24 13:45`; or a time alone, `13:45:30`.
    case date
    /// A number shown as a share of a hundred; its text is such as `45.5%`.
    case percentage
    /// `TRUE` or `FALSE`.
    case boolean
    /// An error such as `#REF!`.
    case error
    /// A formula whose value the file does not hold; its text is the formula, with its `=`.
    case formulaWithoutValue
}

/// One cell of a grid that is not empty, in twelve bytes: a sheet has millions.
struct GridCell: Sendable {
    /// Where its text lies in the grid's bytes.
    let start: UInt32
    let end: UInt32
    /// The column, and in the highest bit whether a formula made the cell.
    private let columnAndFormula: UInt16
    let kind: GridKind
    /// How far its text is set in: spaces before it, or the sheet's own indents.
    let indent: UInt8

    init(
        start: UInt32, end: UInt32, column: UInt16, kind: GridKind, isFormula: Bool, indent: UInt8
    ) {
        self.start = start
        self.end = end
        columnAndFormula = column | (isFormula ? 0x8000 : 0)
        self.kind = kind
        self.indent = indent
    }

    /// Where its text lies in the grid's bytes.
    var place: Range<Int> { Int(start)..<Int(end) }

    /// From nought.
    var column: UInt16 { columnAndFormula & 0x7FFF }

    var isFormula: Bool { columnAndFormula & 0x8000 != 0 }
}

struct GridRowMark: Sendable {
    let firstCell: UInt32
    let line: UInt32
}

/// A rectangle of cells; lines as the file numbers them, columns from nought.
public struct GridArea: Hashable, Sendable {
    public let lines: ClosedRange<Int>
    public let columns: ClosedRange<Int>

    public init(lines: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.lines = lines
        self.columns = columns
    }
}

/// One row of a grid.
public struct GridRow: Sendable {
    let grid: Grid
    /// Which row of the grid it is.
    private let row: Int

    init(grid: Grid, row: Int) {
        self.grid = grid
        self.row = row
    }

    /// The line of the file, or the number of the sheet's row; the first is 1.
    public var line: Int { Int(grid.marks[row].line) }

    /// Which of the grid's cells are its own.
    var range: Range<Int> { grid.range(ofRow: row) }

    /// The columns that have a cell, in order.
    public var columns: some Sequence<Int> { range.lazy.map { Int(grid.cells[$0].column) } }

    public var isEmpty: Bool { range.isEmpty }

    func cell(_ column: Int) -> GridCell? { cellIndex(column).map { grid.cells[$0] } }

    func cellIndex(_ column: Int) -> Int? { grid.cellIndex(row, column) }

    /// The cell's text without spaces around it; empty where there is no cell.
    public subscript(column: Int) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    /// The cell's bytes without spaces around them; none where there is no cell.
    func bytes(_ column: Int) -> ArraySlice<UInt8> {
        guard let cell = cell(column) else { return [] }
        return grid.bytes[Int(cell.start)..<Int(cell.end)]
    }

    /// What the cell holds; nil where there is none.
    public func kind(_ column: Int) -> GridKind? { cell(column)?.kind }

    /// How far the cell's text is set in: spaces before it, or the sheet's own indents.
    public func indent(_ column: Int) -> Int { cell(column).map { Int($0.indent) } ?? 0 }

    /// Whether a formula made what the cell holds.
    public func isFormula(_ column: Int) -> Bool { cell(column)?.isFormula == true }
}
