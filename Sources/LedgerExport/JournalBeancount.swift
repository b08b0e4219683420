import LedgerCore

/// What Beancount reads.
extension JournalPage {
    /// Every account is open from the first day the journal knows.
    mutating func addBeancountDeclarations(on firstDay: CalendarDay) {
        add("\noption \"title\" \"Locality Ledger\"\noption \"operating_currency\" \"GBP\"\n\n")
        addDay(firstDay)
        add(" commodity GBP\n\n")
        for place in accounts.inReadingOrder {
            if !accounts.isStated(accounts.accounts[place]) {
                addComment("No statement was exported of the next account, so none is checked.")
            }
            addDay(firstDay)
            add(" open ")
            addName(place)
            add(" GBP\n")
        }
    }

    mutating func addBeancount(_ entry: Entry, moving posting: JournalPosting) {
        add("\n")
        addDay(entry.transfer.day)
        add(" * \"")
        addDescription(of: entry)
        add("\" ^entry-")
        addNumber(UInt64(entry.number))
        add("\n")
        addTags(of: entry, startingLines: "  ")
        let amount = entry.transfer.amount
        addBeancountPosting(posting.to, amount)
        addBeancountPosting(posting.from, -amount)
    }

    /// An entry of nought moves nothing, so it is a note on the account it names.
    mutating func addBeancountNote(_ entry: Entry, of posting: JournalPosting) {
        add("\n")
        addDay(entry.transfer.day)
        add(" note ")
        addName(posting.to)
        add(" \"Entry ")
        addNumber(UInt64(entry.number))
        add(", ")
        addDescription(of: entry)
        add("\"\n")
        addTags(of: entry, startingLines: "  ")
    }

    /// Beancount takes a balance at the start of its day, so it is stated on the day after, and
    /// would let half a penny pass without `~ 0`.
    mutating func addBeancountStatedBalances(of statement: FundStatement) {
        add("\n")
        addComment("Balances of \(statement.fund.key) at the end of \(statement.asAt).")
        for (account, balance) in statement.statedBalances {
            guard let place = accounts.place(of: account) else { continue }
            addDay(statement.asAt.adding(days: 1))
            add(" balance ")
            addName(place)
            add("  ")
            addAmount(balance, tolerance: " ~ 0")
            add("\n")
        }
    }

    private mutating func addBeancountPosting(_ place: Int, _ amount: Money) {
        add("  ")
        addName(place)
        add("  ")
        addAmount(amount)
        add("\n")
    }
}
