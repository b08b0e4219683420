internal import GRDB
public import LedgerCore

/// The ledger as it was known: after an entry, or at a moment.
public enum AsKnown: Hashable, Sendable {
    /// As it stood once that entry was recorded, and before the next.
    case entry(Int)
    /// With all that was recorded up to and including that moment.
    case moment(Moment)
    /// As it stood once that registration was made, and before the next record.
    case registration(Int)
    /// As it stood with so many entries and so many registrations.
    case state(entries: Int, registrations: Int)
}

/// How far a reader looks: the last entry and the last registration that count, and the hash there.
struct Cut {
    let entries: Int
    let registrations: Int
    let head: LedgerHead
    /// Whether later entries exist, which the roll-ups already hold.
    let hasLater: Bool

    init(_ db: Database, asKnown: AsKnown?) throws {
        let last = try Cut.number(db, "SELECT max(number) FROM entry")
        let lastRegistration = try Cut.number(db, "SELECT max(number) FROM registration")
        // Past what a ledger can hold, a damaged number would overflow the sums made with it.
        guard max(last, lastRegistration) < 1 << 40 else {
            throw LedgerError.corruptRow(table: "entry", number: last)
        }
        switch asKnown {
        case nil:
            (entries, registrations) = (last, lastRegistration)
        case .entry(let number):
            guard (0...last).contains(number) else {
                throw LedgerError.unknownMoment("entry \(number); its last entry is \(last)")
            }
            entries = number
            registrations = try Cut.number(
                db, "SELECT max(number) FROM registration WHERE after_entry <= ?", number)
        case .registration(let number):
            guard (1...max(1, lastRegistration)).contains(number) else {
                throw LedgerError.unknownMoment("registration \(number)")
            }
            entries = try Cut.number(
                db, "SELECT after_entry FROM registration WHERE number = ?", number)
            registrations = number
        case .state(let asked, let registered):
            guard (0...last).contains(asked), (0...lastRegistration).contains(registered) else {
                throw LedgerError.unknownMoment("entry \(asked) and record \(registered)")
            }
            (entries, registrations) = (asked, registered)
        case .moment(let moment):
            entries = try Cut.last(db, "entry", upTo: moment, of: last)
            registrations = try Cut.last(db, "registration", upTo: moment, of: lastRegistration)
        }
        hasLater = entries < last
        head = try Cut.head(db, entries: entries, registrations: registrations)
    }

    /// The hash of the last record that counts: a registration made after the last entry, or it.
    private static func head(
        _ db: Database, entries: Int, registrations: Int
    ) throws -> LedgerHead {
        let row =
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT hash, number FROM registration WHERE number = ? AND after_entry = ?
                        UNION ALL SELECT hash, number FROM entry WHERE number = ?
                        """), arguments: [registrations, entries, entries])
        guard let row else { return LedgerHead(entry: entries, hash: .none) }
        return LedgerHead(entry: entries, hash: try row.hash(0, in: "entry", entries))
    }

    private static func number(_ db: Database, _ sql: String, _ argument: Int? = nil) throws -> Int
    {
        let arguments: StatementArguments = argument.map { [$0] } ?? []
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
    }

    /// Records are stamped in order, so the last one up to a moment is found by halving.
    private static func last(
        _ db: Database, _ table: String, upTo moment: Moment, of count: Int
    ) throws -> Int {
        let statement = try db.cachedStatement(
            sql: table == "entry"
                ? "SELECT recorded FROM entry WHERE number = ?"
                : "SELECT recorded FROM registration WHERE number = ?")
        var (known, unknown) = (0, count + 1)
        while unknown - known > 1 {
            let middle = (known + unknown) / 2
            let recorded = try Int64.fetchOne(statement, arguments: [middle]) ?? Int64.max
            if recorded <= moment.milliseconds { known = middle } else { unknown = middle }
        }
        return known
    }
}
