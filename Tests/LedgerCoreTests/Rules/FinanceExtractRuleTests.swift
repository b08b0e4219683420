import TestSupport
import Testing

@testable import LedgerCore

struct FinanceExtractRuleTests {
    private func findings(_ book: MatchBook) throws -> [Finding] {
        let first = try Build.day("2018-04-01")
        let extract = try FinanceExtract(
            fund: Build.key(), days: first...Build.day("2018-12-31"), name: "extract.csv",
            content: "")
        return FinanceExtractRule().findings(
            in: try book.ledger.review(
                extracts: [ExtractReview(extract: extract, payments: book.named)],
                decisions: book.decisions))
    }

    @Test func `without an extract there is nothing to tell`() throws {
        var book = try MatchBook()
        try book.spend(12_000)
        #expect(FinanceExtractRule().findings(in: try book.ledger.review()).isEmpty)
        #expect(try findings(book).count == 1)
    }

    @Test func `what agrees is not told`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        try book.spend(12_000)
        try book.spend(12_000, on: "2019-01-01")
        #expect(try findings(book).isEmpty)
    }

    @Test func `another amount is an error with both sums, and points at its entries`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme", "INV-118")
        try book.pay(100, "Acme", "INV-118", on: "2018-11-09")
        let entry = try book.spend(12_000, "Acme Ltd", "INV-118")
        let found = try findings(book)
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.amount.pence) == [100])
        #expect(found.map(\.entries) == [[entry]])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        let message = try #require(found.first).message
        for held in [
            "Acme Ltd, INV-118", "finance paid £121.00", "extract.csv line 2 (p-", ", line 3 (p-",
            "the ledger has £120.00 (entry \(entry))", "£1.00 more in finance",
        ] {
            #expect(message.contains(held), "\(message)")
        }
    }

    @Test func `what is only in the ledger is told by project`() throws {
        var book = try MatchBook()
        try book.pay(1, "Zed")
        let numbers = try [
            book.spend(12_000, "Acme", on: "2018-06-01"),
            book.spend(500, "Bravo", on: "2018-12-01"),
            book.spend(700, "Charlie", on: "2018-06-01", project: "PLF-02"),
        ]
        let found = try findings(book).filter { $0.message.contains("not in finance's") }
            .sorted { $0.amount > $1.amount }
        #expect(found.map(\.severity) == [.warning, .warning])
        #expect(found.map(\.project?.text) == ["PLF-01", "PLF-02"])
        #expect(found.map(\.amount.pence) == [12_500, 700])
        #expect(found.map(\.entries) == [[numbers[0], numbers[1]], [numbers[2]]])
        #expect(found[0].message.contains("1 of them is of the extract's last 31 days"))
        #expect(!found[1].message.contains("last 31 days"))
    }

    @Test(arguments: [("2018-11-30", false), ("2018-12-01", true)])
    func `what may be paid after the extract begins 31 days before its end`(
        day: String, isLate: Bool
    ) throws {
        var book = try MatchBook()
        try book.spend(12_000, on: day)
        #expect(try findings(book)[0].message.contains("may be paid after") == isLate)
    }

    @Test func `what is only in finance is told by payee`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme Ltd")
        try book.pay(500, "ACME")
        try book.pay(700, "Bravo")
        let found = try findings(book).sorted { $0.amount > $1.amount }
        #expect(found.map(\.severity) == [.warning, .warning])
        #expect(found.map(\.amount.pence) == [12_500, 700])
        #expect(found[0].message.contains("in 2 payments"))
        #expect(found[1].message.contains("Bravo in 1 payment is"))
    }

    @Test func `with 26 payees each is told, with 27 the small ones together`() throws {
        for (payees, count) in [(26, 26), (27, 26)] {
            var book = try MatchBook()
            for payee in 1...payees { try book.pay(Int64(payee * 100), "Payee \(payee)") }
            let found = try findings(book)
            #expect(found.count == count)
            #expect(found.contains { $0.message.contains("to 2 more payees") } == (payees == 27))
            #expect(
                found.reduce(.zero) { $0 + $1.amount }.pence
                    == Int64((1...payees).reduce(0, +) * 100))
        }
    }

    @Test func `doubtful matches are one note`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme", "INV-2")
        let entry = try book.spend(12_000, "Acme", "INV-1")
        #expect(try findings(book).map(\.severity) == [.note])
        #expect(try findings(book).map(\.entries) == [[entry]])
        try book.decide(.confirmed, [0], [entry])
        #expect(try findings(book).isEmpty)
    }

    @Test func `a decision whose entry was reversed is told`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        let entry = try book.spend(12_000)
        try book.decide(.confirmed, [0], [entry], by: "C. Clerk")
        try book.reverse(entry)
        try book.spend(12_000)
        let found = try findings(book)
        #expect(found.map(\.severity) == [.note])
        #expect(found[0].message.contains("C. Clerk's decision on payment p-"))
        #expect(found[0].message.contains("entry \(entry) was reversed by entry \(entry + 1)"))
    }

    @Test func `a waiver lapses when the figures change`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme")
        let before = try findings(book)[0].reference
        #expect(try findings(book)[0].reference == before)
        try book.pay(1, "Acme")
        #expect(try findings(book)[0].reference != before)
    }
}
