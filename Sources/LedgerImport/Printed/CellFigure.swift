private import LedgerCore

/// What a cell says as money, in eight bytes; a table of a million cells is an array of these.
struct CellFigure {
    enum State: UInt8 {
        case blank
        case nothing
        case amount
        case unreadable
        case partOfAPenny
    }

    /// What a figure looks like: what tells money from counts, years and percentages.
    struct Traits: OptionSet {
        let rawValue: UInt8
        /// A pound sign or a unit such as `k`.
        static let currency = Traits(rawValue: 1)
        /// A point with pence, or commas between thousands.
        static let written = Traits(rawValue: 2)
        static let bracketed = Traits(rawValue: 4)
        /// Four digits that could be a year.
        static let year = Traits(rawValue: 8)
        /// Text in a sheet where a number would be expected.
        static let text = Traits(rawValue: 16)
    }

    /// The pence above the lowest byte, which has five bits of traits above three of the state.
    private let packed: Int64

    init(pence: Int64, state: State, traits: Traits) {
        packed = pence << 8 | Int64(traits.rawValue << 3 | state.rawValue)
    }

    /// Pence, in the unit it is read in; `ExactDecimal.limit` leaves room for the byte below.
    var pence: Int64 { packed >> 8 }

    var state: State { State(rawValue: UInt8(truncatingIfNeeded: packed & 7)) ?? .blank }

    var traits: Traits { Traits(rawValue: UInt8(truncatingIfNeeded: packed) >> 3) }

    static let blank = CellFigure(pence: 0, state: .blank, traits: [])

    var isFigure: Bool { state == .amount || state == .nothing }
}

extension GridRow {
    /// The cell as money in a unit.
    func figure(_ column: Int, in unit: MoneyUnit = .pounds) -> CellFigure {
        guard let cell = cell(column) else { return .blank }
        let bytes = grid.bytes
        return CellFigure(cell, bytes.span, in: unit)
    }
}

extension CellFigure {
    /// Reads a cell of a grid as money in a unit.
    init(_ cell: GridCell, _ bytes: Span<UInt8>, in unit: MoneyUnit = .pounds) {
        let isText = cell.kind == .text
        guard isText || cell.kind == .number else {
            self.init(pence: 0, state: .unreadable, traits: [])
            return
        }
        let place = cell.place
        if unit == .pounds, let quick = CellFigure(quickly: bytes, place, isText) {
            self = quick
        } else if !isText || CellFigure.mayBeMoney(bytes, place) {
            self.init(slowly: bytes, place, in: unit, isText)
        } else {
            self.init(pence: 0, state: .unreadable, traits: .text)
        }
    }

    /// Reads the plainest forms, which are nearly all: `£1,234.50`, `1234.5`, `-12`, `0`, `£5*`, `–`.
    ///
    /// Nil where the cell is anything else, and needs a closer look.
    private init?(quickly bytes: Span<UInt8>, _ place: Range<Int>, _ isText: Bool) {
        var index = place.lowerBound
        var end = place.upperBound
        guard end - index <= 18, end > index else { return nil }
        var traits: Traits = isText ? .text : []
        if CellFigure.isDash(bytes, place) {
            self.init(pence: 0, state: .nothing, traits: traits)
            return
        }
        // A footnote's star says nothing of the figure.
        while end - 1 > index, bytes[end - 1] == UInt8(ascii: "*") { end -= 1 }
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        if index + 1 < end, bytes[index] == 0xC2, bytes[index + 1] == 0xA3 {
            traits.insert(.currency)
            index += 2
        }
        var pence: Int64 = 0
        var run = 0
        var hasComma = false
        let first = index
        while index < end, case let byte = bytes[index], byte != UInt8(ascii: ".") {
            if byte == UInt8(ascii: ",") {
                guard hasComma ? run == 3 : (1...3).contains(run) else { return nil }
                hasComma = true
                run = 0
            } else {
                guard isDigitByte(byte) else { return nil }
                pence = pence * 10 + Int64(byte - 48)
                run += 1
            }
            index += 1
        }
        // Thirteen places hold the largest sum there is.
        guard run > 0, !hasComma || run == 3, index - first <= 13 else { return nil }
        pence *= 100
        if index < end {
            let places = end - index - 1
            guard places == 1 || places == 2, isDigitByte(bytes[index + 1]) else { return nil }
            pence += Int64(bytes[index + 1] - 48) * 10
            if places == 2 {
                guard isDigitByte(bytes[index + 2]) else { return nil }
                pence += Int64(bytes[index + 2] - 48)
            }
            traits.insert(.written)
        } else if hasComma {
            traits.insert(.written)
        } else if !traits.contains(.currency), !isNegative, (190_000...210_000).contains(pence) {
            traits.insert(.year)
        }
        guard pence <= ExactDecimal.limit else { return nil }
        self.init(pence: isNegative ? -pence : pence, state: .amount, traits: traits)
    }

    /// `-`, `–` or `—` alone.
    private static func isDash(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
        let first = bytes[place.lowerBound]
        guard place.count == 3 else { return place.count == 1 && first == UInt8(ascii: "-") }
        let last = bytes[place.upperBound - 1]
        return first == 0xE2 && bytes[place.lowerBound + 1] == 0x80
            && (last == 0x93 || last == 0x94)
    }

    /// Reads any form there is.
    private init(
        slowly span: Span<UInt8>, _ place: Range<Int>, in unit: MoneyUnit, _ isText: Bool
    ) {
        let bytes = place.map { span[$0] }
        let printed = PrintedAmount(reading: String(decoding: bytes, as: UTF8.self), in: unit)
        var traits: Traits = []
        if bytes.contains(0xA3) || bytes.last.map({ [0x6B, 0x6D].contains($0 | 0x20) }) == true {
            traits.insert(.currency)
        }
        if bytes.contains(0x2C) || bytes.contains(0x2E) { traits.insert(.written) }
        if bytes.contains(0x28) { traits.insert(.bracketed) }
        var pence: Int64 = 0
        let state: State
        switch printed.value {
        case .amount(let money):
            pence = money.pence
            state = .amount
            if traits.isEmpty, (190_000...210_000).contains(pence / unit.factor) {
                traits.insert(.year)
            }
        case .nothing: state = .nothing
        case .blank: state = .blank
        case .unreadable: state = .unreadable
        case .partOfAPenny: state = .partOfAPenny
        }
        if isText { traits.insert(.text) }
        self.init(pence: pence, state: state, traits: traits)
    }

    /// Whether a text is worth a closer look: most labels are not, and there are many of them.
    private static func mayBeMoney(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
        guard place.count <= 40 else { return false }
        let first = bytes[place.lowerBound] | 0x20
        guard (97...122).contains(first) else { return true }
        let openings = openings[Int(first) - 97]
        guard !openings.isEmpty else { return false }
        // The first four bytes as one number, in small letters.
        var start: UInt32 = 0
        for index in place.lowerBound..<place.lowerBound + 4 {
            let byte = index < place.upperBound ? bytes[index] : 0
            start = start << 8 | UInt32((65...90).contains(byte) ? byte + 32 : byte)
        }
        guard openings.contains(where: { start & $0.mask == $0.letters }) else { return false }
        // Without a digit it can only be a word for nothing, such as “nil” or “zero”.
        return first == UInt8(ascii: "n") || first == UInt8(ascii: "z")
            || place.contains { isDigitByte(bytes[$0]) }
    }

    /// How words begin that may stand before a figure, or for one, as numbers of four letters; by
    /// their first letter.
    private static let openings: [[(letters: UInt32, mask: UInt32)]] = {
        let words = [
            "app", "cir", "c.", "c ", "c£", "est", "gbp", "up t", "abou", "arou", "nil", "non",
            "noug", "zero", "prov", "indi", "tbc",
        ].map { Array($0.utf8) }
        return (97...122).map { first in
            words.filter { $0[0] == first }.map { word in
                let shift = UInt32(4 - word.count) * 8
                let letters = word.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                return (letters << shift, UInt32.max << shift)
            }
        }
    }()
}

private func isDigitByte(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
