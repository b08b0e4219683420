public import LedgerCore

/// What the name of a printed table's file says: `PLF_2018-19_2019-01-24.csv`.
///
/// After the day may follow `_` and anything, so that a table printed again has a name of its own.
public struct PrintedName: Hashable, Sendable {
    public let fund: Code
    public let year: FinancialYear
    public let day: CalendarDay

    public init(parsing name: String) throws(PrintedNameError) {
        let parts = name.utf8.dropLast(4).split(
            separator: UInt8(ascii: "_"), maxSplits: 3, omittingEmptySubsequences: false)
        guard name.utf8.suffix(4).map({ $0 | 0x20 }) == Array(".csv".utf8), parts.count >= 3,
            let fund = try? Code(String(decoding: parts[0], as: UTF8.self)),
            let year = try? FinancialYear(parsing: String(decoding: parts[1], as: UTF8.self)),
            let day = try? CalendarDay(parsing: String(decoding: parts[2], as: UTF8.self))
        else { throw .malformed(name) }
        self.fund = fund
        self.year = year
        self.day = day
    }
}

/// Why a file's name does not say which fund and day a printed table is of.
public enum PrintedNameError: Error, Equatable, Sendable {
    case malformed(String)
}

extension PrintedNameError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let name):
            "“\(name)” does not name fund, year and day. Call it the like of PLF_2018-19_2019-01-24.csv."
        }
    }
}
