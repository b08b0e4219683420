import LedgerCore

/// One list while it is read: first its rows as they are, then what they mean together.
struct PaymentReading {
    let grid: Grid
    let columns: PaymentColumns
    let settings: PaymentSettings
    var log: PaymentLog
    private(set) var remarks: [String]
    private var rows: [PaymentRow] = []
    private var sums = PaymentSums()
    private var notes: [Int] = []
    private var isSummable = true
    /// The lines of the rows that are payments and cannot be read.
    private(set) var unread: [Int] = []
    /// The settings with what was found added, to be kept.
    private(set) var found: PaymentSettings

    init(grid: Grid, columns: PaymentColumns, settings: PaymentSettings) {
        self.grid = grid
        self.columns = columns
        self.settings = settings
        log = PaymentLog(grid)
        remarks = columns.remarks
        found = settings
        found.columns = columns.taken
    }

    /// How many payments a list may have, so that what is made of them fits into memory.
    static let limit = 50_000

    /// False where the list is longer than any may be.
    mutating func readRows(after header: Int) -> Bool {
        for index in (header + 1)..<grid.rowCount {
            let row = PaymentRow(index, of: grid, columns)
            switch row.kind {
            case .blank, .heading: break
            case .note: notes.append(row.line)
            case .opening:
                remarks.append(
                    "\(place(row.line)) “\(row.label)” is a balance and no payment, and was left out."
                )
            case .total: checkTotal(row)
            case .payment:
                isSummable = isSummable && row.debit.money != nil && row.credit.money != nil
                sums.add(row)
                rows.append(row)
                guard rows.count <= PaymentReading.limit else { return false }
            }
        }
        remarkOnRows()
        return true
    }

    private func place(_ line: Int) -> String { grid.place(line: line, column: 0) }

    private mutating func remarkOnRows() {
        if !notes.isEmpty {
            let named = notes.prefix(5).map(place).joined(separator: ", ")
            let more = notes.count > 5 ? ", …" : ""
            remarks.append(
                notes.count == 1
                    ? "\(named) has neither a date nor an amount, and was taken for a note."
                    : "\(notes.count) rows have neither a date nor an amount, and were taken for notes: \(named)\(more)."
            )
        }
        let hidden = rows.count { grid.hiddenLines.contains($0.line) }
        if hidden > 0 {
            remarks.append(
                "\(hidden) of the \(rows.count) rows \(hidden == 1 ? "is" : "are") hidden in the sheet and \(hidden == 1 ? "was" : "were") read as well."
            )
        }
        if grid.isHidden { remarks.append("The sheet “\(grid.name ?? "")” is hidden.") }
    }

    // MARK: Totals

    private mutating func checkTotal(_ row: PaymentRow) {
        guard isSummable, let debit = row.debit.money, let credit = row.credit.money else {
            return
        }
        if sums.agree(debit: debit, credit: credit, isPair: columns.places[.amount] == nil) {
            sums.mark()
            return
        }
        let name = row.label.isEmpty ? "A total" : "The total “\(row.label)”"
        let printed = debit - credit
        let computed = sums.nearest(to: printed)
        let words =
            computed < printed
            ? "\(printed - computed) less" : "\(computed - printed) more"
        log.report(
            "\(name) is printed as \(printed); the rows above it add up to \(computed), \(words). A row may be missing or changed: correct the list, or take the total out.",
            line: row.line, column: columns.places[.amount] ?? columns.places[.debit])
        sums.mark()
    }

    // MARK: Dates

    /// The order of day and month, found from the column as a whole.
    private mutating func dateOrder() -> DateOrder {
        if let order = settings.dates { return order }
        let written = rows.filter { if case .numbers = $0.date { true } else { false } }
        let dayFirst = written.first { $0.date.order == .dayFirst }
        let monthFirst = written.first { $0.date.order == .monthFirst }
        if let dayFirst, let monthFirst {
            log.report(
                "“\(dayFirst.dateText)” (\(place(dayFirst.line))) puts the day first and “\(monthFirst.dateText)” (\(place(monthFirst.line))) the month. Put all dates of the column into one order, such as 2018-11-02.",
                line: min(dayFirst.line, monthFirst.line), column: columns.places[.date])
            return .dayFirst
        }
        if let monthFirst {
            found.dates = .monthFirst
            remarks.append(
                "Dates put the month first, as “\(monthFirst.dateText)” shows, and were read so.")
            return .monthFirst
        }
        if !written.isEmpty { found.dates = .dayFirst }
        if let dayFirst {
            checkSwappedDates(dayFirst, written)
        } else if let told = written.first(where: \.hasTwoReadings) {
            let day = told.date.day(.dayFirst).map(\.inWords) ?? ""
            remarks.append(
                "No date shows whether the day or the month comes first; the day was taken, so that “\(told.dateText)” is \(day). If that is wrong, add --dates month-first."
            )
        }
        return .dayFirst
    }

    /// A spreadsheet that expects the month first turns 02/11 into 11 February, and leaves 13/11 as
    /// text.
    private mutating func checkSwappedDates(_ text: PaymentRow, _ written: [PaymentRow]) {
        let cells = rows.filter { $0.isDateCell }
        let areAllLate = written.allSatisfy { $0.date.order == .dayFirst }
        guard let cell = cells.first, areAllLate,
            cells.allSatisfy({ ($0.date.day(.dayFirst)?.parts.day ?? 1) <= 12 })
        else { return }
        log.report(
            "“\(text.dateText)” (\(place(text.line))) is text and “\(cell.dateText)” (\(place(cell.line))) a real date, and no real date has a day after the 12th: the spreadsheet has perhaps swapped days and months. Check them against the source; if they are right, add --dates day-first.",
            line: cell.line, column: columns.places[.date])
    }

    private mutating func day(of row: PaymentRow, _ order: DateOrder) -> CalendarDay? {
        if let day = row.date.day(order) { return day }
        let quoted = "“\(row.dateText.prefix(40))”"
        let message: String
        switch row.date {
        case .blank: message = "The date is empty. Write the day, such as 02/11/2018."
        case .noSuchDay, .numbers:
            message =
                "There is no such day as \(quoted), read \(order.inWords). Write it as 2018-11-02, or say the order with --dates."
        default:
            message =
                row.isNumberCell
                ? "\(quoted) is a number and no date. Format the column as dates, or write 02/11/2018."
                : "\(quoted) is not a date. Write the day, such as 02/11/2018 or 2018-11-02."
        }
        log.report(message, line: row.line, column: columns.places[.date])
        return nil
    }

    // MARK: Amounts

    /// Whether spend is shown below nought: so where nearly all amounts are.
    private mutating func sign() -> SpendSign {
        if let sign = settings.sign { return sign }
        let amounts = rows.compactMap(\.amount).filter { $0 != .zero }
        let below = amounts.count { $0 < .zero }
        // Credits are in every list; a list of credits alone is short.
        let isNegative = below >= 3 && below * 5 >= amounts.count * 4
        found.sign = isNegative ? .negative : .positive
        let share = "\(below) of \(amounts.count)"
        if isNegative {
            remarks.append(
                "\(share) amounts are below nought, so these were taken for money spent and the others for credits. If that is wrong, add --sign spend-positive."
            )
        } else if below * 2 > amounts.count {
            remarks.append(
                "\(share) \(amounts.count == 1 ? "amount is" : "amounts are") below nought and taken for money back. If it is money spent, add --sign spend-negative."
            )
        }
        return found.sign ?? .positive
    }

    /// What was paid out, credits below nought; nil where it cannot be read.
    private mutating func amount(of row: PaymentRow, _ sign: SpendSign) -> Money? {
        var isRead = true
        let first = columns.places[.amount] ?? columns.places[.debit]
        for (column, figure) in [(first, row.debit), (columns.places[.credit], row.credit)] {
            if case .unreadable(let message) = figure {
                log.report(message, line: row.line, column: column)
                isRead = false
            }
        }
        if row.debit == .blank, row.credit == .blank {
            log.report(
                "The amount is empty. Write pounds and pence, such as 1,250.00.", line: row.line,
                column: first)
            isRead = false
        }
        var amount = row.amount ?? .zero
        if sign == .negative { amount = -amount }
        if row.isCredit, amount > .zero { amount = -amount }
        return isRead ? amount : nil
    }

    // MARK: Payments

    /// The payments that can be read, each with its line; everything else is reported.
    mutating func list() -> (payments: [Payment], lines: [Int]) {
        let order = dateOrder()
        let sign = sign()
        var payments: [Payment] = []
        var lines: [Int] = []
        for row in rows {
            let day = day(of: row, order)
            let amount = amount(of: row, sign)
            guard let day, let amount, let payment = payment(row, day, amount) else {
                unread.append(row.line)
                continue
            }
            payments.append(payment)
            lines.append(row.line)
        }
        let credits = rows.count { $0.isCredit && ($0.amount ?? .zero) > .zero }
        if credits > 0, let column = columns.places[.kind], let heading = columns.headings[column] {
            remarks.append(
                "\(credits) \(credits == 1 ? "row is" : "rows are") called a credit under “\(heading.text)” and taken for money back."
            )
        }
        return (payments, lines)
    }

    private mutating func payment(
        _ row: PaymentRow, _ day: CalendarDay, _ amount: Money
    ) -> Payment? {
        let cells = grid[row.index]
        func text(_ field: PaymentField) -> String {
            columns.places[field].map { plainText(cells.bytes($0)) } ?? ""
        }
        do throws(Refusal) {
            return try Payment(
                place: place(row.line), day: day, payee: text(.payee),
                reference: text(.reference), code: text(.code), note: text(.note), amount: amount)
        } catch {
            log.report(error.description, line: row.line, column: nil)
            return nil
        }
    }
}

extension DateOrder {
    var inWords: String {
        switch self {
        case .dayFirst: "with the day first"
        case .monthFirst: "with the month first"
        case .yearFirst: "with the year first"
        }
    }
}

extension PaymentRow {
    /// Whether the day and the month could be each other.
    fileprivate var hasTwoReadings: Bool {
        guard let day = date.day(.dayFirst), let other = date.day(.monthFirst) else { return false }
        return day != other
    }
}
