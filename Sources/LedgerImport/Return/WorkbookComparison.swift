/// How a workbook that came back differs from the one that was sent, cell by cell.
///
/// A workbook that was only opened and saved by another program does not differ: styles, spellings of
/// formulas and ways of keeping texts are no content, and a formula may come back without a result.
public struct WorkbookComparison: Equatable, Sendable {
    /// Everything that was altered, sheet by sheet and in order of place.
    public let changes: [WorkbookChange]
    /// What was typed into the cells that were left open for it, where it is not what was sent.
    public let typed: [TypedCell]
    /// How many formulas came back without what they come to; some programs keep no results.
    public let withoutResult: Int

    /// A cell that was left open and what it now holds.
    public struct TypedCell: Equatable, Sendable {
        /// The sheet, by the name that it was sent with.
        public let sheet: String
        /// Where the cell was when it was sent.
        public let place: CellAddress
        public let was: CellValue?
        /// Nil where it was emptied.
        public let now: CellValue?
        /// A formula that was typed instead of words, if one was.
        public let formula: String?
    }

    public var isUnaltered: Bool { changes.isEmpty }

    /// Holds a returned workbook against the one that was sent, whose unlocked cells are those open.
    public init(sent: WorkbookCells, returned: WorkbookCells) {
        var alignment = WorkbookAlignment(sent: sent, returned: returned)
        alignment.align()
        var changes = alignment.changes
        var typed: [TypedCell] = []
        for (sheet, found) in alignment.pairs {
            let moved = alignment.moves[sheet.name] ?? []
            let name = alignment.sentName(of: sheet.name)
            for (was, now) in WorkbookComparison.cells(of: sheet, found) {
                guard was?.isOpen == true else {
                    if let change = WorkbookChange(sheet: name, was: was, now: now) {
                        changes.append(change)
                    }
                    continue
                }
                if CellValue.areSame(was?.value, now?.value), was?.formula == now?.formula {
                    continue
                }
                guard let place = was?.place else { continue }
                typed.append(
                    TypedCell(
                        sheet: name, place: moved.reversed().reduce(place) { $1.undone($0) },
                        was: was?.value, now: now?.value, formula: now?.formula))
            }
        }
        self.changes = changes
        self.typed = typed
        withoutResult = returned.sheets.reduce(0) {
            $0 + $1.cells.count { $0.formula != nil && $0.value == nil }
        }
    }

    /// The cells of two sheets by their places, each with its counterpart where there is one.
    static func cells(
        of one: SheetCells, _ other: SheetCells
    ) -> [(WrittenCell?, WrittenCell?)] {
        var pairs: [(WrittenCell?, WrittenCell?)] = []
        var (left, right) = (one.cells[...], other.cells[...])
        while let place = [left.first?.place, right.first?.place].compactMap(\.self).min() {
            let was = left.first?.place == place ? left.removeFirst() : nil
            let now = right.first?.place == place ? right.removeFirst() : nil
            pairs.append((was, now))
        }
        return pairs
    }
}
