private import Foundation
internal import GRDB
public import LedgerCore

/// How far a ledger has come: what a return's figures are known at.
public struct LedgerState: Hashable, Sendable {
    public let head: LedgerHead
    /// How many registrations it holds.
    public let records: Int

    public var asKnown: AsKnown { .state(entries: head.entry, registrations: records) }
}

extension RecordingDesk {
    /// Throws unless the step may follow those before it, by that person.
    func checkReturn(_ step: ReturnStep, by recorder: String, in db: Database) throws {
        let desk = try desk(of: step.fund)
        let versions = try ReturnVersion.all(
            keptRecords(db, of: step.fund, kind: .return, upTo: chain.registrations))
        var recordsSpend = false
        if step.stage == .certified {
            let names = try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT p.name FROM entry e JOIN recorder p ON p.id = e.recorder_id
                    WHERE e.fund_id = ? AND e.kind IN (8, 9)
                    """, arguments: [desk.id])
            recordsSpend = names.contains { isSamePerson($0, recorder) }
        }
        try step.checkAdmitted(
            after: versions, of: desk.fund, by: recorder, recordsSpend: recordsSpend)
    }

    /// Keeps the step; of an issue the very file too, and closes the period with it.
    func take(
        _ step: ReturnStep, file: [UInt8], seen: LedgerState, at moment: Moment,
        by recorder: String, in db: Database
    ) throws {
        let title = "\(step.period) version \(step.version)"
        guard chain.head == seen.head, chain.registrations == seen.records else {
            throw Refusal.year(.return(.ledgerMoved(title)))
        }
        try register(Registration(.record(step.record())), at: moment, by: recorder, in: db)
        guard step.stage == .issued else { return }
        guard sha256(file) == step.file else { throw Refusal.year(.return(.fileLost(title))) }
        try keep(file, of: chain.registrations, in: db)
        let last = step.period.lastDay
        if try desk(of: step.fund).closedThrough.map({ $0 < last }) ?? true {
            let closing = try PeriodClosing(
                fund: step.fund, through: last, reason: "Return \(title) issued")
            try register(Registration(.closing(closing)), at: moment, by: recorder, in: db)
        }
    }

    /// Keeps the file of the return that a registration issued.
    func keep(_ file: [UInt8], of registration: Int, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO return_file VALUES (?, ?)", arguments: [registration, Data(file)])
    }
}

extension Ledger {
    /// How far the ledger has come now, or had come.
    public func state(asKnown: AsKnown? = nil) throws(LedgerError) -> LedgerState {
        try reading { db in
            let cut = try Cut(db, asKnown: asKnown)
            return LedgerState(head: cut.head, records: cut.registrations)
        }
    }

    /// How far the ledger had come just before a step was recorded.
    public func state(before step: ReturnVersion.Step) throws(LedgerError) -> LedgerState {
        try state(asKnown: .state(entries: step.afterEntry, registrations: step.number - 1))
    }

    /// Keeps a step of a return whose figures were those of `seen`; of an issue the very file too, and
    /// the period is closed with it.
    ///
    /// Throws `ReturnRefusal.ledgerMoved` where something was recorded since.
    public func record(
        _ step: ReturnStep, file: [UInt8] = [], seen: LedgerState, by recorder: String
    ) throws(LedgerError) {
        try recording { desk, db in
            try desk.take(
                step, file: file, seen: seen, at: self.clock(), by: recorder, in: db)
        }
    }

    /// Throws what the ledger would refuse of the step now, and keeps nothing.
    public func checkAdmitted(
        _ step: ReturnStep, by recorder: String
    ) throws(LedgerError) {
        _ = try recording(.rollback) { desk, db in
            try desk.checkReturn(step, by: recorder, in: db)
        }
    }

    /// Every version of a fund year's returns, in order of periods and versions.
    public func returns(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [ReturnVersion] {
        let kept = try keptRecords(of: fund, .return, asKnown: asKnown)
        return try translating(path) { try ReturnVersion.all(kept) }
    }

    /// The very file that a step issued; nil where the ledger has lost it, or it is not what the step
    /// says it was.
    public func file(of step: ReturnVersion.Step) throws(LedgerError) -> [UInt8]? {
        try reading { db in
            let data = try Data.fetchOne(
                db,
                sql: Migrations.standIns(db)
                    + "SELECT content FROM return_file WHERE registration = ?",
                arguments: [step.number])
            guard let data, sha256(Array(data)) == step.step.file else { return nil }
            return Array(data)
        }
    }

    /// Which sheets and fields a fund year's returns have.
    public func returnLayout(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> ReturnLayout {
        let kept = try keptRecords(of: fund, .layout, asKnown: asKnown)
        return try translating(path) {
            try kept.last.map { try ReturnLayout(parsing: $0.record.content) } ?? .standard
        }
    }
}

extension Verifier {
    /// Every kept file of a return is the one that its issue named.
    mutating func checkReturnFiles() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: Migrations.standIns(db) + """
                SELECT f.registration, f.content, y.content FROM return_file f
                LEFT JOIN year_record y ON y.registration = f.registration ORDER BY 1
                """)
        while let row = try rows.next() {
            let number = try row.whole(0, in: "return_file", 0)
            let data = Data.fromDatabaseValue(row[1]) ?? Data()
            let said = try row.textIfAny(2, in: "return_file", number) ?? ""
            guard !said.contains("file: \(sha256(Array(data)))\n") else { continue }
            add(
                Finding(
                    rule: "return-file", severity: .error,
                    message:
                        "The file of the return that registration \(number) issued is not the one "
                        + "it named. Restore the last backup."))
        }
    }
}
