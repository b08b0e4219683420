/// A decimal figure as printed, without a sign: digits and how many stand behind the point.
struct ExactDecimal {
    private let digits: Int64
    private let places: Int

    /// The largest sum of a table's cell, £10,000,000,000,000.00; what is larger is no money.
    static let limit: Int64 = 1_000_000_000_000_000

    enum Pence: Equatable {
        case whole(Int64)
        /// Finer than a penny.
        case broken
    }

    /// Reads digits with a point; a comma is taken only where it parts thousands.
    init?(_ text: [UInt8]) {
        var digits: Int64 = 0
        var places = 0
        var count = 0
        var hasPoint = false
        var lastComma: Int?
        var wholeDigits = 0
        for byte in text {
            switch byte {
            case 48...57:
                count += 1
                // Noughts behind the point, as in 12.500000000, say nothing.
                if hasPoint { places += 1 } else { wholeDigits += 1 }
                guard count <= 30 else { return nil }
                let (ten, over) = digits.multipliedReportingOverflow(by: 10)
                if over {
                    guard hasPoint, byte == 48 else { return nil }
                    places -= 1
                } else {
                    let (sum, passed) = ten.addingReportingOverflow(Int64(byte - 48))
                    guard !passed else { return nil }
                    digits = sum
                }
            case UInt8(ascii: ","):
                guard !hasPoint, wholeDigits > 0 else { return nil }
                let since = wholeDigits - (lastComma ?? 0)
                guard lastComma == nil ? since <= 3 : since == 3 else { return nil }
                lastComma = wholeDigits
            case UInt8(ascii: "."):
                guard !hasPoint else { return nil }
                hasPoint = true
            default: return nil
            }
        }
        guard wholeDigits > 0 || places > 0, lastComma.map({ wholeDigits - $0 == 3 }) ?? true else {
            return nil
        }
        while places > 0, digits.isMultiple(of: 10) {
            digits /= 10
            places -= 1
        }
        self.digits = digits
        self.places = places
    }

    /// The figure times so many pounds, in pence; nil where it is too large for money.
    func pence(times factor: Int64) -> Pence? {
        let (product, over) = digits.multipliedReportingOverflow(by: factor * 100)
        guard !over else { return nil }
        var pence = product
        for _ in 0..<places {
            guard pence.isMultiple(of: 10) else { return .broken }
            pence /= 10
        }
        return pence <= ExactDecimal.limit ? .whole(pence) : nil
    }
}
