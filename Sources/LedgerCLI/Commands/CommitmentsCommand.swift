internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct CommitmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commitments",
        abstract: "List the open orders by age: ordered, invoiced, released and left.",
        discussion: """
            Invoices awaited of a known amount are listed too. Days are counted from the day of the \
            order to the day of the list.

            Examples:
              locality commitments --fund PLF --year 2018-19
              locality commitments --fund PLF --year 2018-19 --as-at 2018-19-Q3
            """)

    @OptionGroup var place: FundOptions
    @Option(
        help: ArgumentHelp(
            "The last day that counts, or a period such as 2018-19-Q3 for its end (default: today).",
            valueName: "day"))
    var asAt: String?
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        struct Order: Encodable {
            let entry: Int
            let id: String
            let date: String
            let project: String?
            let payee: String
            let reference: String
            let ordered: Int64
            let invoiced: Int64
            let released: Int64
            let left: Int64
            let days: Int
        }

        struct Age: Encodable {
            let age: String
            let orders: Int
            let left: Int64
        }

        let partnership: String
        let fund: String
        let year: String
        let asAt: String
        let orders: [Order]
        let ages: [Age]
        let left: Int64
        /// Released of commitments without naming an order.
        let releasedUnnamed: Int64
    }

    func run() throws {
        let ledger = try options.openForReading()
        let key = try place.fundYear(in: ledger, partnership: options.partnership)
        let day = try asAt.map { try lastDay($0, of: key, ledger) } ?? today()
        let book = OrderBook(try ledger.entries(of: key), of: key, asAt: day)
        switch output.format {
        case .table: Console.print(table(book, key, day))
        case .csv: Console.printRaw(csv(book, key, day))
        case .json: try JSONText.print(answer(book, key, day))
        }
    }

    private func orders(_ book: OrderBook, _ age: OrderBook.Age, _ day: CalendarDay) -> [Order] {
        book.open.filter { OrderBook.Age(days: $0.age(on: day)) == age }
    }

    private func sum(_ orders: [Order], _ part: (Order) -> Money) -> Money {
        orders.reduce(.zero) { $0 + part($1) }
    }

    private func table(_ book: OrderBook, _ key: FundYear, _ day: CalendarDay) -> String {
        let open = book.open
        let place = "\(key) of \(key.partnership)"
        guard !open.isEmpty else { return "\(place) has no open order on \(day)." }
        var table = TextTable(
            [
                ("Entry", .right), ("Date", .left), ("Project", .left),
                ("Payee, reference", .left), ("Ordered", .right), ("Invoiced", .right),
                ("Released", .right), ("Left", .right), ("Days", .right),
            ], flexible: 3)
        func add(_ heading: String, _ orders: [Order]) {
            table.add([
                "", "", "", heading, "\(sum(orders, \.ordered))", "\(sum(orders, \.invoiced))",
                "\(sum(orders, \.released))", "\(sum(orders, \.left))", "",
            ])
        }
        for age in OrderBook.Age.allCases {
            let orders = orders(book, age, day)
            guard !orders.isEmpty else { continue }
            for order in orders {
                let transfer = order.entry.transfer
                let words = [transfer.payee, transfer.reference].filter { !$0.isEmpty }
                table.add([
                    "\(order.entry.number)", "\(transfer.day)", transfer.from?.text ?? "",
                    words.joined(separator: ", "), "\(order.ordered)", "\(order.invoiced)",
                    "\(order.released)", "\(order.left)", "\(order.age(on: day))",
                ])
            }
            add("\(age.inWords), \(plural(orders.count, "order"))", orders)
            table.addRule()
        }
        add("All, \(plural(open.count, "order"))", open)
        let unnamed =
            book.unnamed == .zero
            ? ""
            : "\n\(book.unnamed) was released without naming an order, so that "
                + "\(sum(open, \.left) - book.unnamed) is committed."
        return "\(place), open orders on \(day)\n" + table.text(width: Console.width) + unnamed
    }

    private func csv(_ book: OrderBook, _ key: FundYear, _ day: CalendarDay) -> String {
        var csv = CSVText()
        csv.addRow([
            "Partnership", "Fund", "Year", "As at", "Age", "Entry", "Id", "Date", "Project",
            "Payee", "Reference", "Ordered", "Invoiced", "Released", "Left", "Days",
        ])
        for order in book.open {
            let (transfer, age) = (order.entry.transfer, order.age(on: day))
            csv.addRow([
                key.partnership, key.code.text, "\(key.year)", "\(day)",
                OrderBook.Age(days: age).inWords, "\(order.entry.number)", order.entry.id.text,
                "\(transfer.day)", transfer.from?.text ?? "", transfer.payee, transfer.reference,
                order.ordered.plain, order.invoiced.plain, order.released.plain,
                order.left.plain, "\(age)",
            ])
        }
        return csv.text
    }

    private func answer(_ book: OrderBook, _ key: FundYear, _ day: CalendarDay) -> Answer {
        Answer(
            partnership: key.partnership, fund: key.code.text, year: "\(key.year)",
            asAt: "\(day)",
            orders: book.open.map { order in
                let transfer = order.entry.transfer
                return Answer.Order(
                    entry: order.entry.number, id: order.entry.id.text, date: "\(transfer.day)",
                    project: transfer.from?.text, payee: transfer.payee,
                    reference: transfer.reference, ordered: order.ordered.pence,
                    invoiced: order.invoiced.pence, released: order.released.pence,
                    left: order.left.pence, days: order.age(on: day))
            },
            ages: OrderBook.Age.allCases.map { age in
                let orders = orders(book, age, day)
                return Answer.Age(
                    age: age.inWords, orders: orders.count, left: sum(orders, \.left).pence)
            }, left: sum(book.open, \.left).pence, releasedUnnamed: book.unnamed.pence)
    }
}

/// A day, or the last day of one of the agreement's periods.
func lastDay(_ text: String, of fund: FundYear, _ ledger: Ledger) throws -> CalendarDay {
    if let day = try? CalendarDay(parsing: text) { return day }
    let scheme = try periods(of: fund, ledger)
    if let period = try? ReturnPeriod(parsing: text, in: fund.year, scheme) {
        return period.lastDay
    }
    return try CalendarDay(parsing: text)
}

extension Ledger {
    /// A fund year's entries in the order of their numbers.
    func entries(of fund: FundYear) throws -> [Entry] {
        var filter = EntryFilter()
        filter.fund = fund
        return try entries(matching: filter)
    }

    /// An order of the fund year as it stands now; nil where the entry is none that stands.
    func order(_ named: String, of fund: FundYear) throws -> Order? {
        guard let entry = try entry(named: named) else { throw Refusal.unknownEntry(named) }
        return OrderBook(try entries(of: fund), of: fund).orders.first {
            $0.entry.number == entry.number
        }
    }
}
