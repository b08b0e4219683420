import TestSupport
import Testing

@testable import LedgerCore

struct SettlementTests {
    private func settlement(_ pence: [Int64], sorts: [Int]? = nil) -> Settlement {
        Settlement(
            pence.enumerated().map {
                Settlement.Change(amount: Money(pence: $1), sort: sorts?[$0] ?? 0)
            })
    }

    /// The changes that are left once the transfers are made.
    private func left(_ pence: [Int64], after moves: [Settlement.Move]) -> [Int64] {
        moves.reduce(into: pence) { left, move in
            left[move.from] += move.amount.pence
            left[move.to] -= move.amount.pence
        }
    }

    /// The fewest transfers by trying every one: the first change is settled with each other.
    private func fewest(_ pence: [Int64]) -> Int {
        let changes = pence.filter { $0 != 0 }
        guard let first = changes.first else { return 0 }
        let others = changes.dropFirst()
        return 1
            + (others.indices.filter { (changes[$0] < 0) != (first < 0) }.map { other in
                var rest = changes
                rest[other] += first
                return fewest(Array(rest.dropFirst()))
            }.min() ?? 0)
    }

    @Test(arguments: [
        ([], 0), ([0, 0], 0), ([-500, 500], 1), ([-500, 300, 200], 2), ([-300, -200, 500], 2),
        ([-500, 500, -300, 300], 2), ([-7, 3, 4, -5, 5], 3), ([-10, 4, 6, -9, 2, 7], 4),
        ([-1, -2, -3, -4, 2, 3, 5], 4),
    ])
    func `changes are settled by the fewest transfers`(pence: [Int64], transfers: Int) {
        let settlement = settlement(pence)
        #expect(settlement.moves.count == transfers)
        #expect(settlement.isFewest)
        #expect(left(pence, after: settlement.moves).allSatisfy { $0 == 0 })
    }

    @Test func `among equal sums each sort is settled within itself`() {
        let moves = settlement([500, -500, -500, 500], sorts: [1, 0, 1, 0]).moves
        #expect(moves.map(\.from).sorted() == [1, 2])
        #expect(moves.first { $0.from == 1 }?.to == 3)
        #expect(moves.first { $0.from == 2 }?.to == 0)
    }

    @Test func `no place both gives and takes, and none gives more than it has`() {
        var random = SeededGenerator()
        for _ in 0..<200 {
            let pence = changes(&random, count: Int.random(in: 2...30, using: &random))
            for move in settlement(pence).moves {
                #expect(move.amount > .zero)
                #expect(pence[move.from] < 0)
                #expect(pence[move.to] > 0)
            }
        }
    }

    @Test func `small lists are settled as well as by trying everything`() {
        var random = SeededGenerator()
        for _ in 0..<150 {
            let pence = changes(&random, count: Int.random(in: 2...8, using: &random), upTo: 9)
            let settlement = settlement(pence)
            #expect(settlement.moves.count == fewest(pence), "\(pence)")
            #expect(left(pence, after: settlement.moves).allSatisfy { $0 == 0 })
        }
    }

    @Test func `the most changes that every parting is looked at for, and one more`() {
        // Powers of two: no group but the whole adds up to nought.
        func powers(_ count: Int) -> [Int64] {
            let giving = (0..<(count - 1)).map { -(Int64(1) << $0) }
            return giving + [-giving.reduce(0, +)]
        }
        let most = settlement(powers(Settlement.exactLimit))
        #expect(most.isFewest)
        #expect(most.moves.count == Settlement.exactLimit - 1)
        let more = settlement(powers(Settlement.exactLimit + 1))
        #expect(!more.isFewest)
        #expect(more.moves.count == Settlement.exactLimit)
    }

    @Test func `a long list is settled all the same`() {
        var random = SeededGenerator()
        for count in [40, 500, 3_000] {
            let pence = changes(&random, count: count, upTo: 1_000_000)
            let moves = settlement(pence).moves
            #expect(left(pence, after: moves).allSatisfy { $0 == 0 })
            #expect(moves.count < count)
        }
    }

    /// Random changes that add up to nought.
    private func changes(
        _ random: inout SeededGenerator, count: Int, upTo most: Int64 = 50
    ) -> [Int64] {
        let changes = (1..<count).map { _ in Int64.random(in: -most...most, using: &random) }
        return changes + [-changes.reduce(0, +)]
    }
}
