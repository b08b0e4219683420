/// What the cells of every sheet of a workbook refer to, and what was read before this sheet.
struct SheetSurroundings {
    let strings: SharedStrings
    let styles: [CellStyle]
    let countsFrom1904: Bool
    /// How much memory the texts and the sheets before this one take, in bytes.
    var taken = 0
    /// How many cells the sheets before this one have.
    var cellCount = 0

    func style(_ index: Int) -> CellStyle { index < styles.count ? styles[index] : .plain }

    /// The bytes of the shared text that a cell names.
    func shared(_ cell: borrowing SheetCell) -> ArraySlice<UInt8>? {
        guard let index = cell.index, let range = strings.range(index) else { return nil }
        return strings.bytes[range]
    }
}

/// What is made of a sheet's cells as they pass.
protocol SheetTaker {
    /// How much memory this sheet and those before it take, in bytes.
    var taken: Int { get }
    mutating func beginRow(line: Int)
    /// A cell of the row, columns from nought; cells may come in any order.
    mutating func take(
        _ cell: borrowing SheetCell, line: Int, column: Int
    ) throws(SpreadsheetError)
    mutating func endRow(line: Int, isHidden: Bool) throws(SpreadsheetError)
    mutating func hide(_ columns: ClosedRange<Int>) throws(SpreadsheetError)
    mutating func merge(_ area: GridArea)
}

/// Finds a sheet's rows, cells, hidden columns and merged cells.
struct SheetScan<Taker: SheetTaker>: XMLScan {
    private enum Section {
        case other
        case columns
        case rows
        case merges
    }

    private(set) var taker: Taker
    private let sheet: String
    private let part: String

    private var section = Section.other
    private var line = 0
    private var isInRow = false
    private var isRowHidden = false
    private var column = -1
    private var cell = SheetCell()

    init(_ taker: Taker, sheet: String, part: String) {
        self.taker = taker
        self.sheet = sheet
        self.part = part
    }

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        switch depth {
        case 3 where isInRow && name.spells("c"): try beginCell(attributes)
        case 4... where cell.isOpen: try cell.begin(name, attributes, depth: depth)
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
        try taker.hide((first - 1)...(min(last, limit) - 1))
    }

    private mutating func addMerge(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        var area: GridArea?
        try attributes.each { (name, value) throws(SpreadsheetError) in
            if name.spells("ref") { area = CellPlace.area(value) }
        }
        guard let area else { return }
        guard taker.taken <= GridBuilder.limit else { throw .tooMuchText }
        taker.merge(area)
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
        taker.beginRow(line: line)
    }

    private mutating func endRow() throws(SpreadsheetError) {
        isInRow = false
        try taker.endRow(line: line, isHidden: isRowHidden)
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
        try taker.take(cell, line: line, column: column)
    }
}
