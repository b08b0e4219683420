internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a fund up to the end of a quarter: no more entries there.",
        discussion: """
            Example:
              locality close --fund PLF --quarter 2018-19-Q3 --reason "Return sent"
            """)

    @Option(help: ArgumentHelp("The fund, such as PLF.", valueName: "code"))
    var fund: String
    @Option(
        help: ArgumentHelp("The last quarter to close, such as 2018-19-Q3.", valueName: "quarter"))
    var quarter: String
    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String = ""
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let quarter = try Quarter(parsing: quarter)
        let key = try fundYear(fund, of: quarter, in: ledger, options)
        if let closed = try ledger.closedThrough(key), closed > quarter.lastDay {
            throw CommandError.closedFurther(key, closed)
        }
        let closing = try PeriodClosing(
            fund: key, through: quarter.lastDay, reason: composed(reason))
        let isNew = try ledger.register(.closing(closing), by: options.recorder())
        Console.print(
            isNew
                ? "\(key) is closed up to \(quarter.lastDay), the end of \(quarter)."
                : "\(key) was closed up to \(quarter.lastDay) already.")
    }
}

struct ReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open a closed quarter, and all after it, again.",
        discussion: """
            Example:
              locality reopen --fund PLF --quarter 2018-19-Q3 --reason "Late invoice INV-118"
            """)

    @Option(help: ArgumentHelp("The fund, such as PLF.", valueName: "code"))
    var fund: String
    @Option(
        help: ArgumentHelp("The first quarter to open, such as 2018-19-Q3.", valueName: "quarter"))
    var quarter: String
    @Option(help: ArgumentHelp("Why; it is kept.", valueName: "text"))
    var reason: String
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let quarter = try Quarter(parsing: quarter)
        let key = try fundYear(fund, of: quarter, in: ledger, options)
        let reason = try line(composed(reason), named: "reason")
        guard !reason.isEmpty else { throw CommandError.missing("The reason (--reason)") }
        guard let closed = try ledger.closedThrough(key), closed >= quarter.firstDay else {
            throw CommandError.notClosed(quarter, key, try ledger.closedThrough(key))
        }
        let through = quarter.index == 1 ? nil : quarter.firstDay.adding(days: -1)
        let closing = try PeriodClosing(fund: key, through: through, reason: reason)
        try ledger.register(.closing(closing), by: options.recorder())
        Console.print(
            through.map { "\(key) is open again from \(quarter.firstDay); closed up to \($0)." }
                ?? "\(key) is open again from \(quarter.firstDay).")
    }
}

/// The fund in the quarter's own year.
private func fundYear(
    _ code: String, of quarter: Quarter, in ledger: Ledger, _ options: LedgerOptions
) throws -> FundYear {
    try FundOptions.saying(fund: code, year: quarter.year.description).fundYear(
        in: ledger, partnership: options.partnership)
}
