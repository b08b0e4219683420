import LedgerCore

/// Holds a line that says what is left, such as “Remaining”, “Surplus” or “Carried forward”, against
/// the lines above that leave it.
///
/// Which those are is not always printed. Words that say it, or another column in which they agree,
/// make a difference an error; where only one reading is left, it is a warning.
struct Remainder {
    let findings: [TableFinding]

    /// Rows that are added or taken off, as a line says what they leave.
    private struct Reading: Equatable {
        let rows: [Int]
        let signs: [Int64]
        /// Whether the words of the rows say that they are meant.
        let isClear: Bool

        func pence(_ column: Int, _ table: PrintedTable) -> Int64 {
            zip(rows, signs).reduce(Int64(0)) {
                addedSafely($0, $1.1 * table.figure($1.0, column).pence)
            }
        }
    }

    init(_ table: PrintedTable) {
        guard table.rowCount <= 2_000 else {
            findings = []
            return
        }
        let hasTotal = !table.coverage.isEmpty
        let covered = table.coverage.values.filter { !$0.addsSubtotals }.map(\.rows)
        var level: [Int] = []
        var findings: [TableFinding] = []
        for row in 0..<table.rowCount where Remainder.hasFigure(row, table) {
            let words = RowWords(table[row].label)
            let isResult =
                words.isResult
                && (table.kinds[row] == .note || (!hasTotal && table.kinds[row] == .item))
            if isResult {
                let readings = Remainder.readings(of: row, words, level, table)
                findings += Remainder.check(row, readings, table)
            }
            if table.coverage[row] != nil || !covered.contains(where: { $0.contains(row) })
                || isResult
            {
                level.append(row)
            }
        }
        self.findings = findings
    }

    private static func hasFigure(_ row: Int, _ table: PrintedTable) -> Bool {
        table.columns.indices.contains { table.figure(row, $0).isFigure }
    }

    // MARK: Readings

    /// What could leave a row: the rows above it as far as its words or figures go, or a pot less the
    /// total.
    private static func readings(
        of row: Int, _ words: RowWords, _ level: [Int], _ table: PrintedTable
    ) -> [Reading] {
        var readings: [Reading] = []
        let said = level.map { RowWords(table[$0].label) }
        for count in 2...12 where count <= level.count {
            let rows = Array(level.suffix(count))
            let words = (row: words, above: Array(said.suffix(count)))
            let plain = Array(repeating: Int64(1), count: count)
            let signs = zip(rows, words.above).map { row, said -> Int64 in
                said.isSpending && !isTakenOff(row, table) ? -1 : 1
            }
            readings.append(
                Reading(rows: rows, signs: signs, isClear: isClear(words.row, words.above)))
            readings.append(Reading(rows: rows, signs: plain, isClear: false))
            readings.append(
                Reading(rows: rows, signs: plain.dropLast() + [-1], isClear: false))
        }
        guard let whole = level.last(where: { table.coverage[$0] != nil }) else { return readings }
        let outside = level.filter { $0 < whole && table.coverage[$0] == nil }
        if outside.count > 1 {
            let signs = Array(repeating: Int64(1), count: outside.count) + [-1]
            readings.append(Reading(rows: outside + [whole], signs: signs, isClear: false))
        }
        for pot in level where pot != whole {
            let isClear = RowWords(table[pot].label).isPot && words.isLeft && outside == [pot]
            readings.append(Reading(rows: [pot, whole], signs: [1, -1], isClear: isClear))
        }
        return readings
    }

    /// Income less expenditure, an opening balance with all that moved it, or what was allocated
    /// less what was spent.
    private static func isClear(_ result: RowWords, _ above: [RowWords]) -> Bool {
        guard let first = above.first, let last = above.last else { return false }
        if result.isClosing {
            return first.isOpening && !above.dropFirst().contains(where: \.isOpening)
        }
        guard above.count == 2, last.isSpending else { return false }
        return (result.isDifference && first.isIncome) || (result.isBalance && first.isAllocated)
    }

    private static func isTakenOff(_ row: Int, _ table: PrintedTable) -> Bool {
        table.columns.indices.contains { table.figure(row, $0).pence < 0 }
    }

    // MARK: Findings

    /// Takes the reading that agrees in most columns, or the only one that words leave.
    private static func check(
        _ row: Int, _ readings: [Reading], _ table: PrintedTable
    ) -> [TableFinding] {
        let printed = table.columns.indices.filter { table.figure(row, $0).state == .amount }
        let known = readings.filter { reading in
            printed.allSatisfy { column in
                let filled = reading.rows.count { table.figure($0, column).isFigure }
                return filled == reading.rows.count || filled > 2
            }
        }
        func agreeing(_ reading: Reading) -> Int {
            printed.count { reading.pence($0, table) == table.figure(row, $0).pence }
        }
        guard let best = known.max(by: { agreeing($0) < agreeing($1) }) else { return [] }
        let count = agreeing(best)
        if count * 2 > printed.count || (count > 0 && best.isClear) {
            return differences(row, best, .error, printed, table)
        }
        let clear = known.filter(\.isClear)
        if let only = clear.first, clear.allSatisfy({ $0 == only }) {
            return differences(row, only, .error, printed, table)
        }
        guard let only = known.first, known.count <= 3, printed.count == 1 else { return [] }
        let lastTaken = known.first { $0.signs == [1, -1] } ?? only
        return differences(row, lastTaken, .warning, printed, table)
    }

    private static func differences(
        _ row: Int, _ reading: Reading, _ severity: Finding.Severity, _ printed: [Int],
        _ table: PrintedTable
    ) -> [TableFinding] {
        printed.compactMap { column in
            let left = table.money(row, column)
            let made = Money(pence: reading.pence(column, table))
            guard left != made else { return nil }
            // What is for the better has one sign in income and the other in spending.
            let plain = reading.rows.reduce(Int64(0)) {
                addedSafely($0, table.figure($1, column).pence)
            }
            if plain == left.pence, HeadingWords(table.columns[column].heading).isVariance {
                return nil
            }
            return TableFinding(
                rule: "remainder-does-not-follow", severity: severity,
                place: table.place(row, column), line: table.line(row),
                column: table.columns[column].index, heading: table.columns[column].heading,
                printed: left, computed: made,
                message:
                    "\(capital(table.words(row, column))) says that \(left) is left; "
                    + "\(lines(reading, table)) leave \(made). The difference is "
                    + "\(Money(pence: abs((left - made).pence))).")
        }
    }

    private static func lines(_ reading: Reading, _ table: PrintedTable) -> String {
        guard reading.rows.count == 2 else { return "the \(reading.rows.count) lines above" }
        return reading.rows.map { table.words($0) }.joined(separator: " and ")
    }
}
