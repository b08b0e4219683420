import LedgerCore

/// What a column is by its heading and by most of its rows: others added and taken off.
struct ColumnRelation: Equatable {
    let target: Int
    let added: [Int]
    let taken: [Int]
}

/// Holds each row across: the balance against what was allocated and spent, a total of years
/// against the years.
///
/// A heading says that a column should be made of others; which ones, most of the rows say.
struct CrossCast {
    let table: PrintedTable
    let relations: [ColumnRelation]
    /// The rows each relation does not hold in, with printed less computed in pence.
    let failures: [[Int: Int64]]
    /// The relations that hold in no row; told of once, not in every row.
    private let isStrange: [Bool]

    init(_ table: PrintedTable) {
        self.table = table
        let rows = (0..<table.rowCount).filter {
            table.kinds[$0] != .note && table.kinds[$0] != .heading
        }
        var relations: [ColumnRelation] = []
        var failures: [[Int: Int64]] = []
        var isStrange: [Bool] = []
        for target in table.columns.indices {
            let candidates = RelationCandidates(table, target)
            guard let best = candidates.best(in: rows, of: table) else { continue }
            relations.append(best.relation)
            failures.append(best.failures)
            isStrange.append(best.agreeing == 0 && best.failures.count > 2)
        }
        self.relations = relations
        self.failures = failures
        self.isStrange = isStrange
    }

    func findings(_ footing: Footing) -> [TableFinding] {
        relations.indices.flatMap { index -> [TableFinding] in
            let failing = failures[index].keys.sorted().filter {
                !isConsequence($0, index, footing)
            }
            guard let first = failing.first else { return [] }
            if isStrange[index] { return [strange(relations[index], first, failing.count)] }
            return failing.map { finding(relations[index], $0, failures[index][$0] ?? 0, footing) }
        }
    }

    /// A total's row disagrees of itself where one of its columns does.
    private func isConsequence(_ row: Int, _ index: Int, _ footing: Footing) -> Bool {
        guard table.coverage[row] != nil else { return false }
        let relation = relations[index]
        let columns = [relation.target] + relation.added + relation.taken
        if columns.contains(where: { (footing.difference(row, $0) ?? 0) != 0 }) { return true }
        // Or where the lines above leave blank just what it lacks.
        let above = failures[index].filter { table.coverage[row]?.rows.contains($0.key) ?? false }
        return !above.isEmpty
            && above.keys.allSatisfy { table.figure($0, relation.target).state == .blank }
            && above.values.reduce(Int64(0), addedSafely) == failures[index][row]
    }

    private func finding(
        _ relation: ColumnRelation, _ row: Int, _ difference: Int64, _ footing: Footing
    ) -> TableFinding {
        let printed = table.money(row, relation.target)
        let computed = printed - Money(pence: difference)
        let isBlank = table.figure(row, relation.target).state == .blank
        let says = isBlank ? "blank" : "printed as \(printed)"
        return TableFinding(
            rule: "row-does-not-cross-cast", severity: isBlank ? .warning : .error,
            place: table.place(row, relation.target), line: table.line(row),
            column: table.columns[relation.target].index,
            heading: table.columns[relation.target].heading, printed: printed, computed: computed,
            message: "\(capital(table.words(row))): \(table.heading(relation.target)) is \(says); "
                + "\(sum(relation, row)) make \(computed). The difference is "
                + "\(Money(pence: abs(difference))).",
            guess: Guess.words(forRow: row, relation, difference, footing, self))
    }

    /// `£10,000.00 − £4,000.00`.
    private func sum(_ relation: ColumnRelation, _ row: Int) -> String {
        guard relation.added.count <= 4 else {
            return "the \(relation.added.count) columns from \(table.heading(relation.added[0])) on"
        }
        let taken = Set(relation.taken)
        return (relation.added + relation.taken).enumerated().map { place, column in
            let amount = table.money(row, column)
            guard place > 0 else { return "\(amount)" }
            let isTaken = taken.contains(column) != (amount < .zero)
            return "\(isTaken ? "−" : "+") \(amount.magnitude)"
        }.joined(separator: " ")
    }

    /// Where there are no other columns, a balance is nothing else than what its heading says.
    private func strange(_ relation: ColumnRelation, _ row: Int, _ count: Int) -> TableFinding {
        let made =
            ([relation.added.map(table.heading).joined(separator: " + ")]
            + relation.taken.map(table.heading)).joined(separator: " − ")
        return TableFinding(
            rule: "row-does-not-cross-cast", severity: table.columns.count == 3 ? .error : .warning,
            place: table.place(row, relation.target), line: table.line(row),
            column: table.columns[relation.target].index,
            heading: table.columns[relation.target].heading,
            message: "\(table.heading(relation.target)) is in none of its \(count) rows what "
                + "\(made) make. If it means something else, this is right; say so in its heading.")
    }
}

extension ColumnRelation {
    /// What the columns make in a row, in pence; nil where one cannot be read.
    func computed(_ table: PrintedTable, _ row: Int) -> Int64? {
        var sum: Int64 = 0
        for column in added {
            let figure = table.figure(row, column)
            guard figure.isFigure || figure.state == .blank else { return nil }
            sum = addedSafely(sum, figure.pence)
        }
        for column in taken {
            let figure = table.figure(row, column)
            guard figure.isFigure || figure.state == .blank else { return nil }
            sum = addedSafely(sum, -figure.pence)
        }
        return sum
    }
}
