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
        ] + finance()
    }

    private static func finance() throws -> [Registration.Subject] {
        let next = try Build.key(year: "2019-20")
        return try [
            .source(Build.source()), .source(Build.source("x")),
            .source(Build.source(partnership: "x")), .source(Build.source(settings: "x")),
            .source(Build.source(settings: "")), .extract(Build.extract()),
            .extract(Build.extract("x")), .extract(Build.extract(in: next)),
            .extract(Build.extract(from: "2018-04-02")), .extract(Build.extract(to: "2019-03-30")),
            .extract(Build.extract(content: "x")), .matching(Build.matching()),
            .matching(Build.matching(["P1", "P2"])), .matching(Build.matching(["P1"], ["P2"])),
            .matching(Build.matching(["P1"], ["A1", "P2"])), .matching(Build.matching(in: next)),
            .matching(Build.matching(["P1"], ["A1"], .broken)),
            .matching(Build.matching(reason: "x")),
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

    @Test func `a decision is the same whatever order its payments and entries are named in`()
        throws
    {
        let one = try Build.matching(["P2", "P10", "P2"], ["B", "a", "A"])
        #expect(one == (try Build.matching(["P10", "P2"], ["A", "B", "a"])))
        #expect(one.payments.map(\.text) == ["P10", "P2"])
        #expect(one.entries.listed == "A B a")
        #expect(try [EntryID].listed("A B a") == one.entries)
        #expect(try [EntryID].listed(" ").isEmpty)
    }

    @Test func `a source, an extract and a decision say what they are of`() throws {
        #expect(throws: Refusal.missing("partnership")) { try Build.source(partnership: " ") }
        #expect(throws: Refusal.missing("name of the source")) { try Build.source(" ") }
        #expect(throws: Refusal.missing("name of the extract")) { try Build.extract(" ") }
        #expect(throws: Refusal.missing("payment")) { try Build.matching([]) }
        #expect(throws: Refusal.missing("entry")) { try Build.matching(["P1"], []) }
    }

    @Test(arguments: ["a\0b", "a\r\nb", "\u{7F}", "\t"])
    func `settings and extracts hold no character that a file would not give back`(text: String) {
        #expect(throws: Refusal.controlCharacter("settings of the source")) {
            try Build.source(settings: text)
        }
        #expect(throws: Refusal.controlCharacter("extract")) { try Build.extract(content: text) }
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
