import LedgerCore
import TestSupport
import Testing

struct ReturnPeriodTests {
    @Test(arguments: PeriodScheme.allCases)
    func `the periods of a scheme are the whole year, without gap or overlap`(
        scheme: PeriodScheme
    ) throws {
        for start in [1999, 2018, 2019, 2099] {
            let year = try FinancialYear(startingIn: start)
            let periods = scheme.periods(of: year)
            #expect(periods.first?.firstDay == year.firstDay)
            #expect(periods.last?.lastDay == year.lastDay)
            #expect(periods.last?.endsYear == true)
            for (one, next) in zip(periods, periods.dropFirst()) {
                #expect(one.lastDay.adding(days: 1) == next.firstDay)
                #expect(one < next)
                #expect(!one.endsYear)
            }
        }
    }

    @Test(
        arguments: [
            ("Q3", PeriodScheme.quarterly, "2018-10-01", "2018-12-31"),
            ("2018-19-q4", .quarterly, "2019-01-01", "2019-03-31"),
            ("2018/19-Q1", .quarterly, "2018-04-01", "2018-06-30"),
            ("h2", .halfYearly, "2018-10-01", "2019-03-31"),
            ("F", .february, "2019-01-01", "2019-01-31"),
            ("2018-19-Y", .february, "2019-02-01", "2019-03-31"),
        ])
    func `a period is read by its name`(
        text: String, scheme: PeriodScheme, first: String, last: String
    ) throws {
        let year = try FinancialYear(startingIn: 2018)
        let period = try ReturnPeriod(parsing: text, in: year, scheme)
        #expect(period.firstDay == (try Build.day(first)))
        #expect(period.lastDay == (try Build.day(last)))
        #expect(try ReturnPeriod(parsing: "\(period)", in: year, scheme) == period)
    }

    @Test(arguments: ["Q5", "H1", "2019-20-Q1", "", "Q"])
    func `what is no period of the scheme is refused with those that are`(text: String) throws {
        let year = try FinancialYear(startingIn: 2018)
        let scheme = PeriodScheme.quarterly
        let refusal = Refusal.year(.unknownPeriod(text, scheme.periods(of: year)))
        #expect(throws: refusal) { try ReturnPeriod(parsing: text, in: year, scheme) }
        #expect(refusal.description.contains("2018-19-Q1, 2018-19-Q2"))
    }
}
