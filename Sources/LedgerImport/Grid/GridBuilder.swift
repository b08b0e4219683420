/// Puts a grid together from cells in the order of their places.
struct GridBuilder {
    /// The most cells that one file's grids may have together.
    static let cellLimit = 4_000_000
    /// The most memory that they may take, in bytes.
    static let limit = 112 << 20

    private var bytes: [UInt8] = []
    private var cells: [GridCell] = []
    private var marks: [GridRowMark] = []
    private(set) var columnCount = 0

    init() {}

    /// Makes room for about so many cells, up to the limit.
    mutating func reserveCells(_ count: Int) {
        cells.reserveLarge(min(count, GridBuilder.cellLimit))
    }

    /// Adds a cell that lies in the bytes that the grid will be made over.
    ///
    /// - Parameters:
    ///   - place: where its text lies in `bytes`.
    ///   - offset: how many of the grid's bytes stand before these.
    mutating func add(
        _ place: Range<Int>, of bytes: Span<UInt8>, behind offset: Int = 0, column: Int
    ) {
        let text = trimmed(place, bytes)
        guard !text.isEmpty else { return }
        cells.append(
            GridCell(
                start: UInt32(offset + text.lowerBound), end: UInt32(offset + text.upperBound),
                column: UInt16(column), kind: .text, isFormula: false,
                indent: UInt8(clamping: text.lowerBound - place.lowerBound)))
        columnCount = max(columnCount, column + 1)
    }

    /// How much memory the cells take so far, in bytes.
    var size: Int {
        bytes.count + cells.count * MemoryLayout<GridCell>.stride
            + marks.count * MemoryLayout<GridRowMark>.stride
    }

    var cellCount: Int { cells.count }

    var rowCount: Int { marks.count }

    /// Starts a row; lines rise, or `sortRows` must be called at the end.
    mutating func beginRow(line: Int) {
        marks.append(GridRowMark(firstCell: UInt32(cells.count), line: UInt32(line)))
    }

    /// Ends a row whose cells may have come in any order; a row without cells is dropped.
    ///
    /// Tells whether it has cells, and a column that has two of them.
    mutating func endRow() -> (hasCells: Bool, twice: Int?) {
        guard let first = marks.last.map({ Int($0.firstCell) }), first < cells.count else {
            if !marks.isEmpty { marks.removeLast() }
            return (false, nil)
        }
        let places = first..<cells.count
        let isOrdered = places.dropFirst().allSatisfy { cells[$0 - 1].column < cells[$0].column }
        guard !isOrdered else { return (true, nil) }
        cells[places].sort { $0.column < $1.column }
        let twice = places.dropFirst().first { cells[$0 - 1].column == cells[$0].column }
        return (true, twice.map { Int(cells[$0].column) })
    }

    /// Puts the rows in order; a line that has two rows comes back.
    mutating func sortRows() -> Int? {
        let isOrdered = marks.indices.dropFirst().allSatisfy { marks[$0 - 1].line < marks[$0].line }
        guard !isOrdered else { return nil }
        let order = marks.indices.sorted { marks[$0].line < marks[$1].line }
        if let twice = order.indices.dropFirst().first(where: {
            marks[order[$0 - 1]].line == marks[order[$0]].line
        }) {
            return Int(marks[order[twice]].line)
        }
        var sortedCells: [GridCell] = []
        var sortedMarks: [GridRowMark] = []
        for index in order {
            let end = index + 1 < marks.count ? Int(marks[index + 1].firstCell) : cells.count
            sortedMarks.append(
                GridRowMark(firstCell: UInt32(sortedCells.count), line: marks[index].line))
            sortedCells += cells[Int(marks[index].firstCell)..<end]
        }
        cells = sortedCells
        marks = sortedMarks
        return nil
    }

    /// Adds a cell to the row last begun; columns rise, or `endRow` must be called.
    ///
    /// Spaces around the text are taken off, and a cell of nothing else is left out.
    mutating func add(
        _ text: some Collection<UInt8>, column: Int, kind: GridKind = .text,
        isFormula: Bool = false, indent: Int = 0
    ) {
        let start = bytes.count
        bytes.append(contentsOf: text)
        add(from: start, column: column, kind: kind, isFormula: isFormula, indent: indent)
    }

    private mutating func add(
        from start: Int, column: Int, kind: GridKind, isFormula: Bool, indent: Int
    ) {
        let text = trimmed(start..<bytes.count, bytes.span)
        let end = text.isEmpty ? start : text.upperBound
        if end < bytes.count { bytes.removeLast(bytes.count - end) }
        guard !text.isEmpty else { return }
        cells.append(
            GridCell(
                start: UInt32(text.lowerBound), end: UInt32(text.upperBound),
                column: UInt16(column), kind: kind, isFormula: isFormula,
                indent: UInt8(clamping: text.lowerBound - start + indent)))
        columnCount = max(columnCount, column + 1)
    }

    func grid(
        name: String?, isHidden: Bool = false, hiddenLines: Set<Int> = [],
        hiddenColumns: Set<Int> = [], merges: [GridArea] = []
    ) -> Grid {
        Grid(
            name: name, isHidden: isHidden, hiddenLines: hiddenLines, hiddenColumns: hiddenColumns,
            merges: merges, bytes: bytes, cells: cells, marks: marks, columnCount: columnCount)
    }
    /// The one grid of a file without sheets, its cells lying in the file's own text.
    func grid(over text: [UInt8]) -> Grid {
        Grid(
            name: nil, isHidden: false, hiddenLines: [], hiddenColumns: [], merges: [], bytes: text,
            cells: cells, marks: marks, columnCount: columnCount)
    }
}

/// The place without the spaces at either end of it.
private func trimmed(_ place: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
    var first = place.lowerBound
    var end = place.upperBound
    while first < end, let width = space(at: first, before: end, bytes) { first += width }
    while end > first, let width = space(before: end, after: first, bytes) { end -= width }
    return first..<end
}

/// How many bytes a space at a place takes: blanks, tabs, line ends, non-breaking spaces.
private func space(at index: Int, before end: Int, _ bytes: Span<UInt8>) -> Int? {
    switch bytes[index] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA0: 2
    default: nil
    }
}

/// How many bytes a space that ends before a place takes.
private func space(before end: Int, after first: Int, _ bytes: Span<UInt8>) -> Int? {
    switch bytes[end - 1] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xA0 where end - 2 >= first && bytes[end - 2] == 0xC2: 2
    default: nil
    }
}
