/// A ledger's whole content as a folder of plain tables holds it.
public struct Book: Sendable {
    /// Funds, projects, closed periods, printed tables, waivers and what is known of lists of
    /// payments, in the order they were made.
    public var registrations: [Registration]
    /// Entries, in the order they were recorded.
    public var entries: [BookEntry]

    public init(registrations: [Registration] = [], entries: [BookEntry] = []) {
        self.registrations = registrations
        self.entries = entries
    }
}

/// One row of a book's entries.
public struct BookEntry: Hashable, Sendable {
    public let transfer: Transfer
    /// Nil in a book that does not say; the moment of loading then.
    public let recorded: Moment?
    public let recorder: String?
    /// The line of `entries.csv` it stands on; the header is line 1.
    public let line: Int

    public init(transfer: Transfer, recorded: Moment?, recorder: String?, line: Int) {
        self.transfer = transfer
        self.recorded = recorded
        self.recorder = recorder
        self.line = line
    }
}
