import LedgerCore

/// Holds a line below the totals, such as “Remaining” or “Net position”, against what they leave.
///
/// What it is left of is not always printed, so what does not agree is a warning, not an error.
struct Remainder {
    let findings: [TableFinding]

    init(_ table: PrintedTable) {
        var findings: [TableFinding] = []
        if let whole = table.kinds.lastIndex(of: .total) {
            let below = (whole + 1..<table.rowCount).filter {
                table.kinds[$0] == .note && Remainder.isRemainder(table[$0].label)
                    && Remainder.hasFigure($0, table)
            }
            if let row = below.first { findings = Remainder.check(row, whole, table) }
        }
        self.findings = findings
    }

    private static func hasFigure(_ row: Int, _ table: PrintedTable) -> Bool {
        table.columns.indices.contains { table.figure(row, $0).isFigure }
    }

    private static func isRemainder(_ label: String) -> Bool {
        let words = Set(HeadingWords.words(label))
        let known: Set<String> = [
            "net", "surplus", "remaining", "remainder", "unallocated", "unspent", "left",
            "underspend",
        ]
        return !known.isDisjoint(with: words) || words.isSuperset(of: ["closing", "balance"])
            || words == ["balance"]
    }

    /// In each column, the sums above that are in no total, or another total, less the last total.
    private static func check(_ row: Int, _ whole: Int, _ table: PrintedTable) -> [TableFinding] {
        let covered = table.coverage.values.filter { !$0.addsSubtotals }.map(\.rows)
        let outside = (0..<whole).filter { other in
            let isSum =
                table.kinds[other] == .item || table.kinds[other] == .heading
                || (table.kinds[other] == .note && isPot(other, table))
            return isSum && !covered.contains { $0.contains(other) }
        }
        let totals = (0..<whole).filter { table.coverage[$0] != nil }
        var sources: [[Int]] = totals.map { [$0] }
        if !outside.isEmpty { sources.append(outside) }
        let printed = table.columns.indices.filter { column in
            table.figure(row, column).state == .amount && table.figure(whole, column).isFigure
        }
        sources = sources.filter { source in
            printed.allSatisfy { column in source.contains { table.figure($0, column).isFigure } }
        }
        func difference(_ source: [Int], _ column: Int) -> Int64 {
            let sum = source.reduce(Int64(0)) { addedSafely($0, table.figure($1, column).pence) }
            return addedSafely(
                table.figure(row, column).pence,
                -addedSafely(sum, -table.figure(whole, column).pence))
        }
        // In several columns most must agree; in one there must be but one thing it can be left of.
        let best = sources.max { left, right in
            printed.count { difference(left, $0) == 0 }
                < printed.count { difference(right, $0) == 0 }
        }
        guard let best else { return [] }
        let agreeing = printed.count { difference(best, $0) == 0 }
        guard agreeing * 2 > printed.count || (sources.count == 1 && printed.count == 1) else {
            return []
        }
        return printed.compactMap { column in
            let amount = difference(best, column)
            guard amount != 0 else { return nil }
            let left = table.money(row, column)
            let made = left - Money(pence: amount)
            return TableFinding(
                rule: "remainder-does-not-follow", severity: .warning,
                place: table.place(row, column), line: table.line(row),
                column: table.columns[column].index, heading: table.columns[column].heading,
                printed: left, computed: made,
                message:
                    "\(capital(table.words(row, column))) says that \(left) is left; the lines "
                    + "above leave \(made). The difference is \(Money(pence: abs(amount))).")
        }
    }

    /// A sum called the total of the pot, above the lines.
    private static func isPot(_ row: Int, _ table: PrintedTable) -> Bool {
        table.columns.indices.contains { table.figure(row, $0).state == .amount }
            && !table.gridRow(row).columns.contains { column in
                table.columns.contains { $0.index == column }
                    && table.gridRow(row).bytes(column).count > 30
            }
    }
}
