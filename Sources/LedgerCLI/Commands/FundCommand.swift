internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct FundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fund", abstract: "Add, list and confirm funds.",
        discussion: """
            Example:
              locality fund list
            """, subcommands: [FundAdd.self, FundList.self, FundConfirm.self])
}

struct FundAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a fund for a financial year, or change what is known of it.",
        discussion: """
            Example:
              locality fund add PLF --year 2019-20 --partnership "Charnwood Community Safety Partnership" \\
                --name "Partnership Locality Fund" --funder "Police and Crime Commissioner" \\
                --basis indicative
            """)

    @Argument(help: ArgumentHelp("The fund's code, such as PLF.", valueName: "fund"))
    var code: String
    @Option(help: ArgumentHelp("The financial year, such as 2019-20.", valueName: "year"))
    var year: String
    @Option(help: ArgumentHelp("The fund's full name.", valueName: "text"))
    var name: String?
    @Option(help: ArgumentHelp("Who gives the money.", valueName: "text"))
    var funder: String?
    @Option(
        help: ArgumentHelp(
            "confirmed or indicative (the default for a new fund).", valueName: "basis"))
    var basis: String?
    @Option(help: ArgumentHelp("First day it may be spent (default: 1 April).", valueName: "day"))
    var spendFrom: String?
    @Option(help: ArgumentHelp("Last day it may be spent (default: 31 March).", valueName: "day"))
    var spendBy: String?
    @Option(help: ArgumentHelp("What a project must meet, if anything.", valueName: "text"))
    var criteria: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let year = try FinancialYear(parsing: year)
        let key = try FundYear(
            partnership: composed(try partnership(in: ledger)), code: try Code(code), year: year)
        let known = try ledger.funds().first { $0.key == key }
        let fund = try fund(key, keeping: known)
        let isNew = try ledger.register(.fund(fund), by: options.recorder())
        Console.print(
            isNew
                ? "\(key) of \(key.partnership) \(known == nil ? "registered" : "changed"), to be spent "
                    + "\(fund.spendFrom) to \(fund.spendBy), award \(fund.basis.rawValue)."
                    + (known == nil ? " Record its award with `locality award \(key.code)`." : "")
                : "\(key) is registered so already; nothing was changed.")
    }

    /// The fund as named; what is not named stays as it is known.
    private func fund(_ key: FundYear, keeping known: Fund?) throws -> Fund {
        let basis = try basis.map { text in
            guard let basis = AwardBasis(rawValue: text) else {
                throw CommandError.missing("A basis of confirmed or indicative (--basis)")
            }
            return basis
        }
        return try Fund(
            key: key, name: composed(name ?? known?.name ?? ""),
            funder: composed(funder ?? known?.funder ?? ""),
            basis: basis ?? known?.basis ?? .indicative,
            spendFrom: spendFrom.map { try CalendarDay(parsing: $0) } ?? known?.spendFrom
                ?? key.year.firstDay,
            spendBy: spendBy.map { try CalendarDay(parsing: $0) } ?? known?.spendBy
                ?? key.year.lastDay,
            criteria: composed(criteria ?? known?.criteria ?? ""))
    }

    /// The partnership named, or the only one there is.
    private func partnership(in ledger: Ledger) throws -> String {
        if let name = options.partnership { return name }
        let known = Set(try ledger.funds().map(\.key.partnership))
        guard known.count == 1, let only = known.first else {
            throw CommandError.missing("The partnership's name (--partnership)")
        }
        return only
    }
}

struct FundList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the funds with their award, what is spent and what is left.",
        discussion: """
            Example:
              locality fund list --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Row: Encodable {
        let partnership: String
        let fund: String
        let year: String
        let name: String
        let funder: String
        let basis: String
        let spendFrom: String
        let spendBy: String
        let award: Int64
        let spent: Int64
        let left: Int64
    }

    func run() throws {
        let ledger = try options.openForReading()
        let statements = try place.fundYears(in: ledger, partnership: options.partnership)
            .map { try ledger.statement(of: $0) }
        switch output.format {
        case .table:
            guard !statements.isEmpty else {
                Console.print(emptyLedger)
                return
            }
            let isShared = Set(statements.map(\.fund.key.partnership)).count > 1
            let columns: [(String, TextTable.Side)] = [
                ("Fund", .left), ("Year", .left), ("Name", .left), ("Basis", .left),
                ("Spend by", .left), ("Award", .right), ("Spent", .right), ("Left", .right),
            ]
            var table = TextTable(
                (isShared ? [("Partnership", .left)] : []) + columns, flexible: isShared ? 0 : 2)
            for statement in statements {
                let fund = statement.fund
                table.add(
                    (isShared ? [fund.key.partnership] : []) + [
                        fund.key.code.text, "\(fund.key.year)", fund.name, fund.basis.rawValue,
                        "\(fund.spendBy)", "\(statement.award)", "\(statement.totals.spent)",
                        "\(statement.left)",
                    ])
            }
            Console.print(table.text(width: Console.width))
        case .csv:
            var csv = CSVText()
            csv.addRow([
                "Partnership", "Fund", "Year", "Name", "Basis", "Spend by", "Award", "Spent",
                "Left",
            ])
            for statement in statements {
                let fund = statement.fund
                csv.addRow([
                    fund.key.partnership, fund.key.code.text, "\(fund.key.year)", fund.name,
                    fund.basis.rawValue, "\(fund.spendBy)", statement.award.plain,
                    statement.totals.spent.plain, statement.left.plain,
                ])
            }
            Console.printRaw(csv.text)
        case .json:
            try JSONText.print(
                statements.map { statement in
                    let fund = statement.fund
                    return Row(
                        partnership: fund.key.partnership, fund: fund.key.code.text,
                        year: "\(fund.key.year)", name: fund.name, funder: fund.funder,
                        basis: fund.basis.rawValue, spendFrom: "\(fund.spendFrom)",
                        spendBy: "\(fund.spendBy)", award: statement.award.pence,
                        spent: statement.totals.spent.pence,
                        left: statement.left.pence)
                })
        }
    }
}

struct FundConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Record that the funder has confirmed an indicative award.",
        discussion: """
            Example:
              locality fund confirm CI001 --year 2018-19
            """)

    @Argument(help: ArgumentHelp("The fund's code.", valueName: "fund"))
    var code: String
    @Option(help: ArgumentHelp("The financial year, such as 2018-19.", valueName: "year"))
    var year: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let place = FundOptions.saying(fund: code, year: year)
        let key = try place.fundYear(in: ledger, partnership: options.partnership)
        let statement = try ledger.statement(of: key)
        let isNew = try ledger.register(
            .fund(statement.fund.confirmed()), by: options.recorder())
        Console.print(
            isNew
                ? "The award of \(statement.award) to \(key) is confirmed."
                : "The award of \(statement.award) to \(key) was confirmed already.")
    }
}
