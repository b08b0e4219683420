internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct OutputCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "output", abstract: "Record and list what projects delivered.",
        discussion: """
            Example:
              locality output list --fund PLF --year 2018-19
            """, subcommands: [OutputSet.self, OutputList.self])
}

struct OutputSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Record what a project delivered in a quarter, and aimed at.",
        discussion: """
            What is not given stays as it was recorded before; what was before is kept. People are \
            counted and never named.

            Example:
              locality output set PLF-01 2018-19-Q3 "Clients supported" --actual 195 --target 180 \\
                --unit clients --narrative "Most were seen twice"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-01.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("The quarter, such as 2018-19-Q3.", valueName: "quarter"))
    var quarter: String
    @Argument(help: ArgumentHelp("What is counted.", valueName: "measure"))
    var measure: String
    @Option(help: ArgumentHelp("How many were reached.", valueName: "number"))
    var actual: String?
    @Option(help: ArgumentHelp("How many were aimed at.", valueName: "number"))
    var target: String?
    @Option(help: ArgumentHelp("What one is called, such as clients.", valueName: "text"))
    var unit: String?
    @Option(help: ArgumentHelp("What it meant for people.", valueName: "text"))
    var narrative: String?
    @Option(help: ArgumentHelp("The fund, such as PLF.", valueName: "code"))
    var fund: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let code = try Code(project)
        let quarter = try Quarter(parsing: quarter)
        let key = try FundOptions.saying(fund: fund, year: quarter.year.description)
            .fundYear(withProject: code, in: ledger, partnership: options.partnership)
        let measure = try Output(
            fund: key, project: code, quarter: quarter, measure: composed(measure), unit: "",
            target: nil, actual: nil, narrative: "")
        let known = try ledger.keptRecords(of: key, .output).latest.map { try Output($0.record) }
            .first { $0.record(sameAs: measure) }
        let output = try Output(
            fund: key, project: code, quarter: quarter, measure: measure.measure,
            unit: composed(unit ?? known?.unit ?? ""),
            target: count(target, "target") ?? known?.target,
            actual: count(actual, "actual") ?? known?.actual,
            narrative: composed(narrative ?? known?.narrative ?? ""))
        let isNew = try ledger.register(.record(output.record()), by: options.recorder())
        let reached = output.actual.map { "\($0)" } ?? "not known yet"
        let aimed = output.target.map { ", of \($0) aimed at" } ?? ""
        Console.print(
            "\(code) of \(key), \(quarter): \(output.measure) \(reached)\(aimed)"
                + (isNew ? "." : " already; nothing was changed."))
    }

    private func count(_ text: String?, _ name: String) throws -> Int? {
        guard let text else { return nil }
        guard let count = wholeNumber(trimmed(text.utf8)) else {
            throw CommandError.notACount(name, text)
        }
        return count
    }
}

extension Output {
    /// Whether both are of one project, quarter and measure.
    fileprivate func record(sameAs other: Output) -> Bool {
        project == other.project && quarter == other.quarter && measure == other.measure
    }
}

struct OutputList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what projects delivered, and what each unit cost.",
        discussion: """
            A unit's cost is the project's spend to the end of the quarter for each that was delivered \
            by then, half a penny up.

            Example:
              locality output list --fund PLF --year 2018-19 --quarter 2018-19-Q3
            """)

    @OptionGroup var place: FundOptions
    @Option(help: ArgumentHelp("One quarter alone, such as 2018-19-Q3.", valueName: "quarter"))
    var quarter: String?
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let quarter = try quarter.map { try Quarter(parsing: $0) }
        let place = FundOptions.saying(
            fund: place.fund, year: place.year ?? quarter?.year.description)
        let sheets = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: options.partnership).map {
                try sheet($0, quarter, in: ledger)
            }
        }
        try AnswerSheet.print(sheets, output.format, isOne: place.fund != nil)
    }

    private func sheet(
        _ key: FundYear, _ quarter: Quarter?, in ledger: Ledger
    ) throws -> AnswerSheet {
        let outputs = try ledger.keptRecords(of: key, .output).latest.map { try Output($0.record) }
        var spent: [Quarter: [Code: Money]] = [:]
        for quarter in Set(outputs.map(\.quarter)) {
            let statement = try ledger.statement(of: key, asAt: quarter.lastDay)
            spent[quarter] = Dictionary(
                statement.lines.map { ($0.project.code, $0.spent) }, uniquingKeysWith: { $1 })
        }
        let lines = Output.lines(outputs) { spent[$1]?[$0] ?? .zero }
        var sheet = AnswerSheet(key)
        sheet.title = titleLines(try ledger.fund(key), "outputs")
        sheet.blank = "No outputs are recorded. Record one with `locality output set`."
        sheet.add("Quarter", "quarter")
        sheet.add("Project", "project")
        sheet.add("Measure", "measure")
        sheet.add("Unit", "unit", isPrinted: false)
        sheet.add("Target", "target", .right)
        sheet.add("Actual", "actual", .right)
        sheet.add("Cost a unit", "costPerUnit", .right)
        sheet.add("Narrative", "narrative")
        sheet.rows = lines.filter { quarter == nil || $0.output.quarter == quarter }.map { line in
            [
                .text("\(line.output.quarter)"), .text(line.project.text),
                .text(line.output.measure), .text(line.output.unit), .count(line.output.target),
                .count(line.output.actual), .money(line.costPerUnit),
                .text(line.output.narrative),
            ]
        }
        return sheet
    }
}
