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

    init(_ text: ArraySlice<UInt8>) { self.init(text.span) }

    init(_ text: Span<UInt8>) {
        var place = 0..<text.count
        // Stars around a word make it bold in plain text.
        if let last = place.last, text[0] == 0x2A, text[last] == 0x2A {
            let first = place.first { text[$0] != 0x2A } ?? text.count
            place = first..<max(first, text.count - 2)
        }
        guard !place.isEmpty else {
            self = .perhapsTotal
            return
        }
        let label = text.extracting(place)
        self =
            RowCue.mayBeCue(label)
            ? RowCue.ofWords(String(decoding: place.map { text[$0] }, as: UTF8.self)) : .none
    }

    /// Most labels are passed over here without a look at their words.
    private static func mayBeCue(_ label: Span<UInt8>) -> Bool {
        let first = label[0]
        // A bullet, a bracket, or a letter outside ASCII.
        guard (97...122).contains(first | 0x20), first < 0x80 else {
            return !isDigit(first) || hasTotal(label)
        }
        var start: UInt32 = 0
        for place in 0..<4 {
            let byte = place < label.count ? label[place] : 0x20
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
        if label.count <= 20, first | 0x20 == 0x61 || first | 0x20 == 0x6F || first | 0x20 == 0x73 {
            return true
        }
        return hasTotal(label)
    }

    /// Whether its words could be a total's: most texts beside figures are passed over here.
    static func mayBeTotal(_ text: Span<UInt8>) -> Bool {
        var word: UInt32 = 0
        for index in 0..<text.count {
            guard text[index] < 0x80 else { return true }
            let letter = text[index] | 0x20
            // The first three letters that stand together or apart: “sum”, “all”, “overall”.
            if word <= 0xFFFF, (97...122).contains(letter) { word = word << 8 | UInt32(letter) }
        }
        return word == 0x73756D || word == 0x616C6C || word == 0x6F7665 || hasTotal(text)
    }

    /// Whether “tot” stands in it anywhere; steps as far as the letter that it sees allows.
    private static func hasTotal(_ text: Span<UInt8>) -> Bool {
        var index = 2
        while index < text.count {
            switch text[index] | 0x20 {
            case UInt8(ascii: "t"):
                if text[index - 1] | 0x20 == UInt8(ascii: "o"),
                    text[index - 2] | 0x20 == UInt8(ascii: "t")
                {
                    return true
                }
                index += 2
            case UInt8(ascii: "o"): index += 1
            default: index += 3
            }
        }
        return false
    }

    /// The first four, three and two letters of words that say what a row is.
    private static let begins = [
        ["comp", "made", "cons", "ther", "this", "whic", "bein", "brou", "carr", "bala", "over"],
        ["inc", "net"],
        ["of", "b/", "c/"],
    ].map { starts in
        starts.map { $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1 | 0x20) } }
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
        if ["overall", "total"].contains(first), words.contains("including") { return .total }
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
