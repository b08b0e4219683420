internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// A printed statement and what it is to be held against.
struct ComparedFile {
    let check: FileCheck
    let fund: FundYear
    let day: CalendarDay
    let told: [Int: LineIdentity]
    /// The SHA-256 of the file's bytes.
    let hash: LedgerHash

    init(_ check: FileCheck, fund: FundYear, day: CalendarDay, told: [Int: LineIdentity]) {
        self.check = check
        self.fund = fund
        self.day = day
        self.told = told
        hash = sha256(check.file.content)
    }

    /// What an entry made of the file refers to.
    var reference: String { composed("\(check.file.name) \(mark)") }

    private var mark: String { "sha256:\(hash)" }

    /// The file's table held against the ledger as it is now.
    ///
    /// Of several tables the one is taken that has most of the fund's projects. `isRecorded` tells
    /// that the ledger holds what the file asked for: what was told to be new is no longer.
    func comparison(with ledger: Ledger, isRecorded: Bool) throws -> StatementComparison {
        let statement = try ledger.statement(of: fund, asAt: day)
        let held = statement.fund
        guard (held.spendFrom...held.spendBy.adding(days: 366)).contains(day) else {
            throw ComparisonRefusal.outsideFund(day, held)
        }
        for code in told.values.compactMap(\.project).sorted()
        where !statement.lines.contains(where: { $0.project.code == code }) {
            throw Refusal.unknownProject(code, fund)
        }
        let tables = try StatementTables.statements(in: check, of: fund, on: day)
        guard let table = StatementComparison.likeliest(of: tables, for: statement) else {
            throw ComparisonRefusal.noLines(check.file.name)
        }
        return try StatementComparison(
            table, against: statement,
            told: isRecorded ? told.filter { $0.value.project != nil } : told,
            formerNames: formerNames(in: ledger))
    }

    /// Every description that the fund's projects had.
    private func formerNames(in ledger: Ledger) throws -> [Code: [String]] {
        try ledger.registrations().reduce(into: [:]) { names, registration in
            guard case .project(let project) = registration.subject, project.fund == fund else {
                return
            }
            names[project.code, default: []].append(project.description)
        }
    }

    /// The entries of the fund that were recorded from this very file.
    func entriesApplied(in ledger: Ledger) throws -> [Entry] {
        var filter = EntryFilter()
        filter.fund = fund
        filter.reference = mark
        return try ledger.entries(matching: filter)
    }

    /// The entries of the fund that are of days after the table's.
    func entriesAfter(in ledger: Ledger) throws -> [Entry] {
        var filter = EntryFilter()
        filter.fund = fund
        filter.from = day.adding(days: 1)
        return try ledger.entries(matching: filter)
    }
}

extension LineIdentity {
    fileprivate var project: Code? {
        guard case .project(let code) = self else { return nil }
        return code
    }
}
