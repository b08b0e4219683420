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

    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.record(for: project) { _, fund, project in
            try common.transfer.transfer(
                .release, in: fund, from: project, amount: try Money(parsing: amount))
        }
    }
}
