/// A payment of the finance system and the name that decisions know it by.
public struct NamedPayment: Hashable, Sendable {
    /// Made from its facts, so that it stays when the list is sorted or saved anew.
    public let name: EntryID
    public let payment: Payment
    /// The extract it was read from, by its name.
    public let extract: String

    /// What the finance system's payments are named after, whatever the file is called.
    public static let source = "finance"

    private init(name: EntryID, payment: Payment, extract: String) {
        self.name = name
        self.payment = payment
        self.extract = extract
    }

    /// The payments of one extract with their names; `digest` is SHA-256.
    ///
    /// Payments with the same facts are told apart by how many came before.
    public static func named(
        _ payments: [Payment], of extract: String, digest: ([UInt8]) -> [UInt8]
    ) -> [NamedPayment] {
        var seen: [[UInt8]: Int] = [:]
        return payments.map { payment in
            let facts = payment.canonicalBytes(source: source, occurrence: 0)
            let occurrence = seen[facts, default: 0]
            seen[facts] = occurrence + 1
            let bytes = payment.canonicalBytes(source: source, occurrence: occurrence)
            let name = EntryID(digest: digest(bytes)).payment
            return NamedPayment(name: name, payment: payment, extract: extract)
        }
    }
}

extension EntryID {
    /// The id as a payment's name, `p-` before it, so that it is not taken for an entry's.
    fileprivate var payment: EntryID { (try? EntryID("p-\(text)")) ?? self }
}

/// What the ledger holds as spent, or as refunded, by one entry that still stands.
public struct LedgerSpend: Hashable, Sendable {
    public let entry: Entry
    /// Whether its day is one that the extracts cover.
    public let isCovered: Bool

    /// Above nought for a spend, below for a refund.
    public var amount: Money {
        entry.transfer.kind == .refund ? -entry.transfer.amount : entry.transfer.amount
    }

    public var project: Code? { entry.transfer.from ?? entry.transfer.to }

    /// A fund year's spend and refunds in the order of their numbers; an entry that was reversed
    /// is left out together with its reversal.
    public static func standing(
        in entries: [Entry], of fund: FundYear, covering days: [ClosedRange<CalendarDay>]
    ) -> [LedgerSpend] {
        let reversed = Set(entries.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
        return entries.filter {
            [.spend, .refund].contains($0.transfer.kind) && $0.transfer.fund == fund
                && !reversed.contains($0.number)
        }.sorted { $0.number < $1.number }.map { entry in
            LedgerSpend(
                entry: entry, isCovered: days.contains { $0.contains(entry.transfer.day) })
        }
    }
}

/// A decision on what belongs together, and who made it when.
public struct DecidedMatch: Hashable, Sendable {
    public let decision: MatchDecision
    public let by: String
    public let recorded: Moment?

    public init(_ decision: MatchDecision, by: String, recorded: Moment?) {
        self.decision = decision
        self.by = by
        self.recorded = recorded
    }
}

/// Payments' names cut so short that all are still different, to be typed and read aloud.
public struct ShortNames: Sendable {
    private let names: [EntryID]
    /// How many letters of each are shown.
    private let length: Int

    private static let least = 7

    public init(_ names: some Sequence<EntryID>) {
        self.names = Set(names).sorted { $0.text < $1.text }
        // In this order those that begin most alike are neighbours.
        let shared = zip(self.names, self.names.dropFirst()).map { one, other in
            zip(one.text.utf8, other.text.utf8).prefix { $0 == $1 }.count
        }
        length = max(ShortNames.least, (shared.max() ?? 0) + 1)
    }

    public subscript(name: EntryID) -> String { String(name.text.prefix(length)) }

    /// The names that begin like the text, in order; the name itself where it is one.
    public func beginning(with text: String) -> [EntryID] {
        let asked = trimmed(text.utf8)
        return names.filter { $0.text.utf8.starts(with: asked) }
    }
}
