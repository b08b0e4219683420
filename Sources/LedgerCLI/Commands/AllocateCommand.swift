internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct AllocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", abstract: "Assign money of the award to a project.",
        discussion: """
            Example:
              locality allocate PLF-19 1,500.00 --date 2018-04-01 --note "Strategic Group, minute 7"
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
            .allocation, in: fund, to: project, amount: try Money(parsing: amount))
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
