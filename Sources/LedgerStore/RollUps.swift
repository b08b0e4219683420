internal import GRDB
internal import LedgerCore

/// What the entries of one transaction change in the roll-ups, written once at its end.
struct RollUps {
    struct Key: Hashable {
        let account: Int64
        let month: Int
        let kind: TransferKind
    }

    struct Sums: Equatable {
        var paidIn: Int64 = 0
        var paidOut: Int64 = 0
    }

    private(set) var changes: [Key: Sums] = [:]

    /// Counts an entry; one that undoes another takes back what the other counted.
    mutating func count(
        kind: TransferKind, from: Int64, to: Int64, day: CalendarDay, pence: Int64,
        reversing original: TransferKind? = nil
    ) {
        let month = day.monthNumber
        guard let original else {
            changes[Key(account: from, month: month, kind: kind), default: Sums()].paidOut += pence
            changes[Key(account: to, month: month, kind: kind), default: Sums()].paidIn += pence
            return
        }
        changes[Key(account: from, month: month, kind: original), default: Sums()].paidIn -= pence
        changes[Key(account: to, month: month, kind: original), default: Sums()].paidOut -= pence
    }

    /// Adds the changes to the file's roll-ups, in the order of their keys.
    mutating func write(_ db: Database) throws {
        let byMonth = try db.cachedStatement(
            sql: """
                INSERT INTO month_balance VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET paid_in = paid_in + excluded.paid_in,
                    paid_out = paid_out + excluded.paid_out
                """)
        let total = try db.cachedStatement(
            sql: """
                INSERT INTO balance VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET paid_in = paid_in + excluded.paid_in,
                    paid_out = paid_out + excluded.paid_out
                """)
        let ordered = changes.sorted {
            ($0.key.account, $0.key.month, $0.key.kind.rawValue)
                < ($1.key.account, $1.key.month, $1.key.kind.rawValue)
        }
        var totals: [Key: Sums] = [:]
        for (key, sums) in ordered {
            try byMonth.execute(arguments: [
                key.account, key.month, key.kind.rawValue, sums.paidIn, sums.paidOut,
            ])
            let all = Key(account: key.account, month: 0, kind: key.kind)
            totals[all, default: Sums()].paidIn += sums.paidIn
            totals[all, default: Sums()].paidOut += sums.paidOut
        }
        for (key, sums) in totals {
            try total.execute(arguments: [
                key.account, key.kind.rawValue, sums.paidIn, sums.paidOut,
            ])
        }
        changes = [:]
    }
}
