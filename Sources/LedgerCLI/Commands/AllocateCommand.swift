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

    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.record(for: project) { _, fund, project in
            try common.transfer.transfer(
                .allocation, in: fund, to: project, amount: try Money(parsing: amount))
        }
    }
}
