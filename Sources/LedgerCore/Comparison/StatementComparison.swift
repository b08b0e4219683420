/// A printed statement held against the ledger's: what differs, and the fewest entries that would
/// account for it.
///
/// It decides and words; nothing is recorded here.
public struct StatementComparison: Sendable {
    public let table: PrintedStatement
    public let ledger: FundStatement
    /// Every printed figure that is not the ledger's, in the order of the lines.
    public internal(set) var differences: [Difference] = []
    /// What to record, in the order in which it can be.
    public internal(set) var proposed: [Proposal] = []
    /// What cannot be explained: lines that are no one project's, and projects whose figures no
    /// entries can bring about.
    public internal(set) var unplaced: [Unplaced] = []
    /// What does not add up in the table itself.
    public internal(set) var faults: [String] = []
    /// What an officer should know besides, a sentence each.
    public internal(set) var notes: [String] = []
    /// Every project before and after the proposed entries: the table's lines in their order, then
    /// projects it does not have.
    public internal(set) var balances: [Balance] = []

    /// What the table prints as not allocated, and its line; nil where it does not say.
    public internal(set) var unallocated: Unallocated?

    /// The line that prints what of the fund is not allocated.
    public struct Unallocated: Hashable, Sendable {
        public let line: PrintedStatement.Line
        public let printed: Money
    }

    /// Whether the table and the ledger say the same.
    public var agrees: Bool {
        differences.isEmpty && proposed.isEmpty && unplaced.isEmpty && faults.isEmpty
    }

    /// A printed figure and the ledger's.
    public struct Difference: Hashable, Sendable {
        /// Nil for a project that is not in the table.
        public let line: Int?
        public let project: Code?
        public let label: String
        public let column: PrintedStatement.Column
        /// Nil where nothing is printed.
        public let printed: Money?
        public let ledger: Money

        public var amount: Money { (printed ?? .zero) - ledger }
    }

    /// A line, or a project without one, that is not explained.
    public struct Unplaced: Hashable, Sendable {
        public let line: Int?
        public let project: Code?
        public let label: String
        public let reason: String
    }

    /// A project's figures before and after the proposed entries.
    public struct Balance: Hashable, Sendable {
        public let project: Code
        public let description: String
        public let before: Figures
        public let after: Figures

        public struct Figures: Hashable, Sendable {
            public var allocated: Money
            public var spent: Money
            public var balance: Money { allocated - spent }
        }
    }

    /// `told` says what a line is, by its number, where the table alone does not; `formerNames` are
    /// descriptions that projects had before.
    public init(
        _ table: PrintedStatement, against ledger: FundStatement, told: [Int: LineIdentity] = [:],
        formerNames: [Code: [String]] = [:]
    ) throws(ComparisonRefusal) {
        self.table = table
        self.ledger = ledger
        let columns = table.totalledColumns
        let items = table.projectLines(told, ledger).map {
            PrintedItem($0, columns: columns, rounding: table.rounding)
        }
        guard !items.isEmpty else { throw .noLines(table.name) }
        try StatementComparison.check(told, items, table.name)
        let matching = LineMatching(
            items, to: ledger.lines, told: told, formerNames: formerNames)
        let isKnown = !matching.found.isEmpty || !matching.ambiguous.isEmpty
        guard isKnown || ledger.lines.isEmpty || !told.isEmpty else {
            throw .noLineMatches(table.name, lines: items.count, ledger.fund.key)
        }
        notes = table.remarks
        faults = table.faults
        // Figures that are rounded each by itself need not add up to the last of them.
        if faults.isEmpty, table.rounding == nil { faults = table.faults(in: items) }
        let places = place(items, matching)
        findDifferences(items, places, matching)
        propose(places)
        balances = balances(of: places)
        if faults.isEmpty, unplaced.isEmpty { faults = contradictions(items, places) }
    }

    private static func check(
        _ told: [Int: LineIdentity], _ items: [PrintedItem], _ name: String
    ) throws(ComparisonRefusal) {
        let numbers = Set(items.map(\.line.number))
        for number in told.keys.sorted() where !numbers.contains(number) {
            throw .noSuchLine(number, name)
        }
        var lines: [Code: [Int]] = [:]
        for (number, identity) in told.sorted(by: { $0.key < $1.key }) {
            if case .project(let code) = identity { lines[code, default: []].append(number) }
        }
        for (code, numbers) in lines.sorted(by: { $0.key < $1.key }) where numbers.count > 1 {
            throw .toldTwice(code, numbers)
        }
    }

    /// The table that has most of the fund's projects, by code or by name; the first of several.
    public static func likeliest(
        of tables: [PrintedStatement], for ledger: FundStatement
    ) -> PrintedStatement? {
        guard tables.count > 1 else { return tables.first }
        let counts = tables.map { table in
            let items = table.projectLines([:], ledger).map { PrintedItem($0, columns: []) }
            return LineMatching(items, to: ledger.lines).found.values.count {
                $0.evidence == .code || $0.evidence == .name
            }
        }
        let most = counts.max() ?? 0
        return counts.firstIndex(of: most).map { tables[$0] }
    }

    /// Why the proposed entries may not be recorded as they are; nil where they may.
    public var refusal: ComparisonRefusal? {
        if !faults.isEmpty { return .doesNotAddUp(table.name, faults: faults.count) }
        if !unplaced.isEmpty { return .unplaced(table.name, lines: unplaced.count) }
        let isExact = proposed.allSatisfy { $0.entry == nil }
        return isExact ? nil : table.rounding.map { .rounded(table.name, to: $0) }
    }
}
