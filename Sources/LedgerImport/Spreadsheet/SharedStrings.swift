/// The texts that a workbook's cells refer to by number.
struct SharedStrings {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate var ends: [UInt32] = []

    var count: Int { ends.count }

    /// How much memory they take, in bytes.
    var size: Int { bytes.count + ends.count * MemoryLayout<UInt32>.stride }

    /// Where the text of that number lies in the bytes; nil where there is none.
    func range(_ index: Int) -> Range<Int>? {
        guard index >= 0, index < ends.count else { return nil }
        return (index > 0 ? Int(ends[index - 1]) : 0)..<Int(ends[index])
    }
}

/// Reads the part of shared texts: their runs put together, what tells the pronunciation left out.
struct SharedStringsScan: XMLScan {
    private(set) var strings = SharedStrings()
    private var text = CellTextScan(depth: 2)

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        text.begin(name, depth: depth)
    }

    mutating func end(depth: Int) throws(SpreadsheetError) {
        text.end(depth: depth)
        guard depth == 1 else { return }
        strings.bytes.append(contentsOf: EscapedText.plain(text.bytes))
        strings.ends.append(UInt32(clamping: strings.bytes.count))
        text.clear()
        guard strings.size <= GridBuilder.limit else { throw .tooMuchText }
    }

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {
        try text.text(piece)
    }
}

/// Puts together the text of a shared text or an inline one.
///
/// That is its `t` elements, and those of its runs `r`; `rPh`, the pronunciation of Japanese, is
/// not shown in the cell.
struct CellTextScan {
    /// Far more than the 32,767 characters a cell can hold.
    static let limit = 1 << 20

    /// How deep its own elements `t`, `r` and `rPh` are.
    let depth: Int
    private(set) var bytes: [UInt8] = []
    private var isInRun = false
    private var isTaken = false

    init(depth: Int) {
        self.depth = depth
    }

    mutating func begin(_ name: Span<UInt8>, depth: Int) {
        if depth == self.depth {
            isTaken = name.spells("t")
            isInRun = name.spells("r")
        } else if depth == self.depth + 1, isInRun {
            isTaken = name.spells("t")
        }
    }

    mutating func end(depth: Int) {
        if depth == self.depth { isInRun = false }
        isTaken = false
    }

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {
        guard isTaken else { return }
        guard bytes.count + piece.count <= CellTextScan.limit else { throw .longCell }
        bytes.append(piece)
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        isTaken = false
        isInRun = false
    }
}

/// Text in which `_x000D_` stands for a character that XML cannot hold.
enum EscapedText {
    static func plain(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(UInt8(ascii: "_")) else { return text }
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var units: [UInt16] = []
        var index = 0
        while index < text.count {
            if let unit = unit(text, index) {
                units.append(unit)
                index += 7
                continue
            }
            flush(&units, into: &plain)
            plain.append(text[index])
            index += 1
        }
        flush(&units, into: &plain)
        return plain
    }

    /// The UTF-16 unit written `_xHHHH_` at the place; controls that are no space stay as written,
    /// so that no text can steer a terminal.
    private static func unit(_ text: [UInt8], _ index: Int) -> UInt16? {
        guard index + 7 <= text.count, text[index] == UInt8(ascii: "_"),
            text[index + 1] == UInt8(ascii: "x"), text[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var unit: UInt16 = 0
        for byte in text[(index + 2)..<(index + 6)] {
            switch byte {
            case 48...57: unit = unit << 4 | UInt16(byte - 48)
            case 65...70, 97...102: unit = unit << 4 | UInt16((byte | 0x20) - 87)
            default: return nil
            }
        }
        return unit >= 0x20 || [9, 10, 13].contains(unit) ? unit : nil
    }

    private static func flush(_ units: inout [UInt16], into plain: inout [UInt8]) {
        guard !units.isEmpty else { return }
        plain.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        units.removeAll()
    }
}
