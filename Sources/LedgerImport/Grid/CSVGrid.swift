/// Puts a grid together from a CSV table's cells; every row is kept, so that lines are counted as
/// the file has them.
///
/// Cells lie where the file's text has them; only few need room of their own.
struct CSVGrid: CSVSink {
    /// A spreadsheet has so many columns; what lies beyond is no table.
    private static let columnLimit = 16_384

    private let text: [UInt8]
    /// The texts of cells that the file has in another form, to stand behind its own.
    private var rewritten: [UInt8] = []
    private var builder = GridBuilder()

    init(sharing text: [UInt8]) {
        self.text = text
        builder.reserveCells(text.count / 8)
    }

    mutating func beginRow(line: Int) throws(CSVError) {
        // Blank rows take room like cells do.
        guard builder.cellCount + builder.rowCount < GridBuilder.cellLimit else {
            throw .tooManyCells
        }
        builder.beginRow(line: line)
    }

    mutating func add(_ place: Range<Int>, column: Int, isDoubled: Bool, in bytes: Span<UInt8>) {
        guard !place.isEmpty, column < CSVGrid.columnLimit else { return }
        if isDoubled || bytes[place.lowerBound] == UInt8(ascii: "'") {
            let cell = Array(unguarded(isDoubled ? singled(text[place]) : text[place]))
            builder.add(
                0..<cell.count, of: cell.span, behind: text.count + rewritten.count, column: column)
            rewritten += cell
        } else {
            builder.add(place, of: bytes, column: column)
        }
    }

    func grid() -> Grid { builder.grid(over: rewritten.isEmpty ? text : text + rewritten) }
}
