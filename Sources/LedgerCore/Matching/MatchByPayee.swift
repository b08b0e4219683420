extension Matcher {
    /// Matches one payment to one spend of the same payee and amount, with at most `nearness` days
    /// between them.
    ///
    /// The nearest day goes first. Of spends as near, one with the very same payee goes first, then
    /// one dated on or before the payment, then the lowest entry number; of payments, the earliest.
    /// Where each side names another document of one numbering, the pair comes after all that do not.
    mutating func matchByPayee() {
        pairOff(freePayments, freeSpends, by: .payeeAmountAndDate)
    }

    /// Pairs rows of one amount, the nearest days first; by reference whatever their payees are.
    mutating func pairOff(_ payments: [Int], _ spends: [Int], by way: Match.Way) {
        let isByPayee = way == .payeeAmountAndDate
        let paid = Dictionary(grouping: payments, by: amount(payment:))
        let spent = Dictionary(grouping: spends, by: amount(spend:))
        for (amount, payments) in paid {
            guard let spends = spent[amount] else { continue }
            var shelf = Shelf(spends, of: self, isByPayee: isByPayee)
            var left = payments.sorted().map { Seeker($0, of: self, among: shelf) }
            for contradicts in [false, true] {
                for distance in 0...nearness {
                    guard !left.isEmpty, !shelf.isEmpty else { break }
                    left = left.filter { seeker in
                        let spend = shelf.take(
                            for: seeker, distance: distance, contradicts: contradicts,
                            broken: broken)
                        guard let spend else { return true }
                        match(
                            [seeker.payment], [spend], by: way,
                            doubt: contradicts && isByPayee ? .otherReference : nil)
                        return false
                    }
                }
            }
        }
    }
}

/// A payment that looks for its spend.
private struct Seeker {
    let payment: Int
    let day: Int
    let reference: InvoiceReference?
    let shape: [UInt8]
    /// The payees it may be for: the very same first, then those that resemble it.
    let payees: [[Int]]

    init(_ payment: Int, of matcher: Matcher, among shelf: Shelf) {
        self.payment = payment
        day = matcher.day(payment: payment)
        reference = matcher.paymentReferences[payment]
        shape = reference?.shape ?? []
        let own = matcher.paymentPayees[payment]
        let alike = matcher.payees.alike[own].filter(shelf.payees.contains)
        payees =
            shelf.isByPayee
            ? [alike.filter { $0 == own }, alike.filter { $0 != own }].filter { !$0.isEmpty }
            : [[PayeeIndex.blank]]
    }
}

/// Spends of one amount, by payee and day.
private struct Shelf {
    private struct Place: Hashable {
        let payee: Int
        let day: Int
    }

    /// Spends of one payee and day whose references are built alike.
    private struct Pile {
        let shape: [UInt8]
        /// The highest number first, so that the lowest is taken off the end.
        var spends: [(index: Int, reference: InvoiceReference?)]

        /// The row nearest the top that will do: two numbers of one numbering are two documents.
        func row(
            for seeker: Seeker, _ contradicts: Bool, _ broken: Set<Matcher.Pair>
        ) -> Int? {
            let isLike = !shape.isEmpty && shape == seeker.shape
            guard isLike || !contradicts else { return nil }
            // What has the same number was matched by it; a short look is enough for what a
            // decision left over.
            let rows = isLike && !contradicts ? spends.suffix(8) : spends[...]
            return rows.lastIndex { row in
                (isLike && row.reference != seeker.reference) == contradicts
                    && !broken.contains(Matcher.Pair(payment: seeker.payment, spend: row.index))
            }
        }
    }

    private var piles: [Place: [Pile]] = [:]
    private var count: Int
    let isByPayee: Bool
    let payees: Set<Int>

    var isEmpty: Bool { count == 0 }

    init(_ spends: [Int], of matcher: Matcher, isByPayee: Bool) {
        self.isByPayee = isByPayee
        count = spends.count
        payees = Set(spends.map { matcher.spendPayees[$0] })
        for spend in spends.sorted(by: >) {
            let payee = isByPayee ? matcher.spendPayees[spend] : PayeeIndex.blank
            let place = Place(payee: payee, day: matcher.day(spend: spend))
            let reference = matcher.spendReferences[spend]
            let shape = reference?.shape ?? []
            let row = (index: spend, reference: reference)
            if let pile = piles[place, default: []].firstIndex(where: { $0.shape == shape }) {
                piles[place, default: []][pile].spends.append(row)
            } else {
                piles[place, default: []].append(Pile(shape: shape, spends: [row]))
            }
        }
    }

    /// Takes the spend away that goes first among those so many days from the payment.
    mutating func take(
        for seeker: Seeker, distance: Int, contradicts: Bool, broken: Set<Matcher.Pair>
    ) -> Int? {
        let days = distance == 0 ? [seeker.day] : [seeker.day - distance, seeker.day + distance]
        for payees in seeker.payees {
            for day in days {
                let places = payees.map { Place(payee: $0, day: day) }
                if let spend = take(from: places, seeker, contradicts, broken) { return spend }
            }
        }
        return nil
    }

    /// The lowest number that will do.
    private mutating func take(
        from places: [Place], _ seeker: Seeker, _ contradicts: Bool, _ broken: Set<Matcher.Pair>
    ) -> Int? {
        var best: (place: Place, pile: Int, row: Int, spend: Int)?
        for place in places {
            for (number, pile) in (piles[place] ?? []).enumerated() {
                guard let row = pile.row(for: seeker, contradicts, broken) else { continue }
                let spend = pile.spends[row].index
                if best.map({ spend < $0.spend }) ?? true { best = (place, number, row, spend) }
            }
        }
        guard let best else { return nil }
        piles[best.place]?[best.pile].spends.remove(at: best.row)
        count -= 1
        return best.spend
    }
}
