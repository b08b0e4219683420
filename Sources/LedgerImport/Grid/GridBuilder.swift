/// Puts a grid together from cells in the order of their places.
struct GridBuilder {
    private var bytes: [UInt8] = []
    private var cells: [GridCell] = []
    private var marks: [GridRowMark] = []
    private var columnCount = 0

    /// How much memory the cells take so far, in bytes.
    var size: Int { bytes.count + cells.count * MemoryLayout<GridCell>.stride }

    /// Starts a row; lines must rise.
    mutating func beginRow(line: Int) {
        marks.append(GridRowMark(firstCell: UInt32(cells.count), line: UInt32(line)))
    }

    /// Adds a cell to the row last begun; columns must rise.
    ///
    /// Spaces around the text are taken off, and a cell of nothing else is left out.
    mutating func add(
        _ text: some Collection<UInt8>, column: Int, kind: GridKind = .text, isFormula: Bool = false
    ) {
        let start = bytes.count
        bytes.append(contentsOf: text)
        add(from: start, column: column, kind: kind, isFormula: isFormula)
    }

    private mutating func add(from start: Int, column: Int, kind: GridKind, isFormula: Bool) {
        var first = start
        while first < bytes.count, let width = space(at: first) { first += width }
        while bytes.count > first, let width = spaceAtEnd(after: first) { bytes.removeLast(width) }
        guard first < bytes.count else {
            bytes.removeLast(bytes.count - start)
            return
        }
        cells.append(
            GridCell(
                start: UInt32(first), end: UInt32(bytes.count), column: UInt16(column), kind: kind,
                isFormula: isFormula))
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

    private func spaceAtEnd(after first: Int) -> Int? {
        switch bytes[bytes.count - 1] {
        case 0x20, 0x09, 0x0A, 0x0D: 1
        case 0xA0 where bytes.count - 2 >= first && bytes[bytes.count - 2] == 0xC2: 2
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
    init(_ table: CSVTable) {
        var builder = GridBuilder()
        for row in table.rows {
            builder.beginRow(line: row.line)
            // A spreadsheet has 16,384 columns; what lies beyond is no table.
            for index in 0..<min(row.count, 16_384) {
                builder.add(unguarded(row.bytes(index)), column: index)
            }
        }
        self = builder.grid(name: nil)
    }
}
