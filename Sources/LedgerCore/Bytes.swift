/// The bytes without spaces, tabs and non-breaking spaces at either end.
///
/// All syntax work goes by bytes: a letter with a combining mark is one `Character`, so a comma or
/// a quote followed by a mark would not be seen as a comma or a quote.
package func trimmed(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes = Array(text)[...]
    while let first = bytes.first {
        if first == 0x20 || first == 0x09 {
            bytes.removeFirst()
        } else if bytes.starts(with: [0xC2, 0xA0]) {
            bytes.removeFirst(2)
        } else {
            break
        }
    }
    while let last = bytes.last {
        if last == 0x20 || last == 0x09 {
            bytes.removeLast()
        } else if bytes.suffix(2).elementsEqual([0xC2, 0xA0]) {
            bytes.removeLast(2)
        } else {
            break
        }
    }
    return Array(bytes)
}

/// Whether the byte is one of the ten ASCII digits; `Int("+5")` would take a sign as well.
package func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// The whole number the ASCII digits spell; nil for anything else or beyond nine digits.
package func wholeNumber(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
}

/// The number with leading noughts up to the width.
package func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
