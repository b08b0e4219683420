/// What a cell's number format makes of its number.
enum NumberStyle: UInt8 {
    case plain
    case percentage
    case date
    /// A time of the day.
    case time
    /// Hours that go on beyond a day, such as `[h]:mm`.
    case hours

    /// The formats that every program knows by their number.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percentage
        case 14...17, 22, 27...36, 50...58: self = .date
        case 18...21, 45, 47: self = .time
        case 46: self = .hours
        default: self = .plain
        }
    }

    /// Reads a format such as `dd/mm/yyyy`, `[h]:mm` or `£#,##0.00`: its first section.
    ///
    /// What is quoted, or stands behind a backslash, is only printed.
    init(code: [UInt8]) {
        var letters = Letters()
        var index = 0
        while index < code.count, code[index] != UInt8(ascii: ";") {
            let byte = code[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                while index < code.count, code[index] != byte { index += 1 }
                index += 1
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
            case UInt8(ascii: "["):
                let end = code[index...].firstIndex(of: UInt8(ascii: "]")) ?? code.count
                letters.takeBracket(code[index..<end])
                index = end + 1
            default: letters.take(byte)
            }
        }
        self = letters.style
    }

    /// What was met in a format.
    private struct Letters {
        private var hasDay = false
        private var hasMonthOrMinute = false
        private var hasTime = false
        private var hasHours = false
        private var hasPercent = false
        private var hasDigit = false
        /// The noughts in `ss.000` are parts of a second.
        private var isAfterSeconds = false

        mutating func take(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "y"), UInt8(ascii: "Y"):
                hasDay = true
            case UInt8(ascii: "m"), UInt8(ascii: "M"): hasMonthOrMinute = true
            case UInt8(ascii: "h"), UInt8(ascii: "H"): hasTime = true
            case UInt8(ascii: "s"), UInt8(ascii: "S"):
                hasTime = true
                isAfterSeconds = true
            case UInt8(ascii: "%"): hasPercent = true
            case UInt8(ascii: "0"): hasDigit = hasDigit || !isAfterSeconds
            case UInt8(ascii: "#"), UInt8(ascii: "?"): hasDigit = true
            default: break
            }
        }

        /// `[h]`, `[mm]` and `[ss]` count on; other brackets hold colours and currencies.
        mutating func takeBracket(_ inside: ArraySlice<UInt8>) {
            guard let first = inside.first.map({ $0 | 0x20 }),
                [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first),
                inside.allSatisfy({ $0 | 0x20 == first })
            else { return }
            hasHours = true
            isAfterSeconds = first == UInt8(ascii: "s")
        }

        var style: NumberStyle {
            if hasHours { return .hours }
            if hasDigit { return hasPercent ? .percentage : .plain }
            if hasDay { return .date }
            if hasTime { return .time }
            return hasMonthOrMinute ? .date : .plain
        }
    }
}

/// What a reader of a table needs to know of a cell's style.
struct CellStyle {
    var number: NumberStyle
    /// How many steps its text is set in.
    var indent = 0
    /// Whether it may be typed into though its sheet is protected.
    var isOpen = false

    static let plain = CellStyle(number: .plain)
}

/// Reads the styles of a workbook.
struct StyleScan: XMLScan {
    /// By the number that a cell gives.
    private(set) var styles: [CellStyle] = []
    private var codes: [Int: NumberStyle] = [:]
    private var isInFormats = false
    private var isInCells = false

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        if depth == 1 {
            isInFormats = name.spells("numFmts")
            isInCells = name.spells("cellXfs")
        } else if depth == 2, isInFormats, name.spells("numFmt") {
            let id = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
            let code = attributes.text("formatCode") ?? ""
            guard codes.count < 65_536 else { throw .damaged(part: "styles.xml") }
            codes[id] = NumberStyle.general(code) ? .plain : NumberStyle(code: Array(code.utf8))
        } else if depth == 2, isInCells, name.spells("xf") {
            let id = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
            // Excel itself holds 65,490.
            guard styles.count < 1 << 20 else { throw .damaged(part: "styles.xml") }
            styles.append(CellStyle(number: codes[id] ?? NumberStyle(builtIn: id)))
        } else if depth == 3, isInCells, name.spells("alignment"), !styles.isEmpty {
            let indent = attributes.text("indent").flatMap { Int($0) } ?? 0
            // Excel's own limit.
            styles[styles.count - 1].indent = min(max(indent, 0), 250)
        } else if depth == 3, isInCells, name.spells("protection"), !styles.isEmpty {
            let isLocked = !["0", "false"].contains(attributes.text("locked") ?? "1")
            styles[styles.count - 1].isOpen = !isLocked
        }
    }

    mutating func end(depth: Int) throws(SpreadsheetError) {}

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {}
}

extension NumberStyle {
    /// Whether a format is the one for anything, whose name is no format letters.
    fileprivate static func general(_ code: String) -> Bool {
        code.utf8.map { $0 | 0x20 }.starts(with: "general".utf8)
    }
}
