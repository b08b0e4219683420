internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write what a period's return says of a project.",
        discussion: """
            Example:
              locality note show --fund PLF --period 2018-19-Q3
            """, subcommands: [NoteSet.self, NoteShow.self])
}

struct NoteSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Write the reasons and the narrative for a period's return.",
        discussion: """
            What is not given stays; a blank takes it away; what was before is kept. Give the fund's \
            code for what is said of the fund as a whole.

            Example:
              locality note set PLF-02 --period 2018-19-Q3 --reason "The mediator left in November" \\
                --treatment "carry forward" --purpose "£800 for mediation in April"
            """)

    @Argument(help: ArgumentHelp("The project, or the fund.", valueName: "code"))
    var code: String
    @Option(help: ArgumentHelp("The period, such as 2018-19-Q3.", valueName: "period"))
    var period: String
    @Option(help: ArgumentHelp("Why spend differs from the plan.", valueName: "text"))
    var reason: String?
    @Option(
        help: ArgumentHelp(
            "For an underspend: return, carry forward, re-profile or re-allocate.",
            valueName: "text"))
    var treatment: String?
    @Option(help: ArgumentHelp("The sum it is asked for, and what for.", valueName: "text"))
    var purpose: String?
    @Option(help: ArgumentHelp("What was done.", valueName: "text"))
    var narrative: String?
    @Option(help: ArgumentHelp("The steps that were reached or missed.", valueName: "text"))
    var milestones: String?
    @Option(help: ArgumentHelp("What may go wrong.", valueName: "text"))
    var risks: String?
    @Option(help: ArgumentHelp("What comes next.", valueName: "text"))
    var ahead: String?
    @OptionGroup var place: FundOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let at = try PlanPlace(code, place, period: period, in: ledger, options)
        let scheme = try ledger.agreement(of: at.fund).periods
        let period = try ReturnPeriod(parsing: period, in: at.fund.year, scheme)
        let empty = try ReturnNote(fund: at.fund, period: period, project: at.project)
        let known = try ledger.keptRecords(of: at.fund, .note).latest
            .map { try ReturnNote($0.record) }
            .first { $0.period == period && $0.project == at.project }
        let said: [ReturnNote.Field: String?] = [
            .reason: reason, .treatment: treatment, .purpose: purpose, .narrative: narrative,
            .milestones: milestones, .risks: risks, .ahead: ahead,
        ]
        let changes = said.compactMapValues { $0.map(composed) }
        guard !changes.isEmpty else { throw CommandError.emptyNote }
        let note = try (known ?? empty).changed(changes)
        let isNew =
            try note.words != (known ?? empty).words
            && ledger.register(.record(note.record()), by: options.recorder())
        Console.print(
            isNew
                ? "The note on \(at.inWords) for \(period) is kept."
                : "The note on \(at.inWords) for \(period) says so already; nothing was changed.")
    }
}

struct NoteShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what is said of each project for a period's return.",
        discussion: """
            Example:
              locality note show --fund PLF --period 2018-19-Q3
            """)

    @Option(help: ArgumentHelp("The period, such as 2018-19-Q3.", valueName: "period"))
    var period: String
    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let place = FundOptions.saying(
            fund: place.fund, year: place.year ?? PlanPlace.year(period))
        let sheets = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: options.partnership).map {
                try sheet($0, in: ledger)
            }
        }
        try AnswerSheet.print(sheets, output.format, isOne: place.fund != nil)
    }

    private func sheet(_ key: FundYear, in ledger: Ledger) throws -> AnswerSheet {
        let scheme = try ledger.agreement(of: key).periods
        let period = try ReturnPeriod(parsing: period, in: key.year, scheme)
        let notes = try ledger.keptRecords(of: key, .note).latest
            .map { (try ReturnNote($0.record), $0) }
            .filter { $0.0.period == period && !$0.0.words.isEmpty }
            .sorted { ($0.0.project?.text ?? "") < ($1.0.project?.text ?? "") }
        var sheet = AnswerSheet(key)
        sheet.title = titleLines(try ledger.fund(key), "notes for \(period.inWords)")
        sheet.facts = [("period", .text("\(period)"))]
        sheet.blank = "No notes are written for \(period). Write one with `locality note set`."
        sheet.add("Project", "project")
        sheet.add("About", "about")
        sheet.add("Note", "note")
        sheet.add("By", "by")
        sheet.rows = notes.flatMap { note, kept in
            ReturnNote.Field.allCases.filter { note.words[$0] != nil }.map { field in
                [
                    .text(note.project?.text ?? ""), .text(field.rawValue), .text(note[field]),
                    .text(kept.recorder),
                ]
            }
        }
        return sheet
    }
}
