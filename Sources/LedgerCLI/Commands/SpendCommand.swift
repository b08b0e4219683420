internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct SpendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend", abstract: "Record goods or services received.",
        discussion: """
            Shows the balance before and after. A spend beyond the free balance is refused. The day is the \
            day the goods or services were received, not the day they were paid. An invoice for a period \
            that is closed is recorded on a day of the open one, with --belongs-to. An invoice beyond what is left \
            of its order is refused without --overspend-reason; with it, the order gives what is left and \
            the free balance the rest, as two entries.

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
            let tag = try tags.tag(of: id, in: fund, ledger)
            if let excess = try excess(of: spend, in: ledger) {
                return try parts(of: spend, beyond: excess, tag)
            }
            return Recording([spend], tags: [tag], documents: try tags.documents())
        }
    }

    /// What of an invoice goes beyond its order, where a reason allows it; nil where nothing does.
    private func excess(of spend: Transfer, in ledger: Ledger) throws -> (Order, left: Money)? {
        guard let against, !overspendReason.isEmpty,
            let order = try ledger.order(against, of: spend.fund)
        else { return nil }
        // The same sending again finds the order drawn by itself.
        let own = try spend.id.flatMap { try ledger.entry(named: $0.text) }
        let isOwn = own?.id == spend.id && own?.answers == order.entry.number
        let left = order.left + (isOwn ? own?.transfer.amount ?? .zero : .zero)
        return spend.amount > left ? (order, left) : nil
    }

    /// The part up to what is left draws on the order, the rest on the free balance.
    private func parts(
        of spend: Transfer, beyond excess: (order: Order, left: Money), _ tag: EntryTag?
    ) throws -> Recording {
        let (order, left) = excess
        func part(_ amount: Money, id: EntryID?, against: EntryID?, note: String) throws -> Transfer
        {
            try Transfer(
                .spend, on: spend.day, in: spend.fund, from: spend.from, amount: amount,
                reference: spend.reference, payee: spend.payee, note: note, id: id,
                against: against, overspendReason: spend.overspendReason)
        }
        let words =
            "Beyond order \(order.entry.number): \(spend.overspendReason)"
            + (spend.note.isEmpty ? "" : "; \(spend.note)")
        guard left > .zero else {
            let all = try part(spend.amount, id: spend.id, against: nil, note: words)
            return Recording([all], tags: [tag], documents: try tags.documents())
        }
        let rest = try EntryID("\(spend.id?.text ?? "")-excess")
        let further = try tag.map {
            try EntryTag(
                fund: $0.fund, entry: rest, period: $0.period, isLabour: $0.isLabour,
                isCapital: $0.isCapital)
        }
        return Recording(
            [
                try part(left, id: spend.id, against: spend.against, note: spend.note),
                try part(spend.amount - left, id: rest, against: nil, note: words),
            ], tags: [tag, further.flatMap { $0.isBlank ? nil : $0 }],
            documents: try tags.documents())
    }
}
