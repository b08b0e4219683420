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

    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.record(for: project) { _, fund, project in
            try common.transfer.transfer(
                .commitment, in: fund, from: project, amount: try Money(parsing: amount),
                payee: payee, overspendReason: overspendReason)
        }
    }
}
