internal import GRDB
public import LedgerCore

/// Which entries are asked for; what is nil does not matter.
public struct EntryFilter: Hashable, Sendable {
    public var fund: FundYear?
    public var project: Code?
    public var kind: TransferKind?
    public var from: CalendarDay?
    public var to: CalendarDay?
    /// A part of the payee, whatever the case.
    public var payee: String?
    /// A part of the reference, whatever the case.
    public var reference: String?
    public var least: Money?
    public var most: Money?

    public init() {}
}

extension Ledger {
    /// A fund year's figures; `asAt` nil takes every day, up to the last that has an entry.
    ///
    /// Throws `Refusal.unknownFund` as `LedgerError.refused`.
    public func statement(
        of fund: FundYear, asAt: CalendarDay? = nil, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> FundStatement {
        try reading { db in
            try StatementQuery(db, fund, cut: Cut(db, asKnown: asKnown)).statement(asAt: asAt)
        }
    }

    /// The end of the chain.
    public func head() throws(LedgerError) -> LedgerHead {
        try reading { try Cut($0, asKnown: nil).head }
    }

    /// When the last record that counts was made, by the ledger's own stamp.
    public func lastRecorded(asKnown: AsKnown? = nil) throws(LedgerError) -> Moment {
        try reading { try Chain($0, cut: Cut($0, asKnown: asKnown)).lastRecorded }
    }

    /// The last day of a fund's closed period; nil when all of it is open.
    public func closedThrough(_ fund: FundYear) throws(LedgerError) -> CalendarDay? {
        try reading { try FundDesk($0, fund).closedThrough }
    }

    /// Every fund year in order, as last registered.
    public func funds() throws(LedgerError) -> [Fund] {
        try reading { db in
            try Places(fundsOf: db).funds.compactMap { id, key in
                try fundDetail(db, key: key, id: id, upTo: .max)
            }.sorted { $0.key < $1.key }
        }
    }

    /// A fund year's projects in the order of their codes, as last registered.
    public func projects(of fund: FundYear) throws(LedgerError) -> [Project] {
        try reading { db in
            guard let id = try FundDesk.row(db, fund) else { throw Refusal.unknownFund(fund) }
            return try projectDetails(db, fund: id, key: fund, upTo: .max)
                .sorted { $0.code < $1.code }
        }
    }

    /// The fund years that have a project of that code.
    public func funds(withProject code: Code) throws(LedgerError) -> [FundYear] {
        try reading { db in
            let places = try Places(fundsOf: db)
            let ids = try Int64.fetchAll(
                db, sql: "SELECT fund_id FROM project WHERE code = ?", arguments: [code.text])
            return ids.compactMap { places.funds[$0] }.sorted()
        }
    }

    /// The entry of that number or of that id; nil where there is none.
    public func entry(named text: String) throws(LedgerError) -> Entry? {
        try reading { db in
            let row = try Row.fetchOne(
                db,
                sql: EntryRows.select
                    + "WHERE e.id = ?1 OR e.number = ?2 ORDER BY e.id = ?1 DESC LIMIT 1",
                arguments: [text, wholeNumber(text.utf8)])
            return try row.map { try EntryRows(places: Places(db)).entry($0) }
        }
    }

    /// The entries asked for in the order of their numbers, one at a time, in one snapshot.
    public func forEachEntry(
        matching filter: EntryFilter = EntryFilter(), _ visit: (Entry) throws -> Void
    ) throws(LedgerError) {
        try reading { db in
            let decoder = EntryRows(places: try Places(db))
            let rows = try Row.fetchCursor(
                db, sql: EntryRows.select + Ledger.matching, arguments: filter.arguments(db))
            while let row = try rows.next() { try visit(decoder.entry(row)) }
        }
    }

    /// The entries asked for in the order of their numbers.
    public func entries(
        matching filter: EntryFilter = EntryFilter()
    ) throws(LedgerError) -> [Entry] {
        var found: [Entry] = []
        try forEachEntry(matching: filter) { found.append($0) }
        return found
    }

    /// Every registration in order.
    public func registrations() throws(LedgerError) -> [Registration] {
        try reading { db in
            var found: [Registration] = []
            try readRegistrations(db, places: Places(db)) { _, result in
                found.append(try result.get().registration)
            }
            return found
        }
    }

    /// The latest of each source's settings, by partnership and name; all where none is named.
    public func paymentSources(
        of partnership: String? = nil
    ) throws(LedgerError) -> [PaymentSource] {
        try reading { try LedgerStore.paymentSources($0, of: partnership) }
    }

    /// The latest extract of each name, in the order they were kept.
    public func financeExtracts(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [FinanceExtract] {
        try reading {
            try LedgerStore.financeExtracts(
                $0, of: fund, upTo: Cut($0, asKnown: asKnown).registrations)
        }
    }

    /// Every decision on what is the same money, the later ones after those they overrule.
    public func matchDecisions(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [(decision: MatchDecision, recorder: String, recorded: Moment)] {
        try reading {
            try LedgerStore.matchDecisions(
                $0, of: fund, upTo: Cut($0, asKnown: asKnown).registrations)
        }
    }

    private static let matching = """
        WHERE (?1 IS NULL OR e.from_account IN (SELECT id FROM account WHERE fund_id = ?1)
                OR e.to_account IN (SELECT id FROM account WHERE fund_id = ?1))
            AND (?2 IS NULL OR EXISTS (
                SELECT 1 FROM project p JOIN account a ON a.project_id = p.id
                WHERE p.code = ?2 AND a.id IN (e.from_account, e.to_account)))
            AND (?3 IS NULL OR e.kind = ?3)
            AND (?4 IS NULL OR e.day >= ?4) AND (?5 IS NULL OR e.day <= ?5)
            AND (?6 IS NULL OR instr(lower(e.payee), lower(?6)) > 0)
            AND (?7 IS NULL OR instr(lower(e.reference), lower(?7)) > 0)
            AND (?8 IS NULL OR e.pence >= ?8) AND (?9 IS NULL OR e.pence <= ?9)
        ORDER BY e.number
        """
}

extension EntryFilter {
    fileprivate func arguments(_ db: Database) throws -> StatementArguments {
        let fundRow = try fund.map { key in
            guard let row = try FundDesk.row(db, key) else { throw Refusal.unknownFund(key) }
            return row
        }
        return [
            fundRow, project?.text, kind?.rawValue, from?.number, to?.number, payee, reference,
            least?.pence, most?.pence,
        ]
    }
}
