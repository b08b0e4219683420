/// One payment, invoice or credit as a list or the finance system's extract has it.
public struct Payment: Hashable, Sendable {
    /// Where the officer finds it: `Invoices!A14`, or `line 14`.
    public let place: String
    public let day: CalendarDay
    public let payee: String
    public let reference: String
    /// The source's own code for what it was spent on, such as a cost centre.
    public let code: String
    public let note: String
    /// Pence, above nought for what was paid out, below for a credit.
    public let amount: Money

    public init(
        place: String, day: CalendarDay, payee: String, reference: String, code: String = "",
        note: String = "", amount: Money
    ) throws(Refusal) {
        self.place = place
        self.day = day
        self.payee = try line(payee, named: "payee")
        self.reference = try line(reference, named: "reference")
        self.code = try line(code, named: "code")
        self.note = try line(note, named: "note")
        self.amount = amount
        guard amount.magnitude <= Money.entryLimit else { throw .amountTooLarge(amount) }
    }

    /// What names the payment wherever it stands in a file: its facts, and how many like it came
    /// before.
    ///
    /// Two real payments with the same facts differ in `occurrence`, from nought. Case, spaces and
    /// leading noughts do not count: a spreadsheet that saves a list again takes them away.
    public func canonicalBytes(source: String, occurrence: Int) -> [UInt8] {
        var canonical = CanonicalBytes()
        canonical.add("payment 1")
        canonical.add(source)
        canonical.add(day.description)
        canonical.add(String(decoding: foldedLabel(payee), as: UTF8.self))
        canonical.add(String(decoding: foldedNumber(reference), as: UTF8.self))
        canonical.add(String(decoding: foldedNumber(code), as: UTF8.self))
        canonical.add(amount.pence)
        canonical.add(Int64(occurrence))
        return canonical.bytes
    }
}

/// The folded label; of one that is all digits, without the noughts before them.
package func foldedNumber(_ label: String) -> [UInt8] {
    let folded = foldedLabel(label)
    guard folded.allSatisfy(isDigit) else { return folded }
    let digits = folded.drop { $0 == UInt8(ascii: "0") }
    return digits.isEmpty ? Array(folded.suffix(1)) : Array(digits)
}
