internal import LedgerCore

/// A number as a workbook stores it, to its last digit: `0.30000000000000004`, `1.2E-2`.
struct SheetNumber {
    /// More digits than this before the point are no figure of a table; Excel keeps fifteen.
    private static let wholeLimit = 15
    /// Nothing behind this place is meant: it comes of counting in halves, quarters, eighths.
    private static let places = 9

    let isNegative: Bool
    /// From nought to nine each, none of them a leading nought; none at all where it is nought.
    private var digits: [UInt8] = []
    /// How many of the digits stand before the point; negative for noughts behind it.
    private var point = 0

    /// Nil where the text, but for spaces around it, is no decimal number.
    init?(_ spaced: [UInt8]) {
        let text = trimmed(spaced)
        var index = 0
        isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { index += 1 }
        var hasPoint = false
        var hasDigit = false
        while index < text.count {
            let byte = text[index]
            if isDigitByte(byte) {
                hasDigit = true
                if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte - 48) }
                if hasPoint, digits.isEmpty { point -= 1 }
                if !hasPoint, !digits.isEmpty { point += 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        guard hasDigit else { return nil }
        if index < text.count {
            guard text[index] | 0x20 == UInt8(ascii: "e"),
                let exponent = SheetNumber.exponent(text[(index + 1)...])
            else { return nil }
            point += exponent
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    /// The power of ten; beyond a million it is as good as a million.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        var digits = text
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard !digits.isEmpty, digits.allSatisfy(isDigitByte) else { return nil }
        let size = digits.reduce(0) { min($0 * 10 + Int($1 - 48), 1_000_000) }
        return isNegative ? -size : size
    }

    var isNought: Bool { digits.isEmpty }

    /// The number times so many tens.
    func timesTen(_ power: Int) -> SheetNumber {
        var product = self
        if !isNought { product.point += power }
        return product
    }

    /// Rounded half away from nought at the ninth place, without noughts that say nothing.
    ///
    /// Nil where it has more than fifteen digits before the point.
    var text: [UInt8]? {
        let rounded = rounded(to: SheetNumber.places)
        guard rounded.point <= SheetNumber.wholeLimit else { return nil }
        guard !rounded.isNought else { return [48] }
        var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        let (digits, point) = (rounded.digits, rounded.point)
        for index in 0..<max(point, 0) {
            text.append(48 + (index < digits.count ? digits[index] : 0))
        }
        if point <= 0 { text.append(48) }
        guard digits.count > point else { return text }
        text.append(UInt8(ascii: "."))
        if point < 0 { text.append(contentsOf: repeatElement(48, count: -point)) }
        for digit in digits[max(point, 0)...] { text.append(48 + digit) }
        return text
    }

    private func rounded(to places: Int) -> SheetNumber {
        var rounded = self
        let kept = point + places
        guard kept < digits.count else { return self }
        let goesUp = kept >= 0 && digits[kept] >= 5
        rounded.digits.removeSubrange(max(kept, 0)...)
        if goesUp { rounded.addOne() }
        while rounded.digits.last == 0 { rounded.digits.removeLast() }
        if rounded.digits.isEmpty { rounded.point = 0 }
        return rounded
    }

    /// Adds one to the last digit that is kept.
    private mutating func addOne() {
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            point += 1
        }
    }

    /// The whole days in it, and the seconds of the day that has begun, to the nearest.
    ///
    /// Nil where it is less than nought or beyond the year 9999.
    var daysAndSeconds: (days: Int, seconds: Int)? {
        guard !isNegative || isNought, point <= 7 else { return nil }
        var days = 0
        for index in 0..<max(point, 0) {
            days = days * 10 + Int(index < digits.count ? digits[index] : 0)
        }
        // Thirteen places hold a day to the ten millionth part of a second.
        var share = 0
        for place in 0..<13 {
            let index = point + place
            share = share * 10 + Int(index >= 0 && index < digits.count ? digits[index] : 0)
        }
        let seconds = (share * 86_400 + 5_000_000_000_000) / 10_000_000_000_000
        return seconds == 86_400 ? (days + 1, 0) : (days, seconds)
    }
}

extension SheetNumber {
    /// Whether a number's text is already what `text` would make of it, as most are.
    static func isPlain(_ text: [UInt8]) -> Bool {
        var index = 0
        if text.first == UInt8(ascii: "-") { index = 1 }
        let start = index
        while index < text.count, isDigitByte(text[index]) { index += 1 }
        let whole = index - start
        guard (1...15).contains(whole), whole == 1 || text[start] != UInt8(ascii: "0") else {
            return false
        }
        guard index < text.count else { return start == 0 || text[start] != UInt8(ascii: "0") }
        guard text[index] == UInt8(ascii: "."), text.last != UInt8(ascii: "0") else { return false }
        let places = text.count - index - 1
        return (1...9).contains(places) && text[(index + 1)...].allSatisfy(isDigitByte)
    }
}

private func isDigitByte(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
