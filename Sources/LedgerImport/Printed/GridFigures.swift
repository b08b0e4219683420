private import LedgerCore

/// A grid with each cell read as money once; finding tables asks of the same cells many times.
struct GridFigures {
    let grid: Grid
    /// One for each cell of the grid, in pounds.
    let figures: [CellFigure]
    /// One for each row of the grid.
    let sights: [RowSight]

    init(_ grid: Grid) {
        self.grid = grid
        var figures: [CellFigure] = []
        figures.reserveCapacity(grid.cells.count)
        var sights: [RowSight] = []
        sights.reserveCapacity(grid.rowCount)
        for index in 0..<grid.rowCount {
            let row = grid[index]
            var sight = RowSight()
            for cell in row.range {
                let figure = row.figure(ofCell: cell)
                figures.append(figure)
                sight.cells += 1
                guard figure.state == .amount || figure.state == .partOfAPenny else {
                    if grid.isTried(cell), figure.state == .unreadable {
                        sight.amounts += 1
                        sight.sums += 1
                    } else if figure.state == .nothing {
                        sight.nothings += 1
                    } else if grid.cells[cell].kind == .text {
                        sight.texts += 1
                    }
                    continue
                }
                if figure.traits.contains(.year) { sight.years += 1 } else { sight.amounts += 1 }
                // A heading may be the number of a month, and nothing larger but a year.
                let isWritten = !figure.traits.isDisjoint(with: [.currency, .written])
                let isLarge = abs(figure.pence) > 3_100 && !figure.traits.contains(.year)
                if isWritten || isLarge { sight.sums += 1 }
            }
            sights.append(GridFigures.isRule(row) ? RowSight() : sight)
        }
        self.figures = figures
        self.sights = sights
    }

    /// Whether a row is a line drawn with dashes, as under headings in plain text.
    private static func isRule(_ row: GridRow) -> Bool {
        guard let first = row.range.first else { return false }
        let marks: Set<UInt8> = [
            UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: ":"),
        ]
        // Nearly every row is decided by its first byte.
        guard marks.contains(row.grid.bytes[Int(row.grid.cells[first].start)]) else { return false }
        return row.range.allSatisfy { index in
            let cell = row.grid.cells[index]
            let text = row.grid.bytes[Int(cell.start)..<Int(cell.end)]
            return text.count >= 3 && text.allSatisfy { marks.contains($0) }
        }
    }

    /// The cell as money in pounds.
    func figure(_ row: Int, _ column: Int) -> CellFigure {
        grid[row].cellIndex(column).map { figures[$0] } ?? .blank
    }
}

/// How many cells of which sort a row has.
struct RowSight {
    var cells: Int32 = 0
    /// Sums of money, or numbers that could be.
    var amounts: Int32 = 0
    /// Those of them that no heading has: with a pound sign, pence or commas, or above 31.
    var sums: Int32 = 0
    /// Dashes and words for nothing, which are figures too.
    var nothings: Int32 = 0
    /// Whole numbers that could be years, as in a header.
    var years: Int32 = 0
    var texts: Int32 = 0

    /// Whether it is a row of words, as a header is.
    var isWords: Bool { amounts + nothings == 0 && texts + years > 0 }
}

extension Grid {
    /// Whether a cell that is no sum was meant for one: `£1,5OO`, `£200 x 4`, `2.5OO`.
    func isTried(_ index: Int) -> Bool {
        let cell = cells[index]
        guard cell.kind == .text, cell.end - cell.start <= 24 else { return false }
        let text = bytes[Int(cell.start)..<Int(cell.end)]
        if text.starts(with: [0xC2, 0xA3]) { return text.dropFirst(2).first.map(isDigit) ?? false }
        guard text.first.map(isDigit) ?? false, !text.contains(0x20) else { return false }
        let points = text.count { $0 == UInt8(ascii: ".") }
        return text.contains(UInt8(ascii: ",")) ? points <= 1 : points == 1
    }
}
