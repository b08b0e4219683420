internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Plan by quarter what projects are to spend.",
        discussion: """
            Example:
              locality profile show --fund PLF --year 2018-19
            """, subcommands: [ProfileSet.self, ProfileShow.self])
}

struct ProfileSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Plan a project's spend for the first three quarters.",
        discussion: """
            The fourth quarter takes what is left of the allocation, also after a virement. A fourth \
            sum is checked: all four must make the allocation. A new profile replaces the one before, \
            which is kept.

            Example:
              locality profile set PLF-02 1000 1500 1500 --year 2018-19
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-02.", valueName: "project"))
    var project: String
    @Argument(
        help: ArgumentHelp("Pounds and pence for each quarter in order.", valueName: "amount"))
    var amounts: [String]
    @OptionGroup var place: FundOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let code = try Code(project)
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        let statement = try ledger.statement(of: fund)
        guard let line = statement.lines.first(where: { $0.project.code == code }) else {
            throw Refusal.unknownProject(code, fund)
        }
        let profile = try SpendProfile(
            fund: fund, project: code, said: amounts.map { try Money(parsing: $0) },
            allocated: line.allocated)
        let isNew = try ledger.register(.record(profile.record()), by: options.recorder())
        let parts = PlannedSpend(profile, allocated: line.allocated).quarters.map { "\($0)" }
        let words = "\(parts.dropLast().joined(separator: ", ")) and \(parts.last ?? "")"
        Console.print(
            isNew
                ? "\(code) of \(fund) plans \(words), together its allocation of \(line.allocated)."
                : "\(code) of \(fund) plans \(words) already; nothing was changed.")
    }
}

struct ProfileShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what each project plans to spend in each quarter.",
        discussion: """
            A project without a profile plans its allocation in four equal parts, the last taking the \
            pence that do not divide.

            Example:
              locality profile show --fund PLF --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var time: PlanTimeOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let forecasts = try time.forecasts(place, in: ledger, partnership: options.partnership)
        try AnswerSheet.print(
            forecasts.map(sheet), output.format, isOne: place.fund != nil)
    }

    private func sheet(_ forecast: FundForecast) -> AnswerSheet {
        let statement = forecast.statement
        var sheet = AnswerSheet(statement.fund.key)
        sheet.title = titleLines(
            statement.fund, "planned spend as at \(statement.asAt.inWords)")
        sheet.facts = [("asAt", .day(statement.asAt))]
        sheet.blank = "It has no projects yet."
        sheet.add("Project", "project")
        sheet.add("Description", "description")
        sheet.add("Allocated", "allocated", .right)
        for quarter in 1...4 { sheet.add("Quarter \(quarter)", "q\(quarter)", .right) }
        sheet.add("Profile", "profile")
        func figures(_ line: FundForecast.Line) -> [AnswerSheet.Cell] {
            [.money(line.allocated)] + line.quarters.map { .money($0.planned) }
        }
        sheet.rows = forecast.lines.map { line in
            [.text(line.project?.code.text ?? ""), .text(line.project?.description ?? "")]
                + figures(line)
                + [.text(line.plan?.isProfiled == true ? "given" : "equal parts")]
        }
        sheet.total = [.text("Total"), .text("")] + figures(forecast.total) + [.text("")]
        if statement.unallocated != .zero {
            sheet.notes.append("\(statement.unallocated) is not allocated, and not planned.")
        }
        return sheet
    }
}
