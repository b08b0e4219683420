/// What one line of a printed table says of its project, with what its other figures make certain.
struct PrintedItem: Sendable {
    let line: PrintedStatement.Line
    let name: LineName
    /// Nil where neither the cell nor the row's other figures say it.
    let allocated: Money?
    let spent: Money?
    /// Why nothing can be made of the line's figures; nil where something can.
    let trouble: String?
    /// What does not add up in the line itself.
    let fault: String?
    private let rounding: Money?

    /// `columns` are those the table's total has: a blank in one of them is nought.
    init(
        _ line: PrintedStatement.Line, columns: Set<PrintedStatement.Column>,
        rounding: Money? = nil
    ) {
        self.rounding = rounding
        self.line = line
        name = LineName(line.label)
        let fault = PrintedItem.fault(in: line, rounding ?? .zero)
        self.fault = fault
        trouble =
            PrintedItem.unreadable(in: line)
            ?? fault.map { _ in "its figures do not add up" } ?? PrintedItem.impossible(in: line)
        let balance = line.balance
        let isAlone = line.allocated == nil && line.spent == nil
        let asTotalled = { (column: PrintedStatement.Column) -> Money? in
            !isAlone && columns.contains(column) ? .zero : nil
        }
        allocated =
            line.allocated ?? (line.spent.flatMap { spent in balance.map { spent + $0 } })
            ?? asTotalled(.allocated)
        spent =
            line.spent ?? (line.allocated.flatMap { allocated in balance.map { allocated - $0 } })
            ?? asTotalled(.spent)
    }

    /// `line 5`, with the name as it is printed.
    var title: String { "line \(line.number) “\(line.label)”" }

    /// The figure of a column, as printed or as the row's other figures make it.
    func figure(_ column: PrintedStatement.Column) -> Money? {
        switch column {
        case .received: line.received
        case .allocated: allocated
        case .spent: spent
        case .balance:
            line.balance
                ?? allocated.flatMap { allocated in spent.map { allocated - $0 } }
        }
    }

    /// Whether the line's figures are all the ledger's, so that they tell the same project.
    func hasFigures(of held: FundStatement.Line) -> Bool {
        guard trouble == nil, let allocated, allocated != .zero || (spent ?? .zero) != .zero
        else { return false }
        return self.allocated(held.allocated) == held.allocated
            && self.spent(held.spent) == held.spent
    }

    /// What the line wants as allocated: the ledger's figure where it says no other.
    func allocated(_ held: Money) -> Money {
        wanted(allocated, held, isPrinted: line.allocated != nil)
    }

    /// What the line wants as spent: the ledger's figure where it says no other.
    func spent(_ held: Money) -> Money { wanted(spent, held, isPrinted: line.spent != nil) }

    /// A figure made of two others is rounded twice.
    private func wanted(_ figure: Money?, _ held: Money, isPrinted: Bool) -> Money {
        guard let figure else { return held }
        let most = (rounding?.pence ?? 0) / (isPrinted ? 2 : 1)
        return (figure - held).magnitude.pence <= most ? held : figure
    }

    private static func unreadable(in line: PrintedStatement.Line) -> String? {
        let cells = line.unreadable.map { cell in
            "“\(cell.text)” is printed as \(cell.column)\(cell.words(on: line)), which is no amount"
        }
        if !cells.isEmpty { return cells.joined(separator: "; ") }
        let figures = PrintedStatement.Column.allCases.compactMap { line.figure($0) }
        return figures.first { $0.magnitude > Money.entryLimit }.map {
            "\($0) is more than one entry can move (\(Money.entryLimit))"
        }
    }

    private static func impossible(in line: PrintedStatement.Line) -> String? {
        for column in [PrintedStatement.Column.allocated, .spent] {
            if let figure = line.figure(column), figure < .zero {
                return "\(figure) is printed as \(column.rawValue), and nothing below nought can be"
            }
        }
        if let allocated = line.allocated, let balance = line.balance, line.spent == nil,
            balance > allocated
        {
            return "its balance of \(balance) is more than the \(allocated) allocated"
        }
        return nil
    }

    private static func fault(
        in line: PrintedStatement.Line, _ rounding: Money
    ) -> String? {
        guard unreadable(in: line) == nil, let allocated = line.allocated, let spent = line.spent,
            let balance = line.balance, (allocated - spent - balance).magnitude > rounding
        else { return nil }
        return "line \(line.number) “\(line.label)”: \(allocated) allocated less \(spent) spent is "
            + "\(allocated - spent), but \(balance) is printed as its balance"
    }
}

extension PrintedStatement {
    /// Whether a sum is printed so, rounded as the table's figures are.
    func isRounded(_ sum: Money, to printed: Money) -> Bool {
        (printed - sum).magnitude.pence <= (rounding?.pence ?? 0) / 2
    }

    /// A column of figures that a printed statement has.
    public enum Column: String, Sendable, CaseIterable {
        case received
        case allocated
        case spent
        case balance
    }

    /// The lines that stand for projects: no totals, and of a line and its parts either the line
    /// or, where only they are the fund's projects, the parts.
    func projectLines(_ told: [Int: LineIdentity], _ ledger: FundStatement) -> [Line] {
        let all = lines.filter { !$0.isTotal }
        let parts = Dictionary(grouping: all.filter { $0.partOf != nil }) { $0.partOf ?? 0 }
        guard !parts.isEmpty else { return all }
        let known = Set(
            ledger.lines.flatMap { line in
                [foldedLabel(line.project.code.text), LineName(line.project.description).key]
            })
        func isKnown(_ line: Line) -> Bool {
            let name = LineName(line.label)
            return told[line.number] != nil || known.contains(name.key)
                || known.contains(Array(name.folded.prefix { $0 != 0x20 }))
        }
        let split = Set(
            all.filter { line in
                parts[line.number].map { $0.contains(where: isKnown) && !isKnown(line) } ?? false
            }.map(\.number))
        return all.filter { line in
            line.partOf.map(split.contains) ?? !split.contains(line.number)
        }
    }

    /// What does not add up in the table itself, a sentence without its full stop each.
    func faults(in items: [PrintedItem]) -> [String] {
        items.compactMap(\.fault)
            + lines.filter(\.isTotal).flatMap { total in
                Column.allCases.compactMap { column in
                    fault(in: column, of: total, items)
                }
            }
    }

    private func fault(in column: Column, of total: Line, _ items: [PrintedItem]) -> String? {
        let figures = items.compactMap { $0.line.figure(column) }
        guard let printed = total.figure(column), printed.magnitude <= Money.columnLimit,
            // A column of which only the total is printed is not one to foot.
            !figures.isEmpty || column != .received,
            items.allSatisfy({ $0.line.isReadable })
        else { return nil }
        let sum = figures.reduce(.zero, +)
        // A blank that the row's other figures fill may be counted, or not.
        let filled = items.compactMap { $0.figure(column) }.reduce(.zero, +)
        guard sum != printed, filled != printed else { return nil }
        return "line \(total.number) “\(total.label)”: the lines' figures for \(column.rawValue) "
            + "add up to \(sum), but \(printed) is printed, \((printed - sum).magnitude) too "
            + (printed < sum ? "little" : "much")
    }

    /// The columns of which a total is printed.
    var totalledColumns: Set<Column> {
        Set(
            lines.filter(\.isTotal).flatMap { total in
                Column.allCases.filter { total.figure($0) != nil }
            })
    }
}

extension PrintedStatement.Line {
    /// The figure printed in a column; nil where none is.
    func figure(_ column: PrintedStatement.Column) -> Money? {
        switch column {
        case .received: received
        case .allocated: allocated
        case .spent: spent
        case .balance: balance
        }
    }

    /// Whether every figure is one, of a size that a sum of them can hold.
    fileprivate var isReadable: Bool {
        unreadable.isEmpty
            && PrintedStatement.Column.allCases.allSatisfy {
                (figure($0)?.magnitude ?? .zero) <= Money.entryLimit
            }
    }
}

extension Money {
    /// A printed total beyond this is no sum of a ledger's.
    fileprivate static let columnLimit = Money(pence: Int64.max / 4)
}

extension PrintedStatement.Unreadable {
    /// Where the cell is, unless its line says so already.
    func words(on line: PrintedStatement.Line) -> String {
        place == "line \(line.number)" ? "" : " (\(place))"
    }
}
