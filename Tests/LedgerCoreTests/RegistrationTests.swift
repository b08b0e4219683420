import LedgerCore
import TestSupport
import Testing

struct RegistrationTests {
    private static func subjects() throws -> [Registration.Subject] {
        let (key, day) = (try Build.key(), try Build.day("2018-12-31"))
        let closing = { (through: CalendarDay?, reason: String) in
            try PeriodClosing(fund: key, through: through, reason: reason)
        }
        let printed = { (name: String, content: String) in
            PrintedStatement(fund: key, day: day, name: name, content: content, lines: [])
        }
        let waiver = { (finding: String, name: String, reason: String) in
            try Waiver(finding: finding, name: name, reason: reason, until: day)
        }
        return try [
            .fund(Build.fund()), .fund(Build.fund(name: "x")), .fund(Build.fund(funder: "x")),
            .fund(Build.fund(basis: .indicative)), .fund(Build.fund(spendFrom: "2018-04-02")),
            .fund(Build.fund(spendBy: "2019-03-30")), .fund(Build.fund(criteria: "x")),
            .project(Build.project()), .project(Build.project("PLF-02")),
            .project(Build.project(description: "x")), .project(Build.project(priority: "x")),
            .project(Build.project(lead: "x")), .project(Build.project(partner: "x")),
            .project(Build.project(location: "x")), .project(Build.project(criterion: "x")),
            .closing(closing(nil, "r")), .closing(closing(day, "r")), .closing(closing(day, "s")),
            .printed(printed("a", "b")), .printed(printed("ab", "")), .printed(printed("a", "c")),
            .waiver(waiver("f", "n", "r")), .waiver(waiver("g", "n", "r")),
            .waiver(waiver("f", "m", "r")), .waiver(waiver("f", "n", "s")),
        ]
    }

    @Test func `what is registered has other bytes once any field of it changes`() throws {
        let all = try RegistrationTests.subjects().map { subject in
            Registration(subject).canonicalBytes(
                after: .none, number: 1, afterEntry: 0, recorded: Moment(milliseconds: 0),
                recorder: "A. Officer")
        }
        #expect(Set(all).count == all.count)
    }

    @Test func `a subject says the same as itself and as no other`() throws {
        let subjects = try RegistrationTests.subjects()
        for (index, one) in subjects.enumerated() {
            let like = subjects.indices.filter { one.saysTheSame(as: subjects[$0]) }
            #expect(like == [index])
        }
    }

    @Test func `a registration never has the bytes of an entry`() throws {
        let registration = Registration(.fund(try Build.fund())).canonicalBytes(
            after: .none, number: 1, afterEntry: 0, recorded: Moment(milliseconds: 0), recorder: "")
        #expect(
            String(decoding: registration[32...], as: UTF8.self).utf8.starts(with: "14:reg".utf8))
    }

    @Test func `a waiver names its finding, who waives it and why`() throws {
        let day = try Build.day("2018-12-31")
        #expect(throws: Refusal.missing("finding")) {
            try Waiver(finding: " ", name: "n", reason: "r", until: day)
        }
        #expect(throws: Refusal.missing("name of who waives it")) {
            try Waiver(finding: "f", name: "", reason: "r", until: day)
        }
        #expect(throws: Refusal.missing("reason")) {
            try Waiver(finding: "f", name: "n", reason: "", until: day)
        }
    }
}
