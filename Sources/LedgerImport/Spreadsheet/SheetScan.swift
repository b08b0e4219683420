/// Reads a sheet's cells into a grid.
struct SheetScan: XMLScan {
    /// What the cells of every sheet of a workbook refer to.
    struct Workbook {
        let strings: SharedStrings
        let styles: [CellStyle]
        let countsFrom1904: Bool
        /// How much memory the texts and the sheets before this one take, in bytes.
        var taken = 0
        /// How many cells the sheets before this one have.
        var cellCount = 0
    }

    private enum Section {
        case other
        case columns
        case rows
        case merges
    }

    private let workbook: Workbook
    private let sheet: String
    private let part: String
    private var builder = GridBuilder()
    private var hiddenLines: Set<Int> = []
    private var hiddenColumns: [ClosedRange<Int>] = []
    private var merges: [GridArea] = []

    private var section = Section.other
    private var line = 0
    private var isInRow = false
    private var isRowHidden = false
    private var column = -1
    private var cell = SheetCell()

    init(_ workbook: Workbook, sheet: String, part: String) {
        self.workbook = workbook
        self.sheet = sheet
        self.part = part
    }

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        switch depth {
        case 3 where isInRow && name.spells("c"): try beginCell(attributes)
        case 4... where cell.isOpen: cell.begin(name, depth: depth)
        case 2:
            switch section {
            case .rows where name.spells("row"): try beginRow(attributes)
            case .columns where name.spells("col"): try addColumns(attributes)
            case .merges where name.spells("mergeCell"): try addMerge(attributes)
            default: break
            }
        case 1: begin(sectionNamed: name)
        case 0:
            guard name.spells("worksheet") else { throw .damaged(part: part) }
        default: break
        }
    }

    mutating func end(depth: Int) throws(SpreadsheetError) {
        switch depth {
        case 3 where cell.isOpen: try endCell()
        case 4... where cell.isOpen: cell.end(depth: depth)
        case 2 where isInRow: try endRow()
        case 1: section = .other
        default: break
        }
    }

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {
        guard cell.isOpen else { return }
        try cell.text(piece)
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

    /// How much memory this sheet and those before it take, in bytes.
    var taken: Int {
        workbook.taken + builder.size
            + (merges.count + hiddenLines.count) * MemoryLayout<GridArea>.stride
    }

    /// How many cells this sheet and those before it have.
    var cellCount: Int { workbook.cellCount + builder.cellCount }

    // MARK: Columns and merges

    private mutating func begin(sectionNamed name: Span<UInt8>) {
        if name.spells("sheetData") {
            section = .rows
        } else if name.spells("cols") {
            section = .columns
        } else if name.spells("mergeCells") {
            section = .merges
        }
    }

    private mutating func addColumns(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        var (first, last, isHidden) = (0, 0, false)
        try attributes.each { (name, value) throws(SpreadsheetError) in
            if name.spells("min") {
                first = value.wholeNumber ?? 0
            } else if name.spells("max") {
                last = value.wholeNumber ?? 0
            } else if name.spells("hidden") {
                isHidden = isHidden || value.isTrue
            } else if name.spells("width") {
                isHidden = isHidden || value.isNought
            }
        }
        let limit = CellPlace.columnLimit
        guard isHidden, first >= 1, last >= first, first <= limit else { return }
        guard hiddenColumns.count < limit else { throw .damaged(part: part) }
        hiddenColumns.append((first - 1)...(min(last, limit) - 1))
    }

    private mutating func addMerge(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        var area: GridArea?
        try attributes.each { (name, value) throws(SpreadsheetError) in
            if name.spells("ref") { area = CellPlace.area(value) }
        }
        guard let area else { return }
        guard taken <= GridBuilder.limit else { throw .tooMuchText }
        merges.append(area)
    }

    // MARK: Rows and cells

    private mutating func beginRow(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        var place: Int?
        var isHidden = false
        try attributes.each { (name, value) throws(SpreadsheetError) in
            if name.spells("r") {
                place = value.wholeNumber ?? 0
            } else if name.spells("hidden") {
                isHidden = isHidden || value.isTrue
            } else if name.spells("ht") {
                isHidden = isHidden || value.isNought
            }
        }
        line = place ?? line + 1
        guard (1...CellPlace.lineLimit).contains(line) else { throw .beyondSheet(sheet) }
        isInRow = true
        isRowHidden = isHidden
        column = -1
        builder.beginRow(line: line)
    }

    private mutating func endRow() throws(SpreadsheetError) {
        isInRow = false
        let (hasCells, twice) = builder.endRow()
        if let twice { throw .twice(place(twice)) }
        if hasCells, isRowHidden { hiddenLines.insert(line) }
    }

    private func place(_ column: Int) -> String {
        Grid.place(sheet: sheet, line: line, column: column)
    }

    private mutating func beginCell(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        cell.open()
        var isPlaced = false
        try attributes.each { (name, value) throws(SpreadsheetError) in
            guard name.count == 1 else { return }
            switch name[0] {
            case UInt8(ascii: "r"):
                guard let place = CellPlace(value) else { throw .beyondSheet(sheet) }
                guard place.line == line else { throw .damaged(part: part) }
                column = place.column
                isPlaced = true
            case UInt8(ascii: "s"): cell.style = value.wholeNumber ?? 0
            case UInt8(ascii: "t"): cell.kind = SheetCell.Kind(value)
            default: break
            }
        }
        if !isPlaced { column += 1 }
        guard column < CellPlace.columnLimit else { throw .beyondSheet(sheet) }
    }

    private mutating func endCell() throws(SpreadsheetError) {
        cell.close()
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
        case .shared: try addShared()
        case .inline: add(EscapedText.plain(cell.inline), .text)
        case .formulaText: add(EscapedText.plain(cell.value), .text)
        case .boolean: add(Array((cell.value == [49] ? "TRUE" : "FALSE").utf8), .boolean)
        case .error: add(cell.value, .error)
        case .date: add(SerialDay.text(ofWritten: cell.value) ?? cell.value, .date)
        case .number: addNumber()
        }
    }

    private var style: CellStyle {
        cell.style < workbook.styles.count ? workbook.styles[cell.style] : .plain
    }

    private mutating func add(_ text: [UInt8], _ kind: GridKind) {
        builder.add(
            text, column: column, kind: kind, isFormula: cell.isFormula, indent: style.indent)
    }

    private mutating func addShared() throws(SpreadsheetError) {
        guard let index = cell.index, let range = workbook.strings.range(index) else {
            throw .lostText(place(column))
        }
        guard taken + range.count <= GridBuilder.limit else { throw .tooMuchText }
        builder.add(
            workbook.strings.bytes[range], column: column, kind: .text, isFormula: cell.isFormula,
            indent: style.indent)
    }

    private mutating func addNumber() {
        let style = style.number
        if style == .plain, SheetNumber.isPlain(cell.value) { return add(cell.value, .number) }
        // Such as `NaN` and `1E+400`, which no program shows as a number.
        guard let number = SheetNumber(cell.value) else { return add(cell.value, .error) }
        switch style {
        case .percentage:
            if let text = number.timesTen(2).text {
                return add(text + [UInt8(ascii: "%")], .percentage)
            }
        case .date, .time, .hours:
            let text = SerialDay.text(
                of: number, style: style, from1904: workbook.countsFrom1904)
            if let text { return add(text, .date) }
        case .plain: break
        }
        add(number.text ?? cell.value, .number)
    }
}
