public import LedgerCore

/// What a cell of a printed table says in a money column; never guessed to nought.
public struct PrintedAmount: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case amount(Money)
        /// A dash, or a word such as “nil”: printed, and saying that there is nothing.
        case nothing
        case blank
        case unreadable
        /// A figure finer than a penny.
        case partOfAPenny
    }

    /// The cell as it was printed.
    public let text: String
    public let value: Value
    /// Footnote marks and reservations around the figure, such as `*` or `approx`.
    public let marks: [String]

    /// The figure; nil where none is printed or it cannot be read.
    public var amount: Money? {
        guard case .amount(let money) = value else { return nil }
        return money
    }

    /// Reads `£10,000`, `£2,322*`, `(1,250.00)`, `−5`, `£15,000 approx`, `£4,223.`, `1.2m` and the
    /// like; a figure without a unit of its own counts in that of its column.
    public init(reading text: String, in unit: MoneyUnit = .pounds) {
        self.text = text
        var cell = PrintedCell(text)
        let marks = cell.takeMarks()
        self.marks = marks
        guard !cell.isEmpty else {
            // A mark alone says neither a figure nor nothing.
            value = marks.isEmpty ? .blank : .unreadable
            return
        }
        value = cell.saysNothing ? .nothing : cell.money(in: unit)
    }
}

/// A cell's characters while they are taken apart; by scalar, since a mark may carry an accent.
private struct PrintedCell {
    private var scalars: ArraySlice<UInt32>

    private static let spaces: Set<UInt32> = [
        0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2007, 0x2008, 0x2009, 0x200A, 0x200B, 0x202F, 0xFEFF,
    ]
    private static let dashes: Set<UInt32> = [0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212]
    /// `*`, `#`, `†`, `‡`, `§`, `¶`, `~` and superscript figures.
    private static let signs: Set<UInt32> = [
        0x2A, 0x23, 0x2020, 0x2021, 0xA7, 0xB6, 0x7E, 0xB9, 0xB2, 0xB3, 0x2070, 0x2074, 0x2075,
        0x2076, 0x2077, 0x2078, 0x2079,
    ]
    private static let reservations = [
        "approximately", "approx.", "approx", "estimated", "estimate", "est.", "est", "circa", "c.",
        "up to", "about", "around", "provisional", "indicative", "tbc",
    ].map { word in Array(word.unicodeScalars.map(\.value)) }
    private static let nothing: Set<String> = [
        "nil", "none", "nought", "zero",
    ]

    init(_ text: String) {
        var scalars = text.unicodeScalars.map(\.value)
        // “Â£” is a pound sign whose two bytes were taken for two letters.
        while let sign = scalars.indices.dropLast().first(where: {
            scalars[$0] == 0xC2 && scalars[$0 + 1] == 0xA3
        }) {
            scalars.remove(at: sign)
        }
        self.scalars = scalars[...]
    }

    var isEmpty: Bool { scalars.isEmpty }

    var saysNothing: Bool {
        let rest = scalars.first == 0xA3 ? scalars.dropFirst() : scalars
        if !rest.isEmpty, rest.allSatisfy({ PrintedCell.dashes.contains($0) }) { return true }
        return scalars.count <= 14 && PrintedCell.nothing.contains(text(of: letters))
    }

    /// In small letters.
    private var letters: [UInt32] {
        scalars.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    private func text(of scalars: some Sequence<UInt32>) -> String {
        var text = ""
        for scalar in scalars { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return text
    }

    /// Takes spaces, footnote signs and words such as “approx” from both ends.
    mutating func takeMarks() -> [String] {
        var marks: [String] = []
        while true {
            trim()
            if let last = scalars.last, PrintedCell.signs.contains(last) {
                marks.append(text(of: [scalars.removeLast()]))
            } else if let first = scalars.first, PrintedCell.signs.contains(first) {
                marks.append(text(of: [scalars.removeFirst()]))
            } else if let word = takeReservation() ?? takeBrackets() {
                marks.append(word)
            } else {
                return marks
            }
        }
    }

    private mutating func takeReservation() -> String? {
        let letters = letters
        // A word alone, such as “tbc”, is no mark on a figure.
        guard letters.contains(where: { (48...57).contains($0) }) else { return nil }
        for word in PrintedCell.reservations {
            if letters.suffix(word.count) == word[...] {
                scalars.removeLast(word.count)
                return text(of: word)
            }
            if letters.prefix(word.count) == word[...] {
                scalars.removeFirst(word.count)
                return text(of: word)
            }
        }
        return nil
    }

    /// Takes `[1]`, `(a)` or `(estimated)` from behind a figure; `(1,250.00)` is itself one.
    private mutating func takeBrackets() -> String? {
        guard let last = scalars.last, last == 0x29 || last == 0x5D,
            let opening = scalars.lastIndex(of: last == 0x29 ? 0x28 : 0x5B),
            scalars[..<opening].contains(where: { (48...57).contains($0) })
        else { return nil }
        let inside = scalars[(opening + 1)..<(scalars.endIndex - 1)]
        let isWord = !inside.isEmpty && !inside.contains { (48...57).contains($0) || $0 == 0xA3 }
        let isNumbered = inside.count <= 2 && inside.allSatisfy { (48...57).contains($0) }
        guard isWord || (isNumbered && !inside.isEmpty) else { return nil }
        let mark = text(of: inside)
        scalars.removeLast(scalars.endIndex - opening)
        return mark
    }

    /// The sum, where what is left is one; its spaces must part thousands.
    mutating func money(in unit: MoneyUnit) -> PrintedAmount.Value {
        var isNegative = takeOuterBrackets()
        let own = takeUnit()
        trim()
        // The unit may stand outside the brackets, and the brackets behind the sign of pounds.
        if !isNegative { isNegative = takeOuterBrackets() }
        guard let bare = plain(&isNegative) else { return .unreadable }
        let scaled = ExactDecimal(bare)?.pence(times: (own ?? unit).factor)
        switch scaled {
        case .some(.whole(let pence)): return .amount(Money(pence: isNegative ? -pence : pence))
        case .some(.broken): return .partOfAPenny
        case nil: return .unreadable
        }
    }

    private mutating func takeOuterBrackets() -> Bool {
        let hasPound = scalars.first == 0xA3
        let rest = hasPound ? scalars.dropFirst() : scalars
        guard rest.first == 0x28, rest.last == 0x29 else { return false }
        scalars = (hasPound ? [0xA3] : []) + rest.dropFirst().dropLast()
        trim()
        return true
    }

    /// Takes `k`, `m`, `bn`, `million` or `thousand` from the end.
    private mutating func takeUnit() -> MoneyUnit? {
        let letters = letters
        let units: [(String, MoneyUnit)] = [
            ("thousand", .thousands), ("k", .thousands), ("million", .millions), ("mn", .millions),
            ("m", .millions),
        ]
        for (word, unit) in units {
            let mark = word.unicodeScalars.map(\.value)
            guard letters.suffix(mark.count) == mark[...] else { continue }
            let before = letters.dropLast(mark.count).last { !PrintedCell.spaces.contains($0) }
            guard let before, (48...57).contains(before) else { continue }
            scalars.removeLast(mark.count)
            return unit
        }
        return nil
    }

    /// The figure as digits, commas and a point; nil where anything else stands there.
    private mutating func plain(_ isNegative: inout Bool) -> [UInt8]? {
        var rest = scalars
        let letters = letters
        // “GBP 500”, “500 GBP”; and “500 CR”, a credit in finance systems.
        if letters.prefix(3) == [0x67, 0x62, 0x70] { rest = rest.dropFirst(3) }
        if letters.suffix(3) == [0x67, 0x62, 0x70] { rest = rest.dropLast(3) }
        if letters.suffix(2) == [0x63, 0x72], !isNegative {
            rest = rest.dropLast(2)
            isNegative = true
        }
        while let last = rest.last, PrintedCell.spaces.contains(last) { rest.removeLast() }
        if let last = rest.last, PrintedCell.dashes.contains(last), !isNegative {
            // A minus behind the figure, as ledgers print it.
            rest.removeLast()
            guard !rest.contains(where: { PrintedCell.dashes.contains($0) }) else { return nil }
            isNegative = true
        }
        var plain: [UInt8] = []
        var hasSign = false
        var hasPound = false
        for index in rest.indices {
            let scalar = rest[index]
            if PrintedCell.spaces.contains(scalar) {
                if parts(rest, index) { plain.append(UInt8(ascii: ",")) }
            } else if PrintedCell.dashes.contains(scalar) || scalar == 0x2B {
                // One sign, before every digit.
                guard !hasSign, !isNegative || scalar == 0x2B, plain.isEmpty else { return nil }
                hasSign = true
                if scalar != 0x2B { isNegative = true }
            } else if scalar == 0xA3 {
                guard !hasPound, plain.isEmpty else { return nil }
                hasPound = true
            } else if (48...57).contains(scalar) || scalar == 0x2C || scalar == 0x2E {
                plain.append(UInt8(scalar))
            } else {
                return nil
            }
        }
        // A full stop or a comma that only ends the cell, as in “£4,223.”.
        if plain.last == UInt8(ascii: ".") || plain.last == UInt8(ascii: ",") { plain.removeLast() }
        return plain
    }

    /// Whether a space stands between two digits.
    private func parts(_ rest: ArraySlice<UInt32>, _ index: Int) -> Bool {
        guard index > rest.startIndex, index + 1 < rest.endIndex else { return false }
        return (48...57).contains(rest[index - 1]) && (48...57).contains(rest[index + 1])
    }

    private mutating func trim() {
        while let last = scalars.last, PrintedCell.spaces.contains(last) { scalars.removeLast() }
        while let first = scalars.first, PrintedCell.spaces.contains(first) {
            scalars.removeFirst()
        }
    }
}
