/// The finance system's list of what was paid for a fund, kept to be held against the ledger.
public struct FinanceExtract: Hashable, Sendable {
    public let fund: FundYear
    /// The days the extract covers.
    public let days: ClosedRange<CalendarDay>
    /// The file's name.
    public let name: String
    /// The payments as CSV with a header: date, payee, reference, code, note, amount, place; commas
    /// between cells and LF at line ends, so that a book gives it back byte for byte.
    public let content: String

    public init(
        fund: FundYear, days: ClosedRange<CalendarDay>, name: String, content: String
    ) throws(Refusal) {
        self.fund = fund
        self.days = days
        self.name = try line(name, named: "name of the extract")
        self.content = content
        guard !self.name.isEmpty else { throw .missing("name of the extract") }
        guard content.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x0A }) else {
            throw .controlCharacter("extract")
        }
    }
}

/// A person's decision that payments and entries are, or are not, the same money.
public struct MatchDecision: Hashable, Sendable {
    public let fund: FundYear
    /// The names of the payments, as `match` prints them: each once, in the order of their bytes.
    public let payments: [EntryID]
    /// The ids of the entries, in the same way.
    public let entries: [EntryID]
    public let verdict: Verdict
    public let reason: String

    public enum Verdict: String, Sendable, CaseIterable {
        case confirmed
        case broken
    }

    public init(
        fund: FundYear, payments: [EntryID], entries: [EntryID], verdict: Verdict, reason: String
    ) throws(Refusal) {
        self.fund = fund
        self.payments = payments.eachOnce
        self.entries = entries.eachOnce
        self.verdict = verdict
        self.reason = try line(reason, named: "reason")
        guard !payments.isEmpty else { throw .missing("payment") }
        guard !entries.isEmpty else { throw .missing("entry") }
    }
}

extension [EntryID] {
    /// The ids with spaces between them, as they are kept; no id has a space in it.
    package var listed: String { map(\.text).joined(separator: " ") }

    /// The ids of such a list.
    package static func listed(_ text: String) throws(Refusal) -> [EntryID] {
        var ids: [EntryID] = []
        for part in text.utf8.split(separator: 0x20) {
            ids.append(try EntryID("\(Substring(part))"))
        }
        return ids
    }

    /// The ids in the order of their bytes, so that two decisions on the same ones are the same.
    fileprivate var eachOnce: [EntryID] {
        Set(self).sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    }
}
