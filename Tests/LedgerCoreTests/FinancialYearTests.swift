import LedgerCore
import TestSupport
import Testing

struct FinancialYearTests {
    @Test(arguments: [
        ("2018-19", 2018), ("2018/19", 2018), (" 2018-19 ", 2018), ("1999-00", 1999),
        ("2099-00", 2099), ("1950-51", 1950), ("2149-50", 2149),
    ])
    func `a year is read with both its halves`(text: String, start: Int) throws {
        #expect(try FinancialYear(parsing: text).startYear == start)
    }

    @Test(arguments: [
        "", "2018", "2018-20", "2018-18", "2018-2019", "18-19", "2018_19", "2018–19", "+018-19",
        "2018-+9", "1949-50", "2150-51", "２０１８-19", "2018-19\u{301}", "2018-19-Q3",
    ])
    func `a year with a slip in it is refused, not guessed`(text: String) {
        #expect(throws: FinancialYearError.malformed(text)) { try FinancialYear(parsing: text) }
    }

    @Test func `the refusal quotes the text and shows how to write it`() {
        let words = FinancialYearError.malformed("2018-20").description
        #expect(words.contains("“2018-20”"))
        #expect(words.contains("2018-19"))
    }

    @Test(arguments: [
        ("2018-19", "2018-04-01", "2019-03-31", 365), ("2019-20", "2019-04-01", "2020-03-31", 366),
        ("1999-00", "1999-04-01", "2000-03-31", 366), ("2099-00", "2099-04-01", "2100-03-31", 365),
    ])
    func `a year runs from 1 April to 31 March`(
        text: String, first: String, last: String, days: Int
    ) throws {
        let year = try FinancialYear(parsing: text)
        #expect(year.firstDay.description == first)
        #expect(year.lastDay.description == last)
        #expect(year.lastDay.number - year.firstDay.number + 1 == days)
        #expect(year.description == text)
    }

    @Test func `a day belongs to the year that holds it`() throws {
        #expect(try FinancialYear(holding: Build.day("2019-03-31")).description == "2018-19")
        #expect(try FinancialYear(holding: Build.day("2019-04-01")).description == "2019-20")
    }

    @Test func `years follow one another to the end of the calendar`() throws {
        let last = try FinancialYear(startingIn: 2149)
        #expect(try FinancialYear(startingIn: 2148).following() == last)
        #expect(try FinancialYear(startingIn: 2148) < last)
        #expect(throws: FinancialYearError.malformed("2150")) { try last.following() }
        #expect(throws: FinancialYearError.malformed("1949")) {
            try FinancialYear(startingIn: 1949)
        }
    }

    @Test func `every year of the calendar begins the day after the last one ended`() throws {
        for start in 1950..<2149 {
            let year = try FinancialYear(startingIn: start)
            let next = try year.following()
            #expect(year.lastDay.adding(days: 1) == next.firstDay)
            #expect(try FinancialYear(parsing: year.description) == year)
        }
    }
}
