import LedgerCore
import TestSupport
import Testing

struct QuarterTests {
    @Test(arguments: [
        ("2018-19-Q1", "2018-04-01", "2018-06-30", "Quarter One"),
        ("2018-19-Q2", "2018-07-01", "2018-09-30", "Quarter Two"),
        ("2018-19-Q3", "2018-10-01", "2018-12-31", "Quarter Three"),
        ("2018-19-Q4", "2019-01-01", "2019-03-31", "Quarter Four"),
        ("2019-20-Q1", "2019-04-01", "2019-06-30", "Quarter One"),
        ("2019-20-Q3", "2019-10-01", "2019-12-31", "Quarter Three"),
        ("2019-20-Q4", "2020-01-01", "2020-03-31", "Quarter Four"),
    ])
    func `a quarter has its first and its last day, in leap years too`(
        text: String, first: String, last: String, words: String
    ) throws {
        let quarter = try Quarter(parsing: text)
        #expect(quarter.firstDay.description == first)
        #expect(quarter.lastDay.description == last)
        #expect(quarter.inWords == words)
        #expect(quarter.description == text)
    }

    @Test func `every day of 199 years is in the quarter that says it holds it`() throws {
        var day = try FinancialYear(startingIn: 1950).firstDay
        let end = try FinancialYear(startingIn: 2148).lastDay
        var quarter = try Quarter(holding: day)
        var wrong: [CalendarDay] = []
        while day <= end {
            let found = try Quarter(holding: day)
            if !(found.firstDay...found.lastDay).contains(day) || found < quarter {
                wrong.append(day)
            }
            if found != quarter, day != found.firstDay { wrong.append(day) }
            quarter = found
            day = day.adding(days: 1)
        }
        #expect(wrong.isEmpty)
        #expect(quarter.description == "2148-49-Q4")
    }

    @Test(arguments: ["2018-19-Q3", "2018/19-Q3", "2018-19-q3", " 2018/19-Q3\u{A0}"])
    func `a quarter is read however it is written`(text: String) throws {
        #expect(try Quarter(parsing: text).description == "2018-19-Q3")
    }

    @Test(arguments: [
        "", "Q3", "2018-19", "2018-19-Q0", "2018-19-Q5", "2018-19-Q", "2018-20-Q3", "2018-19Q3",
        "2018-19-Q10", "2018-19-3", "2018-19/Q3", "2018-19-Q３", "2018-19-Q3\u{301}",
    ])
    func `what is not a quarter is refused in its own words`(text: String) {
        #expect(throws: QuarterError.malformed(text)) { try Quarter(parsing: text) }
        #expect(QuarterError.malformed(text).description.contains("“\(text)”"))
        #expect(QuarterError.malformed(text).description.contains("2018-19-Q3"))
    }

    @Test func `quarters stand in the order of time`() throws {
        let texts = ["2018-19-Q1", "2018-19-Q2", "2018-19-Q4", "2019-20-Q1"]
        let quarters = try texts.map(Quarter.init(parsing:))
        #expect(quarters.reversed().sorted() == quarters)
    }
}
