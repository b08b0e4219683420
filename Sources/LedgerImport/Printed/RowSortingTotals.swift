extension RowSorting {
    // MARK: Totals

    /// Whether a row's figure of a column counts in the totals below it.
    func counts(_ row: Int, _ column: Int) -> Bool {
        switch kinds[row] {
        case .item, .heading: true
        // A part counts where the line above says nothing.
        case .subitem: parents[row].map { !figure($0, column).isFigure } ?? true
        case .subtotal, .total, .note: false
        }
    }

    /// Decides which rows each total adds up, and whether rows without a name are totals.
    mutating func settleTotals() {
        cover()
        settleDoubtfulTotals()
    }

    mutating func cover() {
        addUp()
        coverage = [:]
        for row in totals { coverage[row] = bestCoverage(of: row) }
    }

    mutating func settleDoubtfulTotals() {
        var changed = false
        let last = kinds.lastIndex { $0 != .note }
        let hasWhole = kinds.contains(.total)
        let doubtful = kinds.indices.filter { kinds[$0] == .item && cues[$0] == .perhapsTotal }
        // A table of thousands of lines without names has no totals among them to look for.
        for row in doubtful where doubtful.count <= 500 {
            guard row > 0, let cover = bestCoverage(of: row), matches(row, cover) > 0 else {
                if row == last, !hasWhole, row > 1 {
                    kinds[row] = .total
                    changed = true
                }
                continue
            }
            let covered = (cover.rows.lowerBound..<cover.rows.upperBound).count {
                kinds[$0] == .item
            }
            guard covered > 1 else { continue }
            // Below the total of the whole may stand what remains of the pot.
            let after = (row + 1..<kinds.count).count { kinds[$0] != .note }
            kinds[row] = after <= 2 && !hasWhole ? .total : .subtotal
            changed = true
        }
        if changed { cover() }
    }

    /// Makes the sums for the kinds that rows have now, unless they were made for the same before.
    mutating func addUp() {
        guard sums.isEmpty || kinds != summed.kinds || parents != summed.parents else { return }
        summed = (kinds, parents)
        totals = kinds.indices.filter { kinds[$0] == .subtotal || kinds[$0] == .total }
        sections = kinds.indices.filter { kinds[$0] == .note }
        var items = Array(repeating: Int64(0), count: columnCount)
        var subtotals = items
        items.reserveLarge((kinds.count + 1) * columnCount)
        subtotals.reserveLarge((kinds.count + 1) * columnCount)
        for row in kinds.indices {
            let isSubtotal = kinds[row] == .subtotal
            for column in 0..<columnCount {
                let place = row * columnCount + column
                let figure = figures[place]
                let pence = figure.state == .amount ? figure.pence : 0
                items.append(addedSafely(items[place], counts(row, column) ? pence : 0))
                subtotals.append(addedSafely(subtotals[place], isSubtotal ? pence : 0))
            }
        }
        sums = items
        subtotalSums = subtotals
    }

    /// What the rows of a coverage make in a column, in pence.
    func sum(_ cover: PrintedTable.Coverage, _ column: Int) -> Int64 {
        let sums = cover.addsSubtotals ? subtotalSums : sums
        return sums[cover.rows.upperBound * columnCount + column]
            - sums[cover.rows.lowerBound * columnCount + column]
    }

    /// In how many columns a total is what its rows make.
    func matches(_ row: Int, _ cover: PrintedTable.Coverage) -> Int {
        (0..<columnCount).count { column in
            let figure = figure(row, column)
            guard figure.state == .amount else { return false }
            let sum = sum(cover, column)
            return sum == figure.pence && (sum != 0 || hasItems(cover))
        }
    }

    func hasItems(_ cover: PrintedTable.Coverage) -> Bool {
        cover.rows.contains { cover.addsSubtotals ? kinds[$0] == .subtotal : kinds[$0] == .item }
    }

    /// The rows a total is of: those since the total before it, since an earlier one, all, or, with
    /// none above, those below; the ones that agree in most columns.
    func bestCoverage(of row: Int) -> PrintedTable.Coverage? {
        let totals = totals.prefix { $0 < row }.suffix(41)
        let sections = sections.prefix { $0 < row }.suffix(20)
        let nearest = (totals.last ?? -1) + 1
        let earlier = totals.dropLast().suffix(40).reversed().map { $0 + 1 }
        var starts: [Int] = []
        if kinds[row] == .total {
            starts = [0] + totals.suffix(40).map { $0 + 1 } + Array(sections.suffix(20))
        } else {
            starts = [nearest] + earlier + sections.suffix(20).reversed() + [0]
        }
        func cover(_ rows: Range<Int>, subtotals: Bool = false) -> PrintedTable.Coverage {
            PrintedTable.Coverage(rows: rows, addsSubtotals: subtotals)
        }
        var choices = starts.map { cover($0..<row) }
        let below = self.totals.first { $0 > row }
        choices.append(cover(row + 1..<(below ?? kinds.count)))
        choices.append(cover(row + 1..<kinds.count))
        if below == nil, let last = lastFilled, last > row + 1, saysWhatIsLeft(last) {
            choices.append(cover(row + 1..<last))
        }
        choices += starts.map { cover($0..<row, subtotals: true) }
        var best: (cover: PrintedTable.Coverage, matches: Int)?
        for cover in choices where hasItems(cover) || cover == choices[0] {
            let matches = matches(row, cover)
            if best.map({ matches > $0.matches }) ?? true { best = (cover, matches) }
            if matches == columnCount { break }
        }
        guard let best, best.matches == 0 else { return best?.cover }
        // None agrees: the nearest to agreeing among those above, else the lines below.
        let above = choices.filter { hasItems($0) && $0.rows.upperBound <= row }
        guard !above.isEmpty else {
            return choices.first { hasItems($0) && $0.rows.lowerBound > row } ?? best.cover
        }
        return above.min { distance(row, $0) < distance(row, $1) }
    }

    /// How far a total is from what rows make, over all columns, in pence.
    private func distance(_ row: Int, _ cover: PrintedTable.Coverage) -> Int64 {
        (0..<columnCount).reduce(Int64(0)) { distance, column in
            let figure = figure(row, column)
            guard figure.state == .amount else { return distance }
            return addedSafely(distance, abs(figure.pence - sum(cover, column)))
        }
    }

    /// How many printed totals are not what their rows make.
    var failures: Int { totals { $0 != $1 } }

    /// How many are.
    var agreements: Int { totals { $0 == $1 } }

    private func totals(where holds: (Int64, Int64) -> Bool) -> Int {
        coverage.reduce(0) { count, total in
            count
                + (0..<columnCount).count { column in
                    let figure = figure(total.key, column)
                    return figure.state == .amount && holds(figure.pence, sum(total.value, column))
                }
        }
    }
}
