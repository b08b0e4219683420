internal import GRDB
internal import LedgerCore

/// The roll-ups as the entries give them, and as the file keeps them.
struct RollUpCheck {
    /// Where a roll-up differs from the entries, in words; empty when all agree.
    static func differences(_ db: Database) throws -> [(account: Account?, words: String)] {
        let places = try Places(db)
        let sums = try fromEntries(db)
        var months = sums.changes.filter { $0.value != RollUps.Sums() }
        var totals: [RollUps.Key: RollUps.Sums] = [:]
        for (key, sum) in sums.changes {
            let total = RollUps.Key(account: key.account, month: 0, kind: key.kind)
            totals[total, default: RollUps.Sums()].paidIn += sum.paidIn
            totals[total, default: RollUps.Sums()].paidOut += sum.paidOut
        }
        totals = totals.filter { $0.value != RollUps.Sums() }
        let kept = try read(
            db, "SELECT account_id, month, kind, paid_in, paid_out FROM month_balance")
        let keptTotals = try read(db, "SELECT account_id, 0, kind, paid_in, paid_out FROM balance")
        return compare(kept, &months, places) + compare(keptTotals, &totals, places)
    }

    private static func fromEntries(_ db: Database) throws -> RollUps {
        var sums = RollUps()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.number, e.kind, e.from_account, e.to_account, e.day, e.pence, o.kind
                FROM entry e LEFT JOIN entry o ON o.number = e.answers AND e.kind = 12
                """)
        while let row = try rows.next() {
            let number = try row.whole(0, in: "entry", 0)
            guard let kind = TransferKind(rawValue: try row.whole(1, in: "entry", number)) else {
                throw LedgerError.corruptRow(table: "entry", number: number)
            }
            let pence = try row.money(5, in: "entry", number)
            guard (.zero...Money.entryLimit).contains(pence) else {
                throw LedgerError.corruptRow(table: "entry", number: number)
            }
            sums.count(
                kind: kind, from: Int64(try row.whole(2, in: "entry", number)),
                to: Int64(try row.whole(3, in: "entry", number)),
                day: try row.day(4, in: "entry", number),
                pence: pence.pence,
                reversing: try row.wholeIfAny(6, in: "entry", number)
                    .flatMap(TransferKind.init(rawValue:)))
        }
        return sums
    }

    private static func read(
        _ db: Database, _ sql: String
    ) throws -> [(RollUps.Key, RollUps.Sums)] {
        let rows = try Row.fetchCursor(db, sql: sql)
        var found: [(RollUps.Key, RollUps.Sums)] = []
        while let row = try rows.next() {
            let account = try row.whole(0, in: "balance", 0)
            guard let kind = TransferKind(rawValue: try row.whole(2, in: "balance", account)) else {
                throw LedgerError.corruptRow(table: "balance", number: account)
            }
            let key = RollUps.Key(
                account: Int64(account), month: try row.whole(1, in: "balance", account), kind: kind
            )
            let sums = RollUps.Sums(
                paidIn: Int64(try row.whole(3, in: "balance", account)),
                paidOut: Int64(try row.whole(4, in: "balance", account)))
            found.append((key, sums))
        }
        return found
    }

    private static func month(_ number: Int) -> String {
        number == 0 ? "" : " of \(number / 12)-\(padded(number % 12 + 1, 2))"
    }

    private static func compare(
        _ kept: [(RollUps.Key, RollUps.Sums)], _ right: inout [RollUps.Key: RollUps.Sums],
        _ places: Places
    ) -> [(account: Account?, words: String)] {
        var found: [(account: Account?, words: String)] = []
        func tell(_ key: RollUps.Key, _ kept: RollUps.Sums, _ right: RollUps.Sums) {
            let account = places.accounts[key.account]
            let name = account.map { "\($0.project?.text ?? "\($0.fund)") \($0.role.name)" }
            found.append(
                (
                    account,
                    "The roll-up of \(key.kind.name)s\(RollUpCheck.month(key.month)) in \(name ?? "account \(key.account)") says "
                        + "\(Money(pence: kept.paidIn)) in and \(Money(pence: kept.paidOut)) out, "
                        + "the entries \(Money(pence: right.paidIn)) in and "
                        + "\(Money(pence: right.paidOut)) out"
                ))
        }
        for (key, sums) in kept {
            let entries = right.removeValue(forKey: key) ?? RollUps.Sums()
            if entries != sums { tell(key, sums, entries) }
        }
        for (key, sums) in right { tell(key, RollUps.Sums(), sums) }
        return found
    }
}

extension Verifier {
    mutating func compareRollUps() throws {
        for (account, words) in try RollUpCheck.differences(db) {
            add(
                Finding(
                    rule: "roll-ups", severity: .error, fund: account?.fund,
                    project: account?.project,
                    message: "\(words). The entries are right; restore the last backup."))
        }
    }
}
