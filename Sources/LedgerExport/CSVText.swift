/// Writes comma-separated tables (RFC 4180): quotation marks where they are needed, LF line ends.
///
/// All by bytes: a formula mark or a comma followed by a combining mark is one `Character`, and
/// would pass unseen.
public struct CSVText: Sendable {
    /// What was written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var isRowStart = true

    public init(reserving count: Int = 0) {
        bytes.reserveCapacity(count)
    }

    /// What was written so far, as a string.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a cell of text people typed, guarded so that no spreadsheet takes it for a formula.
    public mutating func add(_ text: String) {
        separate()
        var text = text
        text.withUTF8 { append($0, isGuarded: CSVText.looksLikeFormula($0)) }
    }

    /// Adds a cell of our own making, such as an amount or a day: a leading minus is meant.
    public mutating func add(plain text: String) {
        separate()
        var text = text
        text.withUTF8 { append($0, isGuarded: false) }
    }

    /// Ends the row.
    public mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isRowStart = true
    }

    /// Adds a whole row of text.
    public mutating func addRow(_ cells: [String]) {
        for cell in cells { add(cell) }
        endRow()
    }

    /// Adds the rows of another text.
    mutating func append(_ rows: CSVText) {
        bytes.append(contentsOf: rows.bytes)
    }

    /// Forgets what was written, once it is in a file.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func separate() {
        if !isRowStart { bytes.append(UInt8(ascii: ",")) }
        isRowStart = false
    }

    private mutating func append(_ cell: UnsafeBufferPointer<UInt8>, isGuarded: Bool) {
        let quote = UInt8(ascii: "\"")
        var needsQuotes = isGuarded
        for byte in cell where byte <= 0x2C {
            if byte == 0x2C || byte == quote || byte == 0x0A || byte == 0x0D { needsQuotes = true }
        }
        guard needsQuotes else {
            bytes.append(contentsOf: cell)
            return
        }
        bytes.append(quote)
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        for byte in cell {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    /// Whether a spreadsheet might take it for a formula: `=`, `+`, `-`, `@`, their full-width
    /// forms, a tab or a line end comes first.
    ///
    /// Apostrophes before it are passed over, so that taking one away again gives the same text.
    private static func looksLikeFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        let rest = cell.drop { $0 == UInt8(ascii: "'") }
        switch rest.first {
        case 0x09, 0x0A, 0x0D, 0x2B, 0x2D, 0x3D, 0x40: return true
        case 0xEF:
            guard rest.count > 2, rest[rest.startIndex + 1] == 0xBC else { return false }
            return [0x8B, 0x8D, 0x9D, 0xA0].contains(rest[rest.startIndex + 2])
        default: return false
        }
    }
}
