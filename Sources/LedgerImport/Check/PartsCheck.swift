import LedgerCore

/// Holds a line against the parts that stand below it.
///
/// “Of which” names some of the parts, which may not be more than the line; bullets and indents name
/// all of them as soon as one line of the table is what its parts make.
struct PartsCheck {
    let findings: [TableFinding]

    private struct Group {
        let parent: Int
        let parts: [Int]
        let column: Int
        /// The line less its parts, in pence.
        let difference: Int64
    }

    init(_ table: PrintedTable) {
        var groups: [Group] = []
        for (parent, parts) in Dictionary(
            grouping: table.parents.keys, by: { table.parents[$0] ?? 0 })
        {
            for column in table.columns.indices where table.figure(parent, column).isFigure {
                let printed = parts.filter { table.figure($0, column).state == .amount }
                guard !printed.isEmpty else { continue }
                // A part of what was saved and overspent together may be anything.
                let isSigned = ([parent] + printed).contains { table.figure($0, column).pence < 0 }
                if isSigned, PartsCheck.isOfWhich(parts, table) { continue }
                let sum = printed.reduce(Int64(0)) {
                    addedSafely($0, table.figure($1, column).pence)
                }
                groups.append(
                    Group(
                        parent: parent, parts: parts, column: column,
                        difference: addedSafely(table.figure(parent, column).pence, -sum)))
            }
        }
        let isWhole = groups.contains { $0.difference == 0 && $0.parts.count > 1 }
        findings = groups.filter { group in
            guard group.difference != 0 else { return false }
            return group.difference < 0 || (isWhole && !PartsCheck.isOfWhich(group.parts, table))
        }.map { PartsCheck.finding($0, table) }
    }

    private static func isOfWhich(_ parts: [Int], _ table: PrintedTable) -> Bool {
        parts.contains { RowCue(Array(table[$0].label.utf8)[...]) == .part }
    }

    private static func finding(_ group: Group, _ table: PrintedTable) -> TableFinding {
        let printed = table.money(group.parent, group.column)
        let made = printed - Money(pence: group.difference)
        return TableFinding(
            rule: "parts-do-not-add-up", severity: .error,
            place: table.place(group.parent, group.column), line: table.line(group.parent),
            column: table.columns[group.column].index,
            heading: table.columns[group.column].heading, printed: printed, computed: made,
            message:
                "\(capital(table.words(group.parent))): \(table.heading(group.column)) is printed as "
                + "\(printed); the \(plural(group.parts.count)) \(made). The difference is "
                + "\(Money(pence: abs(group.difference))).")
    }

    private static func plural(_ count: Int) -> String {
        count == 1 ? "one part below it makes" : "\(count) parts below it make"
    }
}
