/// Rows or columns that were inserted into a sheet, or taken away.
struct SheetMove: Equatable {
    enum Axis {
        case lines
        case columns
    }

    let axis: Axis
    /// The first that moved.
    let start: Int
    /// How many were inserted; negative where they were taken away.
    let count: Int

    /// Where a cell lies after the move; nil where it was taken away.
    func done(_ place: CellAddress) -> CellAddress? {
        guard let number = moved(axis == .lines ? place.line : place.column) else { return nil }
        var after = place
        if axis == .lines { after.line = number } else { after.column = number }
        return after
    }

    /// Where a cell lay before the move.
    func undone(_ place: CellAddress) -> CellAddress {
        var before = place
        switch axis {
        case .lines where place.line >= start + max(count, 0): before.line -= count
        case .columns where place.column >= start + max(count, 0): before.column -= count
        default: break
        }
        return before
    }

    /// Where a row or column lies after the move.
    private func moved(_ number: Int) -> Int? {
        guard number >= start else { return number }
        guard count < 0 else { return number + count }
        return number >= start - count ? number + count : nil
    }

    /// The place in a formula after the move; an end of an area that was taken away draws in.
    func done(_ place: FormulaPlace, _ role: FormulaText.Role) -> FormulaPlace? {
        var after = place
        let number = axis == .lines ? place.line : place.column
        let kept: Int? =
            switch role {
            case .single: nil
            case .first: start
            case .second: start - 1
            }
        guard let new = moved(number) ?? kept else { return nil }
        if axis == .lines { after.line = new } else { after.column = new }
        return after
    }

    /// The change to tell.
    func change(in sheet: String) -> WorkbookChange {
        switch axis {
        case .lines:
            let place = CellAddress(line: start, column: 0)
            return WorkbookChange(
                count > 0 ? .linesInserted(count) : .linesRemoved(-count), sheet: sheet, place)
        case .columns:
            let place = CellAddress(line: 1, column: start)
            return WorkbookChange(
                count > 0 ? .columnsInserted(count) : .columnsRemoved(-count), sheet: sheet, place)
        }
    }
}

extension SheetMove {
    /// The move that accounts for most of what differs between two sheets; nil where none does.
    static func found(between sent: SheetCells, and returned: SheetCells) -> SheetMove? {
        let candidates = [Axis.lines, .columns].compactMap { axis in
            best(axis, Signatures(sent, axis), Signatures(returned, axis))
        }
        return candidates.max { $0.saving < $1.saving }?.move
    }

    /// How many places are looked at for a move's start, and how many guesses at its size.
    private static let tries = (starts: 12, sizes: 4)

    /// What the cells of a row or column say together, formulas apart, since those move along.
    private struct Signatures {
        var numbers: [Int: Int] = [:]

        init(_ sheet: SheetCells, _ axis: Axis) {
            var hashers: [Int: Hasher] = [:]
            for cell in sheet.cells where !cell.isEmpty && !cell.isOpen {
                let number = axis == .lines ? cell.place.line : cell.place.column
                hashers[number, default: Hasher()].combine(
                    axis == .lines ? cell.place.column : cell.place.line)
                hashers[number]?.combine(cell.formula == nil ? cell.value : nil)
            }
            numbers = hashers.mapValues { $0.finalize() }
        }

        /// Twice how many rows differ once these have moved; one that was inserted counts once
        /// where it says something, so that of two starts the one is taken that explains more.
        func misses(_ other: Signatures, after move: SheetMove?) -> Int {
            var misses = 0
            var met = 0
            for (number, signature) in numbers {
                guard let move, let place = move.moved(number) else {
                    if move == nil { misses += other.numbers[number] == signature ? 0 : 1 }
                    if move == nil, other.numbers[number] != nil { met += 1 }
                    continue
                }
                if let found = other.numbers[place] {
                    met += 1
                    misses += found == signature ? 0 : 1
                } else {
                    misses += 1
                }
            }
            var extra = other.numbers.count - met
            var inserted = 0
            if let move, move.count > 0 {
                for number in move.start..<(move.start + move.count)
                where other.numbers[number] != nil { inserted += 1 }
            }
            extra -= inserted
            return 2 * (misses + extra) + inserted
        }
    }

    private static func best(
        _ axis: Axis, _ sent: Signatures, _ returned: Signatures
    ) -> (move: SheetMove, saving: Int)? {
        let before = sent.misses(returned, after: nil)
        guard before > 2, let last = sent.numbers.keys.max() else { return nil }
        let all = Set(sent.numbers.keys).union(returned.numbers.keys).sorted()
        let starts = all.filter { sent.numbers[$0] != returned.numbers[$0] }
        var best: (move: SheetMove, saving: Int)?
        for start in starts.prefix(tries.starts) {
            for size in sizes(from: start, sent, returned) {
                let move = SheetMove(axis: axis, start: start, count: size)
                // At the end nothing moves: cells there were added or emptied.
                guard start - min(size, 0) <= last else { continue }
                let saving = before - sent.misses(returned, after: move)
                if saving > best?.saving ?? 2 { best = (move, saving) }
            }
        }
        return best
    }

    /// By how much the rows from here on may have moved, from where the first of them are now.
    private static func sizes(
        from start: Int, _ sent: Signatures, _ returned: Signatures
    ) -> Set<Int> {
        func gaps(_ from: Signatures, _ to: Signatures) -> [Int] {
            let first = from.numbers.keys.filter { $0 >= start }.sorted().prefix(tries.sizes)
            return first.flatMap { number in
                to.numbers.filter { $0.value == from.numbers[number] && $0.key > number }
                    .map { $0.key - number }.sorted().prefix(tries.sizes)
            }
        }
        return Set(gaps(sent, returned)).union(gaps(returned, sent).map { -$0 })
    }
}
