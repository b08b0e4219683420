internal import XLSXWriter

/// Texts that a cell can hold.
enum AnnotatedText {
    /// The most characters of a cell, as Excel counts.
    static let limit = 32_767

    /// The text, or as much of it as a cell holds.
    static func shortened(_ text: String, to limit: Int = limit) -> String {
        guard text.utf8.count > limit, text.utf16.count > limit else { return text }
        var room = limit - 1
        var short = ""
        for scalar in text.unicodeScalars {
            room -= scalar.value > 0xFFFF ? 2 : 1
            guard room >= 0 else { break }
            short.unicodeScalars.append(scalar)
        }
        return short + "…"
    }

    /// Whether a spreadsheet would take it for a formula if someone typed it.
    static func looksLikeFormula(_ text: String) -> Bool {
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09:
            true
        default: false
        }
    }
}

extension Sheet {
    /// Writes a text that may be longer than a cell, and tells whether some of it is missing.
    @discardableResult
    func write(
        shortening text: String, at cell: CellReference, style: CellStyle
    ) throws(WorkbookError) -> Bool {
        let short = AnnotatedText.shortened(text)
        do throws(WorkbookError) {
            try write(short, at: cell, style: style)
            return short.utf8.count != text.utf8.count
        } catch .textTooLong {
            // Each character that XML cannot hold takes seven.
            try write(
                AnnotatedText.shortened(text, to: AnnotatedText.limit / 8), at: cell, style: style)
            return true
        }
    }
}

/// A day of a cell, with the seconds since its midnight.
struct AnnotatedDay {
    let year: Int
    let month: Int
    let day: Int
    let seconds: Int
    let hasTime: Bool

    /// Reads `2019-01-24`, `2019-01-24 09:30` and `2019-01-24T09:30:15`; nothing else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2),
            let day = Self.number(bytes, 8, 2), Self.mark(bytes, 4, "-"), Self.mark(bytes, 7, "-")
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        hasTime = bytes.count > 10
        guard hasTime else {
            seconds = 0
            return
        }
        guard [16, 19].contains(bytes.count),
            Self.mark(bytes, 10, " ") || Self.mark(bytes, 10, "T"),
            let hour = Self.number(bytes, 11, 2), hour < 24, Self.mark(bytes, 13, ":"),
            let minute = Self.number(bytes, 14, 2), minute < 60
        else { return nil }
        var seconds = hour * 3_600 + minute * 60
        if bytes.count == 19 {
            guard Self.mark(bytes, 16, ":"), let second = Self.number(bytes, 17, 2), second < 60
            else { return nil }
            seconds += second
        }
        self.seconds = seconds
    }

    private static func mark(_ bytes: [UInt8], _ place: Int, _ mark: Unicode.Scalar) -> Bool {
        bytes.indices.contains(place) && bytes[place] == UInt8(ascii: mark)
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        return bytes[start..<(start + count)].reduce(0) { (number: Int?, byte) in
            guard let number, (48...57).contains(byte) else { return nil }
            return number * 10 + Int(byte - 48)
        }
    }
}
