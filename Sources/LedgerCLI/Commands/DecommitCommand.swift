internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct DecommitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decommit", abstract: "Release what an order no longer needs.",
        discussion: """
            With --against and no amount, all that is left of the order.

            Examples:
              locality decommit PLF-18 150.00 --against PO-77-ORDER --date 2019-03-01
              locality decommit PLF-18 --against PO-77-ORDER
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(
        help: ArgumentHelp(
            "Pounds and pence, such as 1,250.00 (default: the rest of the order).",
            valueName: "amount"))
    var amount: String?
    @Option(
        help: ArgumentHelp(
            "The commitment, by entry number or id.", valueName: "entry"))
    var against: String?

    @OptionGroup var common: ProjectEntryOptions

    func run() throws {
        try common.record(for: project) { ledger, fund, project in
            let order = try against.map { try entryID($0, in: ledger) }
            let sum = try amount.map { try Money(parsing: $0) } ?? rest(of: fund, ledger)
            return try common.transfer.transfer(
                .decommitment, in: fund, from: project, amount: sum, against: order)
        }
    }

    private func rest(of fund: FundYear, _ ledger: Ledger) throws -> Money {
        guard let against else { throw EntryCommandError.nothingToRelease }
        // The same sending again releases what it released.
        if let id = common.transfer.entry, let known = try ledger.entry(named: id),
            known.id.text == id, known.transfer.kind == .decommitment
        {
            return known.transfer.amount
        }
        guard let order = try ledger.order(against, of: fund) else {
            throw Refusal.notItsCommitment(
                try ledger.entry(named: against)?.number ?? 0, try Code(project))
        }
        guard order.left > .zero else { throw EntryCommandError.nothingLeft(order) }
        return order.left
    }
}
