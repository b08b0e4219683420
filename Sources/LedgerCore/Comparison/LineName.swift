/// The name of a printed line or a project, in the forms that tell two names apart.
struct LineName: Hashable, Sendable {
    /// Small letters, plain hyphens, single spaces, no footnote marks.
    let folded: [UInt8]
    /// The words without punctuation and small words such as “the”.
    let words: [[UInt8]]
    /// The words without a footnote's figure stuck to the last of them, as in “Mediation1”.
    let withoutFootnote: [[UInt8]]

    init(_ label: String) {
        folded = foldedLabel(label)
        let all = LineName.words(label)
        words = all.filter { !LineName.smallWords.contains($0) }
        withoutFootnote = LineName.footnoteTaken(words, isBracketed: LineName.endsInBracket(folded))
    }

    /// The words in one run, to look the name up by; as printed where it has none.
    var key: [UInt8] { words.isEmpty ? folded : words.flatMap { $0 + [0x20] } }

    /// Whether it names no project but what of the fund is not allocated.
    var isUnallocated: Bool {
        LineName.unallocatedWords.contains(words.filter { !LineName.sumWords.contains($0) })
    }

    /// Whether only punctuation, small words or a footnote set the printed name apart.
    func isSame(asProject name: LineName) -> Bool {
        folded == name.folded
            || !words.isEmpty && (words == name.words || withoutFootnote == name.words)
    }

    /// How far the names are apart where they are close; nil where they are not.
    ///
    /// One word more or less is close, and so is a word or two spelt or shortened otherwise: “Op
    /// Endeavour” and “Operation Endeavour”. Another word in place of one is not, nor another number.
    func distance(to other: LineName) -> Int? {
        guard let alignment = WordAlignment(withoutFootnote, other.words), alignment.common > 0
        else { return nil }
        let isLonger = alignment.cost <= 4 && alignment.common >= 2 && alignment.isContained
        return alignment.cost <= 2 || isLonger ? alignment.cost : nil
    }

    /// Whether a word that means something stands in both.
    func sharesWord(with other: LineName) -> Bool {
        other.words.contains(where: Set(words.filter(LineName.isTelling)).contains)
    }

    /// How many words that mean something, or have a number, stand in both.
    func wordsShared(with other: LineName) -> Int {
        Set(words).intersection(other.words).count {
            LineName.isTelling($0) || $0.contains(where: isDigit)
        }
    }

    private static func isTelling(_ word: [UInt8]) -> Bool {
        word.count >= 4 && !commonWords.contains(word)
    }

    private static let smallWords = words(of: ["the", "a", "an", "of", "and", "for", "to", "in"])
    private static let commonWords = words(of: [
        "project", "projects", "fund", "funds", "funding", "scheme", "service", "services", "work",
        "with", "from", "within", "support",
    ])

    private static let unallocatedWords = Set(
        [
            "unallocated", "not allocated", "yet allocated", "not yet allocated", "be allocated",
            "yet be allocated", "still be allocated",
        ].map { LineName.words($0) })
    private static let sumWords = words(of: [
        "fund", "funds", "funding", "balance", "money", "sum", "amount", "grant", "remaining",
        "currently",
    ])

    private static func words(of texts: [String]) -> Set<[UInt8]> {
        Set(texts.map { Array($0.utf8) })
    }

    private static func words(_ label: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for scalar in label.unicodeScalars {
            if isOfWord(scalar) {
                word += Array(scalar.properties.lowercaseMapping.utf8)
            } else if scalar != "'", scalar != "\u{2019}", !word.isEmpty {
                words.append(word)
                word = []
            }
            if scalar == "&" { words.append(Array("and".utf8)) }
        }
        return word.isEmpty ? words : words + [word]
    }

    /// Letters and digits; not dashes, quotes, spaces, superscripts or other marks.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case ..<0xC0, 0x2000...0x2BFF, 0x3000...0x303F, 0xD7, 0xF7, 0xFEFF: false
        default: true
        }
    }

    private static func endsInBracket(_ folded: [UInt8]) -> Bool {
        folded.last == UInt8(ascii: ")") || folded.last == UInt8(ascii: "]")
    }

    private static func footnoteTaken(_ words: [[UInt8]], isBracketed: Bool) -> [[UInt8]] {
        guard words.count > 0, let last = words.last else { return words }
        let digits = last.reversed().prefix(while: isDigit).count
        guard (1...2).contains(digits) else { return words }
        if digits == last.count {
            return isBracketed && words.count > 1 ? Array(words.dropLast()) : words
        }
        let letters = Array(last.dropLast(digits))
        return letters.count >= 3 ? words.dropLast() + [letters] : words
    }
}

/// How the words of two names lie side by side.
private struct WordAlignment {
    /// Two for a word that only one name has, one for a word spelt or shortened otherwise.
    let cost: Int
    /// How many words both have.
    let common: Int
    /// Whether one name's words are all in the other.
    let isContained: Bool

    /// Nil where names are too long to be laid side by side.
    init?(_ left: [[UInt8]], _ right: [[UInt8]]) {
        guard !left.isEmpty, !right.isEmpty, left.count <= 60, right.count <= 60 else { return nil }
        typealias Cell = (cost: Int, common: Int, left: Int, right: Int)
        var table = [[Cell]](
            repeating: Array(repeating: (0, 0, 0, 0), count: right.count + 1), count: left.count + 1
        )
        for row in 0...left.count {
            for column in 0...right.count where row + column > 0 {
                var choices: [Cell] = []
                func add(_ rows: Int, _ columns: Int, cost: Int, common: Int, only: (Int, Int)) {
                    let before = table[row - rows][column - columns]
                    choices.append(
                        (
                            before.cost + cost, before.common + common, before.left + only.0,
                            before.right + only.1
                        ))
                }
                if row > 0 { add(1, 0, cost: 2, common: 0, only: (1, 0)) }
                if column > 0 { add(0, 1, cost: 2, common: 0, only: (0, 1)) }
                if row > 0, column > 0,
                    let cost = WordAlignment.cost(left[row - 1], right[column - 1])
                {
                    add(1, 1, cost: cost, common: 1, only: (0, 0))
                }
                for length in 2...4 {
                    if row > 0, column >= length,
                        WordAlignment.abbreviates(left[row - 1], right[(column - length)..<column])
                    {
                        add(1, length, cost: 1, common: 1, only: (0, 0))
                    }
                    if column > 0, row >= length,
                        WordAlignment.abbreviates(right[column - 1], left[(row - length)..<row])
                    {
                        add(length, 1, cost: 1, common: 1, only: (0, 0))
                    }
                }
                table[row][column] =
                    choices.min { ($0.cost, -$0.common) < ($1.cost, -$1.common) } ?? (0, 0, 0, 0)
            }
        }
        let end = table[left.count][right.count]
        cost = end.cost
        common = end.common
        isContained = end.left == 0 || end.right == 0
    }

    /// Nought for the same word, one for the same spelt or shortened otherwise, nil for another.
    private static func cost(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        if left == right { return 0 }
        // Another number names another thing.
        guard !left.contains(where: isDigit), !right.contains(where: isDigit) else { return nil }
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        if short.count >= 2, long.starts(with: short) { return 1 }
        guard short.count >= 4 else { return nil }
        return edits(short, long) <= (short.count >= 7 ? 2 : 1) ? 1 : nil
    }

    /// How many letters must be added, taken or changed.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var next = [index + 1]
            for (column, other) in right.enumerated() {
                next.append(
                    min(
                        row[column] + (letter == other ? 0 : 1), row[column + 1] + 1,
                        next[column] + 1))
            }
            row = next
        }
        return row[right.count]
    }

    /// Whether the word is made of the first letters of the words, as “asb” is.
    private static func abbreviates(_ word: [UInt8], _ words: ArraySlice<[UInt8]>) -> Bool {
        word.count == words.count && zip(word, words).allSatisfy { $0 == $1.first }
    }
}
