/// One thing that is otherwise in a returned workbook than in the one that was sent.
public struct WorkbookChange: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// A text, a figure or another value was altered.
        case value
        /// A formula was altered.
        case formula
        /// Where a formula was, a figure or a text was put.
        case formulaReplaced
        /// Where a figure or a text was, a formula was put.
        case formulaPut
        /// A formula is the same, but what the file says it comes to is not.
        case result
        case cellAdded
        case cellRemoved
        case linesInserted(Int)
        case linesRemoved(Int)
        case columnsInserted(Int)
        case columnsRemoved(Int)
        case sheetAdded
        case sheetRemoved
        case sheetRenamed(to: String)
        case sheetHidden
        case sheetShown
        /// The sheets are the same, in another order.
        case sheetsReordered([String])
        /// A name stands for other cells, was added or was taken away.
        case name(String)
    }

    public let kind: Kind
    /// The sheet, by the name that it was sent with; empty for what concerns the whole workbook.
    public let sheet: String
    /// Where it is in the returned sheet; nil for what concerns the whole sheet.
    public let place: CellAddress?
    /// What was there, as a person reads it; a formula with its equals sign.
    public let was: String?
    /// What is there now.
    public let now: String?

    init(
        _ kind: Kind, sheet: String, _ place: CellAddress? = nil, was: String? = nil,
        now: String? = nil
    ) {
        self.kind = kind
        self.sheet = sheet
        self.place = place
        self.was = was
        self.now = now
    }

    /// A change of one cell; nil where it says what it said.
    init?(sheet: String, was: WrittenCell?, now: WrittenCell?) {
        guard let place = now?.place ?? was?.place,
            let kind = WorkbookChange.kind(was: was, now: now)
        else { return nil }
        let isResult = kind == .result
        self.init(
            kind, sheet: sheet, place, was: was?.words(asResult: isResult),
            now: now?.words(asResult: isResult))
    }

    private static func kind(was: WrittenCell?, now: WrittenCell?) -> Kind? {
        guard let was, !was.isEmpty else { return now?.isEmpty ?? true ? nil : .cellAdded }
        guard let now, !now.isEmpty else { return .cellRemoved }
        switch (was.formula, now.formula) {
        case (nil, nil): return CellValue.areSame(was.value, now.value) ? nil : .value
        case (nil, _?): return .formulaPut
        case (_?, nil): return .formulaReplaced
        case (let was?, let now?) where was != now: return .formula
        default:
            // Some programs keep no results: the formula alone says what there is.
            guard was.value != nil, now.value != nil else { return nil }
            return CellValue.areSame(was.value, now.value) ? nil : .result
        }
    }
}

extension WorkbookChange: CustomStringConvertible {
    /// The change in a sentence, with what was and what is.
    public var description: String {
        let place = place.map { Grid.place(sheet: sheet, line: $0.line, column: $0.column) }
        let cell = place ?? "Sheet “\(sheet)”"
        let (was, now) = (was ?? "nothing", now ?? "nothing")
        switch kind {
        case .value: return "\(cell) was \(was) and is \(now)."
        case .formula: return "\(cell) had the formula \(was) and has \(now)."
        case .formulaReplaced: return "\(cell) had the formula \(was) and holds \(now) instead."
        case .formulaPut: return "\(cell) was \(was) and has the formula \(now) instead."
        case .result: return "\(cell) has its formula, but was \(was) and says \(now)."
        case .cellAdded: return "\(cell) was empty and holds \(now)."
        case .cellRemoved: return "\(cell) held \(was) and is empty."
        case .linesInserted(let count), .linesRemoved(let count), .columnsInserted(let count),
            .columnsRemoved(let count):
            return moved(count)
        case .sheetAdded: return "\(cell) was added."
        case .sheetRemoved: return "\(cell) was taken away."
        case .sheetRenamed(let name): return "\(cell) was renamed “\(name)”."
        case .sheetHidden: return "\(cell) was hidden."
        case .sheetShown: return "\(cell) was hidden and no longer is."
        case .sheetsReordered(let names):
            let order = names.map { "“\($0)”" }.joined(separator: ", ")
            return "The sheets are in another order: \(order)."
        case .name(let name): return "The name \(name) stood for \(was) and stands for \(now)."
        }
    }

    private func moved(_ count: Int) -> String {
        let line = place?.line ?? 0
        let letters = Grid.letters(place?.column ?? 0)
        switch kind {
        case .linesInserted:
            let rows = count == 1 ? "a row was" : "\(count) rows were"
            return "In “\(sheet)”, \(rows) inserted at row \(line)."
        case .linesRemoved:
            let rows = count == 1 ? "a row was" : "\(count) rows were"
            return "In “\(sheet)”, \(rows) taken away at row \(line)."
        case .columnsInserted:
            let columns = count == 1 ? "a column was" : "\(count) columns were"
            return "In “\(sheet)”, \(columns) inserted at column \(letters)."
        default:
            let columns = count == 1 ? "a column was" : "\(count) columns were"
            return "In “\(sheet)”, \(columns) taken away at column \(letters)."
        }
    }
}

extension WrittenCell {
    /// What the cell holds as a person reads it.
    func words(asResult: Bool = false) -> String? {
        if !asResult, let formula { return "=" + formula }
        return value?.description
    }
}

extension CellValue {
    /// Whether two cells say the same; sums of money to the penny, other figures but for the noise
    /// of counting in halves and quarters.
    static func areSame(_ one: CellValue?, _ other: CellValue?) -> Bool {
        if one == other { return true }
        guard case .number(let left) = one, case .number(let right) = other,
            let left = Billionths(left), let right = Billionths(right)
        else { return false }
        if left.isWholePence, right.isWholePence { return left.count == right.count }
        let gap = (left.count - right.count).magnitude
        // A figure is kept to some fifteen digits.
        return gap <= max(2, left.count.magnitude / 100_000_000_000_000)
    }
}

/// A figure counted in thousand millionth parts, as far as cells are read.
struct Billionths: Hashable {
    static let scale: Int128 = 1_000_000_000

    let count: Int128

    /// Nil where the text is no plain decimal of at most fifteen digits before the point.
    init?(_ text: String) {
        var count: Int128 = 0
        var places: Int?
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard (1...25).contains(digits.count) else { return nil }
        for byte in digits {
            if byte == UInt8(ascii: "."), places == nil {
                places = 0
                continue
            }
            guard (48...57).contains(byte) else { return nil }
            count = count * 10 + Int128(byte - 48)
            if let found = places { places = found + 1 }
        }
        guard (places ?? 0) <= 9 else { return nil }
        for _ in (places ?? 0)..<9 { count *= 10 }
        self.count = digits.count < text.utf8.count ? -count : count
    }

    var isWholePence: Bool { count.isMultiple(of: Billionths.scale / 100) }
}
