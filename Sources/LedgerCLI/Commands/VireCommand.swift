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

    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.record(for: giver) { _, fund, giver in
            try common.transfer.transfer(
                .virement, in: fund, from: giver, to: try Code(taker),
                amount: try Money(parsing: amount), overspendReason: overspendReason)
        }
    }
}
