internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct AccrueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accrue",
        abstract: "Count goods received whose invoice is not in, for one period only.",
        discussion: """
            Records a spend on the period's last day and its reversal on the first day of the next, both \
            or neither. The invoice is then an ordinary spend of the day the goods came, or of the open \
            period with --belongs-to once theirs is closed.

            Example:
              locality accrue PLF-02 800 --period 2018-19-Q3 --payee "Mediation Service"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Option(
        help: ArgumentHelp("The period the goods came in, such as 2018-19-Q3.", valueName: "period")
    )
    var period: String
    @Option(help: ArgumentHelp("Who will be paid.", valueName: "name"))
    var payee: String = ""
    @Option(
        help: ArgumentHelp(
            "The order it draws on meanwhile, by entry number or id.", valueName: "entry"))
    var against: String?

    @OptionGroup var tags: TagOptions
    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.recordAll(for: project) { ledger, fund, project in
            guard common.transfer.date == nil else { throw EntryCommandError.accrualDay }
            let period = try ReturnPeriod(
                parsing: self.period, in: fund.year, periods(of: fund, ledger))
            guard !period.endsYear else { throw EntryCommandError.accrualAtYearEnd(period) }
            let order = try against.map { try entryID($0, in: ledger) }
            let money = try Money(parsing: amount)
            let (spend, id) = try Recording.named(
                common.transfer.transfer(
                    .spend, in: fund, from: project, amount: money, payee: payee,
                    note: note("Accrual for \(period)"), against: order, on: period.lastDay))
            let back = try common.transfer.entry.map { try EntryID("\($0)-reversal") }
            let reversal = try Transfer(
                .reversal, on: period.lastDay.adding(days: 1), in: fund, amount: money,
                reference: spend.reference, payee: spend.payee,
                note: note("Accrual for \(period) reversed"), id: back, against: id)
            return Recording(
                [spend, reversal], tags: [try tags.tag(of: id, in: fund, ledger)],
                documents: try tags.documents())
        }
    }

    /// What every list shows of both entries.
    private func note(_ words: String) -> String {
        let own = composed(common.transfer.note)
        return own.isEmpty ? words : "\(words): \(own)"
    }
}
