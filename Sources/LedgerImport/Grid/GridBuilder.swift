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

    /// Cells of a CSV table lie where its file has them; only few need room of their own.
    init(sharing table: CSVTable) {
        bytes = table.bytes
        cells.reserveCapacity(table.cells.count)
        marks.reserveCapacity(table.rowCount)
    }

    /// Adds a cell that lies in the bytes already.
    mutating func add(_ place: Range<Int>, column: Int) {
        var first = place.lowerBound
        var end = place.upperBound
        while first < end, let width = space(at: first) { first += width }
        while end > first, let width = spaceBefore(end, after: first) { end -= width }
        guard first < end else { return }
        cells.append(
            GridCell(
                start: UInt32(first), end: UInt32(end), column: UInt16(column), kind: .text,
                isFormula: false, indent: UInt8(clamping: first - place.lowerBound)))
        columnCount = max(columnCount, column + 1)
    }

    /// How much memory the cells take so far, in bytes.
    var size: Int {
        bytes.count + cells.count * MemoryLayout<GridCell>.stride
            + marks.count * MemoryLayout<GridRowMark>.stride
    }

    var cellCount: Int { cells.count }

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
        var first = start
        while first < bytes.count, let width = space(at: first) { first += width }
        while bytes.count > first, let width = spaceBefore(bytes.count, after: first) {
            bytes.removeLast(width)
        }
        guard first < bytes.count else {
            bytes.removeLast(bytes.count - start)
            return
        }
        cells.append(
            GridCell(
                start: UInt32(first), end: UInt32(bytes.count), column: UInt16(column), kind: kind,
                isFormula: isFormula, indent: UInt8(clamping: first - start + indent)))
        columnCount = max(columnCount, column + 1)
    }

    /// How many bytes a space at the place takes: blanks, tabs, line ends, non-breaking spaces.
    private func space(at index: Int) -> Int? {
        switch bytes[index] {
        case 0x20, 0x09, 0x0A, 0x0D: 1
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: 2
        default: nil
        }
    }

    private func spaceBefore(_ end: Int, after first: Int) -> Int? {
        switch bytes[end - 1] {
        case 0x20, 0x09, 0x0A, 0x0D: 1
        case 0xA0 where end - 2 >= first && bytes[end - 2] == 0xC2: 2
        default: nil
        }
    }

    func grid(
        name: String?, isHidden: Bool = false, hiddenLines: Set<Int> = [],
        hiddenColumns: Set<Int> = [], merges: [GridArea] = []
    ) -> Grid {
        Grid(
            name: name, isHidden: isHidden, hiddenLines: hiddenLines, hiddenColumns: hiddenColumns,
            merges: merges, bytes: bytes, cells: cells, marks: marks, columnCount: columnCount)
    }
}

extension Grid {
    /// A CSV table's cells; every row is kept, so that lines are counted as the file has them.
    static func csv(_ table: CSVTable) -> Grid {
        var builder = GridBuilder(sharing: table)
        for (index, mark) in table.marks.enumerated() {
            builder.beginRow(line: Int(mark.line))
            let first = Int(mark.firstCell)
            let next =
                index + 1 < table.marks.count
                ? Int(table.marks[index + 1].firstCell) : table.cells.count
            // A spreadsheet has 16,384 columns; what lies beyond is no table.
            for cell in first..<min(next, first + 16_384) {
                let place = Int(table.cells[cell].start)..<Int(table.cells[cell].end)
                let isGuarded = !place.isEmpty && table.bytes[place.lowerBound] == UInt8(ascii: "'")
                if table.cells[cell].isDoubled || isGuarded {
                    builder.add(unguarded(table[index].bytes(cell - first)), column: cell - first)
                } else {
                    builder.add(place, column: cell - first)
                }
            }
        }
        return builder.grid(name: nil)
    }
}
