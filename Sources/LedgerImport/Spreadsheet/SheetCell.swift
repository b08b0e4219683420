/// The cell of a sheet that is being read.
struct SheetCell {
    /// How its value is written.
    enum Kind {
        case number
        /// The number of a shared text.
        case shared
        case inline
        case formulaText
        case boolean
        case error
        case date

        init(_ type: Span<UInt8>) {
            if type.spells("s") {
                self = .shared
            } else if type.spells("n") {
                self = .number
            } else if type.spells("str") {
                self = .formulaText
            } else if type.spells("inlineStr") {
                self = .inline
            } else if type.spells("b") {
                self = .boolean
            } else if type.spells("e") {
                self = .error
            } else if type.spells("d") {
                self = .date
            } else {
                self = .number
            }
        }
    }

    private enum Part {
        case none
        case value
        case formula
        case text
    }

    private(set) var isOpen = false
    var kind = Kind.number
    var style = 0
    private(set) var isFormula = false
    private(set) var value: [UInt8] = []
    private(set) var formula: [UInt8] = []
    /// How its formula stands for several cells; good only where it is a formula.
    private(set) var sharing = FormulaSharing()
    private var hasValue = false
    private var part = Part.none
    private var inlineText = CellTextScan(depth: 5)

    var inline: [UInt8] { inlineText.bytes }

    /// Whether it says nothing at all, as a cell that is only coloured does.
    var isEmpty: Bool { value.isEmpty && inline.isEmpty && !isFormula }

    /// Whether a formula's result is not in the file; an empty text is a result.
    var isWithoutValue: Bool {
        value.isEmpty && inline.isEmpty && !(kind == .formulaText && hasValue)
    }

    /// The number of the shared text.
    var index: Int? { value.span.wholeNumber }

    mutating func open() {
        isOpen = true
        kind = .number
        style = 0
        isFormula = false
        hasValue = false
        part = .none
        value.removeAll(keepingCapacity: true)
        if !formula.isEmpty { formula.removeAll(keepingCapacity: true) }
        if !inline.isEmpty { inlineText.clear() }
    }

    mutating func close() {
        isOpen = false
    }

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        guard depth == 4 else {
            if part == .text { inlineText.begin(name, depth: depth) }
            return
        }
        if name.spells("v") {
            part = .value
            hasValue = true
        } else if name.spells("f") {
            part = .formula
            isFormula = true
            sharing = try FormulaSharing(attributes)
        } else if name.spells("is") {
            part = .text
        } else {
            part = .none
        }
    }

    mutating func end(depth: Int) {
        if depth == 4 {
            part = .none
        } else if part == .text {
            inlineText.end(depth: depth)
        }
    }

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {
        switch part {
        case .none: return
        case .value:
            guard value.count + piece.count <= CellTextScan.limit else { throw .longCell }
            value.append(piece)
        case .formula:
            guard formula.count + piece.count <= CellTextScan.limit else { throw .longCell }
            formula.append(piece)
        case .text: try inlineText.text(piece)
        }
    }
}

/// How a formula stands for several cells.
struct FormulaSharing: Equatable {
    enum Kind {
        case single
        /// Written once, in the first of its cells, and meant relative to each.
        case shared
        /// One formula that fills an area.
        case array
        /// A table of what-ifs, which has no formula.
        case table
    }

    var kind = Kind.single
    /// Which shared formula it is.
    var index: Int?
    var area: GridArea?

    init() {}

    init(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        var sharing = FormulaSharing()
        try attributes.each { (name, value) throws(SpreadsheetError) in
            if name.spells("t") {
                let kinds: [(StaticString, Kind)] = [
                    ("shared", .shared), ("array", .array), ("dataTable", .table),
                ]
                sharing.kind = kinds.first { value.spells($0.0) }?.1 ?? .single
            } else if name.spells("si") {
                sharing.index = value.wholeNumber
            } else if name.spells("ref") {
                sharing.area = CellPlace.area(value)
            }
        }
        self = sharing
    }
}
