import LedgerCore

/// Adds up every money column and holds it against each total and sub-total printed in it.
struct Footing {
    let table: PrintedTable
    /// What cannot be read above each row, by column; empty where all can be read.
    private let unread: [Int32]
    let columns: [TableCheck.ColumnCheck]
    /// The grand total of several tables, below the last of them, and what their totals make.
    private let span: TablesTotal?

    init(_ table: PrintedTable, after others: [PrintedTable] = []) {
        self.table = table
        let span = TablesTotal(table, after: others)
        self.span = span
        let width = table.columns.count
        unread = Footing.unread(table)
        let (sums, subtotals) = (table.sums, table.subtotalSums)
        let wholes = table.kinds.indices.filter { table.kinds[$0] == .total }
        columns = (0..<width).map { column in
            // “Total allocated” and “Total spent” may stand in rows of their own.
            let whole = wholes.last { table.figure($0, column).isFigure } ?? wholes.last
            let figure = whole.map { table.figure($0, column) }
            let all = sums[table.rowCount * width + column]
            let cover = whole.flatMap { table.coverage[$0] }
            let made = cover.map { cover in
                if let span, whole == span.row { return span.pence[column] }
                let from = cover.addsSubtotals ? subtotals : sums
                return from[cover.rows.upperBound * width + column]
                    - from[cover.rows.lowerBound * width + column]
            }
            let isPrinted = figure?.isFigure ?? false
            return TableCheck.ColumnCheck(
                column: table.columns[column],
                printedTotal: isPrinted ? figure.map { Money(pence: $0.pence) } : nil,
                computedTotal: Money(pence: made ?? all))
        }
    }

    private static func unread(_ table: PrintedTable) -> [Int32] {
        guard
            table.figures.contains(where: { $0.state == .unreadable || $0.state == .partOfAPenny })
        else { return [] }
        let width = table.columns.count
        var unread = Array(repeating: Int32(0), count: (table.rowCount + 1) * width)
        for row in 0..<table.rowCount {
            for column in 0..<width {
                let state = table.figure(row, column).state
                let isUnread = state == .unreadable || state == .partOfAPenny
                let place = row * width + column
                unread[place + width] =
                    unread[place] + (isUnread && table.counts(row, column) ? 1 : 0)
            }
        }
        return unread
    }

    /// What a total's lines make in a column, in pence.
    func computed(_ row: Int, _ column: Int) -> Int64? {
        table.coverage[row].map { cover in
            if let span, row == span.row { return span.pence[column] }
            let from = cover.addsSubtotals ? table.subtotalSums : table.sums
            return from[cover.rows.upperBound * table.columns.count + column]
                - from[cover.rows.lowerBound * table.columns.count + column]
        }
    }

    /// Printed less computed of a total, in pence; nil where it is no total or prints no figure.
    func difference(_ row: Int, _ column: Int) -> Int64? {
        let figure = table.figure(row, column)
        guard figure.isFigure, let computed = computed(row, column) else { return nil }
        return figure.pence - computed
    }

    /// How many cells that a total adds up cannot be read.
    func unread(_ row: Int, _ column: Int) -> Int {
        guard !unread.isEmpty, let rows = table.coverage[row]?.rows else { return 0 }
        let width = table.columns.count
        return Int(
            unread[rows.upperBound * width + column] - unread[rows.lowerBound * width + column])
    }

    /// The totals and sub-totals, in order.
    var totals: [Int] { table.coverage.keys.sorted() }

    func findings(_ crossCast: CrossCast) -> [TableFinding] {
        totals.flatMap { row in
            table.columns.indices.compactMap { column -> TableFinding? in
                guard let difference = difference(row, column), difference != 0 else { return nil }
                return finding(row, column, difference, crossCast)
            }
        }
    }

    private func finding(
        _ row: Int, _ column: Int, _ difference: Int64, _ crossCast: CrossCast
    ) -> TableFinding {
        let printed = table.money(row, column)
        let computed = printed - Money(pence: difference)
        let isRounding = isRounding(row, column, difference)
        let unread = unread(row, column)
        let name = table.kinds[row] == .subtotal ? "sub-total" : "total"
        let much = difference > 0 ? "more" : "less"
        var message =
            "The \(name) of \(table.heading(column)) in \(table.words(row)) is printed as \(printed); "
            + "\(lines(row)) \(computed). It is \(Money(pence: abs(difference))) \(much) than they make."
        if unread > 0 {
            message +=
                unread == 1
                ? " One figure could not be read and is not in it."
                : " \(unread) figures could not be read and are not in it."
        }
        if isRounding {
            message += " The table says that its figures are rounded, which can make as much."
        }
        return TableFinding(
            rule: table.kinds[row] == .subtotal ? "subtotal-does-not-foot" : "column-does-not-foot",
            severity: isRounding ? .warning : .error, place: table.place(row, column),
            line: table.line(row), column: table.columns[column].index,
            heading: table.columns[column].heading, printed: printed, computed: computed,
            message: message,
            guess: isRounding || row == span?.row
                ? nil
                : Guess(self, crossCast, row: row, column: column, difference: difference).words)
    }

    private func lines(_ row: Int) -> String {
        guard let cover = table.coverage[row] else { return "its lines make" }
        if let span, row == span.row { return "the totals of the \(span.tables) tables above make" }
        let wanted: PrintedTable.RowKind = cover.addsSubtotals ? .subtotal : .item
        let count = cover.rows.count {
            table.kinds[$0] == wanted || (!cover.addsSubtotals && table.kinds[$0] == .heading)
        }
        let what = cover.addsSubtotals ? "sub-total" : table.grid.name == nil ? "line" : "row"
        let place = cover.rows.lowerBound > row ? "below" : "above"
        return count == 1 ? "the one \(what) \(place) makes" : "the \(count) \(what)s \(place) make"
    }

    /// Whether a difference can come of rounding that the table itself speaks of.
    private func isRounding(_ row: Int, _ column: Int, _ difference: Int64) -> Bool {
        guard table.isRounded, let rows = table.coverage[row]?.rows else { return false }
        var step = table.columns[column].unit.factor * 100
        // Figures in whole thousands, or with one place behind the point.
        let pence = (rows.filter { table.counts($0, column) } + [row]).map {
            table.figure($0, column).pence
        }
        while step > 1, pence.contains(where: { !$0.isMultiple(of: step) }) {
            step = step.isMultiple(of: 10) ? step / 10 : 1
        }
        let lines = Int64(rows.count { table.counts($0, column) })
        // Half a step up or down a line, and half for the total.
        return abs(difference) * 2 <= step * (lines + 1)
    }
}

extension PrintedTable {
    /// Whether a row's figure of a column counts in the totals below it.
    func counts(_ row: Int, _ column: Int) -> Bool {
        switch kinds[row] {
        case .item, .heading: true
        // A part counts where the line above says nothing.
        case .subitem: parents[row].map { !figure($0, column).isFigure } ?? true
        case .subtotal, .total, .note: false
        }
    }
}

/// A grand total below several tables of a sheet, where it is not the total of the last one alone.
private struct TablesTotal {
    let row: Int
    let tables: Int
    /// What the totals of the tables make, by column, in pence.
    let pence: [Int64]

    /// Nil where the table has no such row: it is called a grand total, its own lines do not make
    /// it, and the totals of all tables make it in one column at least.
    init?(_ table: PrintedTable, after others: [PrintedTable]) {
        let width = table.columns.count
        let before = others.filter { $0.columns.count == width }
        guard !before.isEmpty, let row = table.kinds.lastIndex(of: .total),
            RowCue(Array(table[row].label.utf8)[...]) == .grandTotal,
            let own = (0..<row).last(where: { table.coverage[$0] != nil })
        else { return nil }
        let totals = before.compactMap { other in
            other.kinds.lastIndex(of: .total).map { (other, $0) }
        }
        guard totals.count == before.count else { return nil }
        let pence = (0..<width).map { column in
            totals.reduce(table.figure(own, column).pence) {
                addedSafely($0, $1.0.figure($1.1, column).pence)
            }
        }
        let agreeing = (0..<width).filter { table.figure(row, $0).pence == pence[$0] }
        let isOwn = (0..<width).contains {
            table.figure(row, $0).pence == table.figure(own, $0).pence
        }
        guard !agreeing.isEmpty, !isOwn else { return nil }
        self.row = row
        tables = before.count + 1
        self.pence = pence
    }
}
