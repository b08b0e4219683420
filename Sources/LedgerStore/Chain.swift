private import Foundation
internal import GRDB
internal import LedgerCore

/// The end of the chain while records are added to it, in one transaction.
struct Chain {
    private(set) var entries: Int
    private(set) var registrations: Int
    private(set) var hash: LedgerHash
    /// When the last record was made; a clock that was set back does not unsettle the order.
    private(set) var lastRecorded: Moment

    init(_ db: Database) throws {
        try self.init(db, cut: Cut(db, asKnown: nil))
    }

    /// The chain as it ended at the cut.
    init(_ db: Database, cut: Cut) throws {
        entries = cut.entries
        registrations = cut.registrations
        hash = cut.head.hash
        let last = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(ifnull((SELECT recorded FROM entry WHERE number = ?), 0),
                        ifnull((SELECT recorded FROM registration WHERE number = ?), 0))
                    """), arguments: [entries, registrations])
        lastRecorded = Moment(milliseconds: last ?? 0)
    }

    var head: LedgerHead { LedgerHead(entry: entries, hash: hash) }

    /// Takes the next number for an entry and links it.
    mutating func link(
        _ transfer: Transfer, at moment: Moment, by recorder: String
    ) -> (number: Int, id: EntryID, recorded: Moment, hash: LedgerHash) {
        let number = entries + 1
        let recorded = max(moment, lastRecorded)
        let id = transfer.id ?? madeID(for: transfer, number: number)
        hash = sha256(
            transfer.canonicalBytes(
                after: hash, number: number, id: id, recorded: recorded, recorder: recorder))
        entries = number
        lastRecorded = recorded
        return (number, id, recorded, hash)
    }

    /// Takes the next number for a registration and links it.
    mutating func link(
        _ registration: Registration, at moment: Moment, by recorder: String
    ) -> (number: Int, recorded: Moment, hash: LedgerHash) {
        let number = registrations + 1
        let recorded = max(moment, lastRecorded)
        hash = sha256(
            registration.canonicalBytes(
                after: hash, number: number, afterEntry: entries, recorded: recorded,
                recorder: recorder))
        registrations = number
        lastRecorded = recorded
        return (number, recorded, hash)
    }

    /// An id for a transfer that brings none: from its content and all that was recorded before it.
    private func madeID(for transfer: Transfer, number: Int) -> EntryID {
        var canonical = CanonicalBytes()
        canonical.add(hash)
        canonical.add(Int64(number))
        transfer.addContent(to: &canonical)
        return EntryID(digest: sha256(canonical.bytes).bytes)
    }
}
