import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct EntryTagStoreTests {
    private func tag(
        _ entry: String, _ period: String? = nil, labour: Bool = false, in key: FundYear? = nil
    ) throws -> Registration.Subject {
        let key = try key ?? Build.key()
        return .record(
            try EntryTag(
                fund: key, entry: EntryID(entry),
                period: period.map { try ReturnPeriod(parsing: $0, in: key.year, .quarterly) },
                isLabour: labour
            ).record())
    }

    private func spend(_ day: String, id: String, pence: Int64 = 100) throws -> Transfer {
        try Build.transfer(.spend, on: day, pence: pence, id: id)
    }

    @Test func `an entry and what is said of it are recorded together`() throws {
        let office = try Office()
        try office.close(through: "2018-12-31")
        let done = try office.ledger.record(
            all: [spend("2019-01-01", id: "S1")], following: [tag("S1", "Q3")], by: "A. Officer")
        #expect(done.map(\.entry.number) == [4])
        let tags = try office.ledger.tags(of: Build.key())
        #expect(tags[try EntryID("S1")]?.period?.description == "2018-19-Q3")
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `neither is recorded where the other is refused`() throws {
        let office = try Office()
        try office.close(through: "2018-12-31")
        let head = try office.ledger.head()
        #expect(throws: LedgerError.self) {
            try office.ledger.record(
                all: [spend("2019-01-01", id: "S1")], following: [tag("S1", "Q4")],
                by: "A. Officer")
        }
        #expect(throws: LedgerError.self) {
            try office.ledger.record(
                all: [spend("2018-12-31", id: "S1")], following: [tag("S1", "Q3")],
                by: "A. Officer")
        }
        #expect(try office.ledger.head() == head)
    }

    @Test func `the latest tag counts, and a blank one takes it away`() throws {
        let office = try Office()
        try office.record(.spend, id: "S1")
        #expect(try office.register(tag("S1", labour: true)))
        #expect(try !office.register(tag("S1", labour: true)))
        #expect(try office.ledger.tags(of: Build.key()).count == 1)
        let head = try office.ledger.head()
        #expect(try office.register(tag("S1")))
        #expect(try office.ledger.tags(of: Build.key()).isEmpty)
        #expect(try office.ledger.keptRecords(of: Build.key(), .tag).count == 2)
        #expect(
            try office.ledger.tags(
                of: Build.key(), asKnown: .registration(office.ledger.registrations().count - 1)
            ).count == 1)
        #expect(try office.ledger.head() != head)
    }

    @Test func `a tag of no entry, or of another fund's, is refused`() throws {
        let office = try Office()
        let next = try office.openNextYear()
        try office.record(.spend, id: "S1")
        #expect(
            try refusal { try office.register(tag("S2", labour: true)) } == .unknownEntry("S2"))
        #expect(
            try refusal { try office.register(tag("S1", labour: true, in: next)) }
                == .unknownEntry("S1"))
        #expect(
            try refusal { try office.register(tag("L1", labour: true)) }
                == .year(.tag(.noCost(2, .allocation))))
    }

    @Test func `a period may be said of an entry until its own is closed`() throws {
        let office = try Office()
        try office.close(through: "2018-09-30")
        try office.record(.spend, on: "2018-10-01", pence: 100, id: "S1")
        #expect(try office.register(tag("S1", "Q2")))
        #expect(try office.register(tag("S1", "Q1")))
        try office.close(through: "2018-12-31")
        #expect(
            try refusal { try office.register(tag("S1", "Q2")) }
                == .year(
                    .tag(
                        .entryClosed(
                            4, day: Build.day("2018-10-01"), through: Build.day("2018-12-31")))))
        #expect(try office.register(tag("S1", "Q1", labour: true)))
        try office.close(through: nil, by: "B. Officer")
        #expect(
            try refusal { try office.register(tag("S1", "Q2")) }
                == .year(
                    .tag(
                        .notClosed(
                            ReturnPeriod(parsing: "Q2", in: Build.key().year, .quarterly),
                            Build.key(), through: nil))))
        #expect(try office.register(tag("S1", labour: true)))
    }
}
