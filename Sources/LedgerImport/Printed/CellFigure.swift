private import LedgerCore

/// What a cell says as money, in the least room; a table of a million cells is an array of these.
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

    /// Pence, in the unit it is read in.
    var pence: Int64
    var state: State
    var traits: Traits

    static let blank = CellFigure(pence: 0, state: .blank, traits: [])

    var isFigure: Bool { state == .amount || state == .nothing }
}

extension GridRow {
    /// The cell as money in a unit.
    func figure(_ column: Int, in unit: MoneyUnit = .pounds) -> CellFigure {
        cellIndex(column).map { figure(ofCell: $0, in: unit) } ?? .blank
    }

    /// One of the grid's cells as money in a unit.
    func figure(ofCell index: Int, in unit: MoneyUnit = .pounds) -> CellFigure {
        let cell = grid.cells[index]
        let place = Int(cell.start)..<Int(cell.end)
        switch cell.kind {
        case .text, .number:
            if unit == .pounds, var quick = CellFigure(quickly: grid.bytes, place) {
                if cell.kind == .text { quick.traits.insert(.text) }
                return quick
            }
            guard cell.kind == .number || CellFigure.mayBeMoney(grid.bytes, place) else {
                return CellFigure(pence: 0, state: .unreadable, traits: .text)
            }
            var slow = CellFigure(grid.bytes[place], in: unit)
            if cell.kind == .text { slow.traits.insert(.text) }
            return slow
        case .date, .percentage, .boolean, .error, .formulaWithoutValue:
            return CellFigure(pence: 0, state: .unreadable, traits: [])
        }
    }
}

extension CellFigure {
    /// Reads the plainest forms, which are nearly all: `£1,234.50`, `1234.5`, `-12`, `0`.
    ///
    /// Nil where the cell is anything else, and needs a closer look.
    init?(quickly bytes: [UInt8], _ place: Range<Int>) {
        var index = place.lowerBound
        let end = place.upperBound
        guard end - index <= 18, end > index else { return nil }
        var traits: Traits = []
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
        } else if traits.isEmpty, !isNegative, (190_000...210_000).contains(pence) {
            traits.insert(.year)
        }
        guard pence <= ExactDecimal.limit else { return nil }
        self.init(pence: isNegative ? -pence : pence, state: .amount, traits: traits)
    }

    /// Reads any form there is, more slowly.
    fileprivate init(_ bytes: ArraySlice<UInt8>, in unit: MoneyUnit) {
        let printed = PrintedAmount(reading: String(decoding: bytes, as: UTF8.self), in: unit)
        var traits: Traits = []
        if bytes.contains(0xA3) || bytes.last.map({ [0x6B, 0x6D].contains($0 | 0x20) }) == true {
            traits.insert(.currency)
        }
        if bytes.contains(0x2C) || bytes.contains(0x2E) { traits.insert(.written) }
        if bytes.contains(0x28) { traits.insert(.bracketed) }
        switch printed.value {
        case .amount(let money):
            if traits.isEmpty, (190_000...210_000).contains(money.pence / unit.factor) {
                traits.insert(.year)
            }
            self.init(pence: money.pence, state: .amount, traits: traits)
        case .nothing: self.init(pence: 0, state: .nothing, traits: traits)
        case .blank: self = .blank
        case .unreadable: self.init(pence: 0, state: .unreadable, traits: traits)
        case .partOfAPenny: self.init(pence: 0, state: .partOfAPenny, traits: traits)
        }
    }

    /// Whether a text is worth a closer look: most labels are not, and there are many of them.
    fileprivate static func mayBeMoney(_ bytes: [UInt8], _ place: Range<Int>) -> Bool {
        guard place.count <= 40 else { return false }
        let start = bytes[place.lowerBound]
        let isLetter = (97...122).contains(start | 0x20)
        guard isLetter else { return true }
        guard firstLetters[Int(start | 0x20) - 97] else { return false }
        let beginning = bytes[place].prefix(4).map { (65...90).contains($0) ? $0 + 32 : $0 }
        return openings.contains { beginning.starts(with: $0) }
    }

    private static let firstLetters: [Bool] = (0..<26).map { letter in
        openings.contains { $0.first == UInt8(97 + letter) }
    }

    /// How words begin that may stand before a figure, or for one.
    private static let openings = [
        "app", "cir", "c.", "c ", "c£", "est", "gbp", "up t", "abou", "arou", "nil", "non", "n/a",
        "na", "noug", "zero", "not ", "prov", "indi", "tbc",
    ].map { Array($0.utf8) }
}

private func isDigitByte(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
