internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Show how spend stands against plan, and what the year is heading for.",
        discussion: """
            Example:
              locality forecast --fund PLF --year 2018-19
            """, subcommands: [ForecastShow.self, ForecastSet.self],
        defaultSubcommand: ForecastShow.self)
}

struct ForecastShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show variance, forecast and rating of each project (what `forecast` does alone).",
        discussion: """
            Planned to date is that of the months that are over. The variance is spend less plan. The \
            forecast is what a person last said, or else what was spent in the quarters that are over, \
            the larger of spend and plan in the running one, and the plan of the rest, up to the \
            allocation; and never less than is spent and committed.

            Example:
              locality forecast --fund PLF --year 2018-19 --as-at 2018-12-31
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var time: PlanTimeOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let forecasts = try time.forecasts(place, in: ledger, partnership: options.partnership)
        try AnswerSheet.print(
            forecasts.map { ForecastSheet(forecast: $0).sheet }, output.format,
            isOne: place.fund != nil)
    }
}

struct ForecastSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Say what a project will have spent at the year's end.",
        discussion: """
            It holds until another is said; without an amount the forecast is worked out again.

            Example:
              locality forecast set PLF-02 4200 --reason "The mediator left in November"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-02.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence.", valueName: "amount"))
    var amount: String?
    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String
    @OptionGroup var place: FundOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let code = try Code(project)
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        let stated = try StatedForecast(
            fund: fund, project: code, amount: amount.map { try Money(parsing: $0) },
            reason: composed(reason))
        let line = try ledger.statement(of: fund).lines.first { $0.project.code == code }
        let forecast = try stated.checked(spent: line?.spent ?? .zero)
        let isNew = try ledger.register(.record(forecast.record()), by: options.recorder())
        let words =
            forecast.amount.map { "is forecast to spend \($0)" } ?? "has its forecast worked out"
        let allocated = line?.allocated ?? .zero
        Console.print(
            isNew
                ? "\(code) of \(fund) \(words), of \(allocated) allocated: \(forecast.reason)"
                : "\(code) of \(fund) \(words) already, for that reason; nothing was changed.")
    }
}
