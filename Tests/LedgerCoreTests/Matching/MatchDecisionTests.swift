import TestSupport
import Testing

@testable import LedgerCore

struct MatchDecisionTests {
    @Test func `a confirmed match goes first and says who made it`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        let near = try book.spend(12_000)
        let far = try book.spend(12_000, "Bravo", on: "2018-04-02")
        try book.decide(.confirmed, [0], [far], by: "C. Clerk")
        let matching = try book.matching()
        #expect(matching.matched.map { $0.spends.map(\.entry.number) } == [[far]])
        guard case .confirmed(let decided)? = matching.matched.first?.way else {
            Issue.record("it is not matched by the decision")
            return
        }
        #expect(decided.by == "C. Clerk")
        #expect(matching.onlyInLedger.map(\.spend.entry.number) == [near])
        #expect(matching.decisions.map(\.standing) == [.followed])
    }

    @Test func `confirmed with other sums differs`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        try book.pay(500, "Bravo")
        let entry = try book.spend(10_000, "Charlie")
        try book.decide(.confirmed, [0, 1], [entry])
        #expect(try book.matching().differing.map(\.difference.pence) == [2_500])
    }

    @Test func `a broken pair is never matched again, by whatever`() throws {
        for (reference, isFree) in [("INV-1", false), ("", false), ("", true)] {
            var book = try MatchBook()
            try book.pay(12_000, "Acme", reference)
            let entry = try book.spend(isFree ? 5_000 : 12_000, "Acme", reference)
            if isFree { try book.spend(7_000, "Acme") }
            #expect(try book.matching().agrees)
            try book.decide(.broken, [0], [entry])
            let matching = try book.matching()
            #expect(matching.matched.isEmpty && matching.differing.isEmpty)
            #expect(
                matching.onlyInFinance.allSatisfy { !$0.couldBe.contains { $0.entries == [entry] } }
            )
        }
    }

    @Test func `a broken pair leaves the others of its reference`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme", "INV-1")
        let wrong = try book.spend(12_000, "Acme", "INV-1", on: "2018-11-02")
        let right = try book.spend(12_000, "Acme", "INV-1", on: "2018-12-24")
        try book.decide(.broken, [0], [wrong])
        let matching = try book.matching()
        #expect(matching.matched.map { $0.spends.map(\.entry.number) } == [[right]])
        #expect(matching.onlyInLedger.map(\.spend.entry.number) == [wrong])
    }

    @Test func `a broken pair is not matched through others of its reference`() throws {
        var book = try MatchBook()
        try book.pay(300, "Acme", "INV-1")
        try book.pay(400, "Acme", "INV-1")
        let first = try book.spend(350, "Acme", "INV-1")
        try book.spend(350, "Acme", "INV-1")
        #expect(try book.matching().shape == ["reference 2:2"])
        try book.decide(.broken, [0], [first])
        for match in try book.matching().matched {
            #expect(
                !(match.payments.map(\.name).contains(book.name(0))
                    && match.spends.map(\.entry.number).contains(first)))
        }
    }

    @Test func `the last word on a pair counts`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        let entry = try book.spend(500, "Bravo")
        try book.decide(.confirmed, [0], [entry])
        try book.decide(.broken, [0], [entry])
        #expect(try book.matching().differing.isEmpty)
        #expect(
            try book.matching().decisions.map(\.standing)
                == [.lapsed("a later decision says otherwise"), .followed])
        try book.decide(.confirmed, [0], [entry])
        #expect(try book.matching().differing.count == 1)
    }

    @Test func `a decision lapses when its entry is reversed`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        let entry = try book.spend(12_000, "Bravo")
        try book.decide(.confirmed, [0], [entry])
        try book.reverse(entry)
        let again = try book.spend(12_000)
        let matching = try book.matching()
        #expect(
            matching.decisions.map(\.standing)
                == [.lapsed("entry \(entry) was reversed by entry \(entry + 1)")])
        #expect(matching.matched.map { $0.spends.map(\.entry.number) } == [[again]])
    }

    @Test func `of two decisions on one entry the later holds`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Bravo")
        try book.pay(12_000, "Charlie")
        let entry = try book.spend(12_000)
        try book.decide(.confirmed, [0], [entry])
        try book.decide(.confirmed, [1], [entry])
        let matching = try book.matching()
        #expect(matching.matched.map { $0.payments.map(\.payment.payee) } == [["Charlie"]])
        #expect(
            matching.decisions.map(\.standing)
                == [.lapsed("a later decision takes entry \(entry)"), .followed])
    }

    @Test func `a decision on payments that are not here is elsewhere`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        let entry = try book.spend(12_000)
        let other = try MatchDecision(
            fund: Build.key(), payments: [EntryID("p-elsewhere")],
            entries: [book.ledger.entries[entry - 1].id], verdict: .confirmed, reason: "seen")
        book.decisions = [DecidedMatch(other, by: "A. Officer", recorded: nil)]
        let matching = try book.matching()
        #expect(matching.decisions.map(\.standing) == [.elsewhere])
        #expect(matching.agrees)
    }
}
