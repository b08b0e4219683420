/// Reads comma-separated tables (RFC 4180, and what spreadsheets make of it).
///
/// Written by hand because the CSV libraries for Swift walk `Character`s: a comma followed by a
/// combining mark is one `Character` and no comma, and line ends in pairs are missed. Bytes are
/// right, and an order of magnitude faster.
public enum CSVReader {
    /// Reads a file's bytes in whatever encoding and with whatever separator it was saved.
    public static func read(_ file: [UInt8]) throws(CSVError) -> CSVTable {
        let (bytes, encoding) = try TextEncoding.decode(file)
        return try read(bytes, encoding, parted: CSVSeparator.sniffed(from: bytes))
    }

    /// Reads a table as people paste them, its columns perhaps parted by nothing but spaces.
    ///
    /// Throws `.tooManyCells` where it has more than that many, `.tooLarge` at more bytes of text.
    static func readPasted(
        _ file: [UInt8], cells: Int, bytes limit: Int
    ) throws(CSVError) -> (table: CSVTable, isSpaced: Bool) {
        let (bytes, encoding) = try TextEncoding.decode(file)
        guard bytes.count <= limit else { throw .tooLarge }
        if let spaced = SpacedText(bytes) {
            return (try read(spaced.tabbed, encoding, parted: .tab, most: cells), true)
        }
        let separator = CSVSeparator.sniffed(from: bytes)
        return (try read(bytes, encoding, parted: separator, most: cells), false)
    }

    private static func read(
        _ bytes: [UInt8], _ encoding: TextEncoding, parted separator: CSVSeparator,
        most cells: Int = .max
    ) throws(CSVError) -> CSVTable {
        guard bytes.count < Int(Int32.max) else { throw .tooLarge }
        var scan = CSVScan(separator: separator.rawValue, cellLimit: cells)
        try scan.run(bytes.span)
        return CSVTable(
            source: CSVSource(encoding: encoding, separator: separator), bytes: bytes,
            cells: scan.cells, marks: scan.marks)
    }

    /// Reads a table's text that was decoded before.
    public static func read(text: String) throws(CSVError) -> CSVTable {
        try read(Array(text.utf8))
    }
}

/// One pass over the bytes that notes where each cell starts and ends; no text is made.
private struct CSVScan {
    let separator: UInt8
    let cellLimit: Int
    var cells: [CSVCell] = []
    var marks: [CSVRowMark] = []
    private var position = 0
    private var line = 1

    init(separator: UInt8, cellLimit: Int) {
        self.separator = separator
        self.cellLimit = cellLimit
    }

    mutating func run(_ bytes: Span<UInt8>) throws(CSVError) {
        cells.reserveCapacity(bytes.count / 8)
        while position < bytes.count {
            marks.append(CSVRowMark(firstCell: UInt32(cells.count), line: UInt32(line)))
            // Blank rows take room like cells do.
            guard cells.count + marks.count <= cellLimit else { throw .tooManyCells }
            var goesOn = true
            while goesOn {
                if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                    try scanQuoted(bytes)
                } else {
                    scanPlain(bytes)
                }
                goesOn = passEnd(bytes)
            }
        }
    }

    private mutating func scanPlain(_ bytes: Span<UInt8>) {
        var index = position
        while index < bytes.count {
            let byte = bytes[index]
            // Most bytes are letters: two comparisons pass them.
            if byte <= 0x3B || byte == 0x7C, byte == separator || byte == 0x0A || byte == 0x0D {
                break
            }
            index += 1
        }
        append(position, index, isDoubled: false)
        position = index
    }

    private mutating func scanQuoted(_ bytes: Span<UInt8>) throws(CSVError) {
        let start = position + 1
        let openedOn = line
        var isDoubled = false
        var index = start
        while true {
            guard index < bytes.count else { throw .unclosedQuote(line: openedOn) }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                guard index + 1 < bytes.count, bytes[index + 1] == byte else { break }
                isDoubled = true
                index += 1
            } else if byte == 0x0A || (byte == 0x0D && !isLineFeed(bytes, index + 1)) {
                line += 1
            }
            index += 1
        }
        append(start, index, isDoubled: isDoubled)
        index += 1
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        position = index
        guard index < bytes.count else { return }
        let byte = bytes[index]
        guard byte == separator || byte == 0x0A || byte == 0x0D else {
            throw .textAfterQuote(line: line)
        }
    }

    /// Steps over what ends a cell; true when it was a separator, so that another cell follows.
    private mutating func passEnd(_ bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count else { return false }
        let byte = bytes[position]
        position += 1
        if byte == separator { return true }
        if byte == 0x0D, isLineFeed(bytes, position) { position += 1 }
        line += 1
        return false
    }

    private func isLineFeed(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index < bytes.count && bytes[index] == 0x0A
    }

    private mutating func append(_ start: Int, _ end: Int, isDoubled: Bool) {
        cells.append(CSVCell(start: UInt32(start), end: UInt32(end), isDoubled: isDoubled))
    }
}
