internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct CommitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Set money aside for an order.",
        discussion: """
            The money stays in the balance and leaves the free balance. Record its invoices with \
            `locality spend --against ENTRY`; one order takes many invoices.

            Example:
              locality commit PLF-18 2,400.00 --reference PO-77 --payee "Camera supplier" --date 2019-02-01
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Option(help: ArgumentHelp("Who is paid.", valueName: "name"))
    var payee: String = ""
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
        let project = try Code(project)
        let fund = try place.fundYear(
            withProject: project, in: ledger, partnership: options.partnership)
        let asked = try transfer.transfer(
            .commitment, in: fund, from: project, amount: try Money(parsing: amount),
            payee: payee, overspendReason: overspendReason)
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
