public import LedgerCore

/// A ledger as plain-text accounting, so that hledger, ledger or Beancount can add it up again.
///
/// What entries move comes from the entries, what accounts hold from the statements, which the
/// ledger reads from its roll-ups: a tool that finds no difference has proved one by the other.
public struct Journal: Sendable {
    public let format: JournalFormat

    /// Bytes are handed on in pieces of about this size, so that no whole file is held in memory.
    private static let pieceSize = 1 << 18

    public init(format: JournalFormat) {
        self.format = format
    }

    /// Hands the journal to the sink in pieces that end at line ends, each UTF-8.
    ///
    /// Entries may come in any order and are written by day, then number. Each statement is written
    /// after the last entry of its day, so entries of later days do not disturb what it states.
    public func write<Failure: Error>(
        statements: [FundStatement], entries: [Entry], head: LedgerHead,
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let lines = Journal.ordered(entries)
        var accounts = JournalAccounts(statements: statements, entries: entries)
        let postings = entries.map { accounts.add($0.posting) }
        accounts.name(for: format)
        var page = JournalPage(format: format, accounts: accounts)
        page.addPreamble(statements: statements, firstDay: lines.first?.day, head: head)
        var unstated = statements.sorted { ($0.asAt, $0.fund.key) < ($1.asAt, $1.fund.key) }[...]
        for line in lines {
            while let statement = unstated.first, statement.asAt < line.day {
                page.addStatedBalances(of: unstated.removeFirst())
            }
            page.add(entries[line.index], moving: postings[line.index])
            if page.bytes.count >= Journal.pieceSize {
                try sink(page.bytes)
                page.bytes.removeAll(keepingCapacity: true)
            }
        }
        for statement in unstated { page.addStatedBalances(of: statement) }
        try sink(page.bytes)
    }

    /// The whole journal as one text.
    public func text(statements: [FundStatement], entries: [Entry], head: LedgerHead) -> String {
        var bytes: [UInt8] = []
        write(statements: statements, entries: entries, head: head) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the entries stand in order of day and number: ledger checks stated balances in the
    /// order of the file, hledger by day.
    private static func ordered(_ entries: [Entry]) -> [Line] {
        entries.indices.map {
            Line(day: entries[$0].transfer.day, number: entries[$0].number, index: $0)
        }.sorted { ($0.day.number, $0.number) < ($1.day.number, $1.number) }
    }

    private struct Line {
        let day: CalendarDay
        let number: Int
        let index: Int
    }
}
