internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct DecommitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decommit", abstract: "Release what an order no longer needs.",
        discussion: """
            Example:
              locality decommit PLF-18 150.00 --against PO-77-ORDER --date 2019-03-01
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Option(
        help: ArgumentHelp(
            "The commitment, by entry number or id.", valueName: "entry"))
    var against: String?

    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.record(for: project) { ledger, fund, project in
            let order = try against.map { try entryID($0, in: ledger) }
            return try common.transfer.transfer(
                .decommitment, in: fund, from: project, amount: try Money(parsing: amount),
                against: order)
        }
    }
}
