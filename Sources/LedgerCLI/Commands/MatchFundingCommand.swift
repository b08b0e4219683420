internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct MatchFundingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match-funding",
        abstract: "Record and list what others give; it is never counted as grant.",
        discussion: """
            Example:
              locality match-funding list --fund PLF --year 2018-19
            """, subcommands: [MatchFundingAdd.self, MatchFundingList.self])
}

struct MatchFundingAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record what another gave to a project, or to the fund.",
        discussion: """
            Give the fund's code for what is given to the fund as a whole. With the number of one that \
            is recorded, --id changes it: £0.00 takes it back; what was before is kept.

            Example:
              locality match-funding add PLF-01 500.00 --from "Parish council" --cash \\
                --date 2018-11-02
            """)

    enum Form: String, EnumerableFlag {
        case cash
        case inKind

        static func name(for value: Form) -> NameSpecification {
            value == .cash ? .customLong("cash") : .customLong("in-kind")
        }

        static func help(for value: Form) -> ArgumentHelp? {
            value == .cash ? "Money." : "Time, rooms or things, at their worth."
        }
    }

    @Argument(help: ArgumentHelp("The project, or the fund.", valueName: "code"))
    var code: String
    @Argument(help: ArgumentHelp("Pounds and pence.", valueName: "amount"))
    var amount: String
    @Option(name: .customLong("from"), help: ArgumentHelp("Who gave it.", valueName: "name"))
    var giver: String
    @Flag var form: Form
    @Option(help: ArgumentHelp("The day it was given.", valueName: "day"))
    var date: String
    @Option(help: ArgumentHelp("What else there is to say.", valueName: "text"))
    var note: String = ""
    @Option(help: ArgumentHelp("Its number (default: the next, such as M3).", valueName: "number"))
    var id: String?
    @OptionGroup var place: FundOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let at = try PlanPlace(code, place, in: ledger, options)
        let known = try ledger.keptRecords(of: at.fund, .match).latest
            .map { try MatchIncome($0.record) }
        let next = (1...).first { number in !known.contains { $0.id.text == "M\(number)" } }
        let id = try Code(id ?? "M\(next ?? 1)")
        if let other = known.first(where: { $0.id == id && $0.project != at.project }) {
            throw CommandError.otherMatch(other)
        }
        let income = try MatchIncome(
            fund: at.fund, project: at.project, id: id, giver: composed(giver),
            form: form == .cash ? .cash : .inKind, amount: Money(parsing: amount),
            day: CalendarDay(parsing: date), note: composed(note))
        let isNew = try ledger.register(.record(income.record()), by: options.recorder())
        Console.print(
            "\(id): \(income.amount) \(income.form == .cash ? "in cash" : "in kind") from "
                + "\(income.giver) for \(at.inWords) on \(income.day)"
                + (isNew ? "." : " already; nothing was changed."))
    }
}

struct MatchFundingList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what others gave, and what the agreement asks of them.",
        discussion: """
            Example:
              locality match-funding list --fund PLF --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let sheets = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: options.partnership).map {
                try sheet($0, in: ledger)
            }
        }
        try AnswerSheet.print(sheets, output.format, isOne: place.fund != nil)
    }

    private func sheet(_ key: FundYear, in ledger: Ledger) throws -> AnswerSheet {
        let incomes = try ledger.keptRecords(of: key, .match).latest
            .map { try MatchIncome($0.record) }.filter { $0.amount > .zero }
        let statement = try ledger.statement(of: key)
        let agreement = try ledger.agreement(of: key)
        let total = incomes.reduce(Money.zero) { $0 + $1.amount }
        let required = agreement.share(.matchFunding, of: statement.award)
        var sheet = AnswerSheet(key)
        sheet.title = titleLines(statement.fund, "match funding")
        sheet.facts = [
            ("award", .money(statement.award)),
            ("required", .money(agreement.isSettled ? required : nil)),
        ]
        sheet.blank = "None is recorded. Record it with `locality match-funding add`."
        sheet.add("Number", "id")
        sheet.add("Project", "project")
        sheet.add("From", "from")
        sheet.add("Date", "date")
        sheet.add("Form", "form")
        sheet.add("Amount", "amount", .right)
        sheet.add("Note", "note")
        sheet.rows = incomes.map {
            [
                .text($0.id.text), .text($0.project?.text ?? ""), .text($0.giver), .day($0.day),
                .text($0.form.rawValue), .money($0.amount), .text($0.note),
            ]
        }
        sheet.total = [
            .text("Total"), .text(""), .text(""), .text(""), .text(""), .money(total), .text(""),
        ]
        if agreement.isSettled, required > .zero {
            sheet.notes.append(
                "The agreement asks for \(required), \(agreement[.matchFunding]) of the award of "
                    + "\(statement.award): "
                    + (total < required ? "\(required - total) is missing." : "that is reached."))
        }
        return sheet
    }
}
