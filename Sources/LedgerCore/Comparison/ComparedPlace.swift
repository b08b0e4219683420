/// A project as a comparison sees it: what the ledger has of it, and what the table wants.
struct ComparedPlace: Sendable {
    let project: Project
    /// Nil for a project that is not in the table.
    let item: PrintedItem?
    /// Nil for a line that is no project yet.
    let held: FundStatement.Line?
    let allocated: Figures
    let spent: Figures

    /// One figure: the ledger's and the table's.
    struct Figures: Sendable {
        let ledger: Money
        let table: Money

        /// The table's less the ledger's.
        var change: Money { table - ledger }
    }

    /// A project and a line that was matched to it; nil for a line's figures that say too little.
    init?(_ held: FundStatement.Line, printed item: PrintedItem) {
        if item.allocated == nil, item.spent == nil, let balance = item.line.balance,
            balance != held.balance
        {
            return nil
        }
        project = held.project
        self.item = item
        self.held = held
        allocated = Figures(ledger: held.allocated, table: item.allocated(held.allocated))
        spent = Figures(ledger: held.spent, table: item.spent(held.spent))
    }

    /// A line that is a new project; nil where it has no allocation.
    init?(_ project: Project, printed item: PrintedItem) {
        guard let allocated = item.allocated else { return nil }
        self.project = project
        self.item = item
        held = nil
        self.allocated = Figures(ledger: .zero, table: allocated)
        spent = Figures(ledger: .zero, table: item.spent ?? .zero)
    }

    /// A project of which the table has no line any more.
    init(gone held: FundStatement.Line) {
        project = held.project
        item = nil
        self.held = held
        allocated = Figures(ledger: held.allocated, table: .zero)
        spent = Figures(ledger: held.spent, table: held.spent)
    }

    var code: Code { project.code }
    var isNew: Bool { held == nil }
    var isGone: Bool { item == nil }
    var lines: [Int] { item.map { [$0.line.number] } ?? [] }

    /// What it holds that is committed, in pence.
    var committed: Money { held?.committed ?? .zero }

    /// Whether the line is marked as one whose invoices are awaited.
    var isMarked: Bool { item?.line.marks.contains("*") ?? false }

    /// The one awaited invoice that new spend of the project answers; nil where there is none, or
    /// where the table still marks it as awaited and no sum is set aside for it.
    var answered: AwaitedInvoices? {
        guard let held, held.awaiting.count == 1, let awaited = held.awaiting.first,
            spent.change > .zero
        else { return nil }
        if awaited.amount == .zero { return isMarked ? nil : awaited }
        return spent.change <= awaited.amount ? awaited : nil
    }

    /// What is still committed once the table's spend is recorded.
    var committedAfter: Money {
        guard let answered, answered.amount > .zero else { return committed }
        return committed - spent.change
    }

    var isOverspent: Bool { allocated.table < spent.table + committedAfter }

    /// Why no entries can bring the project to the table's figures; nil where they can.
    var obstacle: String? {
        if isGone, spent.ledger != .zero {
            return "it is not in the table, but the ledger has \(spent.ledger) spent by it, which "
                + "cannot be vired away"
        }
        let free = allocated.ledger - min(spent.ledger, spent.table) - committed
        if allocated.change < .zero, allocated.change.magnitude > free {
            let what =
                committed > .zero ? "\(free) free and \(committed) committed" : "\(free) free"
            return "\(allocated.change.magnitude) less is printed as allocated, but it has \(what)"
        }
        if spent.change > .zero, isOverspent, committedAfter > .zero {
            return "\(spent.change) more is printed as spent, but \(committed) of its balance is "
                + "committed; record the spend against its commitment (`locality spend --against`)"
        }
        return nil
    }

    /// What the table says of its allocation, in words.
    var allocationWords: String {
        if isGone { return "\(code) \(quoted(project.description)) is not in the table" }
        let place = item.map { " (line \($0.line.number))" } ?? ""
        if isNew { return "\(code) is new with \(allocated.table)\(place)" }
        let change = allocated.change
        return
            "\(code) is printed \(change.magnitude) \(change < .zero ? "lower" : "higher")\(place)"
    }
}
