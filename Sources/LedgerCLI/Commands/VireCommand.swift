internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct VireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vire",
        abstract: "Move money from one project to another of the same fund and year.",
        discussion: """
            Example:
              locality vire PLF-15 PLF-06 16.00 --date 2019-02-01 --note "Strategic Group, minute 9"
            """)

    @Argument(help: ArgumentHelp("The project the money leaves.", valueName: "from"))
    var giver: String
    @Argument(help: ArgumentHelp("The project the money goes to.", valueName: "to"))
    var taker: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Option(
        help: ArgumentHelp(
            "Why it may pass the free balance; it then stands as a finding.", valueName: "reason"))
    var overspendReason: String = ""

    @OptionGroup var place: FundOptions
    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let giver = try Code(giver)
        let fund = try place.fundYear(
            withProject: giver, in: ledger, partnership: options.partnership)
        let asked = try transfer.transfer(
            .virement, in: fund, from: giver, to: try Code(taker),
            amount: try Money(parsing: amount), overspendReason: overspendReason)
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
