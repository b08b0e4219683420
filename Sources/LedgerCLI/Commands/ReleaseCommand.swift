internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Take unspent money back from a project.",
        discussion: """
            Example:
              locality release PLF-15 16.00 --date 2019-02-01 --note "not needed"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String

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
            .release, in: fund, from: project, amount: try Money(parsing: amount))
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
