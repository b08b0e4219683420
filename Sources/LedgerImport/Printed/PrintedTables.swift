import LedgerCore

extension PrintedTable {
    /// Every table of a sheet, in the order of their first lines.
    public static func tables(in grid: Grid, options: TableOptions = TableOptions())
        -> [PrintedTable]
    {
        let sheet = GridFigures(grid)
        return TableFinder(sheet: sheet).regions().compactMap { region in
            PrintedTable(region, in: sheet, options: options)
        }
    }

    /// Whether a table on the sheet has a column of that heading, letter or number.
    static func hasColumn(_ name: String, on grid: Grid) -> Bool {
        let sheet = GridFigures(grid)
        return TableFinder(sheet: sheet).regions().contains { region in
            TableColumns(region, in: sheet, options: TableOptions()).column(named: name) != nil
        }
    }

    /// The last words above the header that stand alone in their row.
    static func title(_ region: TableRegion, _ sheet: GridFigures) -> String? {
        for row in region.preamble.reversed() {
            let gridRow = sheet.grid[row]
            guard let first = gridRow.columns.first(where: { region.columns.contains($0) }) else {
                continue
            }
            let text = oneLine(composed(gridRow.bytes(first)))
            if MoneyUnit(namedIn: text) == nil || text.utf8.count > 20 { return text }
        }
        return nil
    }

    /// Whether a line above or below says that figures are rounded.
    static func saysRounded(
        _ region: TableRegion, _ rows: RowSorting, _ grid: Grid
    ) -> Bool {
        let notes = rows.kinds.indices.lazy.filter { rows.kinds[$0] == .note }
            .map { Int(rows.gridRows[$0]) }
        return (Array(region.preamble.suffix(10)) + Array(notes.suffix(40))).contains { row in
            grid[row].columns.contains { column in
                let folded = foldedLabel(grid[row][column])
                let words = HeadingWords.words(grid[row][column])
                return folded.count < 2_000
                    && words.contains { ["rounding", "rounded", "roundings"].contains($0) }
            }
        }
    }
}
