/// A formula as it is reckoned.
indirect enum FormulaExpression: Sendable {
    case value(CellValue)
    /// An area of cells; one cell alone is an area of one.
    case area(sheet: String?, GridArea)
    case name(String)
    case call(String, [FormulaExpression?])
    case negative(FormulaExpression)
    case percent(FormulaExpression)
    case operation(String, FormulaExpression, FormulaExpression)
}

/// Puts a formula's pieces together, by the order in which spreadsheets reckon.
struct FormulaParser {
    /// What is nested deeper than this was not written by a person.
    private static let depthLimit = 100
    /// Nor does a person write so many operators.
    private static let operationLimit = 400
    /// Which operators are reckoned last, those that are reckoned first at the end.
    private static let operators = [
        ["=", "<>", "<", ">", "<=", ">="], ["&"], ["+", "-"], ["*", "/"], ["^"],
    ]

    private let tokens: [FormulaToken]
    private var index = 0
    private var depth = 0
    private var operationCount = 0

    /// Nil where the formula is none that is understood here.
    static func expression(of formula: String) -> FormulaExpression? {
        guard let tokens = FormulaText(formula.utf8, sheet: nil).tokens else { return nil }
        var parser = FormulaParser(FormulaParser.unbraced(tokens))
        guard let found = parser.operation(0), parser.index == parser.tokens.count else {
            return nil
        }
        return found
    }

    /// Without the braces of a formula that is reckoned as one for a single cell.
    private static func unbraced(_ tokens: [FormulaToken]) -> [FormulaToken] {
        guard tokens.first == .sign("{"), tokens.last == .sign("}") else { return tokens }
        return Array(tokens.dropFirst().dropLast())
    }

    private init(_ tokens: [FormulaToken]) {
        self.tokens = tokens
    }

    private var next: FormulaToken? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ sign: String) -> Bool {
        guard next == .sign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func operation(_ level: Int) -> FormulaExpression? {
        guard level < FormulaParser.operators.count else { return signed() }
        guard var left = operation(level + 1) else { return nil }
        while case .sign(let sign) = next, FormulaParser.operators[level].contains(sign) {
            index += 1
            operationCount += 1
            guard operationCount <= FormulaParser.operationLimit,
                let right = operation(level + 1)
            else { return nil }
            left = .operation(sign, left, right)
        }
        return left
    }

    private mutating func signed() -> FormulaExpression? {
        var isNegative = false
        while case .sign(let sign) = next, ["+", "-"].contains(sign) {
            isNegative = isNegative != (sign == "-")
            index += 1
        }
        guard var found = operand() else { return nil }
        if isNegative { found = .negative(found) }
        while take("%") { found = .percent(found) }
        return found
    }

    private mutating func operand() -> FormulaExpression? {
        guard let token = next else { return nil }
        index += 1
        switch token {
        case .number(let text): return .value(.number(text))
        case .text(let text): return .value(.text(text))
        case .error(let text): return .value(.error(text))
        case .word("TRUE"): return .value(.boolean(true))
        case .word("FALSE"): return .value(.boolean(false))
        case .word(let name): return .name(name)
        case .function(let name): return call(name)
        case .place(let place): return area(sheet: nil, from: place)
        case .sheet(let sheet):
            guard case .place(let place) = next else { return nil }
            index += 1
            return area(sheet: sheet, from: place)
        case .sign("("):
            guard deeper() else { return nil }
            defer { depth -= 1 }
            guard let found = operation(0), take(")") else { return nil }
            return found
        case .sign, .space: return nil
        }
    }

    private mutating func deeper() -> Bool {
        depth += 1
        return depth <= FormulaParser.depthLimit
    }

    private mutating func area(sheet: String?, from first: FormulaPlace) -> FormulaExpression? {
        var last = first
        if take(":") {
            guard case .place(let place) = next else { return nil }
            index += 1
            last = place
        }
        return .area(
            sheet: sheet,
            GridArea(
                lines: min(first.line, last.line)...max(first.line, last.line),
                columns: min(first.column, last.column)...max(first.column, last.column)))
    }

    private mutating func call(_ name: String) -> FormulaExpression? {
        guard deeper(), take("(") else { return nil }
        defer { depth -= 1 }
        var arguments: [FormulaExpression?] = []
        if take(")") { return .call(name, []) }
        while true {
            if next == .sign(",") || next == .sign(")") {
                arguments.append(nil)
            } else {
                guard let argument = operation(0) else { return nil }
                arguments.append(argument)
            }
            if take(")") { return .call(name, arguments) }
            guard take(",") else { return nil }
        }
    }
}
