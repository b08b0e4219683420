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

    init(_ region: TableRegion, _ columns: TableColumns, in sheet: GridFigures) {
        self.region = region
        self.sheet = sheet
        self.columns = columns
        columnCount = columns.money.count
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
        let columnsOfMoney = columns.money
        gridRows.reserveCapacity(region.body.count)
        figures.reserveCapacity(region.body.count * columnCount)
        for row in region.body {
            let gridRow = sheet.grid[row]
            guard sheet.sights[row].cells > 0,
                gridRow.columns.contains(where: { region.columns.contains($0) })
            else { continue }
            let isHeaderAgain =
                sheet.sights[row].amounts == 0 && sheet.sights[row].cells > 1
                && region.header.last.map { finder.isSame(row, $0) } ?? false
            gridRows.append(Int32(row))
            var hasFigures = false
            for column in columnsOfMoney {
                let figure =
                    isHeaderAgain
                    ? .blank
                    : column.unit == .pounds
                        ? sheet.figure(row, column.index)
                        : gridRow.figure(column.index, in: column.unit)
                figures.append(figure)
                if figure.state != .blank { hasFigures = true }
            }
            let label = labelCell(gridRow)
            cues.append(hasFigures ? cue(gridRow, label) : .none)
            indents.append(label.map { sheet.grid.cells[$0].indent } ?? 0)
            kinds.append(hasFigures ? .item : .note)
        }
        calmWords()
    }

    /// The cell that names the row: that of the last label column that has one.
    func labelCell(_ row: GridRow) -> Int? {
        columns.labels.reversed().lazy.compactMap { row.cellIndex($0) }.first
    }

    func cue(_ row: GridRow, _ label: Int?) -> RowCue {
        let own = label.map { RowCue(bytes(ofCell: $0)) } ?? .perhapsTotal
        guard own == .none || own == .perhapsTotal, row.range.count > columnCount || label == nil
        else { return own }
        // “Total” may stand in any column of words beside the figures.
        for index in row.range where index != label {
            let cell = sheet.grid.cells[index]
            guard cell.kind == .text, region.columns.contains(Int(cell.column)),
                !columns.money.contains(where: { $0.index == Int(cell.column) }),
                cell.end - cell.start <= 40
            else { continue }
            let text = bytes(ofCell: index)
            if RowCue.mayBeTotal(text) {
                let other = RowCue(text)
                if [.total, .subtotal, .grandTotal].contains(other) { return other }
            }
            if label == nil { return .none }
        }
        return own
    }

    func bytes(ofCell index: Int) -> ArraySlice<UInt8> {
        let cell = sheet.grid.cells[index]
        return sheet.grid.bytes[Int(cell.start)..<Int(cell.end)]
    }

    /// A row whose money cells hold only words is a remark or a heading among the lines.
    mutating func calmWords() {
        for row in kinds.indices where kinds[row] == .item {
            let states = (0..<columnCount).map { figure(row, $0).state }
            let printed = states.filter { $0 != .blank }
            guard printed.allSatisfy({ $0 == .unreadable }) else { continue }
            let gridRow = sheet.grid[Int(gridRows[row])]
            let kindsOfCells = columns.money.compactMap { gridRow.kind($0.index) }
            let isWords = kindsOfCells.allSatisfy { $0 == .text }
            // One long text under the figures is a footnote that begins in the wrong column.
            let long = columns.money.contains { gridRow.bytes($0.index).count > 40 }
            if isWords, labelCell(gridRow) == nil || long { kinds[row] = .note }
        }
    }

    func figure(_ row: Int, _ column: Int) -> CellFigure { figures[row * columnCount + column] }

    // MARK: Words

    mutating func sortByWords() {
        var lastWhole: Int?
        for row in kinds.indices where kinds[row] == .item {
            if cues[row] == .perhapsTotal, isNamedForSection(row) { cues[row] = .total }
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
        // Of several totals the last is of the whole, as long as lines stand between them.
        guard var lastWhole else { return }
        var hasSections = false
        // Below the totals of sections, a sum without a name, or called net, is the whole.
        if let last = kinds.lastIndex(where: { $0 != .note }), kinds[last] == .item,
            labelCell(sheet.grid[Int(gridRows[last])]) == nil || isNet(last),
            kinds[..<lastWhole].contains(where: { $0 == .total || $0 == .subtotal }),
            (lastWhole + 1..<last).allSatisfy({ kinds[$0] == .note })
        {
            kinds[last] = .total
            kinds[lastWhole] = .subtotal
            lastWhole = last
            hasSections = true
        }
        for row in kinds.indices
        where kinds[row] == .total && row != lastWhole && cues[row] == .total {
            guard let next = (row + 1..<kinds.count).first(where: { kinds[$0] != .note }) else {
                break
            }
            let isOfSection = kinds[next] == .item || kinds[next] == .subtotal
            if isOfSection || hasSections || cues[next] == .grandTotal || isNamedForSection(row) {
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
    private func isNamedForSection(_ row: Int) -> Bool {
        guard let heading = (0..<row).last(where: { kinds[$0] == .note }) else { return false }
        let section = words(heading)
        return !section.isEmpty && words(row).dropFirst().elementsEqual(section)
    }

    private func words(_ row: Int) -> [String] {
        labelCell(sheet.grid[Int(gridRows[row])]).map {
            HeadingWords.words(String(decoding: bytes(ofCell: $0), as: UTF8.self))
        } ?? []
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
        guard let whole = kinds.lastIndex(of: .total), let cover = coverage[whole],
            cover.rows.upperBound <= whole
        else { return }
        for row in whole + 1..<kinds.count where kinds[row] == .item { kinds[row] = .note }
        addUp()
        leaveOutPot()
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
            kinds[(first + 1)...].contains(.total), let cover = coverage[first],
            matches(first, cover) == 0
        else { return }
        kinds[first] = .note
        coverage[first] = nil
    }
}
