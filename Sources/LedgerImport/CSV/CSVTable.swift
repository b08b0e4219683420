import LedgerCore

/// A table as its file has it: rows of cells, each row with the line it starts on.
public struct CSVTable: Sendable {
    public let source: CSVSource
    /// The whole file as UTF-8, without a byte order mark.
    let bytes: [UInt8]
    private let contents: CSVCells

    init(source: CSVSource, bytes: [UInt8], cells: CSVCells) {
        self.source = source
        self.bytes = bytes
        contents = cells
    }

    var cells: [CSVCell] { contents.cells }
    private var marks: [CSVRowMark] { contents.marks }

    public var rowCount: Int { marks.count }

    /// Every row, blank ones too; a row has as many cells as were written.
    public var rows: some Sequence<CSVRow> { (0..<marks.count).lazy.map { self[$0] } }

    /// The file's text, decoded and otherwise unchanged.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The file's text as this product would write it, so that a table saved again by a spreadsheet
    /// is the same table: commas, LF, quotation marks only where they are needed.
    public var plainText: String {
        guard !source.isPlain || bytes.contains(0x0D) else { return text }
        var plain: [UInt8] = []
        for row in rows {
            for index in 0..<row.count {
                if index > 0 { plain.append(UInt8(ascii: ",")) }
                let cell = row.bytes(index)
                guard cell.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
                    plain += cell
                    continue
                }
                plain.append(0x22)
                for byte in cell { plain += byte == 0x22 ? [0x22, 0x22] : [byte] }
                plain.append(0x22)
            }
            plain.append(0x0A)
        }
        return String(decoding: plain, as: UTF8.self)
    }

    public subscript(row: Int) -> CSVRow {
        let next = row + 1 < marks.count ? Int(marks[row + 1].firstCell) : cells.count
        return CSVRow(
            table: self, line: Int(marks[row].line), cells: Int(marks[row].firstCell)..<next)
    }
}

/// Where a cell's text lies in the file; the quotation marks around it are not in it.
struct CSVCell: Sendable {
    let start: UInt32
    let end: UInt32
    /// Whether quotation marks inside it are doubled.
    let isDoubled: Bool
}

struct CSVRowMark: Sendable {
    let firstCell: UInt32
    let line: UInt32
}

/// Every cell of a table, blank ones too, as a scan finds them.
struct CSVCells: CSVSink, Sendable {
    private(set) var cells: [CSVCell] = []
    private(set) var marks: [CSVRowMark] = []

    mutating func beginRow(line: Int) {
        marks.append(CSVRowMark(firstCell: UInt32(cells.count), line: UInt32(line)))
    }

    mutating func add(_ place: Range<Int>, column: Int, isDoubled: Bool, in bytes: Span<UInt8>) {
        cells.append(
            CSVCell(
                start: UInt32(place.lowerBound), end: UInt32(place.upperBound),
                isDoubled: isDoubled))
    }
}

/// One row of a table.
public struct CSVRow: Sendable {
    let table: CSVTable
    /// The physical line it starts on; the file's first line is 1.
    public let line: Int
    let cells: Range<Int>

    public var count: Int { cells.count }

    /// Whether all its cells are empty or spaces.
    public var isBlank: Bool { (0..<count).allSatisfy(isBlank) }

    /// Whether the cell is empty or spaces; true beyond the row's end.
    func isBlank(_ index: Int) -> Bool {
        let cell = bytes(index)
        guard let first = cell.first else { return true }
        // Nearly every cell is decided by its first byte.
        return (first == 0x20 || first == 0x09 || first == 0xC2)
            && LedgerCore.trimmed(cell).isEmpty
    }

    /// The cell's text; empty beyond the row's end.
    public subscript(index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    func trimmed(_ index: Int) -> String {
        String(decoding: LedgerCore.trimmed(bytes(index)), as: UTF8.self)
    }

    /// The cell's bytes; none beyond the row's end.
    func bytes(_ index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index < cells.count else { return [] }
        let cell = table.cells[cells.lowerBound + index]
        let raw = table.bytes[Int(cell.start)..<Int(cell.end)]
        return cell.isDoubled ? singled(raw) : raw
    }
}

/// A cell's bytes with one quotation mark for two.
func singled(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var single: [UInt8] = []
    single.reserveCapacity(raw.count)
    var isKept = false
    for byte in raw {
        isKept = byte == UInt8(ascii: "\"") && !isKept
        if byte != UInt8(ascii: "\"") || isKept { single.append(byte) }
    }
    return single[...]
}
