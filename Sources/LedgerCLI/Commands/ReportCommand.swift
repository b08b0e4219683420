internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Add projects up by priority, lead, partner or location.",
        discussion: """
            Over all funds together where none is named; the totals are those of their statements.

            Example:
              locality report --group priority --year 2018-19
            """)

    @Option(help: ArgumentHelp("priority, lead, partner or location.", valueName: "word"))
    var group: String
    @OptionGroup var place: FundOptions
    @OptionGroup var time: PlanTimeOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        guard let grouping = GroupReport.Grouping(rawValue: group) else {
            throw CommandError.unknownGroup(group)
        }
        let ledger = try options.openForReading()
        let forecasts = try time.forecasts(place, in: ledger, partnership: options.partnership)
        guard !forecasts.isEmpty else {
            return try AnswerSheet.print([], output.format, isOne: false)
        }
        try AnswerSheet.print(
            [sheet(GroupReport(forecasts, by: grouping), grouping, forecasts)], output.format,
            isOne: true)
    }

    private func sheet(
        _ report: GroupReport, _ grouping: GroupReport.Grouping, _ forecasts: [FundForecast]
    ) -> AnswerSheet {
        let statements = forecasts.map(\.statement)
        var sheet = AnswerSheet(nil)
        sheet.title =
            statements.map {
                "\($0.fund.key) of \($0.fund.key.partnership), as at \($0.asAt.inWords)"
            } + [""]
        sheet.facts = [
            ("group", .text(grouping.rawValue)),
            ("funds", .text(statements.map { "\($0.fund.key)" }.joined(separator: ", "))),
            ("unallocated", .money(report.unallocated)),
        ]
        sheet.blank = "There are no projects yet."
        let word = grouping.rawValue
        sheet.add(word.prefix(1).uppercased() + word.dropFirst(), word)
        sheet.add("Projects", "projects", .right)
        sheet.add("Allocated", "allocated", .right)
        sheet.add("Spent", "spent", .right)
        sheet.add("Committed", "committed", .right)
        sheet.add("Balance", "balance", .right)
        sheet.add("Free balance", "freeBalance", .right)
        sheet.add("Forecast", "forecast", .right)
        sheet.rows = report.groups.map {
            cells($0, named: $0.name.isEmpty ? "not given" : $0.name)
        }
        sheet.total = cells(report.total, named: "Total")
        if report.unallocated != .zero {
            sheet.notes.append("\(report.unallocated) is not allocated to any project.")
        }
        return sheet
    }

    private func cells(_ group: GroupReport.Group, named name: String) -> [AnswerSheet.Cell] {
        [
            .text(name), .count(group.projects), .money(group.allocated), .money(group.spent),
            .money(group.committed), .money(group.balance), .money(group.freeBalance),
            .money(group.forecast),
        ]
    }
}
