internal import ArgumentParser
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what other systems know, from their lists.",
        discussion: """
            Example:
              locality import spend invoices.csv --source council
            """,
        subcommands: [ImportSpend.self, ImportSources.self])
}

struct ImportSpend: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend",
        abstract: "Record a list of payments or invoices, CSV or .xlsx, as spend.",
        discussion: """
            Shows what each row would do and the balances after, and writes nothing until --apply, \
            which records all of it or nothing. Credits are recorded as refunds. A row that was \
            recorded before is known again, whatever file it stands in.

            How the list was read is kept under the name of its source: next month only the name is \
            needed, or not even that, where no other source has its columns.

            Examples:
              locality import spend invoices.xlsx --source council --map "CC123=PLF-03"
              locality import spend invoices.xlsx --source council --apply
            """)

    @Argument(help: ArgumentHelp("The list, CSV or .xlsx.", valueName: "file"))
    var file: String
    @OptionGroup var payments: PaymentOptions
    @Option(
        help: ArgumentHelp(
            "Which project a code or a payee of the list means; repeat it for each.",
            valueName: "code=project"))
    var map: [String] = []
    @Option(
        help: ArgumentHelp(
            "The project of every row whose code and payee name none.", valueName: "code"))
    var project: String?
    @Option(
        help: ArgumentHelp(
            "What to do with rows that look like other entries.",
            valueName: "choice"))
    var duplicates: DuplicateChoice?
    @Option(
        help: ArgumentHelp(
            "Why spend may pass the free balance; it then stands as a finding.",
            valueName: "reason"))
    var overspendReason: String = ""
    @Flag(help: "Record it.")
    var apply = false
    @Flag(help: "Keep how the list is read, and record nothing.")
    var save = false

    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let table = try TableFile.read(file)
        let ledger = try options.openForReading()
        let partnership = try options.onePartnership(in: ledger)
        let saved = try payments.saved(for: table, in: ledger, partnership: partnership)
        let name = try name(saved)
        let own = try ownSettings()
        let settings = (saved?.settings ?? PaymentSettings()).changed(by: own)
        let list = try PaymentReader.read(table, settings: settings, sheet: payments.sheet)
        var found = try ledger.inOneMoment {
            let places = try places(of: partnership, in: ledger)
            try places.check(own, with: settings)
            return try held(list, settings, name, table, places, against: ledger)
        }
        try ledger.close()
        if output.format != .json {
            if payments.source == nil, let saved {
                Console.warn(
                    "The list has the columns of source “\(saved.name)” and is read as such.")
            }
            for remark in list.remarks { Console.warn(remark) }
        }
        let isApplied = apply && found.isClean
        if found.isClean, apply || save {
            let source = try PaymentSource(
                partnership: partnership, name: name, settings: list.settings.text)
            try record(&found, isApplied ? found.transfers : [], source)
        }
        try print(found, isApplied: isApplied && found.isClean)
        guard found.isClean else {
            Console.warn(found.reason(isSaving: save))
            throw ExitCode(1)
        }
    }

    /// The name rows are known by; one must be given before anything is kept.
    private func name(_ saved: SavedSource?) throws -> String {
        let name = try line(
            composed(payments.source ?? saved?.name ?? ""), named: "name of the source")
        guard !name.isEmpty || !(apply || save) else { throw CommandError.unnamedSource }
        return name
    }

    private func ownSettings() throws -> PaymentSettings {
        var settings = try payments.settings()
        settings.fund = try place.fund.map { try Code($0) }
        settings.year = try place.year.map { try FinancialYear(parsing: $0) }
        settings.project = try project.map { try Code($0) }
        for text in map {
            let meaning = try PaymentMeaning(parsing: composed(text))
            if let other = settings.meaning(of: meaning.word) {
                throw CommandError.mappedTwice(meaning.word, "\(other)", "\(meaning)")
            }
            settings.add(meaning)
        }
        return settings
    }

    private func places(of partnership: String, in ledger: Ledger) throws -> SpendPlaces {
        let funds = try ledger.funds().filter { $0.key.partnership == partnership }
        var projects: [Code: [FundYear]] = [:]
        for fund in funds {
            for project in try ledger.projects(of: fund.key) {
                projects[project.code, default: []].append(fund.key)
            }
        }
        return SpendPlaces(partnership: partnership, funds: funds, projects: projects)
    }

    private func held(
        _ list: PaymentList, _ settings: PaymentSettings, _ name: String, _ table: TableFile,
        _ places: SpendPlaces, against ledger: Ledger
    ) throws -> SpendImport {
        let digest = sha256(table.content)
        let mark = "sha256:\(digest.description.prefix(12))"
        let plan = SpendPlan(
            list, settings: settings,
            in: SpendPlan.Setting(
                funds: places.funds, places: places.projects, source: name,
                evidence: "\(table.name.asLine) \(mark)",
                digest: { sha256($0).bytes }))
        let planner = SpendPlanner(
            ledger: ledger, plan: plan, recorder: try options.recorder(), mark: mark,
            duplicates: duplicates, overspendReason: composed(overspendReason))
        let (rows, balances) = try planner.outcomes()
        let sources = try ledger.paymentSources(of: places.partnership).map(\.name)
        return SpendImport(
            list: list, digest: digest, source: name, plan: plan, rows: rows, balances: balances,
            sameFile: SameFile(rows, of: list, mark: mark, sources: sources)?.words)
    }

    /// Records in one transaction; what another command took meanwhile is told as refused, and what
    /// it recorded of the same list as seen before.
    private func record(
        _ found: inout SpendImport, _ transfers: [(row: Int, transfer: Transfer)],
        _ source: PaymentSource
    ) throws {
        let ledger = try options.openForRecording()
        let progress = Progress("Recording row", after: .seconds(1))
        let recorder = try options.recorder()
        do {
            let recorded = try ledger.record(
                all: transfers.map(\.transfer), registrations: [.source(source)], by: recorder
            ) { progress.tell($0, of: transfers.count) }
            for (row, recorded) in zip(transfers.map(\.row), recorded) {
                found.rows[row].outcome =
                    recorded.isNew
                    ? .recorded(recorded.entry) : .seen(recorded.entry, reversedBy: nil)
            }
        } catch {
            guard case .batchRefused(let refused) = error else { throw error }
            for one in refused {
                found.rows[transfers[one.index].row].outcome = .refused(one.refusal.description)
            }
        }
        progress.finish()
        try ledger.close()
    }

    private func print(_ found: SpendImport, isApplied: Bool) throws {
        switch output.format {
        case .table:
            let text = SpendImportText(found: found, isApplied: isApplied)
            Console.print(text.text(width: Console.width))
            if found.isClean { Console.print(text.conclusion(isSaved: save)) }
        case .csv: Console.printRaw(SpendImportCSV(found).text)
        case .json: try JSONText.print(SpendImportJSON(found: found, isApplied: isApplied))
        }
    }
}

extension String {
    /// A file's name may hold anything; a note holds one line.
    fileprivate var asLine: String {
        String(
            decoding: utf8.prefix(200).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }
}
