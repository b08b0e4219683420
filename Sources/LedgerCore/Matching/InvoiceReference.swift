/// A document's number as two systems may each write it: `INV-0118`, `Inv No 118` and `118` are
/// the same.
struct InvoiceReference: Hashable {
    /// Runs of small letters and of digits without leading noughts.
    let runs: [[UInt8]]

    /// Nil for what names no one document: a text without a digit, such as `n/a` or `BACS`.
    init?(_ text: some Sequence<UInt8>) {
        var runs: [[UInt8]] = []
        var run: [UInt8] = []
        for byte in text {
            let letter = byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
            let isSign = letter < 0x80 && !isDigit(letter) && !(0x61...0x7A).contains(letter)
            if let last = run.last, isSign || isDigit(last) != isDigit(letter) {
                runs.append(run)
                run = []
            }
            if !isSign { run.append(letter) }
        }
        if !run.isEmpty { runs.append(run) }
        let named = runs.drop { InvoiceReference.prefixes.contains($0) }
        guard named.contains(where: { isDigit($0[0]) }) else { return nil }
        self.runs = named.map { run in
            let short = run.drop { $0 == UInt8(ascii: "0") }
            return short.isEmpty ? [UInt8(ascii: "0")] : Array(short)
        }
    }

    private static let prefixes = Set(
        [
            "inv", "invs", "invoice", "invoices", "invno", "no", "nr", "nos", "num", "number",
            "ref", "reference",
        ].map { Array($0.utf8) })

    /// How it is built, such as letters and then a number; the same for numbers of one numbering.
    ///
    /// A number of more than six digits is of a numbering of its own length.
    var shape: [UInt8] {
        runs.flatMap { run in
            isDigit(run[0]) ? [0x23, run.count > 6 ? UInt8(clamping: run.count) : 0] : run + [0x2C]
        }
    }

    /// Each document that a text names, where it parts them by commas, semicolons, `&` or `+`;
    /// empty where it names one only.
    static func several(in text: String) -> [InvoiceReference] {
        let parts = text.utf8.split { [0x2C, 0x3B, 0x26, 0x2B].contains($0) }
        let named = parts.compactMap { InvoiceReference($0) }
        return parts.count > 1 && named.count == parts.count ? named : []
    }

    /// What may be a document's number in a bank's words, such as `ACME LTD INV-0118`: every word
    /// with three digits or more.
    static func mentioned(in text: String) -> [InvoiceReference] {
        text.utf8.split(separator: 0x20).filter { word in
            word.reduce(0) { $0 + (isDigit($1) ? 1 : 0) } >= 3
        }.compactMap { InvoiceReference($0) }
    }
}
