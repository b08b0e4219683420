internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

/// As at which day, and as known when.
struct TimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Count entries up to this day (default: all, up to the last).", valueName: "day"))
    var asAt: String?

    @Option(
        help: ArgumentHelp(
            "As it was known: after an entry number, or at a day or moment (UTC).",
            valueName: "when"))
    var asKnown: String?

    func day() throws -> CalendarDay? { try asAt.map { try CalendarDay(parsing: $0) } }

    func known() throws -> AsKnown? {
        try asKnown.map { text in
            if let number = wholeNumber(trimmed(text.utf8)) { return .entry(number) }
            return .moment(try Moment(parsing: text))
        }
    }
}

struct StatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Show what each project was allocated, has spent and has left.",
        discussion: """
            One fund, or every fund where none is named. Balances are allocated less spent; invoices \
            awaited are marked * with a footnote. The ledger's head is printed with it: keep it, and \
            `locality verify --head` will prove later that nothing was taken away.

            Examples:
              locality statement --fund PLF --year 2018-19
              locality statement --fund PLF --year 2018-19 --as-at 2018-12-31 --as-known 2019-01-24
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let statements = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: options.partnership).map {
                try ledger.statement(of: $0, asAt: time.day(), asKnown: time.known())
            }
        }
        switch output.format {
        case .table where statements.isEmpty: Console.print(emptyLedger)
        case .table:
            let texts = statements.map {
                StatementText(statement: $0, asKnown: time.asKnown).text(width: Console.width)
            }
            Console.print(texts.joined(separator: "\n\n"))
        case .csv:
            Console.printRaw(StatementCSV(statements: statements).text)
        case .json:
            let answers = statements.map(StatementJSON.init)
            if place.fund != nil, let only = answers.first, answers.count == 1 {
                try JSONText.print(only)
            } else {
                try JSONText.print(answers)
            }
        }
    }
}
