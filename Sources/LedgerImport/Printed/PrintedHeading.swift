import LedgerCore

/// What the figures of a printed column are.
public enum PrintedRole: String, Sendable, CaseIterable {
    case received
    case allocated
    case spent
    case balance

    /// The role that a heading's words give; nil for a column of anything else.
    init?(heading: String) {
        let words = PrintedRole.words(heading)
        func has(_ known: Set<String>) -> Bool { !known.isDisjoint(with: words) }
        guard !has(PrintedRole.otherSums) else { return nil }
        if has(PrintedRole.balanceWords) {
            self = .balance
        } else if has(PrintedRole.spentWords) {
            self = .spent
        } else if has(PrintedRole.allocatedWords) {
            self = .allocated
        } else if has(PrintedRole.receivedWords) {
            self = .received
        } else {
            return nil
        }
    }

    /// Sums that are none of the four, whatever other words stand beside them.
    private static let otherSums: Set<String> = [
        "committed", "commitment", "commitments", "forecast", "projected", "planned", "profiled",
        "virement", "virements", "previous", "prior", "variance", "percent", "percentage",
        "unallocated", "date", "description", "free", "uncommitted",
    ]
    private static let balanceWords: Set<String> = [
        "balance", "balances", "remaining", "remainder", "left", "unspent", "underspend",
    ]
    private static let spentWords: Set<String> = [
        "spent", "spend", "spending", "actual", "actuals", "expenditure", "outturn", "paid",
    ]
    private static let allocatedWords: Set<String> = [
        "allocated", "allocation", "allocations", "budget", "budgeted",
    ]
    private static let receivedWords: Set<String> = [
        "received", "award", "awarded", "grant", "income", "funding",
    ]

    /// The heading's words in small letters; “to date” says no more than “spent” does.
    static func words(_ heading: String) -> [String] {
        let letters = foldedLabel(heading).map { (97...122).contains($0) ? $0 : 0x20 }
        let words = letters.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard let date = words.lastIndex(of: "date"), date > 0, words[date - 1] == "to" else {
            return words
        }
        return Array(words[..<(date - 1)] + words[(date + 1)...])
    }
}

/// A column of a printed table.
public struct PrintedColumn: Hashable, Sendable {
    /// Its place in a row, from nought.
    public let index: Int
    public let heading: String
    public let role: PrintedRole?

    public init(index: Int, heading: String, role: PrintedRole?) {
        self.index = index
        self.heading = heading
        self.role = role
    }
}
