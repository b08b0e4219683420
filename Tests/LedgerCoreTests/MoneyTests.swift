import LedgerCore
import TestSupport
import Testing

struct MoneyTests {
    @Test(
        arguments: [
            ("£1,200", 120_000), ("1200", 120_000), ("1200.5", 120_050), ("£3000", 300_000),
            ("1,234.56", 123_456), ("  1,234.56  ", 123_456), ("\u{A0}£1,200\u{A0}", 120_000),
            ("\t1200 \u{A0}", 120_000), ("£ 5", 500), ("0", 0), ("£0.00", 0), ("-0", 0),
            ("-£5.00", -500), ("-5", -500), ("0.01", 1), ("007", 700),
            ("1,234,567.89", 123_456_789),
            ("999999999999999.99", 99_999_999_999_999_999), ("£1,000,000,000.00", 100_000_000_000),
        ] as [(String, Int64)])
    func `an amount as officers type it is read to the penny`(text: String, pence: Int64) throws {
        #expect(try Money(parsing: text).pence == pence)
    }

    @Test(
        arguments: [
            ("12.345", .partOfAPenny("12.345")), ("0.001", .partOfAPenny("0.001")),
            ("1e3", .unreadable("1e3")), ("1.+5", .unreadable("1.+5")), ("1.", .unreadable("1.")),
            (".5", .unreadable(".5")), ("+5", .unreadable("+5")), ("--5", .unreadable("--5")),
            ("£-5", .unreadable("£-5")), ("-", .unreadable("-")), ("£", .unreadable("£")),
            ("1.2.3", .unreadable("1.2.3")), ("1 200", .unreadable("1 200")),
            ("1\u{A0}200", .unreadable("1\u{A0}200")), ("ten pounds", .unreadable("ten pounds")),
            ("１２", .unreadable("１２")), ("1,200\u{301}", .unreadable("1,200\u{301}")),
            ("1,\u{301}200", .unreadable("1,\u{301}200")), ("5\u{20DD}", .unreadable("5\u{20DD}")),
            ("(5.00)", .unreadable("(5.00)")), ("5.00 approx", .unreadable("5.00 approx")),
            ("5\n", .unreadable("5\n")), ("$5", .unreadable("$5")), ("nan", .unreadable("nan")),
            ("1,20", .misplacedComma("1,20")), ("1200,000", .misplacedComma("1200,000")),
            ("1,2345", .misplacedComma("1,2345")), ("1,,200", .misplacedComma("1,,200")),
            ("1,200,", .misplacedComma("1,200,")), (",200", .unreadable(",200")),
            ("1.1,000", .unreadable("1.1,000")),
            ("99999999999999999999", .tooLarge("99999999999999999999")),
            ("1000000000000000", .tooLarge("1000000000000000")),
        ] as [(String, MoneyError)])
    func `an amount that is not exact pence is refused in its own words`(
        text: String, error: MoneyError
    ) {
        #expect(throws: error) { try Money(parsing: text) }
        #expect(error.description.contains("“\(text)”"))
    }

    @Test(arguments: ["", " ", "\t", "\u{A0}", " \u{A0} "])
    func `nothing at all is an empty amount`(text: String) {
        #expect(throws: MoneyError.empty) { try Money(parsing: text) }
        #expect(MoneyError.empty.description.contains("1,250.00"))
    }

    @Test func `an amount too large names the most one entry may move`() {
        #expect(MoneyError.tooLarge("9").description.contains("£1,000,000,000.00"))
    }

    @Test(
        arguments: [
            (0, "£0.00", "0.00"), (1, "£0.01", "0.01"), (-1, "-£0.01", "-0.01"),
            (99, "£0.99", "0.99"), (100, "£1.00", "1.00"), (99_999, "£999.99", "999.99"),
            (100_000, "£1,000.00", "1000.00"), (123_450, "£1,234.50", "1234.50"),
            (-500, "-£5.00", "-5.00"), (-100_000, "-£1,000.00", "-1000.00"),
            (100_000_000, "£1,000,000.00", "1000000.00"),
            (Int64.max, "£92,233,720,368,547,758.07", "92233720368547758.07"),
            (Int64.min, "-£92,233,720,368,547,758.08", "-92233720368547758.08"),
        ] as [(Int64, String, String)])
    func `a sum is printed with its pence and its thousands`(
        pence: Int64, words: String, plain: String
    ) {
        #expect(Money(pence: pence).description == words)
        #expect(Money(pence: pence).plain == plain)
    }

    @Test func `what is printed is read again as the same sum`() {
        var random = SeededGenerator()
        let limit = Int64(99_999_999_999_999_999)
        var values = [0, 1, -1, 99, 100, limit, -limit, Money.entryLimit.pence]
        for _ in 0..<100_000 {
            // Every size alike: a plain random number is hardly ever small.
            let bound = limit >> Int64.random(in: 0...55, using: &random)
            values.append(Int64.random(in: -bound...bound, using: &random))
        }
        let lost = values.enumerated().first { index, pence in
            let sum = Money(pence: pence)
            return (try? Money(parsing: index.isMultiple(of: 8) ? sum.plain : "\(sum)")) != sum
        }
        #expect(lost == nil, "SEED=\(random.seed)")
    }

    @Test func `a ledger full of the largest entries does not pass the largest sum`() {
        let (sum, overflow) = Money.entryLimit.pence.multipliedReportingOverflow(by: 90_000_000)
        #expect(!overflow)
        #expect(sum == 9_000_000_000_000_000_000)
    }

    @Test func `sums are added, taken away and compared by their pence`() {
        var sum = Money(pence: 150)
        sum += Money(pence: 50)
        #expect(sum == Money(pence: 200))
        sum -= Money(pence: 250)
        #expect(sum == Money(pence: -50))
        #expect(sum < .zero)
        #expect(sum.magnitude == Money(pence: 50))
        #expect(-sum == Money(pence: 50))
        #expect(Money(pence: 3) - Money(pence: 5) == Money(pence: -2))
        #expect(Money(pence: 3) + Money(pence: 5) == Money(pence: 8))
    }
}
