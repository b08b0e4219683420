/// Reckons formulas of a workbook from the cells that they name.
struct Reckoner {
    /// The most cells that one area may have.
    private static let areaLimit = 1 << 20
    /// The most cells that are looked at in all, so that no file can keep it busy for long.
    private static let workLimit = 50_000_000
    /// How far a formula may hang on others whose results the file does not hold.
    private static let depthLimit = 100
    /// How deep parts may lie in parts, over all formulas that hang on one another.
    private static let levelLimit = 500

    private let workbook: WorkbookCells
    private let sheets: [String: Int]
    private var known: [Place: Result<Reckoned, Unreckoned>] = [:]
    private var underWay: Set<Place> = []
    private var work = 0
    /// How deep the parts lie in one another that are being reckoned.
    private var level = 0
    /// Where the formula stands that is being reckoned.
    private var here = CellAddress(line: 1, column: 0)
    /// Whether areas are reckoned cell by cell, and not for the formula's own row or column.
    private var isArray = false

    private struct Place: Hashable {
        let sheet: Int
        let cell: CellAddress
    }

    init(_ workbook: WorkbookCells) {
        self.workbook = workbook
        sheets = Dictionary(
            workbook.sheets.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { one, _ in one })
    }

    /// What a cell's formula comes to, from what the cells it names say; nil for what is not
    /// reckoned here.
    mutating func result(of cell: WrittenCell, inSheet sheet: Int) -> CellValue? {
        do throws(Unreckoned) {
            return try reckoned(cell, sheet).value
        } catch {
            guard case .error(let text) = error else { return nil }
            return .error(text)
        }
    }

    private mutating func reckoned(
        _ cell: WrittenCell, _ sheet: Int
    ) throws(Unreckoned) -> Reckoned {
        let place = Place(sheet: sheet, cell: cell.place)
        if let known = known[place] { return try known.get() }
        guard let formula = cell.formula, let expression = FormulaParser.expression(of: formula),
            underWay.count < Reckoner.depthLimit, underWay.insert(place).inserted
        else { throw .beyond }
        let outer = (here, isArray)
        (here, isArray) = (cell.place, formula.utf8.first == UInt8(ascii: "{"))
        defer {
            underWay.remove(place)
            (here, isArray) = outer
        }
        do throws(Unreckoned) {
            let found = try operand(expression, sheet).single()
            known[place] = .success(found)
            return found
        } catch {
            known[place] = .failure(error)
            throw error
        }
    }

    private mutating func value(
        of expression: FormulaExpression, _ sheet: Int
    ) throws(Unreckoned) -> Reckoned {
        level += 1
        defer { level -= 1 }
        guard level <= Reckoner.levelLimit else { throw .beyond }
        switch expression {
        case .value(.error(let text)): throw .error(text)
        case .value(let value): return Reckoned(value)
        case .area(let name, let area): return try cells(of: area, name, sheet)
        case .name(let name): return try value(of: meaning(ofName: name, sheet), sheet)
        case .negative(let part):
            return try operand(part, sheet).mapped { (cell) throws(Unreckoned) in
                .number(try cell.number().negated)
            }
        case .percent(let part):
            return try Reckoned.combine("/", operand(part, sheet), .number(Fraction(100)))
        case .operation(let sign, let left, let right):
            return try Reckoned.combine(sign, operand(left, sheet), operand(right, sheet))
        case .call(let name, let arguments): return try call(name, arguments, sheet, isOne: false)
        }
    }

    /// A part where one value is wanted: of an area, the cell in the formula's own row or column.
    private mutating func operand(
        _ expression: FormulaExpression, _ sheet: Int
    ) throws(Unreckoned) -> Reckoned {
        guard !isArray else { return try value(of: expression, sheet) }
        var part = expression
        if case .name(let name) = part { part = try meaning(ofName: name, sheet) }
        guard case .area(let other, let area) = part else {
            // A choice between areas hands on what is wanted of it: one value.
            if case .call(let name, let arguments) = part {
                return try call(name, arguments, sheet, isOne: true).single()
            }
            return try value(of: part, sheet).single()
        }
        let lines = area.lines.contains(here.line) ? here.line...here.line : area.lines
        let columns =
            area.columns.contains(here.column) ? here.column...here.column : area.columns
        let isColumn = area.columns.count == 1
        let isRow = area.lines.count == 1
        guard isColumn || isRow else { throw .beyond }
        let crossed = GridArea(
            lines: isColumn ? lines : area.lines, columns: isColumn ? area.columns : columns)
        return try value(of: .area(sheet: other, crossed), sheet).single()
    }

    /// What a name stands for: in the sheet alone, or in the whole workbook.
    private mutating func meaning(
        ofName name: String, _ sheet: Int
    ) throws(Unreckoned) -> FormulaExpression {
        let found =
            workbook.names.first { $0.name == name && $0.sheet == sheet }
            ?? workbook.names.first { $0.name == name && $0.sheet == nil }
        guard let found, let expression = FormulaParser.expression(of: found.meaning) else {
            throw .beyond
        }
        // A name may stand for names, but not for ever.
        work += 100
        guard work <= Reckoner.workLimit else { throw .beyond }
        if case .name = expression { throw .beyond }
        return expression
    }

    private mutating func cells(
        of area: GridArea, _ name: String?, _ own: Int
    ) throws(Unreckoned) -> Reckoned {
        guard let sheet = name.map({ sheets[$0] }) ?? own else { throw .error("#REF!") }
        let size = area.lines.count * area.columns.count
        guard size <= Reckoner.areaLimit, work + size <= Reckoner.workLimit else { throw .beyond }
        work += size
        let blanks = [Reckoned](repeating: .blank, count: area.columns.count)
        var rows = [[Reckoned]](repeating: blanks, count: area.lines.count)
        let cells = workbook.sheets[sheet]
        for cell in cells.cells(in: area.lines) where area.columns.contains(cell.place.column) {
            rows[cell.place.line - area.lines.lowerBound][
                cell.place.column - area.columns.lowerBound] = try said(by: cell, sheet)
        }
        return .area(rows)
    }

    /// What a cell says; where the file does not hold it, what its formula comes to.
    private mutating func said(
        by cell: WrittenCell, _ sheet: Int
    ) throws(Unreckoned) -> Reckoned {
        guard cell.value == nil, cell.formula != nil else { return Reckoned(cell.value) }
        do throws(Unreckoned) {
            return try reckoned(cell, sheet)
        } catch {
            guard case .error(let text) = error else { throw error }
            return .error(text)
        }
    }

    private mutating func call(
        _ name: String, _ arguments: [FormulaExpression?], _ sheet: Int, isOne: Bool
    ) throws(Unreckoned) -> Reckoned {
        level += 1
        defer { level -= 1 }
        let outer = isArray
        defer { isArray = outer }
        if name == "SUMPRODUCT" { isArray = true }
        let takesAreas = FormulaFunctions.takingAreas.contains(name)
        func argument(_ index: Int) throws(Unreckoned) -> Reckoned {
            guard index < arguments.count, let found = arguments[index] else { return .blank }
            let mayBeArea = takesAreas || (!isOne && index > 0 && name == "IF")
            return mayBeArea ? try value(of: found, sheet) : try operand(found, sheet)
        }
        switch name {
        case "IF" where (2...3).contains(arguments.count):
            let isMet = try argument(0).boolean()
            if !isMet, arguments.count == 2 { return .boolean(false) }
            return try argument(isMet ? 1 : 2)
        case "IFERROR" where arguments.count == 2:
            do throws(Unreckoned) {
                let found = try argument(0).single()
                if case .error = found { return try argument(1) }
                return found
            } catch {
                guard case .error = error else { throw error }
                return try argument(1)
            }
        default:
            var values: [Reckoned] = []
            for index in arguments.indices { values.append(try argument(index)) }
            return try FormulaFunctions.call(name, values)
        }
    }
}

extension SheetCells {
    /// The cells of some rows.
    func cells(in lines: ClosedRange<Int>) -> ArraySlice<WrittenCell> {
        let first = firstCell(from: lines.lowerBound)
        return cells[first..<max(first, firstCell(from: lines.upperBound + 1))]
    }

    /// Which cell is the first in a row or below.
    private func firstCell(from line: Int) -> Int {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].place.line < line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
