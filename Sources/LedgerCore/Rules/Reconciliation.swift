/// A rule that reads and reports, and repairs nothing.
public protocol ReconciliationRule: Sendable {
    /// The rule's id, as findings and waivers carry it.
    var name: String { get }
    /// Every finding in one fund year, in any order.
    func findings(in review: FundReview) -> [Finding]
}

/// A printed table of the fund year, beside the ledger's own statements as at its day.
public struct PrintedReview: Sendable {
    public let table: PrintedStatement
    /// As the ledger is known now.
    public let ledger: FundStatement
    /// As the ledger was known when the table was kept.
    public let then: FundStatement

    public init(table: PrintedStatement, ledger: FundStatement, then: FundStatement) {
        self.table = table
        self.ledger = ledger
        self.then = then
    }
}

/// All that the rules look at in one fund year.
public struct FundReview: Sendable {
    public let statement: FundStatement
    /// The fund year's entries in the order of their numbers, incoming carry-forwards among them.
    public let entries: [Entry]
    public let printed: [PrintedReview]
    /// The day the review is made for; a quarter that ended before it is over.
    public let today: CalendarDay

    public init(
        statement: FundStatement, entries: [Entry],
        printed: [PrintedReview], today: CalendarDay
    ) {
        self.statement = statement
        self.entries = entries
        self.printed = printed
        self.today = today
    }

    public var fund: Fund { statement.fund }

    /// The entries that no later entry reversed, and that reverse nothing.
    var standing: [Entry] {
        let reversed = Set(entries.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
        return entries.filter {
            $0.transfer.kind != .reversal && !reversed.contains($0.number)
        }
    }
}

/// All rules over all fund years in one run.
public enum Reconciliation {
    /// The rules that look at one fund year; the chain and the roll-ups are `verify`'s findings.
    public static let rules: [any ReconciliationRule] = [
        AllocationAgainstAwardRule(), OverAllocationRule(), OverspendRule(), PrintedStatementRule(),
        SpendOutsideDatesRule(), SpendBeforeAllocationRule(), DuplicateInvoiceRule(),
        SameDescriptionRule(), IndicativeAwardRule(), InvoicesOverdueRule(),
        IncompleteProjectRule(),
        CashBelowSpendRule(),
    ]

    /// Every finding, the largest sum first, then the gravest, each with the waiver that covers it.
    public static func findings(
        in reviews: [FundReview], verification: [Finding], waivers: [Waiver], today: CalendarDay
    ) -> [Finding] {
        let all =
            verification
            + reviews.flatMap { review in
                rules.flatMap { $0.findings(in: review) }
            }
        return all.map { $0.covered(by: waivers, on: today) }.sorted { left, right in
            if left.amount != right.amount { return left.amount > right.amount }
            if left.severity != right.severity { return left.severity > right.severity }
            if left.fund != right.fund {
                // What is about the whole ledger comes before what is about one fund.
                guard let one = left.fund, let other = right.fund else { return left.fund == nil }
                return one < other
            }
            return (left.rule, left.message) < (right.rule, right.message)
        }
    }
}
