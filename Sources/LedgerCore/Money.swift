/// A sum of money in whole pence; never a fraction of a penny, never floating point.
public struct Money: Hashable, Sendable, Comparable {
    /// The sum in pence; negative for money owed or overspent.
    public let pence: Int64

    public static let zero = Money(pence: 0)

    /// The largest sum one entry may move, £1,000,000,000.00.
    ///
    /// A ledger holds at most 90,000,000 entries, so no total can pass `Int64.max` pence.
    public static let entryLimit = Money(pence: 100_000_000_000)

    public init(pence: Int64) {
        self.pence = pence
    }

    /// Reads what an officer types: `£1,200`, `1200`, `1200.5`, `1,234.56`.
    ///
    /// Anything that is not exact pence is refused with the text quoted, never rounded.
    public init(parsing text: String) throws(MoneyError) {
        var rest = trimmed(text.utf8)[...]
        guard !rest.isEmpty else { throw .empty }
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        if rest.starts(with: "£".utf8) {
            rest.removeFirst("£".utf8.count)
            while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
        }
        let point = rest.firstIndex(of: UInt8(ascii: "."))
        let pounds = try Money.wholePounds(rest[..<(point ?? rest.endIndex)], in: text)
        let fraction = point.map { rest[rest.index(after: $0)...] } ?? []
        guard point == nil || !fraction.isEmpty, fraction.allSatisfy(isDigit) else {
            throw .unreadable(text)
        }
        guard fraction.count <= 2 else { throw .partOfAPenny(text) }
        let digits = fraction.map { Int64($0 - UInt8(ascii: "0")) } + [0, 0]
        let total = pounds * 100 + digits[0] * 10 + digits[1]
        self.init(pence: isNegative ? -total : total)
    }

    /// Digits with or without commas; a comma is taken only where it parts thousands.
    private static func wholePounds(
        _ digits: ArraySlice<UInt8>, in text: String
    ) throws(MoneyError) -> Int64 {
        let groups = digits.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty,
            digits.allSatisfy({ isDigit($0) || $0 == 44 })
        else { throw .unreadable(text) }
        if groups.count > 1 {
            guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
                throw .misplacedComma(text)
            }
        }
        let all = groups.joined().drop { $0 == UInt8(ascii: "0") }
        guard all.count <= 15 else { throw .tooLarge(text) }
        return all.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    public static func + (left: Money, right: Money) -> Money {
        Money(pence: left.pence + right.pence)
    }

    public static func - (left: Money, right: Money) -> Money {
        Money(pence: left.pence - right.pence)
    }

    public static func += (left: inout Money, right: Money) {
        left = left + right
    }

    public static func -= (left: inout Money, right: Money) {
        left = left - right
    }

    public static prefix func - (sum: Money) -> Money {
        Money(pence: -sum.pence)
    }

    public static func < (left: Money, right: Money) -> Bool {
        left.pence < right.pence
    }

    /// The sum without its sign.
    public var magnitude: Money { Money(pence: abs(pence)) }
}

extension Money: CustomStringConvertible {
    /// As officers write it: `£1,234.50`, `-£5.00`.
    public var description: String {
        let digits = String(pence.magnitude / 100)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return "\(pence < 0 ? "-" : "")£\(grouped).\(Money.twoDigits(pence.magnitude % 100))"
    }

    /// For programs and journals: `1234.50`, `-5.00`.
    public var plain: String {
        "\(pence < 0 ? "-" : "")\(pence.magnitude / 100).\(Money.twoDigits(pence.magnitude % 100))"
    }

    private static func twoDigits(_ number: UInt64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

/// Why a text is not a sum of money.
public enum MoneyError: Error, Equatable, Sendable {
    case empty
    case unreadable(String)
    case misplacedComma(String)
    case partOfAPenny(String)
    case tooLarge(String)
}

extension MoneyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty:
            "The amount is empty. Write pounds and pence, such as 1,250.00."
        case .unreadable(let text):
            "“\(text)” is not an amount. Write pounds and pence, such as 1,250.00."
        case .misplacedComma(let text):
            "“\(text)” has a comma that does not part thousands. Write 1,250.00 or 1250.00."
        case .partOfAPenny(let text):
            "“\(text)” has parts of a penny. Write two figures after the point, such as 1,250.00."
        case .tooLarge(let text):
            "“\(text)” is too large; one entry moves at most \(Money.entryLimit)."
        }
    }
}
