/// The languages a journal is written in, each read by a tool that re-adds every balance.
public enum JournalFormat: String, Sendable, CaseIterable {
    /// For hledger; the same text as for ledger.
    case hledger
    /// For ledger; the same text as for hledger.
    case ledger
    case beancount
}
