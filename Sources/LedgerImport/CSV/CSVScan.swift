/// Takes a table's rows and cells as a scan comes to them; no text is made on the way.
protocol CSVSink {
    mutating func beginRow(line: Int) throws(CSVError)

    /// - Parameters:
    ///   - place: where the cell's text lies in the bytes, the quotation marks around it apart.
    ///   - isDoubled: whether quotation marks inside it are doubled.
    mutating func add(_ place: Range<Int>, column: Int, isDoubled: Bool, in bytes: Span<UInt8>)
}

/// One pass over a table's bytes that tells a sink where each cell starts and ends.
struct CSVScan {
    private let separator: UInt8
    private var position = 0
    private var line = 1

    private init(separator: CSVSeparator) { self.separator = separator.rawValue }

    static func run(
        _ bytes: Span<UInt8>, parted separator: CSVSeparator, into sink: inout some CSVSink
    ) throws(CSVError) {
        var scan = CSVScan(separator: separator)
        while scan.position < bytes.count {
            try sink.beginRow(line: scan.line)
            var column = 0
            repeat {
                let isQuoted =
                    scan.position < bytes.count && bytes[scan.position] == UInt8(ascii: "\"")
                let cell = isQuoted ? try scan.quoted(bytes) : (scan.plain(bytes), false)
                sink.add(cell.0, column: column, isDoubled: cell.1, in: bytes)
                column += 1
            } while scan.passEnd(bytes)
        }
    }

    private mutating func plain(_ bytes: Span<UInt8>) -> Range<Int> {
        let start = position
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == separator || byte == 0x0A || byte == 0x0D { break }
            index += 1
        }
        position = index
        return start..<index
    }

    private mutating func quoted(
        _ bytes: Span<UInt8>
    ) throws(CSVError) -> (place: Range<Int>, isDoubled: Bool) {
        let start = position + 1
        let openedOn = line
        var isDoubled = false
        var index = start
        while true {
            guard index < bytes.count else { throw .unclosedQuote(line: openedOn) }
            let byte = bytes[index]
            // Two comparisons pass most bytes.
            if byte != UInt8(ascii: "\""), byte > 0x0D {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "\"") {
                guard index + 1 < bytes.count, bytes[index + 1] == byte else { break }
                isDoubled = true
                index += 1
            } else if byte == 0x0A || (byte == 0x0D && !isLineFeed(bytes, index + 1)) {
                line += 1
            }
            index += 1
        }
        position = try end(ofQuoted: index + 1, bytes)
        return (start..<index, isDoubled)
    }

    /// Where the cell ends of which the last quotation mark stands before a place.
    private func end(
        ofQuoted start: Int, _ bytes: Span<UInt8>
    ) throws(CSVError) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        guard index < bytes.count else { return index }
        let byte = bytes[index]
        guard byte == separator || byte == 0x0A || byte == 0x0D else {
            throw .textAfterQuote(line: line)
        }
        return index
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
}
