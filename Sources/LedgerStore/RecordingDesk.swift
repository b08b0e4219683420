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
    /// Entries come in runs of one fund: no need to look it up each time.
    private var lastDesk: FundDesk?
    /// By the bytes of the name: to Swift an é written in two ways is one text, to a hash it is not.
    private var recorders: [[UInt8]: Int64] = [:]
    /// What each account holds, this transaction's entries counted.
    private var held: [Int64: Int64] = [:]
    /// The ids of an empty ledger's first entries: a whole book is loaded without asking the file.
    private var firstIDs: [EntryID: Int]?
    private let findByID: Statement
    private let insertion: Statement
    private let sumOfAccount: Statement

    init(_ db: Database) throws {
        self.db = db
        chain = try Chain(db)
        firstIDs = chain.entries == 0 ? [:] : nil
        findByID = try db.cachedStatement(sql: "SELECT number FROM entry WHERE id = ?")
        insertion = try db.cachedStatement(
            sql: "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        sumOfAccount = try db.cachedStatement(
            sql: "SELECT ifnull(sum(paid_in - paid_out), 0) FROM balance WHERE account_id = ?")
    }

    /// Records a transfer unless an entry of its id says the same already, and tells what it did to
    /// the projects it touches.
    ///
    /// Throws `Refusal`, and then the transaction must be undone.
    func record(_ transfer: Transfer, at moment: Moment, by recorder: String) throws -> Recorded {
        let projects = [transfer.from, transfer.to].compactMap(\.self)
        let before = try projects.map { try balance(of: $0, in: transfer.fund) }
        let (entry, isNew) = try add(transfer, at: moment, by: recorder)
        guard isNew else { return Recorded(entry: entry, isNew: false, balances: []) }
        let touched = Set([entry.posting.from.project, entry.posting.to.project]).compactMap(\.self)
        let all = projects.isEmpty ? touched.sorted() : projects
        return Recorded(
            entry: entry, isNew: true,
            balances: try all.enumerated().map { index, project in
                let now = try balance(of: project, in: transfer.fund)
                let then = before.isEmpty ? undone(entry, project, now) : before[index]
                return Recorded.Balance(
                    project: project, before: then.balance, after: now.balance,
                    freeBefore: then.free, freeAfter: now.free)
            })
    }

    /// Records a transfer; false where an entry of its id says the same already.
    func add(
        _ transfer: Transfer, at moment: Moment, by recorder: String
    ) throws -> (entry: Entry, isNew: Bool) {
        if let id = transfer.id, let known = try entry(named: id) {
            guard known.transfer.saysTheSame(as: transfer) else {
                throw Refusal.idInUse(
                    id, entry: known.number, kind: known.transfer.kind,
                    amount: known.transfer.amount, day: known.transfer.day)
            }
            return (known, false)
        }
        try checkRecorder(recorder)
        let desk = try desk(of: transfer.fund)
        for project in [transfer.from, transfer.to] where project != nil {
            _ = try desk.accountRow(.available, of: project, db)
        }
        let answered = try transfer.against.map { try answer(to: $0) }
        let posting = try transfer.posting(answering: answered)
        let from = try accountRow(posting.from)
        let to = try accountRow(posting.to)
        let isClaim = transfer.kind == .claim
        try transfer.checkAdmitted(
            to: Standing(
                fund: desk.fund, closedThrough: desk.closedThrough, answered: answered,
                source: try holding(from), award: isClaim ? try owed(.funder, desk) : .zero,
                claimed: isClaim ? try owed(.due, desk) : .zero, agreement: desk.agreement,
                ground: transfer.isInArrears(desk.agreement)
                    ? try claimGround(for: transfer, at: desk, db) : nil,
                otherYear: try closing(across: posting, beside: transfer.fund)))
        try checkAuthority(for: transfer, desk, in: db)
        guard chain.entries < 90_000_000 else { throw Refusal.ledgerFull }
        let link = chain.link(transfer, at: moment, by: recorder)
        let entry = Entry(
            number: link.number, id: link.id, recorded: link.recorded, recorder: recorder,
            transfer: transfer, posting: posting, answers: answered?.number, hash: link.hash)
        try insert(entry, fund: desk.id, from: from, to: to)
        firstIDs?[entry.id] = entry.number
        let pence = transfer.amount.pence
        held[from] = try holding(from).pence - pence
        held[to] = try holding(to).pence + pence
        rollUps.count(
            kind: transfer.kind, from: from, to: to, day: transfer.day, pence: pence,
            reversing: transfer.kind == .reversal ? answered?.transfer.kind : nil)
        return (entry, true)
    }

    /// A carry-forward is an entry of two years: the closed period of the other one.
    private func closing(
        across posting: Posting, beside fund: FundYear
    ) throws -> (fund: FundYear, closedThrough: CalendarDay)? {
        guard posting.from.fund != posting.to.fund else { return nil }
        let other = posting.from.fund == fund ? posting.to.fund : posting.from.fund
        return try desk(of: other).closedThrough.map { (other, $0) }
    }

    /// Writes the roll-ups of all that was recorded; the last step before the commit.
    func finish() throws {
        try rollUps.write(db)
    }

    /// Forgets what was read of a fund, after a registration changed it.
    func forget(_ fund: FundYear) {
        funds[fund] = nil
        lastDesk = nil
    }

    func desk(of fund: FundYear) throws -> FundDesk {
        if let lastDesk, lastDesk.isOf(fund) { return lastDesk }
        let known = funds[fund].flatMap { $0.isOf(fund) ? $0 : nil }
        let desk = try known ?? FundDesk(db, fund)
        funds[fund] = desk
        lastDesk = desk
        return desk
    }

    func linkRegistration(
        _ registration: Registration, at moment: Moment, by recorder: String
    ) throws -> Int {
        try checkRecorder(recorder)
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
            return try desk(of: account.fund).accountRow(account.role, of: account.project, db)
        } catch Refusal.unknownFund(let fund) {
            throw Refusal.nextYearMissing(fund)
        }
    }

    private func holding(_ account: Int64) throws -> Money {
        if let known = held[account] { return Money(pence: known) }
        let sum = try Int64.fetchOne(sumOfAccount, arguments: [account]) ?? 0
        guard sum.magnitude < 1 << 61 else {
            throw LedgerError.corruptRow(table: "balance", number: Int(account))
        }
        held[account] = sum
        return Money(pence: sum)
    }

    /// What an account that others are filled from has given, such as the award by the funder's.
    private func owed(_ role: AccountRole, _ desk: FundDesk) throws -> Money {
        -(try holding(desk.accountRow(role, of: nil, db)))
    }

    func holding(of account: Account) throws -> Money { try holding(accountRow(account)) }

    func balance(
        of project: Code, in fund: FundYear
    ) throws -> (balance: Money, free: Money) {
        let desk = try desk(of: fund)
        let free = try holding(desk.accountRow(.available, of: project, db))
        return (free + (try holding(desk.accountRow(.committed, of: project, db))), free)
    }

    /// What a project's balance was before an entry that names no project itself, a reversal.
    private func undone(
        _ entry: Entry, _ project: Code, _ now: (balance: Money, free: Money)
    ) -> (balance: Money, free: Money) {
        func change(_ roles: Set<AccountRole>) -> Money {
            let amount = entry.transfer.amount
            func counts(_ account: Account) -> Bool {
                account.project == project && roles.contains(account.role)
            }
            return (counts(entry.posting.to) ? amount : .zero)
                - (counts(entry.posting.from) ? amount : .zero)
        }
        return (now.balance - change([.available, .committed]), now.free - change([.available]))
    }

    func entry(named id: EntryID) throws -> Entry? {
        let known = try firstIDs.map { $0[id] } ?? Int.fetchOne(findByID, arguments: [id.text])
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
        try insertion.execute(arguments: [
            entry.number, entry.id.text, entry.recorded.milliseconds,
            try row(ofRecorder: entry.recorder), transfer.day.number, transfer.kind.rawValue, fund,
            from, to, transfer.amount.pence, transfer.reference, transfer.payee, transfer.note,
            entry.answers, transfer.overspendReason, transfer.awaited == nil ? nil : 1,
            Data(entry.hash.bytes),
        ])
    }

    /// SQLite would keep a name only up to a nought byte, and the hash would not fit it.
    func checkRecorder(_ name: String) throws {
        guard recorders[Array(name.utf8)] == nil else { return }
        _ = try line(name, named: "recorder")
    }

    private func row(ofRecorder name: String) throws -> Int64 {
        let key = Array(name.utf8)
        if let known = recorders[key] { return known }
        let found = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM recorder WHERE name = ?"), arguments: [name])
        if let found {
            recorders[key] = found
            return found
        }
        try db.execute(
            sql: "INSERT INTO recorder SELECT ifnull(max(id), 0) + 1, ? FROM recorder",
            arguments: [name])
        let id = db.lastInsertedRowID
        recorders[key] = id
        return id
    }
}
