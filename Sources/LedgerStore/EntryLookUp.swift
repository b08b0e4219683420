internal import GRDB
public import LedgerCore

/// An entry, and the number of the one that reversed it.
public struct KnownEntry: Hashable, Sendable {
    public let entry: Entry
    /// Nil where the entry stands.
    public let reversedBy: Int?
}

extension Ledger {
    /// The entries of those ids that the ledger has, in one snapshot.
    public func entries(
        named ids: some Sequence<EntryID>
    ) throws(LedgerError) -> [EntryID: KnownEntry] {
        try reading { db in
            let decoder = EntryRows(places: try Places(db))
            let find = try db.cachedStatement(sql: EntryRows.select + "WHERE e.id = ?")
            let findReversal = try db.cachedStatement(
                sql: "SELECT number FROM entry WHERE answers = ? AND kind = 12")
            var found: [EntryID: KnownEntry] = [:]
            for id in ids {
                guard let row = try Row.fetchOne(find, arguments: [id.text]) else { continue }
                let entry = try decoder.entry(row)
                found[id] = KnownEntry(
                    entry: entry,
                    reversedBy: try Int.fetchOne(findReversal, arguments: [entry.number]))
            }
            return found
        }
    }
}
