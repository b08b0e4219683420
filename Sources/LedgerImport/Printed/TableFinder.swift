import LedgerCore

/// Where on a sheet a table lies, before its columns are looked at.
struct TableRegion {
    /// The rows of the grid that hold its headings; empty for a table without a header.
    var header: [Int]
    /// The rows above it that belong to no other table, for its title and its unit.
    var preamble: Range<Int>
    /// The rows of the grid below the header.
    var body: Range<Int>
    /// The sheet's columns it lies on.
    var columns: ClosedRange<Int>
    /// Whether there are headings of money above it, and not one sum below them.
    var hasOnlyWords = false
}

/// Finds the tables of a sheet, one under another and side by side.
///
/// A table begins at the first row with sums of money that no table has yet; its header is the
/// nearest row of words above. It ends where a new header begins, or with the sheet.
struct TableFinder {
    let sheet: GridFigures
    private var grid: Grid { sheet.grid }

    func regions() -> [TableRegion] {
        guard grid.columnCount > 0 else { return [] }
        var regions: [TableRegion] = []
        var free = 0
        while let data = (free..<grid.rowCount).first(where: { isData($0) }) {
            let header = header(above: data, from: free)
            let end = end(ofTableFrom: data, header: header.last)
            let region = TableRegion(
                header: header, preamble: free..<(header.first ?? data),
                body: (header.last.map { $0 + 1 } ?? data)..<end,
                columns: 0...(grid.columnCount - 1))
            if !header.isEmpty || isTableWithoutHeader(region.body) {
                regions += sideBySide(region)
            }
            free = end
        }
        return regions.isEmpty ? [wordsOnly()].compactMap(\.self) : regions
    }

    /// Whether there are headings of money on the sheet at all.
    var hasHeader: Bool { headerOfMoney != nil }

    private var headerOfMoney: Int? {
        (0..<grid.rowCount).first { row in
            isHeading(row) && grid[row].columns.contains { HeadingWords(grid[row][$0]).role != nil }
        }
    }

    /// A header of money above rows without a single sum; each of their cells is told of.
    private func wordsOnly() -> TableRegion? {
        guard let header = headerOfMoney, header + 1 < grid.rowCount else { return nil }
        return TableRegion(
            header: [header], preamble: 0..<header, body: header + 1..<grid.rowCount,
            columns: 0...(grid.columnCount - 1), hasOnlyWords: true)
    }

    /// A row with a sum of money; a lone number among words is a header's, such as a year.
    private func isData(_ row: Int) -> Bool {
        let sight = sheet.sights[row]
        return sight.amounts > 0 && !isHeading(row)
    }

    /// Sums above a header, such as “Award: £75,500”, are a table only with lines and a total.
    private func isTableWithoutHeader(_ rows: Range<Int>) -> Bool {
        rows.count { sheet.sights[$0].amounts > 0 } >= 2
            && rows.contains { cue($0) == .total || cue($0) == .grandTotal }
    }

    private func cue(_ row: Int) -> RowCue {
        guard
            let first = grid[row].columns.first(where: {
                sheet.figure(row, $0).state == .unreadable
            })
        else { return .none }
        return RowCue(grid[row].bytes(first))
    }

    private func isNumber(_ figure: CellFigure) -> Bool {
        figure.state == .amount || figure.state == .partOfAPenny
    }

    /// Whether a cell was meant for a sum and cannot be read as one.
    private func isTried(_ row: Int, _ column: Int) -> Bool {
        guard let index = grid.cellIndex(row, column) else { return false }
        let bytes = grid.bytes
        return sheet.figures[index].state == .unreadable
            && grid.cells[index].isTried(in: bytes.span)
    }

    // MARK: The header

    /// The rows of headings above the first row of figures; the last is the nearest to it.
    private func header(above data: Int, from free: Int) -> [Int] {
        var row = data - 1
        var skipped = 0
        // Between header and figures may stand headings of sections, and blank rows.
        while row >= free, skipped < 8, !canBeHeader(row, above: data) {
            row -= 1
            skipped += 1
        }
        guard row >= free, canBeHeader(row, above: data) else {
            // A lone “£” over the figures of an account.
            return data > free && isUnits(data - 1) ? [data - 1] : []
        }
        var rows = [row]
        // A row of units below the headings, and of groups above them.
        if row + 1 < data, isUnits(row + 1) { rows.append(row + 1) }
        while let top = rows.first, top > free, rows.count < 4, isGroup(top - 1, above: top) {
            rows.insert(top - 1, at: 0)
        }
        return rows
    }

    /// Words in two cells or more, one of them above a figure; or one word above a figure.
    private func canBeHeader(_ row: Int, above data: Int) -> Bool {
        let sight = sheet.sights[row]
        guard sight.isWords || isHeading(row), !isUnits(row), !isLineWithYear(row) else {
            return false
        }
        let figures = figureColumns(from: data)
        let above = grid[row].columns.filter { figures.contains($0) }
        guard !above.isEmpty else { return false }
        if above.contains(where: { HeadingWords(grid[row][$0]).isKnown }) { return true }
        // Words nobody knows are headings where figures stand below them more than once.
        return sight.cells >= 2
            && above.contains { column in
                (data..<min(data + 8, grid.rowCount)).count {
                    isNumber(sheet.figure($0, column))
                } > 1
            }
    }

    /// Whether what looks like a year is the sum of a line, right below the headings.
    private func isLineWithYear(_ row: Int) -> Bool {
        guard sheet.sights[row].years > 0, row > 0, grid[row - 1].line + 1 == grid[row].line,
            isHeading(row - 1), let first = grid[row].columns.first(where: { _ in true })
        else { return false }
        let words = HeadingWords(grid[row][first])
        guard !words.words.isEmpty, !words.saysMoney, !words.isLabel, !words.isNoMoney else {
            return false
        }
        return grid[row].columns.allSatisfy { column in
            isNumber(sheet.figure(row, column)) || !HeadingWords(grid[row - 1][column]).saysMoney
        }
    }

    /// The columns with a figure in a row or in the few below it.
    private func figureColumns(from row: Int) -> Set<Int> {
        var columns: Set<Int> = []
        for row in row..<min(row + 6, grid.rowCount) {
            for column in grid[row].columns {
                if isNumber(sheet.figure(row, column)) || isTried(row, column) {
                    columns.insert(column)
                }
            }
        }
        return columns
    }

    /// Whether most words of a row are such as headings are made of, one of them of money.
    private func isHeading(_ row: Int) -> Bool {
        let sight = sheet.sights[row]
        guard sight.texts >= 2, sight.sums + sight.nothings == 0, sight.amounts < sight.texts else {
            return false
        }
        var known = 0
        var saysMoney = false
        for column in grid[row].columns {
            let text = grid[row].bytes(column)
            guard text.count <= 120 else { return false }
            let words = HeadingWords(String(decoding: text, as: UTF8.self))
            guard !words.isFigure else { continue }
            if words.isKnown, words.words.count <= 10 { known += 1 }
            if words.saysMoney { saysMoney = true }
        }
        guard saysMoney, known >= 2 else { return false }
        return sight.years == 0 || hasYearsOnly(row) && (sight.years > 1 || known == sight.cells)
    }

    /// Whether the figures of a row are years, each the next one's neighbour; the sums of a line,
    /// such as 1990 and 2000, may only look like years.
    private func hasYearsOnly(_ row: Int) -> Bool {
        guard sheet.sights[row].amounts == 0 else { return false }
        var last: Int64?
        for column in grid[row].columns {
            let figure = sheet.figure(row, column)
            guard figure.state != .nothing else { return false }
            guard isNumber(figure), figure.traits.contains(.year) else { continue }
            if let last, abs(figure.pence - last) != 100 { return false }
            last = figure.pence
        }
        return true
    }

    /// `£`, `£000`, `(£)` and nothing else.
    private func isUnits(_ row: Int) -> Bool {
        let cells = grid[row].columns.map { grid[row][$0] }
        guard !cells.isEmpty else { return false }
        return cells.allSatisfy { text in
            let scalars = foldedScalars(text).filter {
                ![0x28, 0x29, 0x27, 0x20, 0x73].contains($0)
            }
            return scalars == [0xA3] || scalars == [0x30, 0x30, 0x30]
                || scalars == [0xA3, 0x30, 0x30, 0x30] || scalars == [0xA3, 0x6D]
                || scalars == [0xA3, 0x6B]
        }
    }

    /// Whether a row stands over a header as its groups do: years over “Budget” and “Actual”.
    private func isGroup(_ row: Int, above header: Int) -> Bool {
        let sight = sheet.sights[row]
        guard sight.isWords, grid[row].line + 1 == grid[header].line else { return false }
        let columns = Array(grid[row].columns)
        guard let first = columns.first else { return false }
        if columns.count == 1 {
            // A title may be merged over the whole table; a group is over its figures only.
            return first > 0
                && grid.merges.contains {
                    $0.lines.contains(grid[row].line) && $0.columns.lowerBound == first
                        && $0.columns.count > 1
                }
        }
        // “Month: 6” is said of the whole page.
        if first == 0, grid[header].cell(0) == nil,
            grid[row].bytes(0).contains(UInt8(ascii: ":"))
        {
            return false
        }
        return columns.contains { grid[header].cell($0) != nil } || columns.allSatisfy { $0 > 0 }
    }

    // MARK: The end

    private func end(ofTableFrom data: Int, header: Int?) -> Int {
        var row = data + 1
        while row < grid.rowCount {
            if beginsTable(row, after: header) { return backOverTitles(row, from: data) }
            row += 1
        }
        return grid.rowCount
    }

    /// Whether a row is the header of another table; the same header again after a page break is
    /// not, unless the table above it had its total.
    private func beginsTable(_ row: Int, after header: Int?) -> Bool {
        guard isHeading(row) else { return false }
        let nextData = (row + 1..<min(row + 12, grid.rowCount)).first {
            sheet.sights[$0].amounts > 0
        }
        guard let nextData, canBeHeader(row, above: nextData) else { return false }
        guard let header, isSame(row, header) else { return true }
        let before = (header..<row).last { sheet.sights[$0].amounts > 0 }
        guard let before else { return false }
        return [.total, .grandTotal].contains(cue(before))
    }

    /// Whether two rows hold the same words in the same columns.
    func isSame(_ row: Int, _ other: Int) -> Bool {
        grid[row].columns.elementsEqual(grid[other].columns)
            && grid[row].columns.allSatisfy {
                foldedLabel(grid[row][$0]) == foldedLabel(grid[other][$0])
            }
    }

    /// The titles directly above a header are the next table's.
    private func backOverTitles(_ header: Int, from data: Int) -> Int {
        var row = header
        while row - 1 > data, sheet.sights[row - 1].amounts == 0, sheet.sights[row - 1].cells <= 1,
            header - row < 4, !isFootnote(row - 1)
        {
            row -= 1
        }
        // A group row over the header.
        if row == header, row - 1 > data, isGroup(row - 1, above: header),
            sheet.sights[row - 1].cells > 1
        {
            return backOverTitles(row - 1, from: data)
        }
        return row
    }

    private func isFootnote(_ row: Int) -> Bool {
        guard let first = grid[row].columns.first(where: { _ in true }) else { return false }
        let text = grid[row].bytes(first)
        let folded = foldedLabel(String(decoding: text.prefix(12), as: UTF8.self))
        return text.first == UInt8(ascii: "*") || folded.starts(with: "note".utf8)
            || folded.starts(with: "source".utf8)
    }

    // MARK: Side by side

    /// Parts a region at the columns that are empty throughout, where each part has names and sums.
    private func sideBySide(_ region: TableRegion) -> [TableRegion] {
        guard let header = region.header.last else { return [region] }
        // Headings without a gap between them are of one table.
        let headed = Array(grid[header].columns)
        guard let first = headed.first, let last = headed.last, last - first + 1 > headed.count
        else {
            return [region]
        }
        var isUsed = Array(repeating: false, count: grid.columnCount)
        let rows = region.header + Array(region.body)
        var texts = isUsed
        var amounts = isUsed
        for row in rows {
            for column in grid[row].columns
            where !isUsed[column] || !texts[column] || !amounts[column] {
                isUsed[column] = true
                guard row > header else { continue }
                let figure = sheet.figure(row, column)
                if isNumber(figure) { amounts[column] = true }
                if figure.state == .unreadable { texts[column] = true }
            }
        }
        var parts: [ClosedRange<Int>] = []
        var start: Int?
        for column in 0...grid.columnCount {
            let used = column < grid.columnCount && isUsed[column]
            if used, start == nil { start = column }
            if !used, let first = start {
                parts.append(first...(column - 1))
                start = nil
            }
        }
        let whole = parts.allSatisfy { part in
            let labels = part.first { texts[$0] && !amounts[$0] }
            guard let labels else { return false }
            return part.contains { $0 > labels && amounts[$0] } && grid[header].cell(labels) != nil
                || (part.contains { $0 > labels && amounts[$0] }
                    && part.contains { grid[header].cell($0) != nil })
        }
        guard parts.count > 1, whole else { return [region] }
        return parts.map { part in
            var one = region
            one.columns = part
            return one
        }
    }
}
