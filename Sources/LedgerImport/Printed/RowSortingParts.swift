extension RowSorting {
    // MARK: Parts

    /// Decides whether lines set in, or with bullets, are parts of the line above or lines of their own.
    mutating func settleParts() {
        var groups: [(parent: Int, parts: Range<Int>)] = []
        var row = 0
        while row < kinds.count {
            defer { row += 1 }
            guard kinds[row] == .item, cues[row] != .part, cues[row] != .bullet else { continue }
            var end = row + 1
            while end < kinds.count, isPart(end, of: row) { end += 1 }
            if end > row + 1 {
                groups.append((row, row + 1..<end))
                row = end - 1
            }
        }
        guard !groups.isEmpty else { return }
        let before = self
        for group in groups {
            for part in group.parts where kinds[part] == .item {
                kinds[part] = .subitem
                parents[part] = group.parent
            }
        }
        settleTotals()
        let sure = groups.contains { group in
            group.parts.contains { cues[$0] == .part } || partsAddUp(group.parent, group.parts)
        }
        var asItems = before
        asItems.settleTotals()
        if asItems.failures < failures, !sure || asItems.failures == 0 { self = asItems }
    }

    func isPart(_ row: Int, of parent: Int) -> Bool {
        guard kinds[row] == .item else { return false }
        if cues[row] == .part || (cues[row] == .bullet && cues[parent] != .bullet) { return true }
        return indents[row] > indents[parent] && indents[row] >= 1
    }

    func partsAddUp(_ parent: Int, _ parts: Range<Int>) -> Bool {
        var agrees = false
        for column in 0..<columnCount where figure(parent, column).pence != 0 {
            let sum = parts.reduce(Int64(0)) { addedSafely($0, figure($1, column).pence) }
            if sum == figure(parent, column).pence {
                agrees = true
            } else if sum != 0 {
                return false
            }
        }
        return agrees
    }

    // MARK: Sections

    /// A table whose totals disagree may have sums in its section headings, with the lines below.
    mutating func settleSections() {
        guard failures > 0, kinds.count < 2_000, !kinds.contains(.subtotal) else { return }
        var other = self
        guard other.takeSections(), other.failures == 0 else { return }
        self = other
    }

    /// Takes each line that is the sum of two or more lines after it for their heading.
    mutating func takeSections() -> Bool {
        var found = false
        var row = 0
        while row < kinds.count {
            guard kinds[row] == .item else {
                row += 1
                continue
            }
            guard let end = sectionEnd(row) else {
                row += 1
                continue
            }
            for part in row + 1..<end where kinds[part] == .item {
                kinds[part] = .subitem
                parents[part] = row
            }
            found = true
            row = end
        }
        if found { settleTotals() }
        return found
    }

    /// Where the lines end that a row is the sum of in every column; nil where it is of none.
    func sectionEnd(_ row: Int) -> Int? {
        var sums = Array(repeating: Int64(0), count: columnCount)
        var lines = 0
        for next in row + 1..<kinds.count {
            if kinds[next] == .note { continue }
            guard kinds[next] == .item else { return nil }
            lines += 1
            var agrees = true
            for column in 0..<columnCount {
                sums[column] = addedSafely(sums[column], figure(next, column).pence)
                if sums[column] != figure(row, column).pence { agrees = false }
            }
            let hasMoney = (0..<columnCount).contains { figure(row, $0).pence != 0 }
            if agrees, lines >= 2, hasMoney { return next + 1 }
        }
        return nil
    }
}
