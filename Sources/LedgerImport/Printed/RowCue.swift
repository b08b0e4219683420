import LedgerCore

/// What the label of a row says of its figures.
enum RowCue: Equatable {
    case none
    case subtotal
    /// `Total`, with or without what it is the total of.
    case total
    case grandTotal
    /// Words that begin or end like a total's but could be a project's name, or no words at all.
    case perhapsTotal
    /// “of which …”: a part of the line above.
    case part
    /// A bullet or a letter before the words: perhaps a part of the line above.
    case bullet
    case carriedForward
    case broughtForward

    init(_ text: ArraySlice<UInt8>) {
        // Stars around a word make it bold in plain text.
        let isBold = text.first == 0x2A && text.last == 0x2A
        let label = isBold ? text.drop { $0 == 0x2A }.dropLast(2) : text
        guard let first = label.first else {
            self = .perhapsTotal
            return
        }
        guard RowCue.mayBeCue(label, first) else {
            self = .none
            return
        }
        self = RowCue.ofWords(String(decoding: label, as: UTF8.self))
    }

    /// Most labels are passed over here without a look at their words.
    private static func mayBeCue(_ label: ArraySlice<UInt8>, _ first: UInt8) -> Bool {
        // A bullet, a bracket, or a letter outside ASCII.
        guard (97...122).contains(first | 0x20), first < 0x80 else {
            return !isDigit(first) || has([0x746F74], in: label)
        }
        var start: UInt32 = 0
        for place in 0..<4 {
            let byte = place < label.count ? label[label.startIndex + place] : 0x20
            // The end of a bullet such as `ii.`, or a letter that may be folded to another.
            if byte == UInt8(ascii: ")") || byte == UInt8(ascii: ".") || byte >= 0x80 {
                return true
            }
            start = start << 8 | UInt32(byte | 0x20)
        }
        let isSpaced = start >> 16 & 0xFF == 0x20
        if isSpaced || begins[0].contains(start) || begins[1].contains(start >> 8)
            || begins[2].contains(start >> 16)
        {
            return true
        }
        // “Sum”, “All projects”, “Overall position”.
        if label.count <= 20, "aos".utf8.contains(first | 0x20) { return true }
        return has([0x746F74], in: label)
    }

    /// Whether its words could be a total's: most texts beside figures are passed over here.
    static func mayBeTotal(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains { $0 >= 0x80 } || has([0x746F74, 0x73756D, 0x616C6C], in: text)
    }

    /// Whether three letters stand in it anywhere: `tot`, `sum` or `all`, each letter a byte.
    private static func has(_ wanted: [UInt32], in text: ArraySlice<UInt8>) -> Bool {
        var last: UInt32 = 0
        for byte in text {
            last = (last << 8 | UInt32(byte | 0x20)) & 0xFF_FFFF
            if wanted.contains(last) { return true }
        }
        return false
    }

    /// The first four, three and two letters of words that say what a row is.
    private static let begins = [
        ["comp", "made", "cons", "ther", "this", "whic", "bein", "brou", "carr", "bala"],
        ["inc", "net"],
        ["of", "b/", "c/"],
    ].map { starts in
        Set(starts.map { $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1 | 0x20) } })
    }

    private static func ofWords(_ label: String) -> RowCue {
        let folded = foldedLabel(label)
        let words = HeadingWords.words(label)
        func begins(_ text: String) -> Bool { folded.starts(with: text.utf8) }
        if [
            "of which", "including ", "including:", "incl ", "incl.", "comprising", "made up of",
            "consisting of", "thereof", "this includes", "which includes", "being:", "inc ",
        ]
        .contains(where: begins) {
            return .part
        }
        if isForward(words, "brought", "b") { return .broughtForward }
        if isForward(words, "carried", "c") { return .carriedForward }
        if let total = total(words) {
            // “Total (Street lighting)”, “Total: Theme 1”.
            let isApart =
                folded.dropFirst(5).first.map { $0 == 0x3A || $0 == 0x2D } ?? false
                || folded.starts(with: "total (".utf8) || folded.starts(with: "total -".utf8)
            return total == .perhapsTotal && isApart ? .total : total
        }
        return isBullet(label) ? .bullet : .none
    }

    /// “Brought forward”, “Balance b/fwd”, “Total funds brought forward”.
    private static func isForward(_ words: [String], _ verb: String, _ letter: String) -> Bool {
        guard words.count <= 5 else { return false }
        return zip(words, words.dropFirst()).contains { first, second in
            (first == verb && second == "forward")
                || (first == letter && ["f", "fwd", "forward"].contains(second))
        }
    }

    private static func total(_ words: [String]) -> RowCue? {
        guard let first = words.first, let last = words.last else { return nil }
        let totals: Set<String> = ["total", "totals"]
        if words.starts(with: ["sub", "total"]) || words.starts(with: ["sub", "totals"])
            || first == "subtotal" || first == "subtotals" || last == "subtotal"
            || (words.count > 1 && words.suffix(2) == ["sub", "total"])
        {
            return .subtotal
        }
        let grand: Set<String> = ["grand", "overall", "combined"]
        if words.count >= 2, grand.contains(first), totals.contains(words[1]) { return .grandTotal }
        if words.count >= 2, totals.contains(last), grand.contains(words[words.count - 2]) {
            return .grandTotal
        }
        if words == ["overall"] || words == ["sum"] || words == ["all"] { return .total }
        if totals.contains(last) { return .total }
        guard totals.contains(first) else {
            let joined = words.joined(separator: " ")
            if ["sum total", "all projects", "overall position"].contains(joined) { return .total }
            return ["net", "net expenditure", "net position"].contains(joined) ? .perhapsTotal : nil
        }
        let isPlain = words.count <= 2 || words.dropFirst().contains { ofTotals.contains($0) }
        return isPlain ? .total : .perhapsTotal
    }

    /// Words that stand behind “Total” when it is one.
    private static let ofTotals: Set<String> = [
        "allocated", "allocation", "allocations", "spent", "spend", "expenditure", "income", "fund",
        "funds", "funding", "award", "awarded", "awards", "budget", "budgets", "grant", "grants",
        "cost", "costs", "for", "all", "of", "year", "amount", "balance", "remaining", "committed",
        "available", "received", "quarter", "theme", "priority", "section", "to",
    ]

    /// `- `, `• `, `a) `, `(a) `, `i. `, `– `.
    private static func isBullet(_ label: String) -> Bool {
        let scalars = Array(label.unicodeScalars.prefix(6)).map(\.value)
        guard scalars.count >= 2, let first = scalars.first else { return false }
        let bullets: Set<UInt32> = [
            0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2022, 0xB7, 0x25AA, 0x25E6, 0x2023,
            0x3E, 0x25CF, 0x25CB, 0x2043, 0xB0, 0x2192,
        ]
        if bullets.contains(first) { return true }
        if first == 0x6F, scalars[1] == 0x20 { return true }
        let start = first == 0x28 ? 1 : 0
        guard
            let end = scalars[start...].firstIndex(where: {
                $0 == 0x29 || ($0 == 0x2E && start == 0)
            }),
            end > start, end - start <= 3
        else { return false }
        let mark = scalars[start..<end].map { $0 | 0x20 }
        let isRoman = mark.allSatisfy { [0x69, 0x76, 0x78].contains($0) }
        return mark.allSatisfy { (97...122).contains($0) } && (mark.count == 1 || isRoman)
    }
}
