public import LedgerCore

/// What a cell of a printed table says in a money column; never guessed to nought.
public struct PrintedAmount: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case amount(Money)
        /// A dash, or a word such as “nil”: printed, and saying that there is nothing.
        case nothing
        case blank
        case unreadable
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

    /// Reads `£10,000`, `£2,322*`, `(1,250.00)`, `−5`, `£15,000 approx`, `£4,223.` and the like.
    public init(reading text: String) {
        self.text = text
        var cell = PrintedCell(text)
        let marks = cell.takeMarks()
        self.marks = marks
        guard !cell.isEmpty else {
            // A mark alone says neither a figure nor nothing.
            value = marks.isEmpty ? .blank : .unreadable
            return
        }
        if cell.saysNothing {
            value = .nothing
        } else if let money = cell.money() {
            value = .amount(money)
        } else {
            value = .unreadable
        }
    }
}

/// A cell's characters while they are taken apart; by scalar, since a mark may carry an accent.
private struct PrintedCell {
    private var scalars: ArraySlice<Unicode.Scalar>

    private static let spaces: Set<UInt32> = [
        0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F,
    ]
    private static let dashes: Set<UInt32> = [0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212]
    /// `*`, `#`, `†`, `‡`, `§`, `¶`, `~` and superscript figures.
    private static let signs: Set<UInt32> = [
        0x2A, 0x23, 0x2020, 0x2021, 0xA7, 0xB6, 0x7E, 0xB9, 0xB2, 0xB3, 0x2070, 0x2074, 0x2075,
        0x2076, 0x2077, 0x2078, 0x2079,
    ]
    private static let reservations = [
        "approximately", "approx.", "approx", "estimated", "est.", "est", "circa", "c.",
    ]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)[...]
    }

    var isEmpty: Bool { scalars.isEmpty }

    var saysNothing: Bool {
        if scalars.allSatisfy({ PrintedCell.dashes.contains($0.value) }) { return true }
        return ["nil", "none"].contains(letters)
    }

    private var letters: String {
        var text = ""
        for scalar in scalars {
            let isCapital = (65...90).contains(scalar.value)
            text.unicodeScalars.append(
                isCapital ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
        }
        return text
    }

    /// Takes spaces, footnote signs and words such as “approx” from both ends.
    mutating func takeMarks() -> [String] {
        var marks: [String] = []
        while true {
            trim()
            if let last = scalars.last, PrintedCell.signs.contains(last.value) {
                marks.append(String(scalars.removeLast()))
            } else if let first = scalars.first, PrintedCell.signs.contains(first.value) {
                marks.append(String(scalars.removeFirst()))
            } else if let word = PrintedCell.reservations.first(where: { ends(with: $0) }) {
                scalars.removeLast(word.unicodeScalars.count)
                marks.append(word)
            } else if let word = PrintedCell.reservations.first(where: { starts(with: $0) }) {
                scalars.removeFirst(word.unicodeScalars.count)
                marks.append(word)
            } else {
                return marks
            }
        }
    }

    /// The sum, where what is left is one; its spaces must part thousands.
    func money() -> Money? {
        var rest = scalars
        var isNegative = false
        if rest.first == "(", rest.last == ")" {
            rest = rest.dropFirst().dropLast()
            isNegative = true
        }
        var plain: [UInt8] = []
        for (index, scalar) in zip(rest.indices, rest) {
            if PrintedCell.spaces.contains(scalar.value) {
                if parts(rest, index) { plain.append(UInt8(ascii: ",")) }
            } else if PrintedCell.dashes.contains(scalar.value) {
                // One sign, before every digit.
                guard !isNegative, plain.isEmpty || plain == Array("£".utf8) else { return nil }
                isNegative = true
            } else {
                plain += Array(String(scalar).utf8)
            }
        }
        // A full stop or a comma that only ends the cell, as in “£4,223.”.
        if let last = plain.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ",") {
            plain.removeLast()
        }
        guard let money = try? Money(parsing: String(decoding: plain, as: UTF8.self)),
            money >= .zero
        else { return nil }
        return isNegative ? -money : money
    }

    /// Whether a space stands between two digits.
    private func parts(_ rest: ArraySlice<Unicode.Scalar>, _ index: Int) -> Bool {
        guard index > rest.startIndex, index + 1 < rest.endIndex else { return false }
        return (48...57).contains(rest[index - 1].value)
            && (48...57).contains(rest[index + 1].value)
    }

    private mutating func trim() {
        while let last = scalars.last, PrintedCell.spaces.contains(last.value) {
            scalars.removeLast()
        }
        while let first = scalars.first, PrintedCell.spaces.contains(first.value) {
            scalars.removeFirst()
        }
    }

    private func ends(with word: String) -> Bool {
        letters.unicodeScalars.reversed().starts(with: word.unicodeScalars.reversed())
    }

    private func starts(with word: String) -> Bool {
        letters.unicodeScalars.starts(with: word.unicodeScalars)
    }
}
