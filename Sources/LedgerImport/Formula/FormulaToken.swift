/// One piece of a formula.
enum FormulaToken: Hashable, Sendable {
    /// An exact decimal.
    case number(String)
    /// Text in quotation marks, without them.
    case text(String)
    /// An error such as `#REF!`.
    case error(String)
    /// A defined name, `TRUE`, or anything else that is named.
    case word(String)
    /// A function's name in capitals, before its bracket.
    case function(String)
    /// The sheet of the place that follows.
    case sheet(String)
    case place(FormulaPlace)
    /// An operator, a bracket or a comma.
    case sign(String)
    /// A space between two places, which asks for what they have in common.
    case space

    /// Whether an operand ends here, so that what follows may be an operator.
    var endsOperand: Bool {
        switch self {
        case .number, .text, .error, .word, .place: true
        case .sign(let sign): [")", "}", "%"].contains(sign)
        case .function, .sheet, .space: false
        }
    }

    /// Whether an operand begins here.
    var beginsOperand: Bool {
        switch self {
        case .number, .text, .error, .word, .place, .function, .sheet: true
        case .sign(let sign): ["(", "{"].contains(sign)
        case .space: false
        }
    }
}

/// A cell as a formula names it: `$B$14`; the column from nought.
struct FormulaPlace: Hashable, Sendable {
    var column: Int
    var line: Int
    /// Whether a dollar holds it where it is when the formula is copied.
    var isColumnFixed = false
    var isLineFixed = false

    init(column: Int, line: Int) {
        self.column = column
        self.line = line
    }

    /// Nil where the word names no cell.
    init?(_ word: [UInt8]) {
        let dollar = UInt8(ascii: "$")
        isColumnFixed = word.first == dollar
        isLineFixed = word.dropFirst().contains(dollar)
        let plain = word.filter { $0 != dollar }
        let letters = plain.prefix { (65...90).contains($0 & 0xDF) }.count
        var built = Array(plain[..<letters])
        if isLineFixed { built.append(dollar) }
        built += plain[letters...]
        // A dollar anywhere else makes it something else.
        guard (isColumnFixed ? [dollar] : []) + built == word,
            let place = CellPlace(plain.span)
        else { return nil }
        (column, line) = (place.column, place.line)
    }

    var text: String { Grid.letters(column) + String(line) }

    /// The place as meant in a cell so far below and to the right; nil beyond the sheet.
    func moved(columns: Int, lines: Int) -> FormulaPlace? {
        var moved = self
        if !isColumnFixed { moved.column += columns }
        if !isLineFixed { moved.line += lines }
        guard (0..<CellPlace.columnLimit).contains(moved.column),
            (1...CellPlace.lineLimit).contains(moved.line)
        else { return nil }
        return moved
    }
}
