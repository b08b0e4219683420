import LedgerCore

extension FundStatement {
    /// What each account of the fund year holds, as the statement's figures imply it.
    ///
    /// The funder's side is all that was awarded and not repaid; what is due is all that was
    /// claimed; both are owed, hence below nought.
    var statedBalances: [(account: Account, balance: Money)] {
        func account(_ role: AccountRole, of line: Line? = nil) -> Account {
            Account(fund: fund.key, project: line?.project.code, role: role)
        }
        var balances = [
            (account(.funder), repaid - award), (account(.unallocated), unallocated),
            (account(.due), -claimed), (account(.claimed), claimed - received),
            (account(.received), received),
        ]
        for line in lines {
            balances.append((account(.available, of: line), line.freeBalance))
            balances.append((account(.committed, of: line), line.committed))
            balances.append((account(.spent, of: line), line.spent))
        }
        return balances
    }
}
