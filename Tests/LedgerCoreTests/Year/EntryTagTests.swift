import TestSupport
import Testing

@testable import LedgerCore

struct EntryTagTests {
    private func period(_ text: String) throws -> ReturnPeriod {
        try ReturnPeriod(parsing: text, in: Build.key().year, .quarterly)
    }

    private func tag(_ period: String? = nil, labour: Bool = false) throws -> EntryTag {
        try EntryTag(
            fund: Build.key(), entry: EntryID("E"), period: period.map(self.period),
            isLabour: labour)
    }

    private func admit(
        _ tag: EntryTag, of kind: TransferKind = .spend, on day: String = "2019-01-01",
        after before: EntryTag? = nil, closed: String? = "2018-12-31",
        agreed: [AgreementSetting: String] = [:]
    ) throws {
        try tag.checkAdmitted(
            of: Build.entry(Build.transfer(kind, on: day, id: "E"), number: 7), after: before,
            closedThrough: closed.map(Build.day),
            agreement: Agreement(fund: Build.key(), agreed: agreed))
    }

    @Test func `a tag reads back as it was written`() throws {
        let full = try EntryTag(
            fund: Build.key(), entry: EntryID("E"), period: period("Q3"), isLabour: true,
            isCapital: true, asset: "Two cameras: town hall")
        #expect(
            try full.record().content
                == "period: 2018-19-Q3\nlabour: yes\ncapital: yes\nasset: Two cameras: town hall\n")
        for tag in [full, try tag(), try tag("Q1"), try tag(labour: true)] {
            #expect(try EntryTag(tag.record()) == tag)
        }
        #expect(try tag().isBlank)
        #expect(!full.isBlank)
    }

    @Test(
        arguments: [
            "labour: no\n", "labour: yes\nlabour: yes\n", "colour: red\n", "period: 2018-19-Q9\n",
            "period: 2017-18-Q3\n",
        ])
    func `what is no tag is not read as one`(content: String) throws {
        #expect(throws: Refusal.self) {
            try YearRecord(reading: content, of: "tag", named: "E", in: Build.key())
        }
    }

    @Test(
        arguments: [
            ("2018-12-31", "2019-01-01", "Q3", nil), ("2018-12-30", "2019-01-01", "Q3", "closed"),
            ("2018-12-31", "2018-12-31", "Q3", "entry"),
            ("2018-09-30", "2018-10-01", "Q2", nil), ("2018-09-30", "2018-10-01", "Q3", "earlier"),
            (nil, "2018-10-01", "Q2", "closed"), ("2018-12-31", "2019-01-01", "Q2", nil),
        ] as [(String?, String, String, String?)])
    func `only a closed period before the day of the entry is one it can belong to`(
        closed: String?, day: String, name: String, fault: String?
    ) throws {
        let (fund, number) = (try Build.key(), 7)
        let through = try closed.map(Build.day)
        let expected: TagRefusal? =
            switch fault {
            case "closed": .notClosed(try period(name), fund, through: through)
            case "entry":
                .entryClosed(number, day: try Build.day(day), through: try #require(through))
            case "earlier": .notEarlier(try period(name), day: try Build.day(day))
            default: nil
            }
        if let expected {
            #expect(throws: Refusal.year(.tag(expected))) {
                try admit(tag(name), on: day, closed: closed)
            }
        } else {
            try admit(tag(name), on: day, closed: closed)
        }
    }

    @Test func `a period that the agreement does not have is refused`() throws {
        #expect(throws: Refusal.self) { try admit(tag("Q2"), agreed: [.periods: "half-yearly"]) }
        try admit(tag("Q2"))
    }

    @Test(arguments: TransferKind.allCases)
    func `only a spend and a refund are tagged`(kind: TransferKind) throws {
        guard kind != .reversal else { return }
        if kind == .spend || kind == .refund {
            try admit(tag(labour: true), of: kind)
        } else {
            #expect(throws: Refusal.year(.tag(.noCost(7, kind)))) {
                try admit(tag(labour: true), of: kind)
            }
        }
    }

    @Test
    func `once its own period is closed the period of an entry stays, and the rest may change`()
        throws
    {
        let day = "2019-01-10"
        let closed = "2019-03-31"
        try admit(tag("Q3", labour: true), on: day, after: tag("Q3"), closed: closed)
        for (now, before) in [("Q2", "Q3"), (nil, "Q3"), ("Q3", nil)] as [(String?, String?)] {
            #expect(throws: Refusal.self) {
                try admit(tag(now), on: day, after: tag(before), closed: closed)
            }
        }
    }

    @Test func `every refusal says what to do`() throws {
        let (period, day) = (try period("Q3"), try Build.day("2018-11-02"))
        let words: [(TagRefusal, [String])] = [
            (.unknownWords("colour: red"), ["“colour: red”", "labour: yes"]),
            (.noCost(7, .award), ["Entry 7", "award", "spend"]),
            (.entryClosed(7, day: day, through: day), ["Entry 7", "2018-11-02", "reopen"]),
            (.notEarlier(period, day: day), ["2018-11-02", "2018-12-31", "--date"]),
            (.notClosed(period, try Build.key(), through: nil), ["open throughout", "2018-12-31"]),
            (.notClosed(period, try Build.key(), through: day), ["closed up to 2018-11-02"]),
        ]
        for (refusal, parts) in words {
            for part in parts { #expect(Refusal.year(.tag(refusal)).description.contains(part)) }
        }
    }
}
