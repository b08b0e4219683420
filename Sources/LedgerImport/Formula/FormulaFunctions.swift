/// What the functions come to that workbooks of returns and statements use.
enum FormulaFunctions {
    /// Those whose arguments may be areas; of the others, each is one value.
    static let takingAreas: Set = [
        "SUM", "SUMPRODUCT", "MIN", "MAX", "AVERAGE", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS",
        "SUMIF", "SUMIFS", "AND", "OR", "CONCAT", "INDEX",
    ]

    /// The value of a function whose arguments are all reckoned; one that was left out is blank.
    static func call(
        _ name: String, _ arguments: [Reckoned]
    ) throws(Unreckoned) -> Reckoned {
        switch name {
        case "SUM": return .number(try sum(numbers(arguments)))
        case "SUMPRODUCT": return .number(try sumOfProducts(arguments))
        case "MIN", "MAX": return .number(try extreme(name, numbers(arguments)))
        case "AVERAGE":
            let numbers = try numbers(arguments)
            guard !numbers.isEmpty else { throw .error("#DIV/0!") }
            guard let mean = try sum(numbers).divided(by: Fraction(numbers.count)) else {
                throw .beyond
            }
            return .number(mean)
        case "COUNT", "COUNTA": return .number(Fraction(count(name, arguments)))
        case "COUNTIF", "COUNTIFS": return .number(Fraction(try matching(arguments).count))
        case "SUMIF": return .number(try sumWhere(arguments))
        case "SUMIFS":
            guard let first = arguments.first else { throw .beyond }
            return .number(try sum(first, where: Array(arguments.dropFirst())))
        case "AND", "OR": return .boolean(try every(name, arguments))
        case "CONCATENATE", "CONCAT":
            var text = ""
            for cell in arguments.flatMap(\.cells) { text += try cell.text() }
            return .text(text)
        case "INDEX": return try index(arguments)
        case "NA" where arguments.isEmpty: throw .error("#N/A")
        case "HYPERLINK": return try arguments.last?.single() ?? .blank
        default: return try callOfOne(name, arguments)
        }
    }

    /// Functions of a single value, which go through an area cell by cell.
    private static func callOfOne(
        _ name: String, _ arguments: [Reckoned]
    ) throws(Unreckoned) -> Reckoned {
        guard let first = arguments.first else { throw .beyond }
        let rest = Array(arguments.dropFirst())
        switch (name, rest.count) {
        case ("ABS", 0):
            return try first.mapped { (cell) throws(Unreckoned) in
                .number(try cell.number().magnitude)
            }
        case ("ROUND", 1): return try rounded(first, rest[0], .nearest)
        case ("ROUNDUP", 1): return try rounded(first, rest[0], .up)
        case ("ROUNDDOWN", 1): return try rounded(first, rest[0], .down)
        case ("NOT", 0): return .boolean(try !first.boolean())
        case ("N", 0):
            switch try first.single() {
            case .text: return .number(.zero)
            default: return .number(try first.number())
            }
        case ("ISBLANK", 0): if case .blank = try first.single() { return .boolean(true) }
        case ("ISNUMBER", 0): if case .number = try first.single() { return .boolean(true) }
        case ("ISTEXT", 0): if case .text = try first.single() { return .boolean(true) }
        default: throw .beyond
        }
        return .boolean(false)
    }

    private static func rounded(
        _ value: Reckoned, _ places: Reckoned, _ way: Fraction.Rounding
    ) throws(Unreckoned) -> Reckoned {
        let places = try places.number()
        guard places.denominator == 1, abs(places.numerator) <= 10 else { throw .beyond }
        return try value.mapped { (cell) throws(Unreckoned) in
            guard let number = try cell.number().rounded(places: Int(places.numerator), way) else {
                throw .beyond
            }
            return .number(number)
        }
    }

    // MARK: Sums and counts

    /// The numbers in the arguments; texts and blanks in cells are passed over.
    private static func numbers(_ arguments: [Reckoned]) throws(Unreckoned) -> [Fraction] {
        var numbers: [Fraction] = []
        for argument in arguments {
            guard case .area = argument else {
                numbers.append(try argument.number())
                continue
            }
            for cell in argument.cells {
                if case .error(let text) = cell { throw .error(text) }
                if case .number(let number) = cell { numbers.append(number) }
            }
        }
        return numbers
    }

    private static func sum(_ numbers: [Fraction]) throws(Unreckoned) -> Fraction {
        var total = Fraction.zero
        for number in numbers {
            guard let sum = total.plus(number) else { throw .beyond }
            total = sum
        }
        return total
    }

    private static func extreme(
        _ name: String, _ numbers: [Fraction]
    ) throws(Unreckoned) -> Fraction {
        guard var found = numbers.first else { return .zero }
        for number in numbers {
            guard let isLess = number.isLess(than: found) else { throw .beyond }
            if isLess == (name == "MIN") { found = number }
        }
        return found
    }

    private static func count(_ name: String, _ arguments: [Reckoned]) -> Int {
        arguments.flatMap(\.cells).count {
            switch $0 {
            case .blank: false
            case .number: true
            default: name == "COUNTA"
            }
        }
    }

    private static func sumOfProducts(_ arguments: [Reckoned]) throws(Unreckoned) -> Fraction {
        guard let first = arguments.first?.cells,
            arguments.allSatisfy({ $0.cells.count == first.count })
        else { throw .beyond }
        let columns = arguments.map(\.cells)
        var products: [Fraction] = []
        for index in first.indices {
            var product = Fraction(1)
            for column in columns {
                if case .error(let text) = column[index] { throw .error(text) }
                // A text counts as nought, and so does TRUE.
                guard case .number(let number) = column[index] else {
                    product = .zero
                    continue
                }
                guard let next = product.times(number) else { throw .beyond }
                product = next
            }
            products.append(product)
        }
        return try sum(products)
    }

    private static func every(
        _ name: String, _ arguments: [Reckoned]
    ) throws(Unreckoned) -> Bool {
        var isAny = false
        var isEvery = true
        for cell in arguments.flatMap(\.cells) {
            let isTrue = try cell.boolean()
            isAny = isAny || isTrue
            isEvery = isEvery && isTrue
        }
        return name == "AND" ? isEvery : isAny
    }

    // MARK: Conditions

    private static func sumWhere(_ arguments: [Reckoned]) throws(Unreckoned) -> Fraction {
        guard (2...3).contains(arguments.count) else { throw .beyond }
        return try sum(
            arguments.count == 3 ? arguments[2] : arguments[0], where: Array(arguments[..<2]))
    }

    private static func sum(
        _ area: Reckoned, where conditions: [Reckoned]
    ) throws(Unreckoned) -> Fraction {
        let cells = area.cells
        var numbers: [Fraction] = []
        for index in try matching(conditions) {
            guard index < cells.count else { throw .beyond }
            if case .error(let text) = cells[index] { throw .error(text) }
            if case .number(let number) = cells[index] { numbers.append(number) }
        }
        return try sum(numbers)
    }

    /// Which cells meet every condition; areas and conditions take turns.
    private static func matching(_ arguments: [Reckoned]) throws(Unreckoned) -> [Int] {
        guard arguments.count >= 2, arguments.count.isMultiple(of: 2) else { throw .beyond }
        let areas = stride(from: 0, to: arguments.count, by: 2).map { arguments[$0].cells }
        guard areas.allSatisfy({ $0.count == areas[0].count }) else { throw .beyond }
        var found = Array(areas[0].indices)
        for (number, area) in areas.enumerated() {
            let condition = try Condition(arguments[number * 2 + 1].single())
            var kept: [Int] = []
            for index in found where try condition.isMet(by: area[index]) { kept.append(index) }
            found = kept
        }
        return found
    }

    /// A condition such as `">=10"` or `"Agrees"`.
    private struct Condition {
        private var sign = "="
        private let wanted: Reckoned

        init(_ condition: Reckoned) throws(Unreckoned) {
            guard case .text(let text) = condition else {
                wanted = condition
                return
            }
            var bytes = Array(text.utf8)[...]
            if let found = ["<=", ">=", "<>", "<", ">", "="].first(where: {
                bytes.starts(with: $0.utf8)
            }) {
                sign = found
                bytes = bytes.dropFirst(found.utf8.count)
            }
            // Stars and question marks stand for anything; an empty one asks for blanks.
            guard !bytes.isEmpty, !bytes.contains(where: { "*?~".utf8.contains($0) }) else {
                throw .beyond
            }
            let number = SheetNumber(Array(bytes))?.text.flatMap {
                Fraction(String(decoding: $0, as: UTF8.self))
            }
            wanted = number.map { .number($0) } ?? .text(String(decoding: bytes, as: UTF8.self))
        }

        func isMet(by cell: Reckoned) throws(Unreckoned) -> Bool {
            switch (cell, wanted) {
            case (.number, .number), (.text, .text), (.boolean, .boolean):
                return try Reckoned.compare(sign, cell, wanted)
            default: return sign == "<>"
            }
        }
    }

    // MARK: Looking up

    private static func index(_ arguments: [Reckoned]) throws(Unreckoned) -> Reckoned {
        guard (2...3).contains(arguments.count), case .area(let rows) = arguments[0] else {
            throw .beyond
        }
        var places: [Int] = []
        for argument in arguments.dropFirst() {
            let number = try argument.number()
            guard number.denominator == 1, (1...1_048_576).contains(number.numerator) else {
                throw .beyond
            }
            places.append(Int(number.numerator) - 1)
        }
        // One number counts along a single row, or down a single column.
        if places.count == 1 { places = rows.count == 1 ? [0, places[0]] : [places[0], 0] }
        guard places[0] < rows.count, places[1] < rows[places[0]].count else {
            throw .error("#REF!")
        }
        return rows[places[0]][places[1]]
    }
}
