import LedgerCore

/// What could explain a difference; offered only where one explanation fits.
struct Guess {
    /// A sentence; nil where no explanation fits, or several do.
    let words: String?

    private struct Case {
        let footing: Footing
        let crossCast: CrossCast
        let row: Int
        let column: Int
        /// Printed less computed, in pence.
        let difference: Int64
        /// The rows that count in the total.
        let members: [Int]
        var table: PrintedTable { footing.table }

        func pence(_ row: Int) -> Int64 { table.figure(row, column).pence }
    }

    /// Explanations from the surest to the least; each gives what fits it.
    private static let explanations: [@Sendable (Case) -> [String]] = [
        unreadCell, brackets, cellOfRow, wrongTotal, followsSubtotal, hiddenLine, lineLeftOut,
        partsTwice, sign, transposedTotal, transposedLine, noughts, lostPence, missingLine,
        subtotalTwice, textCells,
    ]

    init(_ footing: Footing, _ crossCast: CrossCast, row: Int, column: Int, difference: Int64) {
        let table = footing.table
        let members =
            table.coverage[row].map { cover in
                cover.rows.filter { table.counts($0, column) }
            } ?? []
        let one = Case(
            footing: footing, crossCast: crossCast, row: row, column: column,
            difference: difference, members: members)
        for explanation in Guess.explanations {
            let found = explanation(one)
            if found.isEmpty { continue }
            words = found.count == 1 ? "perhaps \(found[0])." : nil
            return
        }
        words = nil
    }

    // MARK: Cells that others point at

    private static func unreadCell(_ one: Case) -> [String] {
        guard one.footing.unread(one.row, one.column) > 0 else { return [] }
        let unread = one.members.filter {
            let state = one.table.figure($0, one.column).state
            return state == .unreadable || state == .partOfAPenny
        }
        guard let only = unread.first, unread.count == 1 else { return ["", ""] }
        let cell = one.table.words(only, one.column)
        return ["\(cell) is meant to be \(Money(pence: one.difference))"]
    }

    /// A line that does not cross-cast, and would if this column were what the total asks for.
    private static func cellOfRow(_ one: Case) -> [String] {
        one.members.compactMap { row in
            let isAsked = one.crossCast.relations.indices.contains { index in
                guard let failure = one.crossCast.failures[index][row] else { return false }
                let relation = one.crossCast.relations[index]
                if relation.target == one.column { return -failure == one.difference }
                if relation.added.contains(one.column) { return failure == one.difference }
                return relation.taken.contains(one.column) && -failure == one.difference
            }
            guard isAsked else { return nil }
            let should = Money(pence: one.pence(row) + one.difference)
            return "\(one.table.words(row, one.column)) should be \(should) instead of "
                + "\(one.table.money(row, one.column)): then both this total and its own row agree"
        }
    }

    /// The total's own row says that it is the total that is wrong.
    private static func wrongTotal(_ one: Case) -> [String] {
        let computed = one.pence(one.row) - one.difference
        let isSure = one.crossCast.relations.indices.contains { index in
            guard let failure = one.crossCast.failures[index][one.row] else { return false }
            let relation = one.crossCast.relations[index]
            let columns = [relation.target] + relation.added + relation.taken
            // The other columns of the row must agree with their lines.
            let others = columns.filter { $0 != one.column }
            guard others.allSatisfy({ (one.footing.difference(one.row, $0) ?? 0) == 0 }) else {
                return false
            }
            if relation.target == one.column { return failure == one.difference }
            if relation.added.contains(one.column) { return -failure == one.difference }
            return relation.taken.contains(one.column) && failure == one.difference
        }
        guard isSure else { return [] }
        return [
            "the total itself is misprinted: \(Money(pence: computed)) would agree with its lines and "
                + "with the rest of its row"
        ]
    }

    /// The whole is wrong by what a sub-total above is wrong by.
    private static func followsSubtotal(_ one: Case) -> [String] {
        guard let rows = one.table.coverage[one.row]?.rows else { return [] }
        let wrong = one.footing.totals.filter { row in
            rows.contains(row) && one.table.kinds[row] == .subtotal
                && (one.footing.difference(row, one.column) ?? 0) != 0
        }
        let sum = wrong.reduce(Int64(0)) { $0 + (one.footing.difference($1, one.column) ?? 0) }
        guard !wrong.isEmpty, sum == one.difference else { return [] }
        return [
            "it follows from the sub-total in \(one.table.words(wrong[0])); put that right first"
        ]
    }

    private static func hiddenLine(_ one: Case) -> [String] {
        let hidden = one.members.filter { one.table.grid.hiddenLines.contains(one.table.line($0)) }
        guard !hidden.isEmpty else { return [] }
        let sum = hidden.reduce(Int64(0)) { addedSafely($0, one.pence($1)) }
        guard sum == -one.difference else { return [] }
        let words = hidden.map { "\(one.table.line($0))" }.joined(separator: ", ")
        return ["the total leaves out what is hidden: row \(words)"]
    }

    // MARK: Lines

    /// One line of exactly the difference that the total does not have.
    private static func lineLeftOut(_ one: Case) -> [String] {
        guard one.difference != 0 else { return [] }
        let lines = one.members.filter { one.pence($0) == -one.difference }
        let sure = lines.filter { explainsOthers($0, one, sign: -1) }
        let fitting = sure.count == 1 && one.table.columns.count > 1 ? sure : lines
        return fitting.map {
            "the total leaves out \(one.table.words($0)), which is exactly the difference"
        }
    }

    /// Whether a line also explains what the other totals of the row are out by.
    private static func explainsOthers(_ line: Int, _ one: Case, sign: Int64) -> Bool {
        one.table.columns.indices.allSatisfy { column in
            guard let difference = one.footing.difference(one.row, column) else { return true }
            return difference == sign * one.table.figure(line, column).pence
        }
    }

    /// Parts of a line, or one line, counted once more.
    private static func partsTwice(_ one: Case) -> [String] {
        let rows = one.table.coverage[one.row]?.rows ?? 0..<0
        let parts = rows.filter {
            one.table.kinds[$0] == .subitem && !one.table.counts($0, one.column)
        }
        if !parts.isEmpty {
            let sum = parts.reduce(Int64(0)) { addedSafely($0, one.pence($1)) }
            if sum == one.difference, parts.count > 1 {
                return ["the parts below a line are counted twice, in it and again by themselves"]
            }
            let fits = parts.filter { one.pence($0) == one.difference }
            let sure = fits.filter { explainsOthers($0, one, sign: 1) }
            let single = sure.count == 1 ? sure : fits
            if single.count == 1 {
                return [
                    "\(one.table.words(single[0])) is counted twice: it is a part of the line above"
                ]
            }
            let groups = Dictionary(grouping: parts) { one.table.parents[$0] ?? 0 }
            let fitting = groups.filter { group in
                group.value.reduce(Int64(0)) { addedSafely($0, one.pence($1)) } == one.difference
            }
            if let group = fitting.first, fitting.count == 1 {
                return ["the parts of \(one.table.words(group.key)) are counted twice"]
            }
        }
        let lines = one.members.filter { one.pence($0) == one.difference }
        let sure = lines.filter { explainsOthers($0, one, sign: 1) }
        let fitting = sure.count == 1 && one.table.columns.count > 1 ? sure : lines
        return fitting.map { "the total counts \(one.table.words($0)) twice" }
    }

    private static func subtotalTwice(_ one: Case) -> [String] {
        let rows = one.table.coverage[one.row]?.rows ?? 0..<0
        let all = rows.filter { one.table.kinds[$0] == .subtotal }
        let sum = all.reduce(Int64(0)) { addedSafely($0, one.pence($1)) }
        if all.count > 1, sum == one.difference {
            return ["the total counts the sub-totals as well as the lines that are in them"]
        }
        return all.filter { one.pence($0) == one.difference }
            .map { "the total counts the sub-total in \(one.table.words($0)) as a line" }
    }

    /// A line in the total that the table does not have; its other figures fit together.
    private static func missingLine(_ one: Case) -> [String] {
        let differences = one.table.columns.indices.map { one.footing.difference(one.row, $0) }
        let printed = differences.compactMap(\.self)
        guard one.difference > 0, printed.count > 1, printed.allSatisfy({ $0 >= 0 }),
            printed.count(where: { $0 > 0 }) > 1,
            one.crossCast.failures.allSatisfy({ $0[one.row] == nil })
        else { return [] }
        let sums = one.table.columns.indices.compactMap { column in
            differences[column].map { "\(one.table.heading(column)) \(Money(pence: $0))" }
        }
        return ["a line is missing from the table: \(sums.joined(separator: ", "))"]
    }
}

extension Guess {
    // MARK: Figures

    private static func brackets(_ one: Case) -> [String] {
        let bracketed = one.members.filter {
            one.table.figure($0, one.column).traits.contains(.bracketed) && one.pence($0) < 0
        }
        guard !bracketed.isEmpty else { return [] }
        let sum = bracketed.reduce(Int64(0)) { addedSafely($0, one.pence($1)) }
        guard -2 * sum == one.difference else { return [] }
        return ["the figures in brackets are not negative: counted as they stand, the total agrees"]
    }

    private static func sign(_ one: Case) -> [String] {
        one.members.filter { one.pence($0) != 0 && -2 * one.pence($0) == one.difference }.map {
            "\(one.table.words($0, one.column)) has the wrong sign: it should be "
                + "\(Money(pence: -one.pence($0)))"
        }
    }

    private static func transposedTotal(_ one: Case) -> [String] {
        let printed = one.pence(one.row)
        guard isTransposed(printed, printed - one.difference) else { return [] }
        return [
            "two digits of the total are in the wrong order: \(Money(pence: printed)) for "
                + "\(Money(pence: printed - one.difference))"
        ]
    }

    private static func transposedLine(_ one: Case) -> [String] {
        guard one.difference.isMultiple(of: 9) else { return [] }
        return one.members.filter { isTransposed(one.pence($0), one.pence($0) + one.difference) }
            .map {
                "two digits of \(one.table.words($0, one.column)) are in the wrong order: "
                    + "\(one.table.money($0, one.column)) for "
                    + "\(Money(pence: one.pence($0) + one.difference))"
            }
    }

    /// Whether two sums differ by two neighbouring figures that changed places.
    static func isTransposed(_ left: Int64, _ right: Int64) -> Bool {
        guard left > 0, right > 0, left != right, (left - right).isMultiple(of: 9) else {
            return false
        }
        let (one, other) = (Array("\(left)".utf8), Array("\(right)".utf8))
        guard one.count == other.count else { return false }
        let places = one.indices.filter { one[$0] != other[$0] }
        return places.count == 2 && places[1] == places[0] + 1 && one[places[0]] == other[places[1]]
            && one[places[1]] == other[places[0]]
    }

    /// A nought too many or too few, or a figure in thousands among pounds.
    private static func noughts(_ one: Case) -> [String] {
        one.members.filter { row in
            let (now, then) = (one.pence(row), one.pence(row) + one.difference)
            return now > 0 && then > 0
                && [10, 100, 1_000].contains { now == then * $0 || then == now * $0 }
        }.map {
            "\(one.table.words($0, one.column)) has a nought too many or too few: "
                + "\(Money(pence: one.pence($0) + one.difference)) for \(one.table.money($0, one.column))"
        }
    }

    /// A difference of less than a pound where figures with pence stand beside figures without.
    private static func lostPence(_ one: Case) -> [String] {
        guard abs(one.difference) < 100 else { return [] }
        let printed = one.pence(one.row)
        if printed.isMultiple(of: 100), !(printed - one.difference).isMultiple(of: 100) {
            return [
                "the total lost its pence: \(Money(pence: printed - one.difference)) was cut to whole pounds"
            ]
        }
        let whole = one.members.filter { row in
            let figure = one.table.figure(row, one.column)
            return figure.state == .amount && figure.pence != 0 && figure.pence.isMultiple(of: 100)
                && isPrintedWhole(one, row)
        }
        guard one.difference > 0, let only = whole.first, whole.count == 1 else { return [] }
        return [
            "\(one.table.words(only, one.column)) lost its pence: "
                + "\(Money(pence: one.pence(only) + one.difference)) was cut to whole pounds"
        ]
    }

    private static func isPrintedWhole(_ one: Case, _ row: Int) -> Bool {
        !one.table.gridRow(row).bytes(one.table.columns[one.column].index).contains(
            UInt8(ascii: "."))
    }

    /// A spreadsheet's SUM leaves out figures that are stored as text.
    private static func textCells(_ one: Case) -> [String] {
        guard one.table.grid.name != nil else { return [] }
        let texts = one.members.filter {
            let figure = one.table.figure($0, one.column)
            return figure.traits.contains(.text) && figure.pence != 0
        }
        guard !texts.isEmpty, texts.count < one.members.count else { return [] }
        let sum = texts.reduce(Int64(0)) { addedSafely($0, one.pence($1)) }
        guard sum == -one.difference else { return [] }
        let places = texts.prefix(5).map { one.table.place($0, one.column) }.joined(separator: ", ")
        return ["the total leaves out figures that are stored as text: \(places)"]
    }

    // MARK: Rows

    /// What could explain a row that does not cross-cast.
    static func words(
        forRow row: Int, _ relation: ColumnRelation, _ difference: Int64, _ footing: Footing,
        _ crossCast: CrossCast
    ) -> String? {
        let table = footing.table
        let total = footing.totals.first { total in
            table.coverage[total].map { $0.rows.contains(row) && !$0.addsSubtotals } ?? false
        }
        let columns =
            [(relation.target, -difference)] + relation.added.map { ($0, difference) }
            + relation.taken.map { ($0, -difference) }
        // The column whose total asks for the same change names the cell.
        let asked = columns.filter { column, change in
            total.map { footing.difference($0, column) == change } ?? false
        }
        if let (column, change) = asked.first, asked.count == 1 {
            let should = Money(pence: table.figure(row, column).pence + change)
            return
                "perhaps \(table.words(row, column)) should be \(should) instead of "
                + "\(table.money(row, column)): then both its row and the total of its column agree."
        }
        guard asked.isEmpty else { return nil }
        if let rows = table.coverage[row]?.rows,
            let index = crossCast.relations.firstIndex(of: relation)
        {
            let above = crossCast.failures[index].filter { rows.contains($0.key) }
            if above.reduce(Int64(0), { addedSafely($0, $1.value) }) == difference,
                let first = above.keys.min()
            {
                return "perhaps it follows from \(table.words(first)); put that right first."
            }
        }
        let transposed = columns.filter { column, change in
            let pence = table.figure(row, column).pence
            return isTransposed(pence, pence + change)
        }
        guard let (column, change) = transposed.first, transposed.count == 1 else { return nil }
        return
            "perhaps two digits of \(table.words(row, column)) are in the wrong order: "
            + "\(table.money(row, column)) for \(Money(pence: table.figure(row, column).pence + change))."
    }
}
