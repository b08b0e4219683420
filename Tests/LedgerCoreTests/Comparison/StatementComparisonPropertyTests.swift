import TestSupport
import Testing

@testable import LedgerCore

/// A ledger, changes nobody has recorded in it, and the statement that was printed after them.
private struct Republished {
    var ledger: PaperLedger
    var rows: [Tabulation.Row]

    private static let names = [
        "Street wardens", "Cameras", "Mediation", "Detached work", "Detached work", "Fire skills",
        "Cycle theft", "Domestic abuse services", "Substance misuse", "Pop-up shop",
    ]

    init(_ random: inout SeededGenerator) throws {
        let count = Int.random(in: 3...10, using: &random)
        ledger = PaperLedger(
            [try Build.fund()],
            projects: try (0..<count).map {
                try Build.project("PLF-\(padded($0 + 1, 2))", description: Self.names[$0])
            })
        rows = []
        try ledger.record(Build.transfer(.award, on: "2018-04-01", pence: 1_000_000))
        for (index, project) in ledger.projects.enumerated() {
            // Distinct sums, so that no line can be taken for another by its figures.
            let pence = Int64(index + 1) * 10_000 + Int64.random(in: 0...9, using: &random) * 100
            try ledger.record(
                Build.transfer(.allocation, on: "2018-04-01", to: project.code.text, pence: pence))
            let spent = random.oneIn(2) ? Int64.random(in: 1...pence, using: &random) : 0
            if spent > 0 {
                try ledger.record(Build.transfer(.spend, from: project.code.text, pence: spent))
            }
            rows.append(Tabulation.Row(project.description, pence, spent))
        }
        change(&random)
    }

    /// Moves, new spend, credits, other names, new lines and lines that go.
    private mutating func change(_ random: inout SeededGenerator) {
        var moved = [Int64](repeating: 0, count: rows.count)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let giver = Int.random(in: rows.indices, using: &random)
            let taker = Int.random(in: rows.indices, using: &random)
            let free = (rows[giver].allocated ?? 0) + moved[giver] - (rows[giver].spent ?? 0)
            guard giver != taker, free > 0 else { continue }
            let pence = Int64.random(in: 1...min(free, 12), using: &random)
            moved[giver] -= pence
            moved[taker] += pence
        }
        if random.oneIn(3) { moved[0] += 7 }
        for index in rows.indices {
            let allocated = (rows[index].allocated ?? 0) + moved[index]
            var spent = rows[index].spent ?? 0
            if random.oneIn(4), spent < allocated {
                spent += Int64.random(in: 1...(allocated - spent), using: &random)
            } else if random.oneIn(6), spent > 1 {
                spent -= 1
            }
            rows[index] = Tabulation.Row(rows[index].label, allocated, spent)
            if random.oneIn(8), rows.count < 5 || index < 3 { rows[index].label += " scheme" }
        }
        if random.oneIn(3), let last = rows.last, last.spent == 0,
            last.label == Self.names[rows.count - 1]
        {
            // A new line at the end takes the place of one that goes.
            rows[rows.count - 1] = Tabulation.Row("Bike marking", last.allocated ?? 0, 0)
        }
    }
}

struct StatementComparisonPropertyTests {
    @Test func `what is proposed is admitted and leads to the printed figures`() throws {
        var random = SeededGenerator()
        for _ in 0..<200 {
            let printed = try Republished(&random)
            var ledger = printed.ledger
            let table = try Tabulation(printed.rows).printed()
            let found = try StatementComparison(table, against: ledger.statement())
            #expect(found.unplaced.isEmpty && found.faults.isEmpty)
            #expect(found.agrees == found.proposed.isEmpty)
            try ledger.apply(found.proposed)
            let after = try ledger.statement()
            let again = try StatementComparison(table, against: after)
            #expect(again.agrees, "\(found.steps) left \(again.steps), \(again.differences)")
            for balance in found.balances {
                let line = after.lines.first { $0.project.code == balance.project }
                #expect(line?.allocated == balance.after.allocated)
                #expect(line?.spent == balance.after.spent)
                #expect(line?.project.description == balance.description)
            }
        }
    }

    @Test func `no fewer moves of money would do`() throws {
        var random = SeededGenerator()
        for _ in 0..<150 {
            let printed = try Republished(&random)
            let found = try StatementComparison(
                Tabulation(printed.rows).printed(), against: printed.ledger.statement())
            let kinds: Set<TransferKind> = [.virement, .allocation, .release]
            let moves = found.proposed.filter { $0.entry.map { kinds.contains($0.kind) } ?? false }
            let sums = found.balances.map { ($0.after.allocated - $0.before.allocated).pence }
            #expect(moves.count == fewest(sums + [-sums.reduce(0, +)]))
            #expect(Set(moves.map(\.reason)).count == moves.count)
        }
    }

    /// The fewest transfers by trying every one: the first change is settled with each other.
    private func fewest(_ pence: [Int64]) -> Int {
        let changes = pence.filter { $0 != 0 }
        guard let first = changes.first else { return 0 }
        return 1
            + (changes.indices.dropFirst().filter { (changes[$0] < 0) != (first < 0) }.map {
                other in
                var rest = changes
                rest[other] += first
                return fewest(Array(rest.dropFirst()))
            }.min() ?? 0)
    }

    @Test func `any table at all is compared without a trap`() throws {
        var random = SeededGenerator()
        let labels = [
            "Street wardens", "PLF-02", "PLF-02 x", "", "*", "–", "Cameras1", "Total", "£",
        ]
        let figures: [Int64?] = [
            nil, 0, -1, 1, 5, 1_000, 99_999_999_999_999_999, -99_999_999_999_999_999,
        ]
        let ledger = try PaperLedger(allocations: [("PLF-01", 1_000), ("PLF-02", 0)])
        for _ in 0..<2_000 {
            let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Tabulation.Row(
                    random.pick(labels, or: ""), random.pick(figures, or: nil),
                    random.pick(figures, or: nil), random.pick(figures, or: nil))
            }
            var table = Tabulation(rows)
            if random.oneIn(3) { table.total = rows.first }
            table.heading = random.oneIn(2) ? Tabulation.heading(random.pick(figures, or: 1)) : nil
            let told: [Int: LineIdentity] = random.oneIn(2) ? [2: .newProject] : [:]
            let found = try? StatementComparison(
                table.printed(), against: ledger.statement(), told: told)
            guard let found, found.refusal == nil else { continue }
            var after = ledger
            #expect(throws: Never.self) { try after.apply(found.proposed) }
            let again = try StatementComparison(table.printed(), against: after.statement())
            #expect(again.proposed.isEmpty || !told.isEmpty, "\(found.steps), then \(again.steps)")
        }
    }
}
