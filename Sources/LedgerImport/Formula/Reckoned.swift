/// What a part of a formula comes to.
enum Reckoned: Sendable {
    case blank
    case number(Fraction)
    case text(String)
    case boolean(Bool)
    case error(String)
    /// Rows of cells, all of one width.
    case area([[Reckoned]])

    init(_ value: CellValue?) {
        switch value {
        case nil: self = .blank
        case .text(let text): self = .text(text)
        case .number(let text): self = Fraction(text).map { .number($0) } ?? .error("#NUM!")
        case .boolean(let isTrue): self = .boolean(isTrue)
        case .error(let text): self = .error(text)
        }
    }

    /// What a cell would show; nil for more than one cell, and for what is too large for one.
    var value: CellValue? {
        switch self {
        case .blank: .number("0")
        case .number(let number): number.decimal.map { .number($0) }
        case .text(let text): .text(text)
        case .boolean(let isTrue): .boolean(isTrue)
        case .error(let text): .error(text)
        case .area: only?.value
        }
    }

    /// The one cell of an area of one, and whatever is no area.
    private var only: Reckoned? {
        guard case .area(let rows) = self else { return self }
        return rows.count == 1 && rows[0].count == 1 ? rows[0][0] : nil
    }

    /// One value; an area of several is more than can be reckoned here.
    func single() throws(Unreckoned) -> Reckoned {
        guard let only else { throw .beyond }
        return only
    }

    /// Every cell, row by row.
    var cells: [Reckoned] {
        guard case .area(let rows) = self else { return [self] }
        return rows.flatMap(\.self)
    }

    /// The number that it stands for in a sum; a text that is none is an error.
    func number() throws(Unreckoned) -> Fraction {
        switch try single() {
        case .blank: return .zero
        case .number(let number): return number
        case .boolean(let isTrue): return Fraction(isTrue ? 1 : 0)
        case .text(let text):
            // Programs differ on whether such a text counts.
            throw SheetNumber(Array(text.utf8)) == nil ? .error("#VALUE!") : .beyond
        case .error(let text): throw .error(text)
        case .area: throw .beyond
        }
    }

    func boolean() throws(Unreckoned) -> Bool {
        switch try single() {
        case .boolean(let isTrue): return isTrue
        case .text: throw .error("#VALUE!")
        default: return try !number().isZero
        }
    }

    /// The value as `&` joins it to a text.
    func text() throws(Unreckoned) -> String {
        switch try single() {
        case .blank: return ""
        case .text(let text): return text
        case .boolean(let isTrue): return isTrue ? "TRUE" : "FALSE"
        case .error(let text): throw .error(text)
        case .number(let number):
            guard let text = number.decimal, Fraction(text) == number else { throw .beyond }
            return text
        case .area: throw .beyond
        }
    }
}

/// Why a formula does not come to a value.
enum Unreckoned: Error {
    /// It comes to an error, which a sheet can catch.
    case error(String)
    /// It asks for what is not reckoned here.
    case beyond
}

extension Reckoned {
    /// One operator between two values, or between the cells of two areas of one shape.
    static func combine(
        _ sign: String, _ left: Reckoned, _ right: Reckoned
    ) throws(Unreckoned) -> Reckoned {
        switch (left.only, right.only) {
        case (let left?, let right?): return try operate(sign, left, right)
        case (nil, let right?):
            return try left.mapped { (cell) throws(Unreckoned) in try operate(sign, cell, right) }
        case (let left?, nil):
            return try right.mapped { (cell) throws(Unreckoned) in try operate(sign, left, cell) }
        case (nil, nil):
            guard case .area(let one) = left, case .area(let other) = right,
                one.count == other.count, one.first?.count == other.first?.count
            else { throw .beyond }
            var rows: [[Reckoned]] = []
            for (above, below) in zip(one, other) {
                var row: [Reckoned] = []
                for (left, right) in zip(above, below) {
                    row.append(try caught(sign, left, right))
                }
                rows.append(row)
            }
            return .area(rows)
        }
    }

    /// Each cell of an area changed; an error stays in its cell.
    func mapped(
        _ change: (Reckoned) throws(Unreckoned) -> Reckoned
    ) throws(Unreckoned) -> Reckoned {
        guard case .area(let rows) = self else { return try change(self) }
        var changed: [[Reckoned]] = []
        for row in rows {
            var cells: [Reckoned] = []
            for cell in row {
                do throws(Unreckoned) {
                    cells.append(try change(cell))
                } catch {
                    guard case .error(let text) = error else { throw error }
                    cells.append(.error(text))
                }
            }
            changed.append(cells)
        }
        return .area(changed)
    }

    private static func caught(
        _ sign: String, _ left: Reckoned, _ right: Reckoned
    ) throws(Unreckoned) -> Reckoned {
        do throws(Unreckoned) {
            return try operate(sign, left, right)
        } catch {
            guard case .error(let text) = error else { throw error }
            return .error(text)
        }
    }

    private static func operate(
        _ sign: String, _ left: Reckoned, _ right: Reckoned
    ) throws(Unreckoned) -> Reckoned {
        switch sign {
        case "&": return .text(try left.text() + right.text())
        case "=", "<>", "<", ">", "<=", ">=": return .boolean(try compare(sign, left, right))
        default: break
        }
        let (one, other) = (try left.number(), try right.number())
        let found: Fraction?
        switch sign {
        case "+": found = one.plus(other)
        case "-": found = one.minus(other)
        case "*": found = one.times(other)
        case "/":
            guard !other.isZero else { throw .error("#DIV/0!") }
            found = one.divided(by: other)
        default: throw .beyond
        }
        guard let found else { throw .beyond }
        return .number(found)
    }

    /// Numbers by size; texts the same in capitals or not; nothing is a nought or an empty text.
    static func compare(
        _ sign: String, _ left: Reckoned, _ right: Reckoned
    ) throws(Unreckoned) -> Bool {
        for case .error(let text) in [left, right] { throw .error(text) }
        let isText = [left, right].contains { if case .text = $0 { true } else { false } }
        let isEqual: Bool
        if isText {
            let isMixed = [left, right].contains {
                if case .number = $0 { return true }
                if case .boolean = $0 { return true }
                return false
            }
            guard ["=", "<>"].contains(sign) else { throw .beyond }
            let (one, other) = (try left.text(), try right.text())
            isEqual = !isMixed && folded(one) == folded(other)
        } else {
            let (one, other) = (try left.number(), try right.number())
            isEqual = one == other
            guard let isLess = one.isLess(than: other) else { throw .beyond }
            switch sign {
            case "<": return isLess
            case "<=": return isLess || isEqual
            case ">": return !isLess && !isEqual
            case ">=": return !isLess
            default: break
            }
        }
        return isEqual == (sign == "=")
    }

    private static func folded(_ text: String) -> String { text.lowercased() }
}
