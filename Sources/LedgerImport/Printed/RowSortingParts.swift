import LedgerCore

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
        // Where parts are told by words or add up, totals that count them twice are wrong.
        if asItems.failures < failures, !sure { self = asItems }
    }

    func isPart(_ row: Int, of parent: Int) -> Bool {
        guard kinds[row] == .item else { return false }
        if cues[row] == .part || (cues[row] == .bullet && cues[parent] != .bullet) { return true }
        if indents[row] > indents[parent] && indents[row] >= 1 { return true }
        return isNumbered(row, below: parent)
    }

    /// Whether a row is `2.1` or `2a` below `2`.
    private func isNumbered(_ row: Int, below parent: Int) -> Bool {
        let (own, above) = (number(row), number(parent))
        guard !above.isEmpty, own.count > above.count, own.starts(with: above) else { return false }
        let next = own[own.startIndex + above.count]
        return next == UInt8(ascii: ".") || (97...122).contains(next | 0x20)
    }

    /// What a label begins with when that is a number: `2`, `2.1`, `2a`; else nothing.
    private func number(_ row: Int) -> ArraySlice<UInt8> {
        let gridRow = sheet.grid[Int(gridRows[row])]
        guard let column = columns.labels.first(where: { gridRow.cell($0) != nil }) else {
            return []
        }
        let label = gridRow.bytes(column)
        guard label.first.map(isDigit) ?? false else { return [] }
        var token = label.prefix { $0 != 0x20 }
        while let last = token.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ")") {
            token = token.dropLast()
        }
        return token.count <= 6 ? token : []
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

    /// A table whose totals disagree may have sums in its section headings, with the lines below, or
    /// sub-totals by another name, with the lines above.
    mutating func settleSections() {
        guard failures > 0, kinds.count < 2_000, !kinds.contains(.subtotal) else { return }
        let score = agreements - failures
        var (below, above, nearly) = (self, self, self)
        let found = below.takeSections(wholly: true)
        if found, below.agreements - below.failures > score {
            self = below
        } else if nearly.takeSections(wholly: false), nearly.agreements - nearly.failures > score,
            nearly.failures == 0
        {
            self = nearly
        } else if above.takeUnnamedSubtotals(), above.agreements - above.failures > score {
            self = above
        }
    }

    /// Takes each line that is the sum of those above it, back to the heading of its section or the
    /// sub-total before, for their sub-total; one that bears the section's name may be wrong.
    private mutating func takeUnnamedSubtotals() -> Bool {
        var lines: [Int] = []
        var section: [UInt8] = []
        var found = false
        for row in kinds.indices {
            if kinds[row] == .note {
                lines = []
                section = label(row)
            }
            guard kinds[row] == .item else { continue }
            let agreeing = (0..<columnCount).count { column in
                figure(row, column).pence
                    == lines.reduce(0) { addedSafely($0, figure($1, column).pence) }
            }
            let isNamed = !section.isEmpty && !lines.isEmpty && label(row).starts(with: section)
            let hasMoney = (0..<columnCount).contains { figure(row, $0).pence != 0 }
            if (agreeing == columnCount && lines.count > 1 && hasMoney)
                || (isNamed && agreeing > 0)
            {
                kinds[row] = .subtotal
                found = true
                lines = []
            } else {
                lines.append(row)
            }
        }
        if found { settleTotals() }
        return found
    }

    /// What names a row: its label, or where it has none, its first cell.
    private func label(_ row: Int) -> [UInt8] {
        let row = Int(gridRows[row])
        let cell = labelCell(row) ?? sheet.grid.range(ofRow: row).first
        return cell.map { foldedLabel(text(ofCell: $0)) } ?? []
    }

    /// Takes each line that is the sum of two or more lines after it for their heading.
    private mutating func takeSections(wholly: Bool) -> Bool {
        var found = false
        var row = 0
        while row < kinds.count {
            guard kinds[row] == .item else {
                row += 1
                continue
            }
            guard let end = sectionEnd(row, wholly: wholly) else {
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

    /// Where the lines end that a row is the sum of, in every column or in one at least; nil where it
    /// is of none.
    private func sectionEnd(_ row: Int, wholly: Bool) -> Int? {
        var sums = Array(repeating: Int64(0), count: columnCount)
        var lines = 0
        for next in row + 1..<kinds.count {
            if kinds[next] == .note || kinds[next] == .subitem { continue }
            guard kinds[next] == .item else { return nil }
            lines += 1
            var agreeing = 0
            var hasMoney = false
            for column in 0..<columnCount {
                sums[column] = addedSafely(sums[column], figure(next, column).pence)
                guard sums[column] == figure(row, column).pence else { continue }
                agreeing += 1
                if sums[column] != 0 { hasMoney = true }
            }
            let isSum = wholly ? agreeing == columnCount : agreeing > 0
            if isSum, lines >= 2, hasMoney { return next + 1 }
        }
        return nil
    }
}
