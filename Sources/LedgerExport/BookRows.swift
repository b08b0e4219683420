import LedgerCore

/// The tables of a book besides its entries.
struct BookRows {
    static let entryColumns = [
        "date", "kind", "partnership", "fund", "year", "from", "to", "amount", "reference",
        "payee", "note", "entry", "against", "overspend", "recorded", "by",
    ]
    private static let placement = ["number", "after", "recorded", "by"]

    /// The files of the printed tables and of the extracts.
    private(set) var printed = BookFileNames()
    private(set) var finance = BookFileNames()
    private var funds = CSVText()
    private var projects = CSVText()
    private var closings = CSVText()
    private var waivers = CSVText()
    private var statements = CSVText()
    private var sources = CSVText()
    private var extracts = CSVText()
    private var matchings = CSVText()
    private var records = CSVText()
    private let namesPartnership: Bool
    /// Whether a printed table lies in a file of another name than its own.
    private let namesTables: Bool

    init(_ registrations: [Registration]) {
        namesPartnership = BookRows.sharesFunds(registrations)
        var names = BookFileNames()
        namesTables = registrations.contains {
            guard case .printed(let printed) = $0.subject else { return false }
            return names.add(printed) != printed.name
        }
        for registration in registrations { add(registration) }
    }

    /// The files to be written; those that may be left out only when there is something in them.
    var files: [(name: String, text: CSVText)] {
        [
            (
                "funds.csv", true, funds,
                [
                    "partnership", "fund", "name", "year", "funder", "basis", "spend_from",
                    "spend_by", "criteria",
                ]
            ),
            (
                "projects.csv", true, projects,
                [
                    "partnership", "fund", "year", "project", "description", "priority", "lead",
                    "partner", "location", "criterion",
                ]
            ),
            (
                "closings.csv", false, closings,
                ["partnership", "fund", "year", "through", "reason"]
            ),
            ("waivers.csv", false, waivers, ["finding", "name", "reason", "until"]),
            ("sources.csv", false, sources, ["partnership", "source", "settings"]),
            (
                "extracts.csv", false, extracts,
                ["partnership", "fund", "year", "from", "to", "name", "file"]
            ),
            (
                "matchings.csv", false, matchings,
                ["partnership", "fund", "year", "payments", "entries", "verdict", "reason"]
            ),
            (
                "records.csv", false, records,
                ["partnership", "fund", "year", "record", "name", "content"]
            ),
            (
                "statements.csv", false, statements,
                ["file"] + (namesPartnership ? ["partnership"] : [])
                    + (namesTables ? ["name"] : [])
            ),
        ].compactMap { name, isRequired, rows, columns in
            guard isRequired || !rows.bytes.isEmpty else { return nil }
            var text = CSVText(reserving: rows.bytes.count + 200)
            text.addRow(columns + BookRows.placement)
            text.append(rows)
            return (name, text)
        }
    }

    private mutating func add(_ registration: Registration) {
        switch registration.subject {
        case .fund(let fund):
            funds.add(fund.key.partnership)
            funds.add(plain: fund.key.code.text)
            funds.add(fund.name)
            funds.add(plain: fund.key.year.description)
            funds.add(fund.funder)
            funds.add(plain: fund.basis.rawValue)
            funds.add(plain: fund.spendFrom.description)
            funds.add(plain: fund.spendBy.description)
            funds.add(fund.criteria)
            funds.endRow(placing: registration)
        case .project(let project):
            projects.add(project.fund)
            projects.add(plain: project.code.text)
            for text in [
                project.description, project.priority, project.lead, project.partner,
                project.location, project.criterion,
            ] { projects.add(text) }
            projects.endRow(placing: registration)
        case .closing(let closing):
            closings.add(closing.fund)
            closings.add(plain: closing.through?.description ?? "")
            closings.add(closing.reason)
            closings.endRow(placing: registration)
        case .waiver(let waiver):
            for text in [waiver.finding, waiver.name, waiver.reason] { waivers.add(text) }
            waivers.add(plain: waiver.until.description)
            waivers.endRow(placing: registration)
        case .printed(let statement):
            statements.add(plain: printed.add(statement))
            if namesPartnership { statements.add(statement.fund.partnership) }
            if namesTables { statements.add(statement.name) }
            statements.endRow(placing: registration)
        case .source(let source):
            for text in [source.partnership, source.name, source.settings] { sources.add(text) }
            sources.endRow(placing: registration)
        case .extract(let extract):
            let file = finance.add(extract)
            extracts.add(extract.fund)
            extracts.add(plain: extract.days.lowerBound.description)
            extracts.add(plain: extract.days.upperBound.description)
            extracts.add(extract.name)
            extracts.add(plain: file)
            extracts.endRow(placing: registration)
        case .matching(let decision):
            matchings.add(decision.fund)
            matchings.add(decision.payments.listed)
            matchings.add(decision.entries.listed)
            matchings.add(plain: decision.verdict.rawValue)
            matchings.add(decision.reason)
            matchings.endRow(placing: registration)
        case .record(let record):
            records.add(record.fund)
            for text in [record.kind.rawValue, record.name, record.content] { records.add(text) }
            records.endRow(placing: registration)
        }
    }

    /// Whether two partnerships have a fund of one code and year, which a file's name cannot tell.
    private static func sharesFunds(_ registrations: [Registration]) -> Bool {
        var owners: [String: String] = [:]
        for registration in registrations {
            guard case .fund(let fund) = registration.subject else { continue }
            let owner = owners[fund.key.description]
            if let owner, owner != fund.key.partnership { return true }
            owners[fund.key.description] = fund.key.partnership
        }
        return false
    }
}

extension CSVText {
    fileprivate mutating func add(_ fund: FundYear) {
        add(fund.partnership)
        add(plain: fund.code.text)
        add(plain: fund.year.description)
    }

    fileprivate mutating func endRow(placing registration: Registration) {
        add(plain: registration.number.map(String.init) ?? "")
        add(plain: registration.afterEntry.map(String.init) ?? "")
        add(plain: registration.recorded?.description ?? "")
        add(registration.recorder ?? "")
        endRow()
    }

    /// Adds an entry's row of `entries.csv`.
    mutating func add(_ entry: Entry) {
        let transfer = entry.transfer
        add(plain: transfer.day.description)
        add(plain: transfer.kind.name)
        add(transfer.fund)
        add(plain: transfer.from?.text ?? "")
        add(plain: transfer.to?.text ?? "")
        add(plain: transfer.amount == .zero ? "" : transfer.amount.plain)
        add(transfer.reference)
        add(transfer.payee)
        add(transfer.note)
        add(entry.id.text)
        add(transfer.against?.text ?? "")
        add(transfer.overspendReason)
        add(plain: entry.recorded.description)
        add(entry.recorder)
        endRow()
    }
}
