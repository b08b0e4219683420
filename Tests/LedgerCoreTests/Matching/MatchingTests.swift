import TestSupport
import Testing

@testable import LedgerCore

struct MatchingTests {
    // MARK: Reference

    @Test(arguments: [
        "INV-118", "inv118", "Inv No 118", "INV 0118", "Invoice no. 118", "invoice/000118", "118",
        " #118 ", "INVNO-118", "Ref: 118",
    ])
    func `one reference may be written in many ways`(reference: String) throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme Ltd", reference, on: "2018-05-02")
        try book.spend(12_000, "ACME Limited", "INV-118", on: "2018-11-02")
        #expect(try book.matching().shape == ["reference 1:1"])
    }

    @Test(arguments: ["INV-119", "INV-1180", "INV-11-8", "CN-118", "118A", "SI-118"])
    func `another reference is another document`(reference: String) throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme Ltd", reference, on: "2018-05-02")
        try book.spend(12_000, "Acme Ltd", "INV-118", on: "2018-11-02")
        #expect(try book.matching().shape == [])
    }

    @Test func `what names no document is no reference`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme Ltd", "BACS", on: "2018-05-02")
        try book.spend(12_100, "Acme Ltd", "BACS", on: "2018-11-02")
        let matching = try book.matching()
        #expect(matching.differing.isEmpty)
        #expect(matching.onlyInFinance.count == 1)
    }

    @Test func `an invoice paid in parts matches by its sum, a penny less differs`() throws {
        var book = try MatchBook()
        try book.pay(30_000, "Acme", "INV-118", on: "2018-06-01")
        try book.pay(20_000, "Acme", "INV-118", on: "2018-09-01")
        try book.spend(50_000, "Acme", "INV-118", on: "2018-05-20")
        #expect(try book.matching().shape == ["reference 2:1"])
        try book.spend(1, "Acme", "118", on: "2018-05-20", project: "PLF-02")
        let matching = try book.matching()
        #expect(matching.shape == [])
        #expect(matching.differing.map(\.finance.pence) == [50_000])
        #expect(matching.differing.map(\.ledger.pence) == [50_001])
        #expect(matching.differing.map(\.difference.pence) == [-1])
    }

    @Test func `two suppliers may have an invoice of the same number`() throws {
        var book = try MatchBook()
        try book.pay(30_000, "Acme", "INV-1", on: "2018-06-01")
        try book.pay(20_000, "Bravo", "INV-1", on: "2018-06-01")
        try book.spend(20_000, "Bravo", "INV-1", on: "2018-05-20")
        try book.spend(30_000, "Acme", "INV-1", on: "2018-05-20")
        #expect(try book.matching().shape == ["reference 1:1", "reference 1:1"])
    }

    @Test func `a reference without a payee on one side is enough`() throws {
        var book = try MatchBook()
        try book.pay(30_000, "Acme", "INV-1", on: "2018-06-01")
        try book.spend(30_100, "", "INV-1", on: "2018-05-20")
        #expect(try book.matching().differing.map(\.difference.pence) == [-100])
    }

    @Test func `another payee with the same reference needs the same amount, and says so`() throws {
        var book = try MatchBook()
        try book.pay(30_000, "Acme", "INV-77", on: "2018-06-01")
        try book.spend(30_000, "Leicestershire Police", "INV-77", on: "2018-05-20")
        #expect(try book.matching().matched.map(\.doubt) == [.otherPayee])
        var other = try MatchBook()
        try other.pay(30_000, "Acme", "INV-77", on: "2018-06-01")
        let entry = try other.spend(30_001, "Leicestershire Police", "INV-77", on: "2018-05-20")
        let matching = try other.matching()
        #expect(matching.shape == [] && matching.differing.isEmpty)
        let hint = try #require(matching.onlyInFinance.first?.couldBe.first)
        #expect(hint.entries == [entry])
        #expect(
            hint.words == "same reference, £0.01 more in the ledger, payee “Leicestershire Police” "
                + "in the ledger")
    }

    @Test func `a payment that names three invoices matches them`() throws {
        var book = try MatchBook()
        try book.pay(60_000, "Acme", "INV-1, INV-2 & INV-3", on: "2018-12-01")
        for number in 1...3 { try book.spend(20_000, "Acme", "INV-\(number)", on: "2018-05-20") }
        #expect(try book.matching().shape == ["reference 1:3"])
    }

    @Test func `of what a payment names, what the ledger does not know is passed over`() throws {
        var book = try MatchBook()
        try book.pay(40_000, "Acme", "INV-1; INV-2", on: "2018-12-01")
        try book.spend(20_000, "Acme", "INV-1", on: "2018-05-20")
        #expect(try book.matching().differing.map(\.difference.pence) == [20_000])
        try book.pay(500, "Bravo", "B-7, 03/12", on: "2018-12-01")
        try book.spend(500, "Bravo", "B-7", on: "2018-05-20")
        #expect(try book.matching().shape == ["reference 1:1"])
        var whole = try MatchBook()
        try whole.pay(500, "Bravo", "B-7, B-8")
        try whole.spend(500, "Bravo", "B-7, B-8", on: "2018-05-20")
        #expect(try whole.matching().shape == ["reference 1:1"])
    }

    @Test(arguments: [
        ("STREET PASTORS LTD INV-0118", ["reference 1:1"]),
        ("STREET PASTORS LTD INV 118 BACS", ["reference 1:1"]),
        ("STREET PASTORS LTD 18", []), ("OTHER LTD INV-118", []),
    ])
    func `a bank's words may name the payee and the invoice`(payee: String, shape: [String]) throws
    {
        var book = try MatchBook()
        try book.pay(12_000, payee, on: "2018-12-03")
        try book.spend(12_000, "Street Pastors", "INV-118", on: "2018-05-20")
        #expect(try book.matching().shape == shape)
    }

    @Test func `an account number on every bill pairs like amounts and leaves the rest`() throws {
        var book = try MatchBook()
        for month in 4...9 { try book.pay(10_000, "Water", "ACC 4471", on: "2018-0\(month)-10") }
        for month in 4...8 { try book.spend(10_000, "Water", "ACC 4471", on: "2018-0\(month)-05") }
        let matching = try book.matching()
        #expect(matching.shape == Array(repeating: "reference 1:1", count: 5))
        #expect(matching.differing.isEmpty)
        #expect(matching.onlyInFinance.map { "\($0.payment.payment.day)" } == ["2018-09-10"])
    }

    @Test func `rows of one reference that make nought on one side cancel out`() throws {
        var book = try MatchBook()
        try book.pay(10_000, "Acme", "INV-1")
        try book.pay(-10_000, "Acme", "INV-1")
        try book.spend(700, "Bravo", "INV-2")
        try book.spend(-700, "Bravo", "INV-2")
        let matching = try book.matching()
        #expect(matching.shape == ["cancelled 2:0", "cancelled 0:2"])
        #expect(matching.agrees)
    }

    // MARK: Payee, amount and date

    @Test(arguments: [(31, true), (32, false)])
    func `a payment matches up to the last day`(days: Int, isMatched: Bool) throws {
        let day = try Build.day("2018-06-30")
        for sign in [-1, 1] {
            var book = try MatchBook()
            try book.pay(12_000, on: "\(day)")
            try book.spend(12_000, on: "\(day.adding(days: days * sign))")
            let matching = try book.matching()
            #expect(matching.shape == (isMatched ? ["payee 1:1"] : []))
            let words = matching.onlyInFinance.first?.couldBe.map(\.words)
            #expect(words == (isMatched ? nil : ["same payee and amount, 32 days apart"]))
        }
    }

    @Test func `a penny apart is no match, and told as likely`() throws {
        var book = try MatchBook()
        try book.pay(12_000)
        let entry = try book.spend(12_001, on: "2018-11-04")
        let matching = try book.matching()
        #expect(matching.shape == [])
        #expect(matching.onlyInFinance.map { $0.couldBe.map(\.entries) } == [[[entry]]])
        #expect(
            matching.onlyInLedger.map { $0.couldBe.map(\.words) }
                == [["same payee, 2 days apart, £0.01 more in the ledger"]])
    }

    @Test func `the nearest date wins, whatever the order of the rows`() throws {
        var book = try MatchBook()
        let far = try book.spend(12_000, on: "2018-11-20")
        let near = try book.spend(12_000, on: "2018-11-05")
        try book.pay(12_000, on: "2018-11-02")
        let matching = try book.matching()
        #expect(matching.matched.map { $0.spends.map(\.entry.number) } == [[near]])
        #expect(matching.matched.map(\.doubt) == [nil])
        #expect(matching.onlyInLedger.map(\.spend.entry.number) == [far])
    }

    @Test func `of two as near, the earlier goes first and the other is named`() throws {
        var book = try MatchBook()
        let after = try book.spend(12_000, on: "2018-11-04", project: "PLF-02")
        let before = try book.spend(12_000, on: "2018-10-31")
        try book.pay(12_000, on: "2018-11-02")
        let matching = try book.matching()
        #expect(matching.matched.map { $0.spends.map(\.entry.number) } == [[before]])
        #expect(matching.matched.map(\.doubt) == [.asNear(payments: [], entries: [after])])
    }

    @Test func `another number of one numbering comes last, and is doubted`() throws {
        var book = try MatchBook()
        try book.spend(12_000, "Acme", "INV-204", on: "2018-11-02")
        let plain = try book.spend(12_000, "Acme", "", on: "2018-11-09")
        try book.pay(12_000, "Acme", "INV-205", on: "2018-11-02")
        let first = try book.matching()
        #expect(first.matched.map { $0.spends.map(\.entry.number) } == [[plain]])
        #expect(first.matched.map(\.doubt) == [nil])
        try book.pay(12_000, "Acme", "INV-206", on: "2018-11-03")
        #expect(Set(try book.matching().matched.map(\.doubt)) == [nil, .otherReference])
    }

    @Test func `finance's own numbers are no contradiction`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme", "5105600123")
        try book.spend(12_000, "Acme", "INV-118")
        #expect(try book.matching().matched.map(\.doubt) == [nil])
    }

    @Test func `an amount without a payee is told as likely, not matched`() throws {
        var book = try MatchBook()
        try book.pay(12_000, "Acme", "", on: "2018-11-05")
        try book.spend(12_000, "", "")
        let matching = try book.matching()
        #expect(matching.shape == [])
        #expect(
            matching.onlyInFinance.map { $0.couldBe.map(\.words) }
                == [["same amount, 3 days apart, no payee in the ledger"]])
    }

    @Test func `a credit matches a refund`() throws {
        var book = try MatchBook()
        try book.pay(-12_000)
        try book.spend(-12_000)
        try book.pay(500)
        try book.spend(-500)
        let matching = try book.matching()
        #expect(matching.shape == ["payee 1:1"])
        #expect(matching.totals.explained.pence == 1_000)
    }

    // MARK: Amounts that add up

    @Test func `one payment for three invoices, three payments for one`() throws {
        var book = try MatchBook()
        try book.pay(60_000, "Acme", "BACS run")
        for pence in [10_000, 20_000, 30_000] { try book.spend(Int64(pence), "Acme Ltd") }
        try book.spend(777, "Acme Ltd")
        for pence in [11, 22, 44] { try book.pay(Int64(pence), "Bravo CIC") }
        try book.spend(77, "Bravo")
        #expect(try book.matching().shape == ["sum 1:3", "sum 3:1"])
    }

    @Test func `six add up, seven are too many`() throws {
        for count in [6, 7] {
            var book = try MatchBook()
            let parts = (0..<count).map { Int64(100 << $0) }
            for pence in parts { try book.spend(pence) }
            try book.pay(parts.reduce(0, +))
            #expect(try book.matching().shape == (count == 6 ? ["sum 1:6"] : []))
        }
    }

    @Test func `a part 32 days away does not add up`() throws {
        for (day, shape) in [("2018-12-03", ["sum 1:2"]), ("2018-12-04", [])] {
            var book = try MatchBook()
            try book.pay(30_000, on: "2018-11-02")
            try book.spend(10_000, on: "2018-11-02")
            try book.spend(20_000, on: day)
            #expect(try book.matching().shape == shape)
        }
    }

    @Test func `two sets that add up are left for a person`() throws {
        var book = try MatchBook()
        try book.pay(30_000)
        let numbers = try [10_000, 20_000, 6_000, 24_000].map { try book.spend($0) }
        let matching = try book.matching()
        #expect(matching.shape == [])
        let likely = try #require(matching.onlyInFinance.first).couldBe
        #expect(Set(likely.map(\.entries)) == [Array(numbers[..<2]), Array(numbers[2...])])
        #expect(
            likely.map(\.words)
                == Array(
                    repeating: "together; not the only ones that add up", count: 2))
        // With one set out of the way, the other is the only one.
        try book.reverse(numbers[3])
        #expect(try book.matching().shape == ["sum 1:2"])
    }

    @Test func `an invoice that two payments want is left for a person`() throws {
        var book = try MatchBook()
        try book.pay(30_000)
        try book.pay(53_333)
        let numbers = try [10_000, 20_000, 33_333].map { try book.spend($0) }
        let matching = try book.matching()
        #expect(matching.shape == [])
        #expect(
            Set(matching.onlyInFinance.flatMap { $0.couldBe.map(\.entries) })
                == [Array(numbers[..<2]), Array(numbers[1...])])
    }

    @Test func `a payment less a credit note adds up`() throws {
        var book = try MatchBook()
        try book.pay(45_000)
        try book.spend(50_000)
        try book.spend(-5_000)
        #expect(try book.matching().shape == ["sum 1:2"])
    }

    // MARK: Days, reversals, nought

    @Test func `spend of other days takes part and is not missed`() throws {
        var book = try MatchBook()
        book.covered = "2018-10-01...2018-12-31"
        try book.pay(12_000, on: "2018-10-15")
        try book.spend(12_000, on: "2018-09-28")
        try book.spend(99, on: "2018-09-28")
        try book.spend(700, on: "2018-10-01")
        let matching = try book.matching()
        #expect(matching.shape == ["payee 1:1"])
        #expect(matching.onlyInLedger.map(\.spend.amount.pence) == [700])
        #expect(matching.totals.ledger.pence == 700)
        #expect(matching.totals.ledgerOfOtherDays.pence == 12_000)
        #expect(matching.totals.difference == matching.totals.explained)
    }

    @Test func `parts of an invoice recorded in other days are not missed`() throws {
        var book = try MatchBook()
        book.covered = "2018-10-01...2018-12-31"
        try book.pay(300, "Acme", "INV-1", on: "2018-10-15")
        try book.spend(200, "Acme", "INV-1", on: "2018-06-01")
        try book.spend(300, "Acme", "INV-1", on: "2018-10-02")
        #expect(try book.matching().agrees)
    }

    @Test func `an entry that was reversed is left out with its reversal`() throws {
        var book = try MatchBook()
        let entry = try book.spend(12_000)
        try book.pay(12_000)
        #expect(try book.matching().agrees)
        try book.reverse(entry)
        let matching = try book.matching()
        #expect(matching.onlyInFinance.count == 1)
        #expect(matching.onlyInLedger.isEmpty)
    }

    @Test func `nought is nothing to match`() throws {
        var book = try MatchBook()
        try book.pay(0)
        #expect(try book.matching().agrees)
    }
}
