import LedgerCore

/// The bytes of a journal as they are written, and what all formats write alike.
struct JournalPage {
    let format: JournalFormat
    let accounts: JournalAccounts
    var bytes: [UInt8] = []
    /// The day written last, with its bytes; entries come by day.
    private var lastDay = (day: CalendarDay(number: 0), text: Array("1970-01-01".utf8))
    /// The day of recording written last, with its bytes.
    private var lastRecorded = (day: CalendarDay(number: 0), text: Array("1970-01-01".utf8))

    init(format: JournalFormat, accounts: JournalAccounts) {
        self.format = format
        self.accounts = accounts
        bytes.reserveCapacity(1 << 19)
    }

    /// What the journal is of, and every account it uses.
    mutating func addPreamble(
        statements: [FundStatement], firstDay: CalendarDay?, head: LedgerHead
    ) {
        addComment("Locality Ledger, every entry and every account's balance as stated.")
        addComment("Ledger head: \(head)")
        for statement in statements {
            let fund = statement.fund
            addComment(
                "\(fund.key) as at \(statement.asAt): \(fund.name), from \(fund.funder), "
                    + "held by \(fund.key.partnership)")
        }
        switch format {
        case .hledger, .ledger: addPlainDeclarations()
        case .beancount:
            let days = statements.flatMap { [$0.asAt, $0.fund.spendFrom] }
            if let first = (days + [firstDay].compactMap(\.self)).min() {
                addBeancountDeclarations(on: first)
            }
        }
    }

    mutating func add(_ entry: Entry, moving posting: JournalPosting) {
        let movesNothing = entry.transfer.amount == .zero
        switch format {
        case .hledger, .ledger:
            if movesNothing { addPlainNote(entry) } else { addPlain(entry, moving: posting) }
        case .beancount:
            if movesNothing {
                addBeancountNote(entry, of: posting)
            } else {
                addBeancount(entry, moving: posting)
            }
        }
    }

    mutating func addStatedBalances(of statement: FundStatement) {
        switch format {
        case .hledger, .ledger: addPlainStatedBalances(of: statement)
        case .beancount: addBeancountStatedBalances(of: statement)
        }
    }

    /// A line that no tool reads.
    mutating func addComment(_ text: String) {
        add("; ")
        addText(text)
        add("\n")
    }

    mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func addName(_ place: Int) {
        bytes.append(contentsOf: accounts.names[place])
    }

    mutating func addAmount(_ amount: Money, tolerance: String = "") {
        if amount.pence < 0 { bytes.append(UInt8(ascii: "-")) }
        let (pounds, pence) = amount.pence.magnitude.quotientAndRemainder(dividingBy: 100)
        addNumber(pounds)
        bytes.append(UInt8(ascii: "."))
        addTwoDigits(Int(pence))
        add(tolerance)
        add(" GBP")
    }

    mutating func addNumber(_ number: UInt64) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    mutating func addTwoDigits(_ number: Int) {
        bytes.append(UInt8(ascii: "0") + UInt8(number / 10 % 10))
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    mutating func addDay(_ day: CalendarDay) {
        if day != lastDay.day { lastDay = (day, Array(day.description.utf8)) }
        bytes.append(contentsOf: lastDay.text)
    }

    /// The moment as `Moment.description` has it, with its day's text kept from entry to entry.
    mutating func addMoment(_ moment: Moment) {
        let day = moment.day
        if day != lastRecorded.day { lastRecorded = (day, Array(day.description.utf8)) }
        bytes.append(contentsOf: lastRecorded.text)
        let rest = Int(moment.milliseconds - Int64(day.number) * 86_400_000)
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60]
        for (index, part) in clock.enumerated() {
            bytes.append(UInt8(ascii: index == 0 ? "T" : ":"))
            addTwoDigits(part)
        }
        if !rest.isMultiple(of: 1_000) {
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(rest / 100 % 10))
            addTwoDigits(rest % 100)
        }
        bytes.append(UInt8(ascii: "Z"))
    }
}
