internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct SpendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend", abstract: "Record goods or services received.",
        discussion: """
            Shows the balance before and after. A spend beyond the free balance is refused. The day is the \
            day the goods or services were received, not the day they were paid. An invoice for a period \
            that is closed is recorded on a day of the open one, with --belongs-to.

            Examples:
              locality spend PLF-03 1200.00 --date 2018-11-02 --payee "Street Pastors" --reference INV-118
              locality spend PLF-02 250 --date 2019-01-24 --belongs-to 2018-19-Q3 --reference INV-98
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Option(help: ArgumentHelp("Who is paid.", valueName: "name"))
    var payee: String = ""
    @Option(
        help: ArgumentHelp(
            "The order or awaited invoices it draws on, by entry number or id.", valueName: "entry")
    )
    var against: String?
    @Option(
        help: ArgumentHelp(
            "Why it may pass the free balance; it then stands as a finding.", valueName: "reason"))
    var overspendReason: String = ""

    @OptionGroup var tags: TagOptions
    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.recordAll(for: project) { ledger, fund, project in
            let order = try against.map { try entryID($0, in: ledger) }
            let (spend, id) = try Recording.named(
                common.transfer.transfer(
                    .spend, in: fund, from: project, amount: try Money(parsing: amount),
                    payee: payee, against: order, overspendReason: overspendReason))
            return Recording([spend], tags: [try tags.tag(of: id, in: fund, ledger)])
        }
    }
}
