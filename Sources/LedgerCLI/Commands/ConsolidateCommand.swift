internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ConsolidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consolidate",
        abstract: "Add up the latest issued returns of every partnership in the ledger.",
        discussion: """
            The figures are those of the returns, as they were known when they were issued. What is \
            overdue by the agreements is listed with whom it waits for.

            Example:
              locality consolidate --fund PLF --year 2018-19
            """)

    @Option(help: ArgumentHelp("The fund, such as PLF.", valueName: "code"))
    var fund: String
    @Option(help: ArgumentHelp("The financial year, such as 2018-19.", valueName: "year"))
    var year: String
    @Option(help: ArgumentHelp("The day to judge by (default: today).", valueName: "day"))
    var today: String?
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: WholeLedgerOptions

    /// A partnership's fund year: its returns, and the figures of the latest that was issued.
    private struct Part {
        let fund: FundYear
        let agreement: Agreement
        let returns: [ReturnStanding]
        let latest: ReturnStanding?
        let statement: FundStatement?
    }

    func run() throws {
        try options.check("consolidate")
        let ledger = try options.openForReading()
        let day = try today.map { try CalendarDay(parsing: $0) } ?? LedgerCLI.today()
        let place = FundOptions.saying(fund: fund, year: year)
        let parts = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: nil).map { try part($0, in: ledger) }
        }
        try AnswerSheet.print([sheet(parts, day)], output.format, isOne: true)
    }

    private func part(_ key: FundYear, in ledger: Ledger) throws -> Part {
        let agreement = try ledger.agreement(of: key)
        let returns = try ledger.returnStandings(of: key, agreement)
        let latest = returns.last { $0.issued != nil }
        return Part(
            fund: key, agreement: agreement, returns: returns, latest: latest,
            statement: try latest.flatMap { latest in
                try latest.issued.map {
                    try ledger.statement(
                        of: key, asAt: latest.period.lastDay,
                        asKnown: .registration($0.record.number))
                }
            })
    }

    private func sheet(_ parts: [Part], _ day: CalendarDay) throws -> AnswerSheet {
        var sheet = AnswerSheet(nil)
        let (code, year) = (try Code(fund), try FinancialYear(parsing: year))
        let issued = parts.compactMap(\.statement)
        sheet.title = [
            Colour.bold("\(code) \(year), the latest issued return of each partnership"),
            "As at \(day.inWords): \(issued.count) of \(plural(parts.count, "partnership")) "
                + "\(issued.count == 1 ? "has" : "have") issued one", "",
        ]
        sheet.facts = [
            ("fund", .text(code.text)), ("year", .text("\(year)")), ("today", .day(day)),
        ]
        sheet.add("Partnership", "partnership")
        sheet.add("Return", "period")
        sheet.add("Version", "version", .right)
        sheet.add("Stage", "stage")
        sheet.add("Issued", "issued")
        sheet.add("Award", "award", .right)
        sheet.add("Allocated", "allocated", .right)
        sheet.add("Spent", "spent", .right)
        sheet.add("Committed", "committed", .right)
        sheet.add("Balance", "balance", .right)
        sheet.rows = parts.map { part in
            [
                .text(part.fund.partnership),
                .text(part.latest.map { "\($0.period)" } ?? "none issued"),
                .count(part.latest?.issued?.version),
                .text(part.latest?.issued?.stage.rawValue ?? ""),
                .day(part.latest?.issued?.record.recorded.day),
            ] + figures(part.statement.map { [$0] } ?? [])
        }
        sheet.total =
            [.text("Total"), .text(""), .count(nil), .text(""), .day(nil)]
            + figures(issued, isTotal: true)
        addOverdue(parts, day, to: &sheet)
        return sheet
    }

    private func figures(
        _ statements: [FundStatement], isTotal: Bool = false
    ) -> [AnswerSheet.Cell] {
        func sum(_ figure: (FundStatement) -> Money) -> AnswerSheet.Cell {
            .money(
                statements.isEmpty && !isTotal ? nil : statements.reduce(.zero) { $0 + figure($1) })
        }
        return [
            sum(\.award), sum(\.totals.allocated), sum(\.totals.spent), sum(\.totals.committed),
            sum(\.totals.balance),
        ]
    }

    private func addOverdue(_ parts: [Part], _ day: CalendarDay, to sheet: inout AnswerSheet) {
        var overdue: [[(key: String, cell: AnswerSheet.Cell)]] = []
        for part in parts {
            let name = part.fund.partnership
            guard part.agreement.isSettled else {
                sheet.notes.append(
                    "\(name): no agreement is settled, so nothing is known to be overdue.")
                continue
            }
            for standing in part.returns where standing.isOverdue(on: day) {
                let words = standing.waiting(part.agreement)
                sheet.notes.append(
                    "\(name): \(standing.period) was due by \(standing.due) and is \(words).")
                overdue.append([
                    ("partnership", .text(name)), ("period", .text("\(standing.period)")),
                    ("due", .day(standing.due)), ("version", .count(standing.version)),
                    ("stage", .text(standing.stage?.rawValue ?? "")), ("waiting", .text(words)),
                    ("contact", .text(standing.holder?.rawValue ?? "")),
                ])
            }
            if let latest = part.latest, latest.stage == .issued || latest.stage == .queried {
                sheet.notes.append(
                    "\(name): \(latest.period) is \(latest.waiting(part.agreement)).")
            }
        }
        sheet.lists = [("overdue", overdue)]
    }
}
