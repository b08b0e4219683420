/// The fewest transfers that settle changes which add up to nought.
///
/// Changes that cancel out within a group of their own save a transfer, so the changes are parted
/// into as many such groups as there can be; a group of n is settled by n − 1 transfers.
struct Settlement: Hashable, Sendable {
    let moves: [Move]
    /// False where there were too many changes to be sure that no fewer transfers would do.
    let isFewest: Bool

    /// Up to so many changes, opposite pairs aside, every way of parting them is looked at.
    static let exactLimit = 16

    /// Money from the place of one change in the list to that of another.
    struct Move: Hashable, Sendable {
        let from: Int
        let to: Int
        let amount: Money
    }

    /// One change: below nought for a place that gives, above for one that takes.
    struct Change: Hashable, Sendable {
        let amount: Money
        /// Among equal sums, a place is settled with one of its own sort first.
        let sort: Int
    }

    init(_ changes: [Change]) {
        let amounts = changes.map(\.amount)
        precondition(
            amounts.reduce(.zero, +) == .zero, "only changes that add up to nought are settled")
        var rest = amounts.indices.filter { amounts[$0] != .zero }
        var groups = Settlement.opposites(changes, &rest)
        isFewest = rest.count <= Settlement.exactLimit
        if !isFewest { groups += Settlement.threes(amounts, &rest) }
        groups +=
            rest.count <= Settlement.exactLimit
            ? Settlement.parted(rest, amounts) : [rest]
        moves = groups.flatMap { Settlement.settled($0, amounts) }
    }

    /// Takes out pairs of the same sum given and taken: some best parting always has them.
    private static func opposites(_ changes: [Change], _ rest: inout [Int]) -> [[Int]] {
        var takers: [Money: [Int]] = [:]
        for index in rest where changes[index].amount > .zero {
            takers[changes[index].amount, default: []].append(index)
        }
        var pairs: [[Int]] = []
        var taken: Set<Int> = []
        for isSameSort in [true, false] {
            for giver in rest where changes[giver].amount < .zero && !taken.contains(giver) {
                let sum = -changes[giver].amount
                guard
                    let place = takers[sum]?.firstIndex(where: {
                        !isSameSort || changes[$0].sort == changes[giver].sort
                    }), let taker = takers[sum]?.remove(at: place)
                else { continue }
                pairs.append([giver, taker])
                taken.formUnion([giver, taker])
            }
        }
        rest.removeAll(where: taken.contains)
        return pairs
    }

    /// Takes out groups of three; where there are too many changes for the best parting.
    private static func threes(_ amounts: [Money], _ rest: inout [Int]) -> [[Int]] {
        guard rest.count <= 2_000 else { return [] }
        var groups: [[Int]] = []
        var free = Set(rest)
        var places = Dictionary(grouping: rest, by: { amounts[$0] })
        for first in rest where free.contains(first) {
            for second in rest where second > first && free.contains(second) {
                let needed = -(amounts[first] + amounts[second])
                guard
                    let third = places[needed]?.first(where: {
                        $0 != first && $0 != second && free.contains($0)
                    })
                else { continue }
                groups.append([first, second, third])
                for taken in [first, second, third] {
                    free.remove(taken)
                    places[amounts[taken]]?.removeAll { $0 == taken }
                }
                break
            }
        }
        rest.removeAll { !free.contains($0) }
        return groups
    }

    /// The changes in as many groups that add up to nought as there can be.
    ///
    /// `most[set]` is the largest number of sets that add up to nought on a way of building the set
    /// up one change at a time.
    private static func parted(_ rest: [Int], _ amounts: [Money]) -> [[Int]] {
        guard !rest.isEmpty else { return [] }
        let full = 1 << rest.count
        var sums = [Int64](repeating: 0, count: full)
        var most = [Int8](repeating: 0, count: full)
        for set in 1..<full {
            let lowest = set.trailingZeroBitCount
            sums[set] = sums[set & (set - 1)] + amounts[rest[lowest]].pence
            var best: Int8 = 0
            var bits = set
            while bits != 0 {
                best = max(best, most[set & ~(1 << bits.trailingZeroBitCount)])
                bits &= bits - 1
            }
            most[set] = best + (sums[set] == 0 ? 1 : 0)
        }
        var groups: [[Int]] = []
        var group: [Int] = []
        var set = full - 1
        while set != 0 {
            let worth = most[set] - (sums[set] == 0 ? 1 : 0)
            guard
                let last = rest.indices.last(where: {
                    set & (1 << $0) != 0 && most[set & ~(1 << $0)] == worth
                })
            else { preconditionFailure("a set is built up from one with a change less") }
            if sums[set] == 0, !group.isEmpty {
                groups.append(group)
                group = []
            }
            group.append(rest[last])
            set &= ~(1 << last)
        }
        return (groups + [group]).reversed().map { $0.sorted() }
    }

    /// One group's transfers: the largest giver to the largest taker, until all is settled.
    private static func settled(_ group: [Int], _ amounts: [Money]) -> [Move] {
        func ordered(_ isGiver: Bool) -> [(place: Int, left: Money)] {
            group.filter { (amounts[$0] < .zero) == isGiver }
                .map { (place: $0, left: amounts[$0].magnitude) }
                .sorted { ($1.left, $0.place) < ($0.left, $1.place) }
        }
        var givers = ordered(true)
        var takers = ordered(false)
        var (giver, taker) = (0, 0)
        var moves: [Move] = []
        while giver < givers.count, taker < takers.count {
            let amount = min(givers[giver].left, takers[taker].left)
            moves.append(
                Move(from: givers[giver].place, to: takers[taker].place, amount: amount))
            givers[giver].left -= amount
            takers[taker].left -= amount
            if givers[giver].left == .zero { giver += 1 }
            if takers[taker].left == .zero { taker += 1 }
        }
        return moves
    }
}
