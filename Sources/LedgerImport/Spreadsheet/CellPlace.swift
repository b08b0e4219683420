/// Where a cell lies in a sheet, as `C14` says.
struct CellPlace {
    static let columnLimit = 16_384
    static let lineLimit = 1_048_576

    /// From nought.
    let column: Int
    let line: Int

    /// Nil where the text names no cell that a sheet can have.
    init?(_ text: Span<UInt8>) {
        var column = 0
        var index = 0
        while index < text.count, index < 4, case let letter = text[index] & 0xDF,
            (65...90).contains(letter)
        {
            column = column * 26 + Int(letter - 64)
            index += 1
        }
        var line = 0
        guard (1...CellPlace.columnLimit).contains(column), (1...7).contains(text.count - index)
        else { return nil }
        while index < text.count {
            guard (48...57).contains(text[index]) else { return nil }
            line = line * 10 + Int(text[index] - 48)
            index += 1
        }
        guard (1...CellPlace.lineLimit).contains(line) else { return nil }
        self.column = column - 1
        self.line = line
    }

    /// The rectangle between two cells, such as `B2:D5`; nil where the text names none.
    static func area(_ text: Span<UInt8>) -> GridArea? {
        let colon = text.indices.first { text[$0] == UInt8(ascii: ":") } ?? text.count
        guard let first = CellPlace(text.extracting(..<colon)) else { return nil }
        guard colon < text.count else {
            return GridArea(
                lines: first.line...first.line, columns: first.column...first.column)
        }
        guard let last = CellPlace(text.extracting((colon + 1)...)) else { return nil }
        return GridArea(
            lines: min(first.line, last.line)...max(first.line, last.line),
            columns: min(first.column, last.column)...max(first.column, last.column))
    }
}

extension Span<UInt8> {
    /// Whether the bytes spell a number that is nought, such as the width `0` or `0.0`.
    var isNought: Bool {
        !isEmpty && indices.allSatisfy { self[$0] == 48 || self[$0] == UInt8(ascii: ".") }
    }
}
