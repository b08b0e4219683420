import LedgerCore

/// What hledger and ledger both read, strictly: one text for the two.
extension JournalPage {
    mutating func addPlainDeclarations() {
        add("\ncommodity GBP\n    format 1000.00 GBP\n\n")
        for name in JournalPage.tagNames { add("tag \(name)\n") }
        add("\n")
        for place in accounts.inReadingOrder {
            if !accounts.isStated(accounts.accounts[place]) {
                addComment("No statement was exported of the next account, so none is checked.")
            }
            add("account ")
            addName(place)
            add("\n")
        }
    }

    mutating func addPlain(_ entry: Entry, moving posting: JournalPosting) {
        addPlainHeading(of: entry, startingLine: "\n")
        addTags(of: entry, startingLines: "    ; ")
        let amount = entry.transfer.amount
        addPlainPosting(posting.to, amount)
        addPlainPosting(posting.from, -amount)
    }

    /// An entry of nought moves nothing, so it is written where no tool adds it up.
    mutating func addPlainNote(_ entry: Entry) {
        addPlainHeading(of: entry, startingLine: "\n; Of nought: ")
        addTags(of: entry, startingLines: ";     ")
    }

    /// A transaction of nought that states what every account of the fund year holds.
    mutating func addPlainStatedBalances(of statement: FundStatement) {
        add("\n")
        addDay(statement.asAt)
        add(" * (stated) balances of \(statement.fund.key)\n")
        for (account, balance) in statement.statedBalances {
            guard let place = accounts.place(of: account) else { continue }
            add("    ")
            addName(place)
            add("  0.00 GBP = ")
            addAmount(balance)
            add("\n")
        }
    }

    private mutating func addPlainHeading(of entry: Entry, startingLine start: String) {
        add(start)
        addDay(entry.transfer.day)
        add(" * (")
        addNumber(UInt64(entry.number))
        add(") ")
        addDescription(of: entry)
        add("\n")
    }

    /// Two spaces part the account from the amount; after one the amount would be part of its name.
    private mutating func addPlainPosting(_ place: Int, _ amount: Money) {
        add("    ")
        addName(place)
        add("  ")
        addAmount(amount)
        add("\n")
    }
}
