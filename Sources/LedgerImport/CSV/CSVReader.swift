/// Reads comma-separated tables (RFC 4180, and what spreadsheets make of it).
///
/// Written by hand because the CSV libraries for Swift walk `Character`s: a comma followed by a
/// combining mark is one `Character` and no comma, and line ends in pairs are missed. Bytes are
/// right, and an order of magnitude faster.
public enum CSVReader {
    /// Reads a file's bytes in whatever encoding and with whatever separator it was saved.
    public static func read(_ file: [UInt8]) throws(CSVError) -> CSVTable {
        let (bytes, encoding) = try TextEncoding.decode(file)
        let separator = CSVSeparator.sniffed(from: bytes)
        var cells = CSVCells()
        try scan(bytes, parted: separator, into: &cells)
        return CSVTable(
            source: CSVSource(encoding: encoding, separator: separator), bytes: bytes, cells: cells)
    }

    /// Reads a table's text that was decoded before.
    public static func read(text: String) throws(CSVError) -> CSVTable {
        try read(Array(text.utf8))
    }

    /// Reads a table as people paste them, its columns perhaps parted by nothing but spaces, into a
    /// grid.
    static func pastedGrid(
        _ file: [UInt8]
    ) throws(CSVError) -> (grid: Grid, source: CSVSource, isSpaced: Bool) {
        let (bytes, encoding) = try TextEncoding.decode(file)
        guard bytes.count <= TableContent.textLimit else { throw .tooLarge }
        let spaced = SpacedText(bytes)
        let separator = spaced == nil ? CSVSeparator.sniffed(from: bytes) : .tab
        let grid = try grid(spaced?.tabbed ?? bytes, parted: separator)
        return (grid, CSVSource(encoding: encoding, separator: separator), spaced != nil)
    }

    /// Reads text that was decoded before into a grid.
    static func grid(text: String) throws(CSVError) -> Grid {
        let (bytes, _) = try TextEncoding.decode(Array(text.utf8))
        return try grid(bytes, parted: .sniffed(from: bytes))
    }

    /// Blank cells take no room; throws `.tooManyCells` where there are more than a grid may have.
    private static func grid(
        _ text: [UInt8], parted separator: CSVSeparator
    ) throws(CSVError) -> Grid {
        var cells = CSVGrid(sharing: text)
        try scan(text, parted: separator, into: &cells)
        return cells.grid()
    }

    private static func scan(
        _ bytes: [UInt8], parted separator: CSVSeparator, into sink: inout some CSVSink
    ) throws(CSVError) {
        guard bytes.count < Int(Int32.max) else { throw .tooLarge }
        try CSVScan.run(bytes.span, parted: separator, into: &sink)
    }
}
