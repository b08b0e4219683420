/// A council financial year, 1 April to 31 March, named `2018-19`.
public struct FinancialYear: Hashable, Sendable, Comparable {
    public let startYear: Int

    /// Refuses a year the calendar of this ledger does not reach (1950 to 2149).
    public init(startingIn startYear: Int) throws(FinancialYearError) {
        guard (1950...2149).contains(startYear) else {
            throw .malformed(String(startYear))
        }
        self.startYear = startYear
    }

    /// Reads `2018-19` or `2018/19`; refuses `2018-20` instead of guessing which half is the slip.
    public init(parsing text: String) throws(FinancialYearError) {
        let bytes = trimmed(text.utf8)
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") || bytes[4] == UInt8(ascii: "/"),
            let start = wholeNumber(bytes[..<4]), let end = wholeNumber(bytes[5...]),
            (start + 1) % 100 == end, let year = try? FinancialYear(startingIn: start)
        else { throw .malformed(text) }
        self = year
    }

    /// The year that holds the day.
    public init(holding day: CalendarDay) throws(FinancialYearError) {
        let (year, month, _) = day.parts
        try self.init(startingIn: month >= 4 ? year : year - 1)
    }

    public var firstDay: CalendarDay {
        CalendarDay(year: startYear, month: 4, day: 1) ?? CalendarDay(number: 0)
    }

    public var lastDay: CalendarDay {
        CalendarDay(year: startYear + 1, month: 3, day: 31) ?? CalendarDay(number: 0)
    }

    /// The year after; refused past the ledger's calendar.
    public func following() throws(FinancialYearError) -> FinancialYear {
        try FinancialYear(startingIn: startYear + 1)
    }

    public static func < (left: FinancialYear, right: FinancialYear) -> Bool {
        left.startYear < right.startYear
    }
}

extension FinancialYear: CustomStringConvertible {
    /// `2018-19`.
    public var description: String { "\(startYear)-\(padded((startYear + 1) % 100, 2))" }
}

/// Why a text is not a financial year.
public enum FinancialYearError: Error, Equatable, Sendable {
    case malformed(String)
}

extension FinancialYearError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let text):
            "“\(text)” is not a financial year. Write both halves, such as 2018-19."
        }
    }
}

/// A quarter of a financial year: `2018-19-Q3` is 1 October to 31 December 2018.
public struct Quarter: Hashable, Sendable, Comparable {
    public let year: FinancialYear
    /// 1 for April to June, 4 for January to March.
    public let index: Int

    /// A quarter by its number, 1 to 4, of a year.
    init(year: FinancialYear, index: Int) {
        self.year = year
        self.index = index
    }

    /// Reads `2018-19-Q3` or `2018/19-Q3`.
    public init(parsing text: String) throws(QuarterError) {
        let bytes = trimmed(text.utf8)
        guard bytes.count == 10, bytes[7] == UInt8(ascii: "-"),
            bytes[8] == UInt8(ascii: "Q") || bytes[8] == UInt8(ascii: "q"),
            let index = wholeNumber(bytes[9...]), (1...4).contains(index),
            let year = try? FinancialYear(parsing: String(decoding: bytes[..<7], as: UTF8.self))
        else { throw .malformed(text) }
        self.year = year
        self.index = index
    }

    /// The quarter that holds the day.
    public init(holding day: CalendarDay) throws(FinancialYearError) {
        year = try FinancialYear(holding: day)
        index = (day.parts.month + 8) % 12 / 3 + 1
    }

    public var firstDay: CalendarDay {
        let month = [4, 7, 10, 1][index - 1]
        let calendarYear = index == 4 ? year.startYear + 1 : year.startYear
        return CalendarDay(year: calendarYear, month: month, day: 1) ?? year.firstDay
    }

    public var lastDay: CalendarDay {
        index == 4 ? year.lastDay : firstDay.adding(days: index == 1 ? 90 : 91)
    }

    /// `Quarter Three`, as reports say it.
    public var inWords: String { "Quarter \(["One", "Two", "Three", "Four"][index - 1])" }

    public static func < (left: Quarter, right: Quarter) -> Bool {
        (left.year, left.index) < (right.year, right.index)
    }
}

extension Quarter: CustomStringConvertible {
    public var description: String { "\(year)-Q\(index)" }
}

/// Why a text is not a quarter.
public enum QuarterError: Error, Equatable, Sendable {
    case malformed(String)
}

extension QuarterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let text):
            "“\(text)” is not a quarter. Write the year and the quarter, such as 2018-19-Q3 for October to December 2018."
        }
    }
}
