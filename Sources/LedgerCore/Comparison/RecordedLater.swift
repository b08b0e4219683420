extension StatementComparison {
    /// For proposals, by their places, the entry of a day after the table's that says the same.
    ///
    /// Such an entry is not in the ledger's figures as at the table's day: where the table was held
    /// against too early a day, the money would be counted twice. What a later statement asked for
    /// holds all that changed until then, so that its entries count whatever their amounts. An entry
    /// stands for one proposal; reversed ones do not count.
    public func recordedLater(among entries: [Entry]) -> [Int: Entry] {
        let reversed = Set(
            entries.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
        var free = entries.filter { entry in
            entry.transfer.fund == ledger.fund.key && entry.transfer.day > table.day
                && !reversed.contains(entry.number)
        }
        var found: [Int: Entry] = [:]
        for isSameAmount in [true, false] {
            for (place, proposal) in proposed.enumerated() where found[place] == nil {
                guard let proposedEntry = proposal.entry,
                    let index = free.firstIndex(where: {
                        $0.transfer.moves(as: proposedEntry)
                            && (isSameAmount
                                ? $0.transfer.amount == proposedEntry.amount
                                : $0.transfer.isOfStatement)
                    })
                else { continue }
                found[place] = free.remove(at: index)
            }
        }
        return found
    }
}

extension Transfer {
    /// Whether it moves money of the same kind between the same projects.
    fileprivate func moves(as entry: ProposedEntry) -> Bool {
        kind == entry.kind && from == entry.from && to == entry.to
    }

    /// Whether it was recorded from a printed table, whose SHA-256 ends its reference then.
    fileprivate var isOfStatement: Bool {
        let mark = Array("sha256:".utf8)
        let last = Array(reference.utf8.suffix(mark.count + 64))
        return last.count == mark.count + 64 && last.starts(with: mark)
    }
}
