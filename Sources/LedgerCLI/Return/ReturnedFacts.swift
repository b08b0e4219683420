internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// What a returned workbook says it is.
struct ReturnedFacts {
    let fund: FundYear
    let period: ReturnPeriod
    let version: Int
    let stage: String
    let entry: Int
    let records: Int
    let head: String

    init(_ cells: WorkbookCells, path: String) throws {
        func text(_ name: String) throws -> String {
            guard let cell = cells.cell(named: "Return_\(name)"),
                let value = cells[cell.sheet]?[cell.place]?.value
            else { throw ReturnError.notAReturn(path, "cell that is named Return_\(name)") }
            return value.plain
        }
        func number(_ name: String) throws -> Int {
            guard let number = wholeNumber(try text(name).utf8) else {
                throw ReturnError.notAReturn(
                    path, "number in the cell that is named Return_\(name)")
            }
            return number
        }
        let (partnership, code, year) = (
            try text("Partnership"), try text("Fund"), try text("Year")
        )
        guard let code = try? Code(code), let year = try? FinancialYear(parsing: year),
            let fund = try? FundYear(partnership: partnership, code: code, year: year)
        else { throw ReturnError.notAReturn(path, "fund and year that can be read") }
        self.fund = fund
        guard let period = ReturnPeriod(named: try text("Period"), in: fund.year) else {
            throw ReturnError.notAReturn(path, "period in the cell that is named Return_Period")
        }
        self.period = period
        version = try number("Version")
        stage = try text("Stage")
        entry = try number("Entry")
        records = try number("Records")
        head = try text("Head")
    }

    var title: String { "\(fund) \(period) version \(version)" }
}

/// A returned workbook held against the ledger it says it comes from.
struct LedgerCheck {
    let comparison: WorkbookComparison
    /// Whether the ledger gives the very file again that it kept of an issue; nil for a draft.
    let isReproduced: Bool?
    private let facts: ReturnedFacts
    private let sent: WorkbookCells
    private let state: LedgerState

    /// Throws `ReturnError.otherLedger` where the ledger never had the head that the file names,
    /// though nobody altered the file: `isWhole` says whether its fingerprint fits.
    init(
        _ ledger: Ledger, _ cells: WorkbookCells, _ facts: ReturnedFacts, isWhole: Bool,
        path: String
    ) throws {
        self.facts = facts
        let named = try? ledger.state(
            asKnown: .state(entries: facts.entry, registrations: facts.records))
        guard !isWhole || named?.head.description == facts.head else {
            throw ReturnError.otherLedger(path, facts.head)
        }
        let work = try ReturnWork(ledger, of: facts.fund, period: "\(facts.period)")
        let version = try work.version(facts.version)
        // Of an altered file the number may be another's: then it is held against the last step.
        let step =
            version.steps.last { $0.step.records == facts.records } ?? version.issued
            ?? version.last
        state = try ledger.state(before: step)
        let again = try ReturnFile(work.past(step), in: ledger, at: state).bytes
        var bytes = again
        if step.step.stage == .issued {
            bytes = try work.issuedFile(step).bytes
        }
        sent = try WorkbookCells(name: facts.title, content: bytes)
        comparison = WorkbookComparison(sent: sent, returned: cells)
        isReproduced = step.step.stage == .issued ? bytes == again : nil
    }

    var agrees: Bool { comparison.isUnaltered && isReproduced != false }

    /// What was typed into the open cells, as notes on the period; those the ledger has already are
    /// left out.
    func notes(in ledger: Ledger) throws -> [ReturnNote] {
        let kept = try ledger.keptRecords(of: facts.fund, .note).latest.map {
            try ReturnNote($0.record)
        }
        let layout = try ledger.returnLayout(of: facts.fund, asKnown: state.asKnown)
        guard let sheet = layout.sheets.first(where: { $0.part == .projects }) else { return [] }
        var words: [Code: [ReturnNote.Field: String]] = [:]
        for cell in comparison.typed where cell.sheet == sheet.title {
            guard let (project, field) = place(of: cell, on: sheet) else { continue }
            words[project, default: [:]][field] = cell.now?.plain ?? ""
        }
        return try words.keys.sorted().compactMap { project in
            let before =
                try kept.last { $0.project == project && $0.period == facts.period }
                ?? ReturnNote(fund: facts.fund, period: facts.period, project: project)
            let after = try before.changed(words[project] ?? [:])
            return after == before ? nil : after
        }
    }

    /// The project and the field that a cell of the sheet is for.
    private func place(
        of cell: WorkbookComparison.TypedCell, on sheet: ReturnLayout.Sheet
    ) -> (Code, ReturnNote.Field)? {
        guard sheet.fields.indices.contains(cell.place.column),
            let field = ReturnNote.Field(rawValue: sheet.fields[cell.place.column].key),
            let column = sheet.fields.firstIndex(where: { $0.key == "project" }),
            let code = sent[cell.sheet]?[CellAddress(line: cell.place.line, column: column)]?.value,
            let project = try? Code(code.plain)
        else { return nil }
        return (project, field)
    }
}
