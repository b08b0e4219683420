import TestSupport
import Testing

@testable import LedgerCore

/// What must hold of any matching, whatever was paid and spent.
struct MatchingPropertyTests {
    private static let payees = [
        "Acme Ltd", "ACME", "Bravo", "Bravo Services", "", "Leics County Council", "LCC",
    ]
    private static let references = ["", "", "INV-1", "inv 001", "2", "INV-1, 2", "BACS", "77/3"]

    /// A book in which amounts, payees and references often meet.
    private func randomBook(_ random: inout SeededGenerator) throws -> MatchBook {
        var book = try MatchBook()
        let count = Int.random(in: 0...14, using: &random)
        func day() throws -> String {
            "\(try Build.day("2018-10-01").adding(days: Int.random(in: 0...90, using: &random)))"
        }
        func row() throws -> (Int64, String, String, String) {
            let pence = Int64.random(in: 1...6, using: &random) * 100 * (random.oneIn(6) ? -1 : 1)
            return (
                pence, random.pick(MatchingPropertyTests.payees, or: ""),
                random.pick(MatchingPropertyTests.references, or: ""), try day()
            )
        }
        for _ in 0..<count {
            let (pence, payee, reference, day) = try row()
            try book.pay(pence, payee, reference, on: day)
            if random.oneIn(2) { try book.spend(pence, payee, reference, on: day) }
        }
        for _ in 0..<count where random.oneIn(2) {
            let (pence, payee, reference, day) = try row()
            let number = try book.spend(pence, payee, reference, on: day)
            if random.oneIn(5) { try book.reverse(number) }
        }
        let spent = book.ledger.entries.filter { $0.transfer.kind == .spend }.map(\.number)
        for _ in 0..<3 where random.oneIn(2) && count > 0 && !spent.isEmpty {
            try book.decide(
                random.oneIn(2) ? .broken : .confirmed, [Int.random(in: 0..<count, using: &random)],
                [random.pick(spent, or: 1)])
        }
        if random.oneIn(2) { book.covered = "2018-10-20...2018-12-10" }
        return book
    }

    @Test func `the totals add up to the difference, and every row is told once`() throws {
        var random = SeededGenerator()
        for _ in 0..<400 {
            let book = try randomBook(&random)
            let matching = try book.matching()
            let totals = matching.totals
            let seed = Comment(rawValue: "SEED=\(random.seed)")
            #expect(totals.difference == totals.explained, seed)
            let paid =
                (matching.matched + matching.differing).flatMap(\.payments).map(\.name)
                + matching.onlyInFinance.map(\.payment.name)
            #expect(paid.count == book.payments.count && Set(paid).count == paid.count, seed)
            let spent =
                (matching.matched + matching.differing).flatMap(\.spends).map(\.entry.number)
                + matching.onlyInLedger.map(\.spend.entry.number)
            #expect(Set(spent).count == spent.count, seed)
            let standing = LedgerSpend.standing(
                in: book.ledger.entries, of: try Build.key(),
                covering: [try Build.day("2018-10-20")...Build.day("2018-12-10")])
            #expect(
                Set(spent).isSuperset(of: standing.filter(\.isCovered).map(\.entry.number)), seed)
            #expect(totals.finance == book.payments.reduce(.zero) { $0 + $1.amount }, seed)
        }
    }

    @Test func `with an extract kept before, the totals of the other still add up`() throws {
        var random = SeededGenerator()
        let all = try Build.day("2018-04-01")...Build.day("2019-03-31")
        let days = try Build.day("2018-11-01")...Build.day("2018-12-31")
        for _ in 0..<300 {
            let book = try randomBook(&random)
            let parts = Dictionary(grouping: book.payments) { _ in random.oneIn(2) }
            let (own, kept) = (parts[true] ?? [], parts[false] ?? [])
            // What stands in both lists is one payment.
            let named =
                NamedPayment.named(own, of: "own", digest: MatchBook.digest)
                + NamedPayment.named(kept + own.prefix(2), of: "kept", digest: MatchBook.digest)
            let matching = Matching(
                payments: named, entries: book.ledger.entries, of: try Build.key(),
                covering: [days, all], decisions: book.decisions,
                focus: MatchFocus(extract: "own", days: days))
            let totals = matching.totals
            let seed = Comment(rawValue: "SEED=\(random.seed)")
            #expect(totals.difference == totals.explained, seed)
            #expect(totals.finance == own.reduce(.zero) { $0 + $1.amount }, seed)
            #expect(matching.onlyInFinance.allSatisfy { $0.payment.extract == "own" }, seed)
            #expect(
                matching.onlyInLedger.allSatisfy { days.contains($0.spend.entry.transfer.day) },
                seed)
        }
    }

    @Test func `what is matched by itself is right, and no broken pair is in it`() throws {
        var random = SeededGenerator()
        for _ in 0..<400 {
            let book = try randomBook(&random)
            let matching = try book.matching()
            let seed = Comment(rawValue: "SEED=\(random.seed)")
            for match in matching.matched {
                #expect(match.finance == match.ledger, seed)
                guard match.way == .payeeAmountAndDate || match.way == .amountsThatAddUp else {
                    continue
                }
                for payment in match.payments {
                    for spend in match.spends {
                        let transfer = spend.entry.transfer
                        #expect(
                            abs(payment.payment.day.number - transfer.day.number) <= 31, seed)
                        #expect(
                            PayeeName(payment.payment.payee).resembles(PayeeName(transfer.payee)),
                            seed)
                    }
                }
            }
            for (index, decided) in book.decisions.enumerated()
            where decided.decision.verdict == .broken {
                let later = book.decisions[(index + 1)...].map(\.decision)
                guard !later.contains(where: { $0.verdict == .confirmed }) else { continue }
                for match in matching.matched + matching.differing {
                    #expect(
                        !(match.payments.contains { decided.decision.payments.contains($0.name) }
                            && match.spends.contains {
                                decided.decision.entries.contains($0.entry.id)
                            }), seed)
                }
            }
        }
    }

    @Test func `the order of the rows does not matter`() throws {
        var random = SeededGenerator()
        for _ in 0..<200 {
            var book = try randomBook(&random)
            book.covered = "2018-04-01...2019-03-31"
            let matching = try book.matching()
            let shuffled = Matching(
                payments: book.named.shuffled(using: &random), entries: book.ledger.entries,
                of: try Build.key(),
                covering: [try Build.day("2018-04-01")...Build.day("2019-03-31")],
                decisions: book.decisions)
            let seed = Comment(rawValue: "SEED=\(random.seed)")
            #expect(shuffled.matched == matching.matched, seed)
            #expect(shuffled.differing == matching.differing, seed)
            #expect(shuffled.onlyInFinance == matching.onlyInFinance, seed)
            #expect(shuffled.onlyInLedger == matching.onlyInLedger, seed)
        }
    }

    @Test func `a book held against itself agrees`() throws {
        var random = SeededGenerator()
        for _ in 0..<100 {
            var book = try MatchBook()
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let pence = Int64.random(in: 1...9, using: &random) * 100
                let payee = random.pick(["Acme Ltd", "Bravo", "Charlie and Co"], or: "")
                let day = "2018-10-\(10 + Int.random(in: 0...19, using: &random))"
                try book.pay(pence, payee, "", on: day)
                try book.spend(pence, payee, "", on: day)
            }
            #expect(try book.matching().agrees, "SEED=\(random.seed)")
        }
    }
}
