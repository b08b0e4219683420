internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct CarryForwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "carry-forward", abstract: "Carry unspent money into the fund's next year.",
        discussion: """
            By the funder's consent. The next year's fund must be in the ledger; the money arrives there \
            unallocated.

            Example:
              locality carry-forward PLF-14 7,000.00 --year 2018-19 --date 2019-03-31 --reference "Consent of 12 March"
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
            .carryForward, in: source.fund, from: source.project,
            amount: try Money(parsing: amount))
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
