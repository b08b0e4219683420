import LedgerCore

/// What a date's cell says before it is known which part comes first.
enum PaymentDate: Hashable {
    case blank
    /// A date that can be read in one way only.
    case day(CalendarDay)
    /// Three numbers, such as 02/11/18; the last is the year, unless the order says otherwise.
    case numbers(Int, Int, Int, hasLongYear: Bool)
    /// Written as a date, such as `31/02/2018` or `2018-13-01`, but the calendar has no such day.
    case noSuchDay
    case unreadable

    /// Reads `2018-11-02`, `02/11/2018`, `2/11/18`, `02-Nov-18`, `2nd November 2018`, `20181102`
    /// and the like, with or without a time or a day of the week.
    init(reading cell: some Collection<UInt8>) {
        let bytes = PaymentDate.withoutTime(Array(cell))
        guard !bytes.isEmpty else {
            self = .blank
            return
        }
        guard let parts = PaymentDate.parts(bytes) else {
            self = .unreadable
            return
        }
        self = PaymentDate.date(parts) ?? .unreadable
    }

    /// The day, its parts taken in the order; nil where there is no such day.
    func day(_ order: DateOrder) -> CalendarDay? {
        switch self {
        case .day(let day): day
        case .numbers(let first, let second, let third, let hasLongYear):
            switch order {
            case .dayFirst:
                CalendarDay(year: PaymentDate.year(third), month: second, day: first)
            case .monthFirst:
                CalendarDay(year: PaymentDate.year(third), month: first, day: second)
            case .yearFirst:
                hasLongYear
                    ? nil : CalendarDay(year: PaymentDate.year(first), month: second, day: third)
            }
        default: nil
        }
    }

    /// The one order of day and month that fits; nil where both or neither do.
    var order: DateOrder? {
        guard case .numbers(let first, let second, _, _) = self else { return nil }
        if first > 12, second <= 12 { return .dayFirst }
        return second > 12 && first <= 12 ? .monthFirst : nil
    }

    // MARK: Parts

    private enum Part {
        case number(Int, digits: Int)
        case month(Int)
    }

    /// Up to what comes before a time such as `00:00:00`.
    private static func withoutTime(_ bytes: [UInt8]) -> [UInt8] {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let gap = bytes[..<colon].lastIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: "T") })
        else { return bytes }
        return Array(bytes[..<gap])
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
    private static let fillers: Set<String> = [
        "st", "nd", "rd", "th", "of", "mon", "monday", "tue", "tues", "tuesday", "wed",
        "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday", "sat", "saturday", "sun",
        "sunday",
    ]

    /// The numbers and month names in order; nil where anything else stands between or around.
    private static func parts(_ bytes: [UInt8]) -> [Part]? {
        var parts: [Part] = []
        var rest = bytes[...]
        var gap = 0
        while let first = rest.first {
            if isDigit(first) {
                let digits = rest.prefix(while: isDigit)
                guard let number = wholeNumber(digits) else { return nil }
                parts.append(.number(number, digits: digits.count))
                rest = rest.dropFirst(digits.count)
                gap = 0
            } else if isLetter(first) {
                let letters = rest.prefix(while: isLetter)
                let word = String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
                if let month = month(word) {
                    parts.append(.month(month))
                } else if !fillers.contains(word) {
                    return nil
                }
                rest = rest.dropFirst(letters.count)
                gap = 0
            } else {
                // A slash, a hyphen, a full stop, a comma or spaces; never two signs together.
                let isSign = [0x2F, 0x2D, 0x2E].contains(first)
                guard isSign || first == 0x20 || first == 0x2C else { return nil }
                if isSign {
                    gap += 1
                    guard gap == 1, !parts.isEmpty, rest.count > 1 else { return nil }
                }
                rest = rest.dropFirst()
            }
        }
        return parts
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        return months.firstIndex { $0.utf8.starts(with: word.utf8) }.map { $0 + 1 }
            ?? (word == "sept" ? 9 : nil)
    }

    private static func date(_ parts: [Part]) -> PaymentDate? {
        switch parts.count {
        case 1:
            guard case .number(let number, digits: 8) = parts[0] else { return nil }
            return found(number / 10_000, number / 100 % 100, number % 100)
        case 3: break
        default: return nil
        }
        switch (parts[0], parts[1], parts[2]) {
        case (.number(let year, digits: 4), .number(let month, 1...2), .number(let day, 1...2)):
            return found(year, month, day)
        case (.number(let first, 1...2), .number(let second, 1...2), .number(let third, let digits)):
            guard digits == 2 || digits == 4 else { return nil }
            return .numbers(first, second, third, hasLongYear: digits == 4)
        case (.number(let day, 1...2), .month(let month), .number(let year, let digits)),
            (.month(let month), .number(let day, 1...2), .number(let year, let digits)):
            guard digits == 2 || digits == 4 else { return nil }
            return found(PaymentDate.year(year), month, day)
        case (.number(let year, digits: 4), .month(let month), .number(let day, 1...2)):
            return found(year, month, day)
        default: return nil
        }
    }

    private static func found(_ year: Int, _ month: Int, _ day: Int) -> PaymentDate {
        CalendarDay(year: year, month: month, day: day).map(PaymentDate.day) ?? .noSuchDay
    }

    /// 18 is 2018; 70 to 99 are of the century before.
    private static func year(_ number: Int) -> Int {
        number >= 100 ? number : number < 70 ? 2000 + number : 1900 + number
    }
}
