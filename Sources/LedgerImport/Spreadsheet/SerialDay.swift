internal import LedgerCore

/// Days and times as a workbook counts them.
enum SerialDay {
    /// The last day that spreadsheets know, 31 December 9999, counted from 1900.
    private static let last = 2_958_465
    /// 1 January 1970, from which the calendar counts, as the two epochs count it.
    private static let calendarStart = 25_569
    private static let daysBetweenEpochs = 1_462

    /// The number as its format shows it; nil where no day or time has it.
    ///
    /// `2019-01-24`, `2019-01-24 13:45` and `13:45:30`; hours that go on come out as `125:30`.
    static func text(
        of number: SheetNumber, style: NumberStyle, from1904: Bool
    ) -> [UInt8]? {
        guard let (days, seconds) = number.daysAndSeconds else { return nil }
        let isTimeAlone = style == .hours || (style == .time && days == 0)
        if isTimeAlone { return time(seconds, days: days) }
        guard let day = day(days, from1904: from1904) else { return nil }
        return seconds == 0 ? day : day + [0x20] + time(seconds)
    }

    /// The day of that number.
    ///
    /// From 1900, spreadsheets count a 29 February 1900 that never was, and a nought before
    /// 1 January; both come out as spreadsheets show them, for a reader of days to refuse.
    private static func day(_ number: Int, from1904: Bool) -> [UInt8]? {
        let serial = from1904 ? number + daysBetweenEpochs : number
        guard (0...last).contains(serial) else { return nil }
        if !from1904, serial == 0 { return written((1900, 1, 0)) }
        if !from1904, serial == 60 { return written((1900, 2, 29)) }
        let isBeforeLeap = !from1904 && serial < 60
        return written(CalendarDay(number: serial - calendarStart + (isBeforeLeap ? 1 : 0)).parts)
    }

    private static func written(_ parts: (year: Int, month: Int, day: Int)) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(19)
        for pair in [parts.year / 100, parts.year % 100] { append(pair, to: &text) }
        text.append(UInt8(ascii: "-"))
        append(parts.month, to: &text)
        text.append(UInt8(ascii: "-"))
        append(parts.day, to: &text)
        return text
    }

    private static func time(_ seconds: Int, days: Int = 0) -> [UInt8] {
        let hours = days * 24 + seconds / 3_600
        var text: [UInt8] = []
        if hours < 100 { append(hours, to: &text) } else { text += String(hours).utf8 }
        text.append(UInt8(ascii: ":"))
        append(seconds / 60 % 60, to: &text)
        guard seconds % 60 > 0 else { return text }
        text.append(UInt8(ascii: ":"))
        append(seconds % 60, to: &text)
        return text
    }

    /// Adds a number below a hundred as two digits.
    private static func append(_ number: Int, to text: inout [UInt8]) {
        text.append(48 + UInt8(number / 10))
        text.append(48 + UInt8(number % 10))
    }

    /// A day or a time written out, as `2019-01-24T13:45:00` in strict files; nil for other text.
    static func text(ofWritten text: [UInt8]) -> [UInt8]? {
        let halves = text.split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count) else { return nil }
        if halves.count == 1, let time = time(halves[0]) { return time }
        guard isDay(halves[0]) else { return halves[0].isEmpty ? time(halves[1]) : nil }
        guard halves.count == 2 else { return Array(halves[0]) }
        guard let time = time(halves[1]) else { return nil }
        let isMidnight = time.elementsEqual("00:00".utf8)
        return halves[0] + (isMidnight ? [] : [0x20] + time)
    }

    private static func isDay(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.joined().allSatisfy(isDigit)
    }

    /// Hours and minutes, and seconds where there are any; parts of a second are left out.
    private static func time(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let whole = text.prefix { isDigit($0) || $0 == UInt8(ascii: ":") }
        let parts = whole.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard [[2, 2], [2, 2, 2]].contains(parts.map(\.count)) else { return nil }
        let hasSeconds = parts.count == 3 && !parts[2].elementsEqual("00".utf8)
        return Array(hasSeconds ? whole : whole.prefix(5))
    }
}
