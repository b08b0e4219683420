import LedgerCore
import TestSupport
import Testing

struct CalendarDayTests {
    /// Counts one day after another, as a wall calendar does.
    private struct DayByDay {
        var (year, month, day) = (1900, 1, 1)

        mutating func advance() {
            day += 1
            guard day > length else { return }
            (month, day) = (month + 1, 1)
            if month == 13 { (year, month) = (year + 1, 1) }
        }

        private var length: Int {
            switch month {
            case 4, 6, 9, 11: 30
            case 2: year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28
            default: 31
            }
        }
    }

    @Test func `every day from 1900 to 2199 has its number, its parts and its name`() {
        var counter = DayByDay()
        // 1 January 1900 is 25,567 days before 1 January 1970.
        var number = -25_567
        var wrong: [String] = []
        while counter.year < 2200 {
            let built = CalendarDay(year: counter.year, month: counter.month, day: counter.day)
            let parts = CalendarDay(number: number).parts
            if built?.number != number || parts != (counter.year, counter.month, counter.day) {
                wrong.append("\(counter.year)-\(counter.month)-\(counter.day)")
            }
            counter.advance()
            number += 1
        }
        #expect(wrong.isEmpty)
        #expect(number == 84_006)
    }

    @Test func `a day is read again as it is printed`() throws {
        for number in stride(from: -25_567, to: 84_006, by: 37) {
            let day = CalendarDay(number: number)
            #expect(try CalendarDay(parsing: day.description) == day)
        }
    }

    @Test(arguments: [
        "2019-01-24", "24/01/2019", " 2019-01-24 ", "2019-1-24", "24/1/2019", "\u{A0}24/01/2019",
    ])
    func `a day is read as programs and as spreadsheets write it`(text: String) throws {
        #expect(try CalendarDay(parsing: text).number == 17_920)
        #expect(try CalendarDay(parsing: text).description == "2019-01-24")
    }

    @Test(arguments: [
        "2019-02-29", "2018-02-30", "1900-02-29", "2100-02-29", "2019-04-31", "2019-13-01",
        "2019-00-10", "2019-01-00", "2019-01-32", "31/11/2018", "1899-12-31", "2200-01-01",
    ])
    func `a day the calendar does not have is refused in its own words`(text: String) {
        #expect(throws: CalendarDayError.noSuchDay(text)) { try CalendarDay(parsing: text) }
        #expect(CalendarDayError.noSuchDay(text).description.contains("“\(text)”"))
    }

    @Test(arguments: ["2000-02-29", "2016-02-29", "1900-01-01", "2199-12-31"])
    func `leap days and the calendar's ends are days`(text: String) throws {
        #expect(try CalendarDay(parsing: text).description == text)
    }

    @Test(arguments: [
        "", "2019", "2019-01", "24-01-2019", "2019/01/24", "19-01-24", "2019-001-24", "+201-01-24",
        "2019-+1-24", "2019-01-24T00:00Z", "2019-01-24-", "24 January 2019", "２０１９-01-24",
        "2019-\u{301}01-24", "24.01.2019",
    ])
    func `what is not written as a day is refused with an example`(text: String) {
        #expect(throws: CalendarDayError.unreadable(text)) { try CalendarDay(parsing: text) }
        #expect(CalendarDayError.unreadable(text).description.contains("“\(text)”"))
        #expect(CalendarDayError.unreadable(text).description.contains("2019-01-24"))
    }

    @Test func `a day is said as minutes say it`() throws {
        #expect(try Build.day("2019-01-24").inWords == "24 January 2019")
        #expect(try Build.day("2018-12-01").inWords == "1 December 2018")
    }

    @Test func `days are counted over the ends of months and years`() throws {
        #expect(try Build.day("2018-12-31").adding(days: 1) == Build.day("2019-01-01"))
        #expect(try Build.day("2020-03-01").adding(days: -1) == Build.day("2020-02-29"))
        #expect(try Build.day("2018-04-01") < Build.day("2018-04-02"))
        #expect(try Build.day("2020-02-29").firstOfMonth == Build.day("2020-02-01"))
        #expect(try Build.day("2020-02-01").firstOfMonth == Build.day("2020-02-01"))
    }

    @Test func `months are numbered on from December to January`() throws {
        let december = try Build.day("2018-12-31").monthNumber
        #expect(try Build.day("2018-12-01").monthNumber == december)
        #expect(try Build.day("2019-01-01").monthNumber == december + 1)
    }
}
