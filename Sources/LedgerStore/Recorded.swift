public import LedgerCore

/// What came of a transfer: its entry, and what it did to the projects it touches.
public struct Recorded: Sendable {
    public let entry: Entry
    /// False where the same content was recorded under this id before; nothing was added then.
    public let isNew: Bool
    /// Empty where nothing was added.
    public let balances: [Balance]

    /// A project's balance and free balance before and after the entry, in pence.
    public struct Balance: Sendable {
        public let project: Code
        public let before: Money
        public let after: Money
        public let freeBefore: Money
        public let freeAfter: Money
    }
}
