import LedgerCore

/// What a column could be made of, going by its heading.
struct RelationCandidates {
    private let table: PrintedTable
    private let target: Int
    private var all: [ColumnRelation] = []
    /// Those that the headings spell out; one row that agrees is enough for them.
    private var clear: [ColumnRelation] = []
    /// The relation that the heading alone is enough for.
    private var standard: ColumnRelation?

    struct Choice {
        let relation: ColumnRelation
        let agreeing: Int
        let failures: [Int: Int64]
    }

    init(_ table: PrintedTable, _ target: Int) {
        self.table = table
        self.target = target
        let column = table.columns[target]
        let words = HeadingWords(column.heading)
        if column.role == .balance || words.isClosing { addBalances() }
        if words.words.contains("gross") {
            let (net, tax) = (self.columns(with: ["net"]), self.columns(with: ["vat"]))
            if net.count == 1, tax.count == 1 { add(net + tax, isClear: true) }
        }
        if words.isVariance || (column.role == .balance && words.words.contains("underspend")) {
            addDifferences()
        }
        if words.isTotal { addTotals() }
        let isRevised = words.words.contains {
            ["revised", "current", "latest", "closing"].contains($0)
        }
        let hasOriginal = table.columns.contains { HeadingWords($0.heading).isOriginal }
        if isRevised || (column.role == .allocated && hasOriginal) { addRevisions() }
    }

    private func columns(_ role: PrintedRole) -> [Int] {
        table.columns.indices.filter { $0 != target && table.columns[$0].role == role }
    }

    private func columns(with words: Set<String>) -> [Int] {
        table.columns.indices.filter { index in
            index != target
                && HeadingWords(table.columns[index].heading).words.contains { words.contains($0) }
        }
    }

    private mutating func add(_ added: [Int], _ taken: [Int] = [], isClear: Bool = false) {
        guard !added.isEmpty, !added.contains(target), !taken.contains(target) else { return }
        let relation = ColumnRelation(target: target, added: added, taken: taken)
        if !all.contains(relation) { all.append(relation) }
        if isClear { clear.append(relation) }
    }

    // MARK: By heading

    /// Allocated less spent, and less committed where the table has it; or received less spent.
    private mutating func addBalances() {
        let spent = columns(.spent)
        let committed = columns(with: ["committed", "commitment", "commitments", "accruals"])
        let opening = table.columns.indices.filter { index in
            index != target && HeadingWords(table.columns[index].heading).isOpening
                || index < target && table.columns[index].role == .balance
        }
        let virements = columns(with: ["virement", "virements", "vired"])
        let sources = columns(.allocated).reversed().map { [$0] } + columns(.received).map { [$0] }
        var spending = spent.reversed().map { [$0] }
        if spent.count > 1 { spending.insert(spent, at: 0) }
        if spent.count == 1, spent[0] < target || sources.contains(where: { $0[0] < target }),
            sources.count == 1 || columns(.allocated).count == 1,
            committed.isEmpty, opening.isEmpty, virements.isEmpty
        {
            standard = ColumnRelation(target: target, added: sources[0], taken: spent)
        }
        for source in sources {
            for taken in spending {
                add(source, taken, isClear: true)
                add(source, taken + committed, isClear: true)
                add(source + opening, taken, isClear: true)
                add(source + virements, taken, isClear: true)
                add(source + virements, taken + committed, isClear: true)
            }
            if !committed.isEmpty { add(source, committed) }
            if table.columns[source[0]].role == .received { add(source, columns(.allocated)) }
        }
        for taken in spending { add(opening, taken) }
        // Sums in brackets are taken off by being added.
        for source in sources { add(opening + source + spent) }
        // Every movement from the opening balance on.
        if let first = opening.first(where: { $0 < target }), target - first > 2 {
            add(Array(first..<target))
            add((first..<target).filter { !spent.contains($0) }, spent)
        }
        // Whatever stands directly to the left, one less the other.
        if target >= 2, sources.isEmpty || spent.isEmpty { add([target - 2], [target - 1]) }
    }

    /// One column less another, in either direction.
    private mutating func addDifferences() {
        let others = table.columns.indices.filter { $0 != target }
        guard others.count <= 12 else { return }
        let (allocated, spent) = (columns(.allocated), columns(.spent))
        if allocated.count == 1, spent.count == 1 {
            add(allocated, spent, isClear: true)
            add(spent, allocated, isClear: true)
        }
        for left in others {
            for right in others where right != left { add([left], [right]) }
        }
    }

    /// The columns to the left in a run, those of the same sort, or those to the right.
    private mutating func addTotals() {
        let isTotal = table.columns.map { HeadingWords($0.heading).isTotal }
        let role = table.columns[target].role
        let left = (0..<target).filter { !isTotal[$0] }
        // Those next to it that have no meaning of their own, or its own.
        let beside = (0..<target).reversed().prefix { index in
            if isTotal[index] { return false }
            let other = table.columns[index].role
            return role == nil ? other != .spent && other != .balance : (other ?? role) == role
        }
        for start in left.indices.dropLast() {
            let run = Array(left[start...])
            add(run, isClear: run.elementsEqual(beside.reversed()))
        }
        if let role {
            add(columns(role).filter { !isTotal[$0] }, isClear: true)
            add(left.filter { table.columns[$0].role == role })
        }
        let sameKind = sameWords()
        if sameKind.count > 1 { add(sameKind, isClear: true) }
        // What is spent and what is left make what was allocated: that is the balance's to say.
        let right = table.columns.indices.filter { $0 > target && !isTotal[$0] }
        if right.count > 1,
            role == nil || !right.contains(where: { table.columns[$0].role == .balance })
        {
            add(Array(right))
        }
        // Totals of totals, such as a grand total over each year's.
        let totals = (0..<target).filter { isTotal[$0] }
        if totals.count > 1 { add(totals) }
        all.removeAll { $0.added.count < 2 }
        clear.removeAll { $0.added.count < 2 }
    }

    /// The columns that share a word with the target beside “total”, such as “Budget”.
    private func sameWords() -> [Int] {
        let own = Set(HeadingWords(table.columns[target].heading).words).subtracting([
            "total", "to", "date",
        ])
        guard !own.isEmpty else { return [] }
        return table.columns.indices.filter { index in
            let words = HeadingWords(table.columns[index].heading)
            return index != target && !words.isTotal && !own.isDisjoint(with: words.words)
        }
    }

    /// The original sum with what was moved in and out since.
    private mutating func addRevisions() {
        let changes = columns(with: [
            "virement", "virements", "vired", "change", "changes", "movement",
            "movements", "adjustment", "adjustments", "transfer", "transfers", "additional",
        ])
        for first in table.columns.indices where first != target && !changes.contains(first) {
            if !changes.isEmpty {
                let column = table.columns[first]
                add(
                    [first] + changes,
                    isClear: column.role == .allocated || HeadingWords(column.heading).isOriginal)
                let out = changes.filter {
                    HeadingWords(table.columns[$0].heading).words.contains("out")
                }
                add([first] + changes.filter { !out.contains($0) }, out, isClear: !out.isEmpty)
            }
        }
    }

    // MARK: By rows

    /// The relation that holds in most rows, or one that the headings spell out and a row bears out;
    /// nil where there is none.
    func best(in rows: [Int], of table: PrintedTable) -> Choice? {
        let items = rows.filter { table.kinds[$0] != .total && table.kinds[$0] != .subtotal }
        // Which one holds can be told from some of the rows; a long table is held against that one.
        let sample = items.count > 400 ? Array(items.prefix(400)) : items
        let isTotal = HeadingWords(table.columns[target].heading).isTotal
        var most: (relation: ColumnRelation, agreeing: Int)?
        var clearest: (relation: ColumnRelation, agreeing: Int)?
        for relation in all {
            var agreeing = 0
            var failing = 0
            var telling = 0
            for row in sample {
                switch holds(relation, row) {
                case true:
                    agreeing += 1
                    if isTelling(relation, row) { telling += 1 }
                case false: failing += 1
                case nil: break
                }
            }
            let isClear = clear.contains(relation)
            if agreeing > failing, agreeing > (most?.agreeing ?? 0),
                failing == 0 || (agreeing > 1 && (telling > 0 || isClear))
            {
                most = (relation, agreeing)
            }
            let isBorneOut = telling > 0 || (isTotal && agreeing > 0 && agreeing >= failing)
            if isClear, isBorneOut, agreeing * 3 >= failing, agreeing > (clearest?.agreeing ?? 0) {
                clearest = (relation, agreeing)
            }
        }
        guard let relation = most?.relation ?? clearest?.relation ?? standard else { return nil }
        return choice(relation, rows, items)
    }

    /// Whether a row tells a relation from one with fewer columns: two of them have figures in it.
    private func isTelling(_ relation: ColumnRelation, _ row: Int) -> Bool {
        (relation.added + relation.taken).count { table.figure(row, $0).pence != 0 } > 1
    }

    /// Nil where the row says nothing of it: a figure is blank or cannot be read, or all are nought.
    private func holds(_ relation: ColumnRelation, _ row: Int) -> Bool? {
        let figure = table.figure(row, target)
        guard figure.isFigure, let computed = relation.computed(table, row) else { return nil }
        let columns = relation.added + relation.taken
        guard figure.pence != 0 || columns.contains(where: { table.figure(row, $0).pence != 0 })
        else {
            return nil
        }
        return figure.pence == computed
    }

    private func choice(_ relation: ColumnRelation, _ rows: [Int], _ items: [Int]) -> Choice {
        var agreeing = 0
        var failures: [Int: Int64] = [:]
        let filled = items.count { table.figure($0, target).isFigure }
        for row in rows {
            let figure = table.figure(row, target)
            guard let computed = relation.computed(table, row), !lacksTotal(relation, row) else {
                continue
            }
            // A blank is nought where the others print theirs, as long as the row has figures.
            let isMissing = figure.state == .blank && !isTotal(row) && filled * 2 > items.count
            guard figure.isFigure || isMissing else { continue }
            if figure.pence == computed {
                agreeing += 1
            } else {
                failures[row] = figure.pence - computed
            }
        }
        return Choice(relation: relation, agreeing: agreeing, failures: failures)
    }

    private func isTotal(_ row: Int) -> Bool {
        table.kinds[row] == .total || table.kinds[row] == .subtotal
    }

    /// A blank in a line is nought; in a total's row it says that there is no total of the column.
    private func lacksTotal(_ relation: ColumnRelation, _ row: Int) -> Bool {
        isTotal(row)
            && (relation.added + relation.taken).contains { table.figure(row, $0).state == .blank }
    }
}
