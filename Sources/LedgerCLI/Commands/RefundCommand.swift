internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct RefundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund", abstract: "Record a credit note: spent money that came back.",
        discussion: """
            Example:
              locality refund PLF-06 86.00 --date 2019-02-11 --payee "Printer" --reference CN-4
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Option(help: ArgumentHelp("Who paid it back.", valueName: "name"))
    var payee: String = ""

    @OptionGroup var tags: TagOptions
    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.recordAll(for: project) { ledger, fund, project in
            let (refund, id) = try Recording.named(
                common.transfer.transfer(
                    .refund, in: fund, to: project, amount: try Money(parsing: amount),
                    payee: payee))
            return Recording(
                [refund], tags: [try tags.tag(of: id, in: fund, ledger)],
                documents: try tags.documents())
        }
    }
}
