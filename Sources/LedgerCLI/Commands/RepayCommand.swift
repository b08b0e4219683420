internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct RepayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repay", abstract: "Record underspend returned to the funder.",
        discussion: """
            Example:
              locality repay PLF-02 5,000.00 --year 2018-19 --date 2019-03-31
            """)

    @Argument(
        help: ArgumentHelp(
            "The project the money is left in, or the fund for what was never allocated.",
            valueName: "project-or-fund"))
    var source: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String

    @OptionGroup var place: FundOptions
    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let source = try Source(named: source, place: place, ledger, options)
        let asked = try transfer.transfer(
            .repayment, in: source.fund, from: source.project,
            amount: try Money(parsing: amount))
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
