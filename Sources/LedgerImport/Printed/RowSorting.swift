import LedgerCore

/// Sorts the rows of a table into items, parts, sub-totals, totals and notes.
///
/// Words come first: a row called a total is one, whatever its figures. Where words leave it open
/// (an indented line, a row without a name, a heading with a sum), the reading under which more
/// totals agree is taken, so that a figure is doubted only when every reading doubts it.
struct RowSorting {
    let columnCount: Int
    var gridRows: [Int32] = []
    var figures: [CellFigure] = []
    var kinds: [PrintedTable.RowKind] = []
    var parents: [Int: Int] = [:]
    var coverage: [Int: PrintedTable.Coverage] = [:]
    var cues: [RowCue] = []
    var indents: [UInt8] = []
    /// The rows that are totals of any sort, and those without figures.
    var totals: [Int] = []
    var sections: [Int] = []
    /// For each row and column, the sum of the items before it.
    var sums: [Int64] = []
    var subtotalSums: [Int64] = []

    let region: TableRegion
    let sheet: GridFigures
    let columns: TableColumns
    /// The grid's own; spans of them cost no counting of references in every row.
    private let cells: [GridCell]
    private let bytes: [UInt8]
    /// What the money columns are, by the sheet's columns, and in what unit.
    private let money: [(column: Int, unit: MoneyUnit)]
    /// For each column of the sheet, whether it is of the table and not of money.
    private let isBeside: [Bool]
    /// The kinds and parents that `sums` were made for.
    var summed: (kinds: [PrintedTable.RowKind], parents: [Int: Int]) = ([], [:])

    init(_ region: TableRegion, _ columns: TableColumns, in sheet: GridFigures) {
        self.region = region
        self.sheet = sheet
        self.columns = columns
        columnCount = columns.money.count
        cells = sheet.grid.cells
        bytes = sheet.grid.bytes
        money = columns.money.map { ($0.index, $0.unit) }
        let taken = Set(columns.money.map(\.index))
        isBeside = (0..<sheet.grid.columnCount).map {
            region.columns.contains($0) && !taken.contains($0)
        }
        read()
        sortByWords()
        settleHeading()
        settleParts()
        settleTotals()
        settleSections()
        leaveOutWhatFollows()
        addUp()
    }

    // MARK: Reading

    mutating func read() {
        let finder = TableFinder(sheet: sheet)
        let grid = sheet.grid
        gridRows.reserveCapacity(region.body.count)
        kinds.reserveCapacity(region.body.count)
        cues.reserveCapacity(region.body.count)
        indents.reserveCapacity(region.body.count)
        figures.reserveLarge(region.body.count * columnCount)
        for row in region.body {
            let sight = sheet.sights[row]
            guard sight.cells > 0, hasCell(grid.range(ofRow: row)) else { continue }
            let isHeaderAgain =
                sight.amounts == 0 && sight.cells > 1
                && region.header.last.map { finder.isSame(row, $0) } ?? false
            gridRows.append(Int32(row))
            var hasFigures = false
            for (column, unit) in money {
                let figure =
                    isHeaderAgain
                    ? .blank
                    : unit == .pounds
                        ? sheet.figure(row, column) : grid[row].figure(column, in: unit)
                figures.append(figure)
                if figure.state != .blank { hasFigures = true }
            }
            let label = labelCell(row)
            cues.append(hasFigures ? cue(row, label) : .none)
            indents.append(label.map { cells[$0].indent } ?? 0)
            kinds.append(hasFigures ? .item : .note)
        }
        calmWords()
    }

    private func hasCell(_ range: Range<Int>) -> Bool {
        range.contains { region.columns.contains(Int(cells[$0].column)) }
    }

    /// The cell that names a row of the grid: that of the last label column that has one.
    func labelCell(_ row: Int) -> Int? {
        for label in columns.labels.reversed() {
            if let cell = sheet.grid.cellIndex(row, label) { return cell }
        }
        return nil
    }

    /// What a row of the grid says of itself in its label, or in any column of words beside it.
    private func cue(_ row: Int, _ label: Int?) -> RowCue {
        let bytes = bytes.span
        let own = label.map { RowCue(bytes.extracting(cells[$0].place)) } ?? .perhapsTotal
        let range = sheet.grid.range(ofRow: row)
        guard own == .none || own == .perhapsTotal, range.count > columnCount || label == nil
        else { return own }
        for index in range where index != label {
            let cell = cells[index]
            guard cell.kind == .text, isBeside[Int(cell.column)], cell.place.count <= 40 else {
                continue
            }
            let text = bytes.extracting(cell.place)
            if RowCue.mayBeTotal(text) {
                let other = RowCue(text)
                if [.total, .subtotal, .grandTotal].contains(other) { return other }
            }
            if label == nil { return .none }
        }
        return own
    }

    /// A row whose money cells hold only words is a remark or a heading among the lines.
    private mutating func calmWords() {
        for row in kinds.indices where kinds[row] == .item && hasOnlyWords(row) {
            let gridRow = sheet.grid[Int(gridRows[row])]
            let kindsOfCells = columns.money.compactMap { gridRow.kind($0.index) }
            let isWords = kindsOfCells.allSatisfy { $0 == .text }
            // One long text under the figures is a footnote that begins in the wrong column.
            let long = columns.money.contains { gridRow.bytes($0.index).count > 40 }
            // “% spent” below what was allocated and spent.
            if kindsOfCells.allSatisfy({ $0 == .percentage })
                || columns.money.allSatisfy({
                    gridRow.cell($0.index) == nil
                        || gridRow.bytes($0.index).last == UInt8(ascii: "%")
                })
            {
                kinds[row] = .note
            }
            if isWords, labelCell(Int(gridRows[row])) == nil || long { kinds[row] = .note }
        }
    }

    private func hasOnlyWords(_ row: Int) -> Bool {
        (0..<columnCount).allSatisfy {
            let state = figure(row, $0).state
            return state == .blank || state == .unreadable
        }
    }

    func text(ofCell index: Int) -> String {
        String(decoding: bytes[cells[index].place], as: UTF8.self)
    }

    func figure(_ row: Int, _ column: Int) -> CellFigure { figures[row * columnCount + column] }

    // MARK: Words

    mutating func sortByWords() {
        var lastWhole: Int?
        var heading: Int?
        for row in kinds.indices {
            if kinds[row] == .note { heading = row }
            guard kinds[row] == .item else { continue }
            if cues[row] == .perhapsTotal, isNamed(row, forSection: heading) { cues[row] = .total }
            switch cues[row] {
            case .subtotal: kinds[row] = .subtotal
            case .total, .grandTotal:
                kinds[row] = .total
                lastWhole = row
            case .carriedForward:
                let next = (row + 1..<kinds.count).first { kinds[$0] == .item }
                if let next, cues[next] == .broughtForward { kinds[row] = .subtotal }
            case .broughtForward:
                let before = (0..<row).last { kinds[$0] != .note }
                if let before, cues[before] == .carriedForward, sameFigures(before, row) {
                    kinds[row] = .subtotal
                }
            default: break
            }
        }
        guard var lastWhole else { return }
        // “Charnwood total, Melton total, Grand total” and no other lines: the totals are the lines.
        let totals = kinds.indices.filter { kinds[$0] == .total || kinds[$0] == .subtotal }
        if totals.count > 2, !kinds.contains(.item) {
            for row in totals.dropLast() { kinds[row] = .item }
            return
        }
        // Of several totals the last is of the whole, as long as lines stand between them.
        var hasSections = false
        // Below the totals of sections, a sum without a name, or called net, is the whole.
        if let last = kinds.lastIndex(where: { $0 != .note }), kinds[last] == .item,
            labelCell(Int(gridRows[last])) == nil || isNet(last),
            kinds[..<lastWhole].contains(where: { $0 == .total || $0 == .subtotal }),
            (lastWhole + 1..<last).allSatisfy({ kinds[$0] == .note })
        {
            kinds[last] = .total
            kinds[lastWhole] = .subtotal
            lastWhole = last
            hasSections = true
        }
        heading = nil
        for row in kinds.indices {
            if kinds[row] == .note { heading = row }
            guard kinds[row] == .total, row != lastWhole, cues[row] == .total else { continue }
            guard let next = (row + 1..<kinds.count).first(where: { kinds[$0] != .note }) else {
                break
            }
            let isOfSection = kinds[next] == .item || kinds[next] == .subtotal
            if isOfSection || hasSections || cues[next] == .grandTotal
                || isNamed(row, forSection: heading)
            {
                kinds[row] = .subtotal
                hasSections = true
            }
        }
    }

    /// Whether it is “Net expenditure” below totals of which none is of income.
    private func isNet(_ row: Int) -> Bool {
        guard cues[row] == .perhapsTotal, words(row).first == "net" else { return false }
        let income: Set<String> = ["income", "receipts", "funding", "resources"]
        return !kinds.indices.contains {
            kinds[$0] == .total && !income.isDisjoint(with: words($0))
        }
    }

    /// Whether it is the total of the section whose heading stands above: “Total Youth work”.
    private func isNamed(_ row: Int, forSection heading: Int?) -> Bool {
        guard let heading else { return false }
        let section = words(heading)
        return !section.isEmpty && words(row).dropFirst().elementsEqual(section)
    }

    private func words(_ row: Int) -> [String] {
        labelCell(Int(gridRows[row])).map { HeadingWords.words(text(ofCell: $0)) } ?? []
    }

    func sameFigures(_ row: Int, _ other: Int) -> Bool {
        (0..<columnCount).allSatisfy { figure(row, $0).pence == figure(other, $0).pence }
    }

    /// The first line, with only what was received, is the fund's own.
    mutating func settleHeading() {
        guard let first = kinds.firstIndex(where: { $0 != .note }), kinds[first] == .item,
            columns.money.contains(where: { $0.role != .received })
        else { return }
        let isHeading = columns.money.indices.allSatisfy { column in
            (columns.money[column].role == .received) == (figure(first, column).state != .blank)
        }
        if isHeading, columns.money.contains(where: { $0.role == .received }) {
            kinds[first] = .heading
        }
    }

    // MARK: What follows

    /// Rows below the total of the whole, such as the award or what is not allocated, are no lines.
    mutating func leaveOutWhatFollows() {
        while let last = kinds.lastIndex(of: .total), cues[last] == .total,
            let cover = coverage[last], matches(last, cover) == 0,
            let before = (0..<last).last(where: { kinds[$0] != .note }),
            kinds[before] == .total
                || (kinds[before] == .subtotal && cues[before] == .perhapsTotal),
            (0..<columnCount).allSatisfy({
                !figure(last, $0).isFigure || figure(before, $0).isFigure
            })
        {
            kinds[before] = .total
            kinds[last] = .note
            coverage[last] = nil
        }
        leaveOutPot()
        guard let whole = kinds.lastIndex(of: .total), let cover = coverage[whole],
            cover.rows.upperBound <= whole
        else { return }
        for row in whole + 1..<kinds.count where kinds[row] == .item { kinds[row] = .note }
        addUp()
        leaveOutPot()
    }

    /// The last row with figures.
    var lastFilled: Int? { kinds.lastIndex { $0 != .note } }

    /// Whether a row is “Surplus”, “Remaining” or “Carried forward”.
    func saysWhatIsLeft(_ row: Int?) -> Bool {
        guard let row, let label = labelCell(Int(gridRows[row])) else { return false }
        return RowWords(text(ofCell: label)).isResult
    }

    /// Whether a sub-total is what all lines above it make.
    private func isWhole(_ row: Int) -> Bool {
        kinds[row] == .subtotal
            && (0..<columnCount).allSatisfy { column in
                !figure(row, column).isFigure
                    || figure(row, column).pence == sums[row * columnCount + column]
            }
    }

    /// A sum above all lines, called the total of the pot, which the lines need not use up.
    mutating func leaveOutPot() {
        guard let first = kinds.firstIndex(where: { $0 != .note }),
            kinds[first] == .subtotal || kinds[first] == .total, cues[first] == .total,
            kinds[(first + 1)...].contains(.total) || saysWhatIsLeft(lastFilled),
            let cover = coverage[first], matches(first, cover) == 0
        else { return }
        kinds[first] = .note
        coverage[first] = nil
    }
}
