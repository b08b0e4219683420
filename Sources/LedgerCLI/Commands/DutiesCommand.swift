internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct DutiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duties",
        abstract: "Show what the agreement asks of each project besides spending well.",
        discussion: """
            Example:
              locality duties --fund PLF --year 2018-19
            """, subcommands: [DutiesList.self, DutiesDone.self],
        defaultSubcommand: DutiesList.self)
}

struct DutiesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List each project's duties (what `duties` does alone).",
        discussion: """
            A check-in is due thirty days after a project's first money; a report to the steering group, \
            of projects of the agreed size, and a case study by the last day to spend.

            Example:
              locality duties --fund PLF --year 2018-19 --today 2018-06-01
            """)

    @OptionGroup var place: FundOptions
    @Option(help: ArgumentHelp("The day to judge by (default: today).", valueName: "day"))
    var today: String?
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let day = try today.map { try CalendarDay(parsing: $0) } ?? LedgerCLI.today()
        let sheets = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: options.partnership).map {
                try sheet($0, day, in: ledger)
            }
        }
        try AnswerSheet.print(sheets, output.format, isOne: place.fund != nil)
    }

    private func sheet(
        _ key: FundYear, _ day: CalendarDay, in ledger: Ledger
    ) throws -> AnswerSheet {
        let statement = try ledger.statement(of: key)
        let agreement = try ledger.agreement(of: key)
        var filter = EntryFilter()
        filter.fund = key
        let duties = Duty.all(
            statement, agreement, entries: try ledger.entries(matching: filter),
            done: try ledger.keptRecords(of: key, .duty).latest.map { try DutyDone($0.record) })
        var sheet = AnswerSheet(key)
        sheet.title = titleLines(statement.fund, "duties of projects as at \(day.inWords)")
        sheet.facts = [("today", .day(day)), ("agreementSettled", .flag(agreement.isSettled))]
        sheet.blank =
            agreement.isSettled
            ? "The agreement asks nothing of them."
            : "No agreement is settled, so nothing is asked. Settle one with `locality agreement set`."
        sheet.add("Project", "project")
        sheet.add("Duty", "duty")
        sheet.add("What", "what")
        sheet.add("Due", "due")
        sheet.add("Done", "done")
        sheet.add("State", "state")
        sheet.add("Note", "note")
        sheet.rows = duties.map { duty in
            let state = duty.done != nil ? "done" : duty.isOverdue(on: day) ? "overdue" : "open"
            return [
                .text(duty.project.text), .text(duty.kind.rawValue), .text(duty.kind.inWords),
                .day(duty.due), .day(duty.done?.day), .text(state), .text(duty.done?.note ?? ""),
            ]
        }
        return sheet
    }
}

struct DutiesDone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Record that a project's duty was done.",
        discussion: """
            Example:
              locality duties done PLF-01 check-in --date 2018-04-20 --note "Visited with the lead"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-01.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("check-in, steering-group or case-study.", valueName: "duty"))
    var duty: String
    @Option(help: ArgumentHelp("The day it was done.", valueName: "day"))
    var date: String
    @Option(help: ArgumentHelp("What else there is to say.", valueName: "text"))
    var note: String = ""
    @OptionGroup var place: FundOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let code = try Code(project)
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        let done = try DutyDone(
            fund: fund, project: code, kind: DutyDone.kind(duty), day: CalendarDay(parsing: date),
            note: composed(note))
        let isNew = try ledger.register(.record(done.record()), by: options.recorder())
        Console.print(
            "\(done.kind.inWords) of \(code) of \(fund) was done on \(done.day)"
                + (isNew ? "." : ", as is recorded already; nothing was changed."))
    }
}
