/// The finance system's list of what was paid for a fund, kept to be held against the ledger.
public struct FinanceExtract: Hashable, Sendable {
    public let fund: FundYear
    /// The days the extract covers.
    public let days: ClosedRange<CalendarDay>
    /// The file's name.
    public let name: String
    /// The payments as CSV: date, payee, reference, code, note, amount, place.
    public let content: String

    public init(
        fund: FundYear, days: ClosedRange<CalendarDay>, name: String, content: String
    ) throws(Refusal) {
        self.fund = fund
        self.days = days
        self.name = try line(name, named: "name of the extract")
        self.content = content
    }
}

/// A person's decision that payments and entries are, or are not, the same money.
public struct MatchDecision: Hashable, Sendable {
    public let fund: FundYear
    /// The names of the payments, as `match` prints them.
    public let payments: [EntryID]
    public let entries: [EntryID]
    public let verdict: Verdict
    public let reason: String

    public enum Verdict: String, Sendable {
        case confirmed
        case broken
    }

    public init(
        fund: FundYear, payments: [EntryID], entries: [EntryID], verdict: Verdict, reason: String
    ) throws(Refusal) {
        self.fund = fund
        self.payments = payments
        self.entries = entries
        self.verdict = verdict
        self.reason = try line(reason, named: "reason")
        guard !payments.isEmpty else { throw .missing("payment") }
        guard !entries.isEmpty else { throw .missing("entry") }
    }
}
