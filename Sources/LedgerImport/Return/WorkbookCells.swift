/// All that a workbook says, cell by cell, however its program wrote it down.
///
/// Texts are put together from their runs and shared lists, numbers are exact decimals, formulas are
/// spelt in one way, so that a workbook that was only opened and saved says the same as before.
public struct WorkbookCells: Equatable, Sendable {
    /// Every sheet of cells in the workbook's order; hidden ones too.
    public var sheets: [SheetCells]
    /// The names that a person or a program gave to cells.
    public var names: [DefinedName]

    public init(sheets: [SheetCells], names: [DefinedName]) {
        self.sheets = sheets
        self.names = names
    }

    /// Reads a workbook's file.
    public init(path: String) throws(TableFileError) {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) }
        try self.init(name: name ?? path, content: TableContent.read(path))
    }

    /// Reads the bytes of a workbook; the name is for refusals.
    public init(name: String, content: [UInt8]) throws(TableFileError) {
        guard !content.isEmpty else { throw .empty(name) }
        do throws(SpreadsheetError) {
            try ForeignFile.checkWorkbook(content)
            (sheets, names) = try WorkbookReader.cells(of: content)
        } catch {
            throw .spreadsheet(name, error)
        }
    }

    /// The cell that a name stands for, where it stands for one alone.
    public func cell(named name: String) -> (sheet: String, place: CellAddress)? {
        guard let meaning = names.first(where: { $0.name == name && $0.sheet == nil })?.meaning,
            let tokens = FormulaScan.tokens(of: meaning.utf8), tokens.count == 2,
            case .sheet(let sheet) = tokens[0], case .place(let place) = tokens[1]
        else { return nil }
        return (sheet, CellAddress(line: place.line, column: place.column))
    }

    public subscript(sheet: String) -> SheetCells? { sheets.first { $0.name == sheet } }
}

/// All that one sheet says.
public struct SheetCells: Equatable, Sendable {
    public var name: String
    public var isHidden: Bool
    /// The cells that say something or may be typed into, by line and column.
    public var cells: [WrittenCell]
    /// The areas merged into one cell.
    public var merges: [GridArea]

    public init(
        name: String, isHidden: Bool = false, cells: [WrittenCell], merges: [GridArea] = []
    ) {
        self.name = name
        self.isHidden = isHidden
        self.cells = cells.sorted { $0.place < $1.place }
        self.merges = merges
    }

    /// The cell at a place; nil where it says nothing.
    public subscript(place: CellAddress) -> WrittenCell? {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].place < place { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].place == place ? cells[low] : nil
    }
}

/// One cell of a workbook.
public struct WrittenCell: Equatable, Sendable {
    public var place: CellAddress
    /// What the cell shows; nil for an empty one, and for a formula whose result the file lacks.
    public var value: CellValue?
    /// Without its equals sign and in one spelling; in braces where it fills an area as one.
    public var formula: String?
    /// Whether it may be typed into though its sheet is protected.
    public var isOpen: Bool

    public init(
        _ place: CellAddress, _ value: CellValue?, formula: String? = nil, isOpen: Bool = false
    ) {
        self.place = place
        self.value = value
        self.formula = formula
        self.isOpen = isOpen
    }

    public var isEmpty: Bool { value == nil && formula == nil }
}

/// What a cell holds.
public enum CellValue: Hashable, Sendable {
    case text(String)
    /// An exact decimal such as `-1234.5`, rounded at the ninth place; days are numbers too.
    case number(String)
    case boolean(Bool)
    /// An error such as `#REF!`.
    case error(String)
}

extension CellValue {
    /// The value as it was typed, a text without marks around it.
    public var plain: String {
        if case .text(let text) = self { return text }
        return description
    }
}

extension CellValue: CustomStringConvertible {
    /// The value as one reads it in a message.
    public var description: String {
        switch self {
        case .text(let text): "“\(text)”"
        case .number(let text), .error(let text): text
        case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
        }
    }
}

/// Where a cell lies in its sheet.
public struct CellAddress: Hashable, Comparable, Sendable {
    /// The first is 1.
    public var line: Int
    /// The first is nought.
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Reads `C14`; nil where the text names no cell.
    public init?(_ text: String) {
        guard let place = CellPlace(Array(text.utf8).span) else { return nil }
        self.init(line: place.line, column: place.column)
    }

    public static func < (left: CellAddress, right: CellAddress) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension CellAddress: CustomStringConvertible {
    public var description: String { Grid.letters(column) + String(line) }
}

/// A name that stands for cells.
public struct DefinedName: Hashable, Sendable {
    public var name: String
    /// The number of the sheet it is known in; nil where it is known in the whole workbook.
    public var sheet: Int?
    /// What it stands for, such as `'Projects'!B4:B21`.
    public var meaning: String

    public init(name: String, sheet: Int? = nil, meaning: String) {
        self.name = name
        self.sheet = sheet
        self.meaning = meaning
    }
}
