/// Puts a sheet's cells into a grid, as people see them.
struct GridTaker: SheetTaker {
    private let workbook: SheetSurroundings
    private let sheet: String
    private let part: String
    private var builder = GridBuilder()
    private var hiddenLines: Set<Int> = []
    private var hiddenColumns: [ClosedRange<Int>] = []
    private var merges: [GridArea] = []

    init(_ workbook: SheetSurroundings, sheet: String, part: String) {
        self.workbook = workbook
        self.sheet = sheet
        self.part = part
    }

    /// The cells read, as the sheet of that name.
    consuming func grid(isHidden: Bool) throws(SpreadsheetError) -> Grid {
        if let line = builder.sortRows() {
            throw .twice(Grid.place(sheet: sheet, line: line, column: nil))
        }
        let width = builder.columnCount
        let columns = hiddenColumns.flatMap { $0.clamped(to: 0...max(width - 1, 0)) }
        return builder.grid(
            name: sheet, isHidden: isHidden, hiddenLines: hiddenLines,
            hiddenColumns: Set(columns.filter { $0 < width }), merges: merges)
    }

    var taken: Int {
        workbook.taken + builder.size
            + (merges.count + hiddenLines.count) * MemoryLayout<GridArea>.stride
    }

    /// How many cells this sheet and those before it have.
    var cellCount: Int { workbook.cellCount + builder.cellCount }

    mutating func beginRow(line: Int) { builder.beginRow(line: line) }

    mutating func endRow(line: Int, isHidden: Bool) throws(SpreadsheetError) {
        let (hasCells, twice) = builder.endRow()
        if let twice { throw .twice(Grid.place(sheet: sheet, line: line, column: twice)) }
        if hasCells, isHidden { hiddenLines.insert(line) }
    }

    mutating func hide(_ columns: ClosedRange<Int>) throws(SpreadsheetError) {
        guard hiddenColumns.count < CellPlace.columnLimit else { throw .damaged(part: part) }
        hiddenColumns.append(columns)
    }

    mutating func merge(_ area: GridArea) { merges.append(area) }

    // MARK: Cells

    mutating func take(
        _ cell: borrowing SheetCell, line: Int, column: Int
    ) throws(SpreadsheetError) {
        guard !cell.isEmpty else { return }
        guard cellCount < GridBuilder.cellLimit else { throw .tooManyCells }
        guard taken + cell.value.count + cell.formula.count <= GridBuilder.limit else {
            throw .tooMuchText
        }
        if cell.isFormula, cell.isWithoutValue {
            let formula = cell.formula.isEmpty ? Array("…".utf8) : cell.formula
            builder.add(
                [UInt8(ascii: "=")] + formula, column: column, kind: .formulaWithoutValue,
                isFormula: true)
            return
        }
        switch cell.kind {
        case .shared: try addShared(cell, line, column)
        case .inline: add(EscapedText.plain(cell.inline), .text, cell, column)
        case .formulaText: add(EscapedText.plain(cell.value), .text, cell, column)
        case .boolean:
            add(Array((cell.value == [49] ? "TRUE" : "FALSE").utf8), .boolean, cell, column)
        case .error: add(cell.value, .error, cell, column)
        case .date:
            add(SerialDay.text(ofWritten: cell.value) ?? cell.value, .date, cell, column)
        case .number: addNumber(cell, column)
        }
    }

    private mutating func add(
        _ text: [UInt8], _ kind: GridKind, _ cell: borrowing SheetCell, _ column: Int
    ) {
        builder.add(
            text, column: column, kind: kind, isFormula: cell.isFormula,
            indent: workbook.style(cell.style).indent)
    }

    private mutating func addShared(
        _ cell: borrowing SheetCell, _ line: Int, _ column: Int
    ) throws(SpreadsheetError) {
        guard let text = workbook.shared(cell) else {
            throw .lostText(Grid.place(sheet: sheet, line: line, column: column))
        }
        guard taken + text.count <= GridBuilder.limit else { throw .tooMuchText }
        builder.add(
            text, column: column, kind: .text, isFormula: cell.isFormula,
            indent: workbook.style(cell.style).indent)
    }

    private mutating func addNumber(_ cell: borrowing SheetCell, _ column: Int) {
        let style = workbook.style(cell.style).number
        if style == .plain, SheetNumber.isPlain(cell.value) {
            return add(cell.value, .number, cell, column)
        }
        // Such as `NaN` and `1E+400`, which no program shows as a number.
        guard let number = SheetNumber(cell.value) else {
            return add(cell.value, .error, cell, column)
        }
        switch style {
        case .percentage:
            if let text = number.timesTen(2).text {
                return add(text + [UInt8(ascii: "%")], .percentage, cell, column)
            }
        case .date, .time, .hours:
            let text = SerialDay.text(
                of: number, style: style, from1904: workbook.countsFrom1904)
            if let text { return add(text, .date, cell, column) }
        case .plain: break
        }
        add(number.text ?? cell.value, .number, cell, column)
    }
}
