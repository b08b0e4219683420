/// A payee's name in words that can be compared: `The Acme Co. Ltd` and `ACME` are the same.
struct PayeeName: Hashable {
    /// Small letters and digits, without words such as Ltd, in the order of the alphabet.
    let words: [[UInt8]]
    /// The first letters of the words as they are written: `lcc` for Leicestershire County Council.
    let initials: [UInt8]

    init(_ text: String) {
        let all = PayeeName.words(of: text)
        let kept = all.filter { !PayeeName.unimportant.contains($0) }
        let named = kept.isEmpty ? all : kept
        words = named.sorted { $0.lexicographicallyPrecedes($1) }
        initials = named.compactMap(\.first)
    }

    var isBlank: Bool { words.isEmpty }

    private static let unimportant = Set(
        [
            "the", "and", "of", "for", "ltd", "limited", "plc", "llp", "inc", "cic", "co",
            "company", "ta", "trading", "as",
        ].map { Array($0.utf8) })

    /// Capital and small Latin letters from U+00C0, without their marks.
    private static let plainLetters = Array(
        "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy".utf8)

    private static func words(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        func end() {
            if !word.isEmpty { words.append(word) }
            word = []
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: word.append(UInt8(scalar.value + 32))
            case 0x61...0x7A, 0x30...0x39: word.append(UInt8(scalar.value))
            // St John's is written without its apostrophe, and é as e and a mark.
            case 0x27, 0x2018, 0x2019, 0x300...0x36F: continue
            case 0xC0...0xFF:
                let letter = plainLetters[Int(scalar.value) - 0xC0]
                if letter == 0x20 { end() } else { word.append(letter) }
            case 0x100...0x1FFF, 0x3040...:
                word.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            default: end()
            }
        }
        end()
        return joiningInitials(words)
    }

    /// `C.I.C.` is one word; `J. Smith` stays two.
    private static func joiningInitials(_ words: [[UInt8]]) -> [[UInt8]] {
        var joined: [[UInt8]] = []
        var isInitials = false
        for word in words {
            let isLetter = word.count == 1 && !isDigit(word[0])
            if isLetter, isInitials, let last = joined.popLast() {
                joined.append(last + word)
            } else {
                joined.append(word)
            }
            isInitials = isLetter
        }
        return joined
    }
}

extension PayeeName {
    /// Whether both may well be one payee: the same words in any order, some of them shortened,
    /// one side perhaps saying more; or one side's initials.
    func resembles(_ other: PayeeName) -> Bool {
        if words == other.words { return !isBlank }
        let (few, many) = words.count <= other.words.count ? (self, other) : (other, self)
        guard !few.isBlank else { return false }
        if few.isInitials(of: many) { return true }
        var left = many.words
        for word in few.words {
            let place =
                left.firstIndex(of: word)
                ?? left.firstIndex { PayeeName.isShort(word, $0) || PayeeName.isShort($0, word) }
            guard let place else { return false }
            left.remove(at: place)
        }
        // A number tells two apart, as in Unit 4, unless it is a document's in a bank's words.
        return !left.contains { PayeeName.isNumbered($0) && !(few.isPlain && $0.count > 2) }
            && (few.words.count > 1 || left.isEmpty || few.words[0].count >= 5)
    }

    private static func isNumbered(_ word: [UInt8]) -> Bool { word.contains(where: isDigit) }

    /// Whether it is at least two words, none of them with a digit.
    private var isPlain: Bool {
        words.count > 1 && !words.contains(where: PayeeName.isNumbered)
    }

    private func isInitials(of other: PayeeName) -> Bool {
        words.count == 1 && words[0].count >= 3 && other.initials == words[0]
    }

    /// Whether the first is the second shortened, as `leics` and `assoc` are; with digits never.
    private static func isShort(_ short: [UInt8], _ long: [UInt8]) -> Bool {
        guard short.count < long.count, let first = short.first, first == long[0],
            !short.contains(where: isDigit), !long.contains(where: isDigit)
        else { return false }
        if short.count == 1 { return true }
        guard short.count >= 3, long.starts(with: short.prefix(PayeeName.keyLength)),
            short.count <= 6 || long.count - short.count <= 3
        else { return false }
        var rest = short[...]
        for letter in long where letter == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }

    /// Words that are one another shortened begin with the same letters, this many.
    private static let keyLength = 3

    /// What alike words have in common: their first letters, or the whole of a word with digits.
    static func key(of word: [UInt8]) -> [UInt8] {
        word.contains(where: isDigit) ? word : Array(word.prefix(keyLength))
    }
}
