internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// Entries of another origin that say of a payment what a row says: perhaps the same money.
struct SimilarEntries {
    /// How an entry is like a row, the surest way first.
    private enum Way: CaseIterable {
        /// It was made of the very same file, under the name of another source.
        case file
        case facts
        case otherPayee
        case otherAmount
    }

    /// What a row and an entry have in common.
    private struct Key: Hashable {
        let way: Way
        let kind: TransferKind
        var payee: [UInt8] = []
        var reference: [UInt8] = []
        var amount: Money?
        var day: CalendarDay?
        var project: Code?
    }

    /// A transfer's facts in a form that other writings of them have too.
    private struct Facts {
        let transfer: Transfer
        let payee: [UInt8]
        let reference: [UInt8]

        init(_ transfer: Transfer) {
            self.transfer = transfer
            payee = foldedLabel(transfer.payee)
            reference = foldedNumber(transfer.reference)
        }

        /// Nil where too little is known to say that two are alike in this way.
        func key(_ way: Way, ofOneProject: Bool) -> Key? {
            let project = transfer.from ?? transfer.to
            var key = Key(way: way, kind: transfer.kind)
            key.project = ofOneProject ? project : nil
            if way != .otherPayee { key.payee = payee }
            if way != .otherAmount { key.amount = transfer.amount }
            key.reference = reference
            switch way {
            case .file: key.day = transfer.day
            case .facts:
                guard !payee.isEmpty || !reference.isEmpty else { return nil }
                // Without a reference, like payments on other days are usual; without a payee, one
                // document often holds several projects' lines.
                if reference.isEmpty { key.day = transfer.day }
                if payee.isEmpty { key.project = project }
            case .otherPayee:
                guard !reference.isEmpty else { return nil }
            case .otherAmount:
                guard !reference.isEmpty, !payee.isEmpty else { return nil }
                // One invoice often has a line for each of several projects.
                key.project = project
            }
            return key
        }
    }

    /// A corrected row comes soon; the number of a contract or an account returns every month.
    private static let daysToCorrect = 27

    private let rows: [(place: Int, facts: Facts)]
    private let mark: String
    private var entries: [Key: [Entry]] = [:]
    private var taken: Set<Int> = []
    /// The entry that each row is like, by the row's place; no entry stands for two rows.
    private(set) var found: [Int: Entry] = [:]

    /// Looks through the funds that the rows go to.
    ///
    /// `mark` is what notes say of the file itself. Entries that were reversed, and those that rows
    /// of the list are, do not count.
    init(
        to rows: [SpendPlan.Row], mark: String, except known: Set<EntryID>, in ledger: Ledger
    ) throws {
        self.mark = mark
        self.rows = rows.enumerated().compactMap { place, row in
            guard !known.contains(row.id) else { return nil }
            return row.transfer.map { (place, Facts($0)) }
        }
        try readEntries(except: known, in: ledger)
        for way in Way.allCases {
            for isOfOneProject in [true, false] {
                for row in self.rows where found[row.place] == nil {
                    guard let key = row.facts.key(way, ofOneProject: isOfOneProject),
                        let entry = first(of: key, like: row.facts.transfer)
                    else { continue }
                    found[row.place] = entry
                    taken.insert(entry.number)
                }
            }
        }
    }

    private mutating func readEntries(except known: Set<EntryID>, in ledger: Ledger) throws {
        var wanted: Set<Key> = []
        for row in rows { wanted.formUnion(SimilarEntries.keys(of: row.facts, isOfFile: true)) }
        let amounts = Set(rows.map(\.facts.transfer.amount))
        let references = Set(rows.map(\.facts.reference).filter { !$0.isEmpty })
        for fund in Set(rows.map(\.facts.transfer.fund)) {
            var filter = EntryFilter()
            filter.fund = fund
            var reversed: Set<Int> = []
            filter.kind = .reversal
            try ledger.forEachEntry(matching: filter) { reversed.insert($0.answers ?? 0) }
            for kind in [TransferKind.spend, .refund] {
                filter.kind = kind
                try ledger.forEachEntry(matching: filter) { entry in
                    let facts = Facts(entry.transfer)
                    guard
                        amounts.contains(entry.transfer.amount)
                            || references.contains(facts.reference),
                        !known.contains(entry.id), !reversed.contains(entry.number)
                    else { return }
                    let keys = SimilarEntries.keys(
                        of: facts, isOfFile: entry.transfer.note.isMarked(mark))
                    for key in keys where wanted.contains(key) {
                        entries[key, default: []].append(entry)
                    }
                }
            }
        }
        // The first are taken from the end.
        for key in entries.keys { entries[key]?.reverse() }
    }

    private static func keys(of facts: Facts, isOfFile: Bool) -> Set<Key> {
        let ways = Way.allCases.filter { $0 != .file || isOfFile }
        return Set(
            ways.flatMap { way in
                [true, false].compactMap { facts.key(way, ofOneProject: $0) }
            })
    }

    /// The first entry with the key that no other row has.
    private mutating func first(of key: Key, like transfer: Transfer) -> Entry? {
        while let last = entries[key]?.last, taken.contains(last.number) {
            entries[key]?.removeLast()
        }
        guard key.way == .otherAmount else { return entries[key]?.last }
        return entries[key]?.suffix(100).last { entry in
            !taken.contains(entry.number) && entry.transfer.amount != transfer.amount
                && abs(entry.transfer.day.number - transfer.day.number)
                    <= SimilarEntries.daysToCorrect
        }
    }
}
