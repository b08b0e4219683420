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
        figures.reserveLarge(grid.cells.count)
        var sights: [RowSight] = []
        sights.reserveLarge(grid.rowCount)
        // Spans cost no counting of references in a loop over every cell.
        let (gridCells, gridBytes) = (grid.cells, grid.bytes)
        let cells = gridCells.span
        let bytes = gridBytes.span
        for row in 0..<grid.rowCount {
            let range = grid.range(ofRow: row)
            var sight = RowSight()
            for index in range {
                let cell = cells[index]
                let figure = CellFigure(cell, bytes)
                figures.append(figure)
                sight.count(
                    figure, isText: cell.kind == .text,
                    isTried: figure.state == .unreadable && cell.isTried(in: bytes))
            }
            sights.append(GridFigures.isRule(cells, range, bytes) ? RowSight() : sight)
        }
        self.figures = figures
        self.sights = sights
    }

    /// Whether a row is a line drawn with dashes, as under headings in plain text.
    private static func isRule(
        _ cells: Span<GridCell>, _ range: Range<Int>, _ bytes: Span<UInt8>
    ) -> Bool {
        func isMark(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ":")
        }
        // Nearly every row is decided by its first byte.
        return !range.isEmpty
            && range.allSatisfy { index in
                let place = cells[index].place
                return isMark(bytes[place.lowerBound]) && place.count >= 3
                    && place.allSatisfy { isMark(bytes[$0]) }
            }
    }

    /// The cell as money in pounds.
    func figure(_ row: Int, _ column: Int) -> CellFigure {
        grid.cellIndex(row, column).map { figures[$0] } ?? .blank
    }
}

/// How many cells of which sort a row has.
struct RowSight {
    var cells: UInt16 = 0
    /// Sums of money, or numbers that could be.
    var amounts: UInt16 = 0
    /// Those of them that no heading has: with a pound sign, pence or commas, or above 31.
    var sums: UInt16 = 0
    /// Dashes and words for nothing, which are figures too.
    var nothings: UInt16 = 0
    /// Whole numbers that could be years, as in a header.
    var years: UInt16 = 0
    var texts: UInt16 = 0

    /// Whether it is a row of words, as a header is.
    var isWords: Bool { amounts + nothings == 0 && texts + years > 0 }

    /// - Parameters:
    ///   - isText: whether the cell holds text.
    ///   - isTried: whether it is no sum and was meant for one.
    fileprivate mutating func count(_ figure: CellFigure, isText: Bool, isTried: Bool) {
        cells += 1
        switch figure.state {
        case .amount, .partOfAPenny:
            let traits = figure.traits
            if traits.contains(.year) { years += 1 } else { amounts += 1 }
            // A heading may be the number of a month, and nothing larger but a year.
            let isWritten = !traits.isDisjoint(with: [.currency, .written])
            let isLarge = abs(figure.pence) > 3_100 && !traits.contains(.year)
            if isWritten || isLarge { sums += 1 }
        case .nothing: nothings += 1
        case .unreadable, .blank:
            if isTried {
                amounts += 1
                sums += 1
            } else if isText {
                texts += 1
            }
        }
    }
}

extension GridCell {
    /// Whether a cell that is no sum was meant for one: `£1,5OO`, `£200 x 4`, `2.5OO`.
    func isTried(in bytes: Span<UInt8>) -> Bool {
        let place = place
        guard kind == .text, place.count <= 24 else { return false }
        let first = bytes[place.lowerBound]
        if first == 0xC2, place.count > 2, bytes[place.lowerBound + 1] == 0xA3 {
            return isDigit(bytes[place.lowerBound + 2])
        }
        guard isDigit(first), !place.contains(where: { bytes[$0] == 0x20 }) else { return false }
        let points = place.count { bytes[$0] == UInt8(ascii: ".") }
        return place.contains { bytes[$0] == UInt8(ascii: ",") } ? points <= 1 : points == 1
    }
}
