import LedgerCore

/// What an amount's cell of a list of payments says.
enum PaymentFigure: Hashable {
    case amount(Money)
    case blank
    /// Why it cannot be read, quoting the cell, and what would be accepted.
    case unreadable(String)

    /// The figure; nought where nothing is printed or a dash is.
    var money: Money? {
        switch self {
        case .amount(let money): money
        case .blank: .zero
        case .unreadable: nil
        }
    }

    init(reading row: GridRow, _ column: Int) {
        let text = row[column]
        let quoted = "“\(text.prefix(40))”"
        switch row.kind(column) {
        case nil: self = .blank
        case .text: self = PaymentFigure.read(text, quoted)
        case .number: self = PaymentFigure.number(Array(text.utf8), quoted)
        case .error:
            self = .unreadable("\(quoted) is an error of the spreadsheet. Correct the cell.")
        case .formulaWithoutValue:
            self = .unreadable(
                "The formula \(quoted) has no value in the file. Open it in a spreadsheet program, save it again and try once more."
            )
        case .date, .percentage, .boolean: self = .unreadable(PaymentFigure.notAnAmount(quoted))
        }
        if case .amount(let money) = self, money.magnitude > Money.entryLimit {
            self = .unreadable(
                "\(quoted) is too large; one entry moves at most \(Money.entryLimit).")
        }
    }

    private static func notAnAmount(_ quoted: String) -> String {
        "\(quoted) is not an amount. Write pounds and pence, such as 1,250.00."
    }

    private static func partOfAPenny(_ quoted: String) -> String {
        "\(quoted) has parts of a penny. Round it to whole pence, such as 1,250.00."
    }

    /// Credits are bracketed, have a minus before or after, or `CR`; `DR` says no more than none.
    private static func read(_ text: String, _ quoted: String) -> PaymentFigure {
        var bytes = Array(text.utf8)
        var isCredit = false
        if let mark = mark(atEndOf: bytes) {
            bytes.removeLast(2)
            isCredit = mark == "cr"
        } else if bytes.count > 1, bytes.last == UInt8(ascii: "-") {
            bytes.removeLast()
            isCredit = true
        }
        if bytes.starts(with: "GBP".utf8) { bytes.removeFirst(3) }
        let printed = PrintedAmount(reading: String(decoding: bytes, as: UTF8.self))
        let areSigns = printed.marks.allSatisfy { $0.utf8.allSatisfy { !isLetter($0) } }
        switch printed.value {
        case .amount(let money) where areSigns && !(isCredit && money < .zero):
            return .amount(isCredit ? -money : money)
        case .nothing where !isCredit: return .amount(.zero)
        case .blank where !isCredit: return .blank
        case .partOfAPenny: return .unreadable(partOfAPenny(quoted))
        default: return .unreadable(notAnAmount(quoted))
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    private static func mark(atEndOf bytes: [UInt8]) -> String? {
        guard bytes.count > 2, !isLetter(bytes[bytes.count - 3]) else { return nil }
        let mark = String(decoding: bytes.suffix(2).map { $0 | 0x20 }, as: UTF8.self)
        return mark == "cr" || mark == "dr" ? mark : nil
    }

    /// An exact decimal; what lies beyond the ninth place is how spreadsheets keep numbers.
    private static func number(_ bytes: [UInt8], _ quoted: String) -> PaymentFigure {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let parts = bytes.dropFirst(isNegative ? 1 : 0)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, (1...15).contains(whole.count),
            whole.allSatisfy(isDigit), parts.dropFirst().joined().allSatisfy(isDigit)
        else { return .unreadable(notAnAmount(quoted)) }
        let fraction = Array(parts.dropFirst().joined())
        let billionths = (0..<9).reduce(Int64(0)) { sum, place in
            sum * 10 + (place < fraction.count ? Int64(fraction[place] - 48) : 0)
        }
        let rounded = billionths + (fraction.count > 9 && fraction[9] >= 53 ? 1 : 0)
        guard rounded.isMultiple(of: 10_000_000) else {
            return .unreadable(partOfAPenny(quoted))
        }
        let pounds = whole.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
        let pence = pounds * 100 + rounded / 10_000_000
        return .amount(Money(pence: isNegative ? -pence : pence))
    }
}
