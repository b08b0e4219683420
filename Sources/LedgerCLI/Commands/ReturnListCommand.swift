internal import ArgumentParser
private import Foundation
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct ReturnList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List every period's return: due, how far it has come, by whom.",
        discussion: """
            Example:
              locality return list --fund PLF --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Line {
        let fund: FundYear
        let period: ReturnPeriod
        let due: CalendarDay
        let version: ReturnVersion?
    }

    private struct Missing: Encodable {
        let partnership: String
        let fund: String
        let year: String
        let period: String
        let due: String
        let versions: [ReturnVersionJSON]
    }

    func run() throws {
        let ledger = try options.openForReading()
        let lines = try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: options.partnership).flatMap {
                try ReturnList.lines(ledger, $0)
            }
        }
        switch output.format {
        case .table where lines.isEmpty: Console.print(emptyLedger)
        case .table: Console.print(table(lines))
        case .csv: Console.printRaw(csv(lines))
        case .json:
            var periods: [Missing] = []
            for line in lines {
                let versions = line.version.map {
                    [ReturnVersionJSON($0, of: line.fund, due: line.due)]
                }
                if let last = periods.last, last.partnership == line.fund.partnership,
                    last.fund == line.fund.code.text, last.period == "\(line.period)"
                {
                    periods[periods.count - 1] = Missing(
                        partnership: last.partnership, fund: last.fund, year: last.year,
                        period: last.period, due: last.due,
                        versions: last.versions + (versions ?? []))
                } else {
                    periods.append(
                        Missing(
                            partnership: line.fund.partnership, fund: line.fund.code.text,
                            year: "\(line.fund.year)", period: "\(line.period)",
                            due: "\(line.due)", versions: versions ?? []))
                }
            }
            try JSONText.print(periods)
        }
    }

    /// A line for each version, and one for each period that has none.
    private static func lines(_ ledger: Ledger, _ fund: FundYear) throws -> [Line] {
        let agreement = try ledger.agreement(of: fund)
        let versions = try ledger.returns(of: fund)
        let periods = Set(agreement.periods.periods(of: fund.year) + versions.map(\.period))
        return periods.sorted().flatMap { period in
            let due = period.lastDay.adding(days: agreement.dueDays)
            let own = versions.filter { $0.period == period }
            return own.isEmpty
                ? [Line(fund: fund, period: period, due: due, version: nil)]
                : own.map { Line(fund: fund, period: period, due: due, version: $0) }
        }
    }

    private func table(_ lines: [Line]) -> String {
        var table = TextTable(
            [
                ("Fund", .left), ("Period", .left), ("Due", .left), ("Version", .right),
                ("Stage", .left), ("By", .left), ("On", .left),
            ], flexible: 5)
        for line in lines {
            let last = line.version?.last
            table.add([
                "\(line.fund)", "\(line.period)", "\(line.due)",
                line.version.map { "\($0.version)" } ?? "",
                line.version?.stage.rawValue ?? "not drafted", last?.recorder ?? "",
                last.map { "\($0.step.day)" } ?? "",
            ])
        }
        return table.text(width: Console.width)
    }

    private func csv(_ lines: [Line]) -> String {
        var csv = CSVText()
        csv.addRow([
            "Partnership", "Fund", "Year", "Period", "Due", "Version", "Stage", "By", "On",
            "SHA-256",
        ])
        for line in lines {
            let last = line.version?.last
            csv.addRow([
                line.fund.partnership, line.fund.code.text, "\(line.fund.year)",
                "\(line.period)", "\(line.due)", line.version.map { "\($0.version)" } ?? "",
                line.version?.stage.rawValue ?? "not drafted", last?.recorder ?? "",
                last.map { "\($0.step.day)" } ?? "",
                line.version?.issued?.step.file?.description ?? "",
            ])
        }
        return csv.text
    }
}

struct ReturnShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a version of a return, or give its file again.",
        discussion: """
            An issued version is shown as it was issued, and its workbook is the very file, byte for byte.

            Example:
              locality return show 2018-19-Q3 --fund PLF --version 1 --workbook Exports/again.xlsx
            """)

    @OptionGroup var common: ReturnOptions
    @Option(help: ArgumentHelp("The version (default: the last).", valueName: "number"))
    var version: Int?
    @OptionGroup var file: WorkbookOptions

    func run() throws {
        let ledger = try common.options.openForReading()
        let work = try common.work(ledger)
        let version = try work.version(version)
        let step = version.issued ?? version.last
        let grantReturn = try work.past(step)
        if let path = file.workbook {
            if version.issued != nil {
                try work.issuedFile(step).write(to: path)
            } else {
                try ReturnFile(grantReturn, in: ledger, at: ledger.state(before: step))
                    .write(to: path)
            }
        }
        let answer = ReturnAnswer(grantReturn, file: file.workbook, sha256: step.step.file)
        guard common.output.format == .text else { return try answer.print(.json) }
        let replies = version.steps.filter { $0.number > step.number }.map { reply in
            "\(reply.step.stage == .queried ? "Queried" : "Accepted") by \(reply.recorder), "
                + "\(reply.step.day)"
                + [reply.step.role, reply.step.words].filter { !$0.isEmpty }.map { ": \($0)" }
                .joined() + "."
        }
        Console.print(([answer.text] + replies).joined(separator: "\n"))
    }
}

struct ReturnLayoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout",
        abstract: "Show or set which sheets and fields a fund's returns have.",
        discussion: """
            A line `Projects: Form B` names a sheet, a line `Projects.spent: Spent to date` a field of it; \
            what is left out, the return leaves out. Returns that were issued keep theirs.

            Examples:
              locality return layout --fund PLF --year 2018-19 > layout.txt
              locality return layout --fund PLF --year 2018-19 --set layout.txt
            """)

    @OptionGroup var place: FundOptions
    @Option(help: ArgumentHelp("The layout to use from now on.", valueName: "file"))
    var set: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        guard let set else {
            let ledger = try options.openForReading()
            let fund = try place.fundYear(in: ledger, partnership: options.partnership)
            return Console.printRaw(try ledger.returnLayout(of: fund).text)
        }
        let ledger = try options.openForRecording()
        let fund = try place.fundYear(in: ledger, partnership: options.partnership)
        guard let data = FileManager.default.contents(atPath: set), data.count <= 100_000 else {
            throw CommandError.missing("The layout \(set)")
        }
        let layout = try ReturnLayout(parsing: String(decoding: data, as: UTF8.self))
        let isNew = try ledger.register(.record(layout.record(for: fund)), by: options.recorder())
        let fields = layout.sheets.map(\.fields.count).reduce(0, +)
        Console.print(
            isNew
                ? "\(fund): returns have \(plural(layout.sheets.count, "sheet")) and \(plural(fields, "field")) from now on."
                : "\(fund): returns have that layout already; nothing was changed.")
    }
}
