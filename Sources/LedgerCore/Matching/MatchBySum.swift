extension Matcher {
    /// The most rows of one side that may add up to one row of the other.
    private static let mostParts = 6
    /// With more rows than this to choose from, sums come about by chance.
    private static let mostCandidates = 30

    /// Matches one payment to several spends of the same payee that add up to it, or several
    /// payments to one spend, all with days near.
    ///
    /// Only where exactly one set adds up, and no row is wanted by two: else it is left for a person.
    mutating func matchBySum() {
        var steps = 6_000_000
        // What one pass matches may leave another row with one set only.
        for _ in 0..<4 {
            let (sums, unclear) = sums(&steps)
            var (paid, spent): ([Int: Int], [Int: Int]) = ([:], [:])
            for sum in sums {
                for payment in sum.payments { paid[payment, default: 0] += 1 }
                for spend in sum.spends { spent[spend, default: 0] += 1 }
            }
            func isClear(_ sum: RowSum) -> Bool {
                sum.payments.allSatisfy { paid[$0] == 1 }
                    && sum.spends.allSatisfy { spent[$0] == 1 }
            }
            let clear = sums.filter(isClear)
            for sum in clear { match(sum.payments, sum.spends, by: .amountsThatAddUp) }
            unclearSums = unclear + sums.filter { !isClear($0) }
            guard !clear.isEmpty else { return }
        }
    }

    /// The rows of one side that each have exactly one set adding up to them, and those with more.
    private func sums(_ steps: inout Int) -> (only: [RowSum], several: [RowSum]) {
        let (paid, spent) = (freePayments, freeSpends)
        let paidRows = PayeeRows(paid.map { ($0, paymentPayees[$0], day(payment: $0)) })
        let spentRows = PayeeRows(spent.map { ($0, spendPayees[$0], day(spend: $0)) })
        var (only, several): ([RowSum], [RowSum]) = ([], [])
        for payment in paid {
            let likely = spentRows.near(
                day(payment: payment), within: nearness, payees.alike[paymentPayees[payment]],
                most: Matcher.mostCandidates
            ).filter { !isBroken(payment, $0) }
            var search = SubsetSearch(
                likely.map { amount(spend: $0).pence }, for: amount(payment: payment).pence,
                most: Matcher.mostParts)
            let found = search.found(&steps).map { set in
                RowSum(payments: [payment], spends: set.map { likely[$0] })
            }
            if found.count == 1 { only += found } else { several += found }
        }
        for spend in spent {
            let likely = paidRows.near(
                day(spend: spend), within: nearness, payees.alike[spendPayees[spend]],
                most: Matcher.mostCandidates
            ).filter { !isBroken($0, spend) }
            var search = SubsetSearch(
                likely.map { amount(payment: $0).pence }, for: amount(spend: spend).pence,
                most: Matcher.mostParts)
            let found = search.found(&steps).map { set in
                RowSum(payments: set.map { likely[$0] }, spends: [spend])
            }
            if found.count == 1 { only += found } else { several += found }
        }
        return (only, several)
    }
}

/// Rows by payee in the order of their days.
struct PayeeRows {
    private let rows: [Int: [(row: Int, day: Int)]]

    init(_ rows: [(row: Int, payee: Int, day: Int)]) {
        self.rows = Dictionary(grouping: rows, by: \.payee).mapValues { rows in
            rows.map { ($0.row, $0.day) }.sorted { ($0.day, $0.row) < ($1.day, $1.row) }
        }
    }

    /// The rows of the payees at most so many days away, in order; none where there are more than
    /// `most`.
    func near(_ day: Int, within days: Int, _ payees: [Int], most: Int) -> [Int] {
        var found: [Int] = []
        for payee in payees {
            guard let rows = rows[payee] else { continue }
            var index = firstPlace(in: rows) { $0.day >= day - days }
            while index < rows.count, rows[index].day <= day + days {
                found.append(rows[index].row)
                if found.count > most { return [] }
                index += 1
            }
        }
        return found.sorted()
    }

    /// The rows of the payees nearest the day, at most `most` on either side of it.
    func nearest(_ day: Int, _ payees: [Int], most: Int) -> [Int] {
        payees.flatMap { payee -> [Int] in
            guard let rows = rows[payee] else { return [] }
            let index = firstPlace(in: rows) { $0.day >= day }
            return rows[max(0, index - most)..<min(rows.count, index + most)].map(\.row)
        }
    }
}

/// The place of the first of ordered things that is far enough; their count where none is.
private func firstPlace<Thing>(in things: [Thing], where isFar: (Thing) -> Bool) -> Int {
    var (low, high) = (0, things.count)
    while low < high {
        let middle = (low + high) / 2
        if isFar(things[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
}

/// Looks for sets of amounts that make a sum: none, the one, or the first two.
private struct SubsetSearch {
    /// The largest first, each with its place.
    private let amounts: [(pence: Int64, place: Int)]
    /// The sums of the amounts before each.
    private let sums: [Int64]
    private let target: Int64
    private let most: Int
    private var chosen: [Int] = []
    private var sets: [[Int]] = []
    /// What one search may cost.
    private var own = 60_000

    init(_ amounts: [Int64], for target: Int64, most: Int) {
        self.amounts = amounts.enumerated().map { ($0.element, $0.offset) }
            .sorted { ($0.pence, $1.place) > ($1.pence, $0.place) }
        sums = self.amounts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.pence) }
        self.target = target
        self.most = most
    }

    /// The sets of two and more, by places; nothing is said where it would cost too much.
    mutating func found(_ steps: inout Int) -> [[Int]] {
        let before = own
        for size in 2...most where size <= amounts.count && own > 0 && sets.count < 2 {
            search(from: 0, size, target)
        }
        steps -= before - own
        return own > 0 && steps > 0 ? sets.map { $0.sorted() } : []
    }

    private mutating func search(from start: Int, _ size: Int, _ rest: Int64) {
        own -= 1
        guard size > 0 else {
            if rest == 0 { sets.append(chosen) }
            return
        }
        for index in start..<max(start, amounts.count - size + 1) {
            guard own > 0, sets.count < 2 else { return }
            // The largest that can still be reached, and the smallest.
            if sums[index + size] - sums[index] < rest { return }
            let smallest = sums[amounts.count] - sums[amounts.count - size + 1]
            if amounts[index].pence + smallest > rest { continue }
            chosen.append(amounts[index].place)
            search(from: index + 1, size - 1, rest - amounts[index].pence)
            chosen.removeLast()
        }
    }
}
