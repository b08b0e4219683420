/// Takes each cell of a sheet for itself: its value, its formula, and whether it is open.
struct CellTaker: SheetTaker {
    private let workbook: SheetSurroundings
    private let sheet: String
    private var cells: [WrittenCell] = []
    private var lines: [Int] = []
    private var merges: [GridArea] = []
    /// Formulas that are written once for several cells, by their number.
    private var shared: [Int: (text: FormulaText, column: Int, line: Int)] = [:]
    /// How much memory the texts of the cells take, in bytes.
    private var textSize = 0
    private var firstOfRow = 0

    init(_ workbook: SheetSurroundings, sheet: String) {
        self.workbook = workbook
        self.sheet = sheet
    }

    /// The cells read, in order.
    consuming func sheet(isHidden: Bool) throws(SpreadsheetError) -> SheetCells {
        lines.sort()
        if let twice = lines.indices.dropFirst().first(where: { lines[$0 - 1] == lines[$0] }) {
            throw .twice(Grid.place(sheet: sheet, line: lines[twice], column: nil))
        }
        let read = SheetCells(name: sheet, isHidden: isHidden, cells: cells, merges: merges)
        let places = read.cells.map(\.place)
        if let twice = places.indices.dropFirst().first(where: { places[$0 - 1] == places[$0] }) {
            throw .twice(place(places[twice].line, places[twice].column))
        }
        return read
    }

    var taken: Int {
        workbook.taken + textSize + cells.count * MemoryLayout<WrittenCell>.stride
            + (merges.count + lines.count) * MemoryLayout<GridArea>.stride
    }

    /// How many cells this sheet and those before it have.
    var cellCount: Int { workbook.cellCount + cells.count }

    mutating func beginRow(line: Int) { firstOfRow = cells.count }

    mutating func endRow(line: Int, isHidden: Bool) {
        if cells.count > firstOfRow { lines.append(line) }
    }

    mutating func hide(_ columns: ClosedRange<Int>) {}

    mutating func merge(_ area: GridArea) { merges.append(area) }

    mutating func take(
        _ cell: borrowing SheetCell, line: Int, column: Int
    ) throws(SpreadsheetError) {
        let isOpen = workbook.style(cell.style).isOpen
        guard !cell.isEmpty || isOpen else { return }
        guard cellCount < GridBuilder.cellLimit else { throw .tooManyCells }
        var formula = cell.isFormula ? formula(of: cell, line, column) : nil
        var value = try value(of: cell, line, column)
        if let isTrue = ["TRUE": true, "FALSE": false][formula ?? ""] {
            // LibreOffice keeps a value of true or false as a formula.
            (formula, value) = (nil, .boolean(isTrue))
        }
        textSize += (formula?.utf8.count ?? 0) + (value?.size ?? 0)
        guard taken <= GridBuilder.limit else { throw .tooMuchText }
        let written = WrittenCell(
            CellAddress(line: line, column: column), value, formula: formula, isOpen: isOpen)
        if written.isEmpty, !isOpen { return }
        cells.append(written)
    }

    private func place(_ line: Int, _ column: Int) -> String {
        Grid.place(sheet: sheet, line: line, column: column)
    }

    // MARK: Values

    /// An empty text is no value, unless a formula came to it.
    private func value(
        of cell: borrowing SheetCell, _ line: Int, _ column: Int
    ) throws(SpreadsheetError) -> CellValue? {
        if cell.isFormula, cell.isWithoutValue { return nil }
        let value: CellValue
        switch cell.kind {
        case .shared:
            guard !cell.value.isEmpty else { return nil }
            guard let text = workbook.shared(cell) else { throw .lostText(place(line, column)) }
            value = .text(CellTaker.text(text))
        case .inline: value = .text(CellTaker.text(EscapedText.plain(cell.inline)[...]))
        case .formulaText: value = .text(CellTaker.text(EscapedText.plain(cell.value)[...]))
        case .boolean where !cell.value.isEmpty: value = .boolean(cell.value.span.isTrue)
        case .error: value = .error(String(decoding: cell.value, as: UTF8.self))
        case .date: value = .text(String(decoding: cell.value, as: UTF8.self))
        case .number where !cell.value.isEmpty: value = CellTaker.number(cell.value)
        default: return nil
        }
        return value.size == 0 && !cell.isFormula ? nil : value
    }

    /// Line ends are one byte, whichever way a program writes them.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(13) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        for index in bytes.indices
        where bytes[index] != 10 || bytes[max(index - 1, bytes.startIndex)] != 13 {
            plain.append(bytes[index] == 13 ? 10 : bytes[index])
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func number(_ written: [UInt8]) -> CellValue {
        guard let number = SheetNumber(written) else {
            return .error(String(decoding: written, as: UTF8.self))
        }
        return .number(String(decoding: number.text ?? written, as: UTF8.self))
    }

    // MARK: Formulas

    private mutating func formula(
        of cell: borrowing SheetCell, _ line: Int, _ column: Int
    ) -> String {
        let sharing = cell.sharing
        switch sharing.kind {
        case .single: return FormulaText(cell.formula, sheet: sheet).normal
        case .table: return "{TABLE}"
        case .array:
            let normal = FormulaText(cell.formula, sheet: sheet).normal
            let isOne = sharing.area.map { $0.lines.count == 1 && $0.columns.count == 1 } ?? true
            let reach = sharing.area.map {
                ":" + Grid.letters($0.columns.upperBound) + String($0.lines.upperBound)
            }
            return "{\(normal)}" + (isOne ? "" : reach ?? "")
        case .shared:
            guard let index = sharing.index else {
                return FormulaText(cell.formula, sheet: sheet).normal
            }
            if cell.formula.isEmpty, let first = shared[index] {
                let (columns, lines) = (column - first.column, line - first.line)
                return first.text.moved(columns: columns, lines: lines).normal
            }
            let text = FormulaText(cell.formula, sheet: sheet)
            if shared[index] == nil { shared[index] = (text, column, line) }
            return text.normal
        }
    }
}

extension CellValue {
    /// How many bytes its text takes.
    fileprivate var size: Int {
        switch self {
        case .text(let text), .number(let text), .error(let text): text.utf8.count
        case .boolean: 1
        }
    }
}
