/// An exact number, so that a sum that is reckoned anew is the one that was meant, to the penny.
struct Fraction: Hashable, Sendable {
    let numerator: Int128
    /// Above nought; the two have no divisor in common.
    let denominator: Int128

    static let zero = Fraction(0)

    init(_ whole: Int) {
        numerator = Int128(whole)
        denominator = 1
    }

    /// Nil where the denominator is nought, or the lowest terms are out of reach.
    init?(_ numerator: Int128, _ denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let divisor = Fraction.divisor(numerator, denominator) * (denominator < 0 ? -1 : 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Reads a plain decimal such as `-1234.5`.
    init?(_ decimal: String) {
        guard let parts = Billionths(decimal) else { return nil }
        self.init(parts.count, Billionths.scale)
    }

    private static func divisor(_ one: Int128, _ other: Int128) -> Int128 {
        var (left, right) = (abs(one), abs(other))
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }

    var isZero: Bool { numerator == 0 }

    // MARK: Reckoning; nil where a figure grows out of reach

    func plus(_ other: Fraction) -> Fraction? {
        guard denominator != other.denominator else {
            let (sum, isOver) = numerator.addingReportingOverflow(other.numerator)
            return isOver ? nil : Fraction(sum, denominator)
        }
        let (left, isLeftOver) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (right, isRightOver) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (below, isBelowOver) = denominator.multipliedReportingOverflow(by: other.denominator)
        let (sum, isOver) = left.addingReportingOverflow(right)
        guard !isLeftOver, !isRightOver, !isBelowOver, !isOver else { return nil }
        return Fraction(sum, below)
    }

    func minus(_ other: Fraction) -> Fraction? { plus(other.negated) }

    var negated: Fraction { Fraction(unchecked: -numerator, denominator) }

    var magnitude: Fraction { numerator < 0 ? negated : self }

    private init(unchecked numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    func times(_ other: Fraction) -> Fraction? {
        let (above, isAboveOver) = numerator.multipliedReportingOverflow(by: other.numerator)
        let (below, isBelowOver) = denominator.multipliedReportingOverflow(by: other.denominator)
        return isAboveOver || isBelowOver ? nil : Fraction(above, below)
    }

    /// The other is not nought.
    func divided(by other: Fraction) -> Fraction? {
        guard let turned = Fraction(other.denominator, other.numerator) else { return nil }
        return times(turned)
    }

    /// Whether this is less; nil out of reach.
    func isLess(than other: Fraction) -> Bool? { minus(other).map { $0.numerator < 0 } }

    /// To so many places, half away from nought; ten places at most, either way.
    func rounded(places: Int, _ way: Rounding = .nearest) -> Fraction? {
        guard (-10...10).contains(places) else { return nil }
        let power = (0..<abs(places)).reduce(Int128(1)) { sum, _ in sum * 10 }
        guard let unit = places >= 0 ? Fraction(power, 1) : Fraction(1, power),
            let scaled = times(unit)
        else { return nil }
        let size = abs(scaled.numerator)
        var whole = size / scaled.denominator
        let rest = size % scaled.denominator
        switch way {
        case .nearest where rest >= scaled.denominator - rest: whole += 1
        case .up where rest > 0: whole += 1
        default: break
        }
        return Fraction(scaled.numerator < 0 ? -whole : whole, 1)?.divided(by: unit)
    }

    enum Rounding {
        case nearest
        /// Away from nought.
        case up
        /// Towards nought.
        case down
    }

    /// The number as cells are read, rounded at the ninth place; nil where it is too large.
    var decimal: String? {
        guard let parts = rounded(places: 9)?.times(Fraction(1_000_000_000)) else { return nil }
        let digits = String(parts.numerator.magnitude)
        let padded = String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
        let text = (parts.numerator < 0 ? "-" : "") + padded.dropLast(9) + "." + padded.suffix(9)
        return SheetNumber(Array(text.utf8))?.text.map { String(decoding: $0, as: UTF8.self) }
    }
}
