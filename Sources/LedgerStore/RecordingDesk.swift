private import Foundation
internal import GRDB
internal import LedgerCore

/// The one door through which anything is recorded: it reads, decides and writes in one
/// transaction that holds the ledger's write lock.
final class RecordingDesk {
    private let db: Database
    private(set) var chain: Chain
    private var rollUps = RollUps()
    private var funds: [FundYear: FundDesk] = [:]
    private var recorders: [String: Int64] = [:]
    /// What each account holds, this transaction's entries counted.
    private var held: [Int64: Int64] = [:]

    init(_ db: Database) throws {
        self.db = db
        chain = try Chain(db)
    }

    /// Records a transfer unless an entry of its id says the same already.
    ///
    /// Throws `Refusal`, and then the transaction must be undone.
    func record(_ transfer: Transfer, at moment: Moment, by recorder: String) throws -> Recorded {
        if let id = transfer.id, let known = try entry(named: id) {
            guard known.transfer.saysTheSame(as: transfer) else {
                throw Refusal.idInUse(id, entry: known.number)
            }
            return Recorded(entry: known, isNew: false, balances: [])
        }
        let desk = try desk(of: transfer.fund)
        for project in [transfer.from, transfer.to].compactMap(\.self) {
            _ = try desk.accountRow(
                Account(fund: transfer.fund, project: project, role: .available), db)
        }
        let answered = try transfer.against.map { try answer(to: $0) }
        let posting = try transfer.posting(answering: answered)
        let from = try accountRow(posting.from)
        let to = try accountRow(posting.to)
        try transfer.checkAdmitted(
            to: Standing(
                fund: desk.fund, closedThrough: desk.closedThrough, answered: answered,
                source: try holding(from), award: try award(transfer, desk),
                claimed: try claimed(transfer, desk)))
        guard chain.entries < 90_000_000 else { throw Refusal.ledgerFull }
        let before = try balances(of: posting)
        let link = chain.link(transfer, at: moment, by: recorder)
        let entry = Entry(
            number: link.number, id: link.id, recorded: link.recorded, recorder: recorder,
            transfer: transfer, posting: posting, answers: answered?.number, hash: link.hash)
        try insert(entry, fund: desk.id, from: from, to: to)
        let pence = transfer.amount.pence
        held[from] = try holding(from).pence - pence
        held[to] = try holding(to).pence + pence
        rollUps.count(
            kind: transfer.kind, from: from, to: to, day: transfer.day, pence: pence,
            reversing: transfer.kind == .reversal ? answered?.transfer.kind : nil)
        return Recorded(
            entry: entry, isNew: true, balances: try after(before, posting: posting))
    }

    /// Writes the roll-ups of all that was recorded; the last step before the commit.
    func finish() throws {
        try rollUps.write(db)
    }

    /// Forgets what was read of a fund, after a registration changed it.
    func forget(_ fund: FundYear) {
        funds[fund] = nil
    }

    func desk(of fund: FundYear) throws -> FundDesk {
        if let known = funds[fund] { return known }
        let desk = try FundDesk(db, fund)
        funds[fund] = desk
        return desk
    }

    func linkRegistration(
        _ registration: Registration, at moment: Moment, by recorder: String
    ) throws -> Int {
        let recorderRow = try row(ofRecorder: recorder)
        let afterEntry = chain.entries
        let link = chain.link(registration, at: moment, by: recorder)
        try db.cachedStatement(sql: "INSERT INTO registration VALUES (?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                link.number, afterEntry, link.recorded.milliseconds, recorderRow,
                registration.subject.name, Data(link.hash.bytes),
            ])
        return link.number
    }

    private func accountRow(_ account: Account) throws -> Int64 {
        do {
            return try desk(of: account.fund).accountRow(account, db)
        } catch Refusal.unknownFund(let fund) {
            throw Refusal.nextYearMissing(fund)
        }
    }

    private func holding(_ account: Int64) throws -> Money {
        if let known = held[account] { return Money(pence: known) }
        let sum = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT ifnull(sum(paid_in - paid_out), 0) FROM balance WHERE account_id = ?"),
            arguments: [account])
        held[account] = sum ?? 0
        return Money(pence: sum ?? 0)
    }

    /// What the award stands at; only a claim is held against it.
    private func award(_ transfer: Transfer, _ desk: FundDesk) throws -> Money {
        guard transfer.kind == .claim else { return .zero }
        let account = try accountRow(Account(fund: transfer.fund, role: .funder))
        return -(try holding(account))
    }

    private func claimed(_ transfer: Transfer, _ desk: FundDesk) throws -> Money {
        guard transfer.kind == .claim else { return .zero }
        let account = try accountRow(Account(fund: transfer.fund, role: .due))
        return -(try holding(account))
    }

    private func balances(of posting: Posting) throws -> [(
        project: Code, balance: Money, free: Money
    )] {
        var codes: [Code] = []
        for account in [posting.from, posting.to] {
            if let code = account.project, !codes.contains(code) { codes.append(code) }
        }
        return try codes.map { code in
            func sum(_ role: AccountRole) throws -> Money {
                let fund = [posting.from, posting.to].first { $0.project == code }?.fund
                return try holding(
                    accountRow(Account(fund: fund ?? posting.from.fund, project: code, role: role)))
            }
            let free = try sum(.available)
            return (code, free + (try sum(.committed)), free)
        }
    }

    private func after(
        _ before: [(project: Code, balance: Money, free: Money)], posting: Posting
    ) throws -> [Recorded.Balance] {
        try zip(before, balances(of: posting)).map {
            Recorded.Balance(
                project: $0.project, before: $0.balance, after: $1.balance, freeBefore: $0.free,
                freeAfter: $1.free)
        }
    }

    private func entry(named id: EntryID) throws -> Entry? {
        let known = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT number FROM entry WHERE id = ?"), arguments: [id.text])
        return try known.flatMap { try entry(numbered: $0) }
    }

    private func entry(numbered number: Int) throws -> Entry? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: EntryRows.select + "WHERE e.number = ?"),
                arguments: [number])
        else { return nil }
        return try EntryRows(places: Places(db, ofEntry: row)).entry(row)
    }

    /// The entry a transfer answers; throws `Refusal.unknownEntry` where there is none.
    private func answer(to id: EntryID) throws -> Answered {
        guard let entry = try entry(named: id) else { throw Refusal.unknownEntry(id.text) }
        let drawn = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT ifnull(sum(e.pence), 0) FROM entry e
                    WHERE e.answers = ? AND e.kind IN (7, 8) AND NOT EXISTS (
                        SELECT 1 FROM entry r WHERE r.answers = e.number AND r.kind = 12)
                    """), arguments: [entry.number])
        let reversedBy = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT number FROM entry WHERE answers = ? AND kind = 12"),
            arguments: [entry.number])
        return Answered(
            number: entry.number, transfer: entry.transfer, posting: entry.posting,
            drawn: Money(pence: drawn ?? 0), reversedBy: reversedBy)
    }

    private func insert(_ entry: Entry, fund: Int64, from: Int64, to: Int64) throws {
        let transfer = entry.transfer
        try db.cachedStatement(
            sql: "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        ).execute(arguments: [
            entry.number, entry.id.text, entry.recorded.milliseconds,
            try row(ofRecorder: entry.recorder), transfer.day.number, transfer.kind.rawValue, fund,
            from, to, transfer.amount.pence, transfer.reference, transfer.payee, transfer.note,
            entry.answers, transfer.overspendReason, transfer.awaited == nil ? nil : 1,
            Data(entry.hash.bytes),
        ])
    }

    private func row(ofRecorder name: String) throws -> Int64 {
        if let known = recorders[name] { return known }
        let found = try Int64.fetchOne(
            db, sql: "SELECT id FROM recorder WHERE name = ?", arguments: [name])
        if let found {
            recorders[name] = found
            return found
        }
        try db.execute(
            sql: "INSERT INTO recorder SELECT ifnull(max(id), 0) + 1, ? FROM recorder",
            arguments: [name])
        let id = db.lastInsertedRowID
        recorders[name] = id
        return id
    }
}
