public import LedgerCore

/// A table as a person published it: its money columns, and its rows sorted by what they are.
///
/// A class, so that each row points at it for the price of one.
public final class PrintedTable: Sendable {
    /// The sheet it is on.
    public let grid: Grid
    /// The words above it; nil where there are none.
    public let title: String?
    /// The line of the header's last row; nil for a table without a header.
    public let headerLine: Int?
    /// The money columns.
    public let columns: [PrintedColumn]
    /// Which columns of the sheet name a row: a code, a description, or both.
    public let labelColumns: [Int]
    let kinds: [RowKind]
    /// The rows of the grid that `kinds` is of.
    let gridRows: [Int32]
    /// The cells of the money columns, a row after the other.
    let figures: [CellFigure]
    /// For each row and column, what the items above the row make, in pence; the last is of all.
    let sums: [Int64]
    /// Likewise of the sub-totals.
    let subtotalSums: [Int64]
    /// For each row, the first and last row that it is the total of.
    let coverage: [Int: Coverage]
    /// The rows of which each part, a line below it, is counted in it already.
    let parents: [Int: Int]
    /// Whether the table says that its figures are rounded.
    let isRounded: Bool

    public enum RowKind: UInt8, Sendable {
        case item
        /// A part of the line above, counted there already.
        case subitem
        case subtotal
        case total
        /// The fund's own line, with only what was received.
        case heading
        case note
    }

    /// The rows whose items a total adds up.
    struct Coverage: Equatable {
        let rows: Range<Int>
        /// Whether it adds up the sub-totals among them, there being no items.
        let addsSubtotals: Bool
    }

    /// Nil where no column of the region is money.
    init?(_ region: TableRegion, in sheet: GridFigures, options: TableOptions) {
        let columns = TableColumns(region, in: sheet, options: options)
        guard !columns.money.isEmpty else { return nil }
        let rows = RowSorting(region, columns, in: sheet)
        guard rows.kinds.contains(where: { $0 != .note }) else { return nil }
        grid = sheet.grid
        title = PrintedTable.title(region, sheet)
        headerLine = region.header.last.map { sheet.grid[$0].line }
        self.columns = columns.money
        labelColumns = columns.labels
        kinds = rows.kinds
        gridRows = rows.gridRows
        figures = rows.figures
        coverage = rows.coverage
        sums = rows.sums
        subtotalSums = rows.subtotalSums
        parents = rows.parents
        isRounded = PrintedTable.saysRounded(region, rows, sheet.grid)
    }

    public var rowCount: Int { kinds.count }

    /// How many of its rows are of a kind.
    public func count(of kind: RowKind) -> Int { kinds.count { $0 == kind } }

    public var rows: some Sequence<Row> { (0..<kinds.count).lazy.map { self[$0] } }

    public subscript(row: Int) -> Row { Row(table: self, index: row) }

    /// One row; blank ones are left out.
    public struct Row: Sendable {
        let table: PrintedTable
        let index: Int

        private var gridRow: GridRow { table.grid[Int(table.gridRows[index])] }

        public var line: Int { gridRow.line }
        public var kind: RowKind { table.kinds[index] }
        public var label: String { table.label(ofRow: index) }

        /// The figure of a money column, by its place among `columns`; nil where none is printed or
        /// it cannot be read, nought for a dash.
        public func amount(_ column: Int) -> Money? {
            let figure = table.figure(index, column)
            return figure.isFigure ? Money(pence: figure.pence) : nil
        }

        /// The cell of a money column as it was printed.
        public func printed(_ column: Int) -> PrintedAmount {
            PrintedAmount(
                reading: gridRow[table.columns[column].index], in: table.columns[column].unit)
        }

        /// What is printed in the column of a role; nil where the table has no such column.
        public func figure(_ role: PrintedRole) -> PrintedAmount? {
            table.columns.firstIndex { $0.role == role }.map { printed($0) }
        }

        /// Footnote marks and reservations of its label and figures, in order, each once.
        public var marks: [String] {
            var marks: [String] = []
            for column in table.columns.indices {
                let figure = table.figure(index, column)
                let isPlain = figure.state == .blank || figure.traits.isDisjoint(with: [.text])
                guard !isPlain || figure.state == .unreadable else { continue }
                for mark in printed(column).marks where !marks.contains(mark) { marks.append(mark) }
            }
            return marks
        }
    }

    func figure(_ row: Int, _ column: Int) -> CellFigure { figures[row * columns.count + column] }

    /// The row of the grid a row is.
    func gridRow(_ row: Int) -> GridRow { grid[Int(gridRows[row])] }

    /// The line of the file, or the number of the sheet's row.
    func line(_ row: Int) -> Int { gridRow(row).line }

    private func label(ofRow index: Int) -> String {
        let row = gridRow(index)
        let named = labelColumns.map { oneLine(composed(row.bytes($0))) }.filter { !$0.isEmpty }
        if !named.isEmpty { return named.joined(separator: " ") }
        return mergedLabel(row) ?? row.columns.lazy.filter { column in
            !self.columns.contains { $0.index == column }
        }.map { composed(row.bytes($0)) }.first ?? ""
    }

    /// The label of a cell merged over several rows, for the rows below its first.
    private func mergedLabel(_ row: GridRow) -> String? {
        guard !grid.merges.isEmpty, let column = labelColumns.last,
            let area = grid.merges.first(where: {
                $0.lines.contains(row.line) && $0.columns.contains(column)
            }), let first = grid.row(ofLine: area.lines.lowerBound)
        else { return nil }
        let text = composed(grid[first].bytes(area.columns.lowerBound))
        return text.isEmpty ? nil : text
    }
}

/// The text with single spaces for its line breaks and runs of spaces.
func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    let parts = text.utf8.split { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return parts.map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: " ")
}

extension Grid {
    /// Which row has a line; nil where the sheet has none.
    func row(ofLine line: Int) -> Int? {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if Int(marks[middle].line) < line { low = middle + 1 } else { high = middle }
        }
        return low < marks.count && Int(marks[low].line) == line ? low : nil
    }
}
