internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// What the rules look at in one fund year, read from the ledger as it is, or as it was known.
struct FundReading {
    let review: FundReview
    /// Lists of payments that cannot be read.
    let findings: [Finding]

    /// Counts entries up to a day where one is given; of the registrations those that were known.
    init(
        _ ledger: Ledger, of key: FundYear, registrations: [Registration],
        asAt: CalendarDay? = nil, asKnown: AsKnown? = nil, today: CalendarDay
    ) throws {
        let finance = try FinanceSide(ledger, of: key, asKnown: asKnown)
        let statement = try ledger.statement(of: key, asAt: asAt, asKnown: asKnown)
        var filter = EntryFilter()
        filter.fund = key
        filter.to = asAt
        let entries = try ledger.entries(matching: filter).filter {
            $0.number <= statement.head.entry
        }
        review = FundReview(
            statement: statement, agreement: try ledger.agreement(of: key, asKnown: asKnown),
            approvals: try ledger.approvals(of: key, asKnown: asKnown),
            entries: entries,
            printed: try registrations.compactMap {
                try FundReading.printed($0, ledger, of: key, asAt: asAt, asKnown: asKnown)
            },
            extracts: finance.extracts, decisions: finance.decisions,
            tags: try ledger.tags(of: key, asKnown: asKnown),
            evidence: try ledger.evidence(of: key, asKnown: asKnown),
            plan: try ledger.plan(
                statement, entries: entries, asAt: asAt, asKnown: asKnown, today: today),
            today: today)
        findings = finance.findings
    }

    private static func printed(
        _ registration: Registration, _ ledger: Ledger, of key: FundYear, asAt: CalendarDay?,
        asKnown: AsKnown?
    ) throws -> PrintedReview? {
        guard case .printed(let table) = registration.subject, table.fund == key,
            let number = registration.number, asAt.map({ table.day <= $0 }) ?? true
        else { return nil }
        return PrintedReview(
            table: try PrintedTableReader.statement(
                fund: key, day: table.day, name: table.name, content: table.content),
            ledger: try ledger.statement(of: key, asAt: table.day, asKnown: asKnown),
            then: try ledger.statement(of: key, asAt: table.day, asKnown: .registration(number)))
    }

    /// The waivers among what was registered, in order.
    static func waivers(_ registrations: [Registration]) -> [Waiver] {
        registrations.compactMap { registration in
            guard case .waiver(let waiver) = registration.subject else { return nil }
            return waiver
        }
    }
}
