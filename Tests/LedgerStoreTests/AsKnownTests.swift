import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct AsKnownTests {
    /// Entries 4 to 6 recorded on 5, 6 and 7 November for days that are not in that order.
    private func office() throws -> Office {
        let office = try Office(clock: SetClock("2018-04-02T09:00:00Z"))
        for (recorded, day, sum) in [
            ("2018-11-05T09:00:00Z", "2018-11-02", 1), ("2018-11-06T09:00:00Z", "2018-10-20", 10),
            ("2018-11-07T09:00:00Z", "2018-11-30", 100),
        ] as [(String, String, Int64)] {
            try office.clock.set(recorded)
            try office.record(.spend, on: day, pence: sum)
        }
        return office
    }

    @Test func `a statement as known after an entry leaves out what came later`() throws {
        let office = try office()
        let spent = try (0...6).map { try office.lineIfAny(asKnown: .entry($0))?.spent.pence }
        #expect(spent == [0, 0, 0, 0, 1, 11, 111])
        let allocated = try (0...3).map {
            try office.lineIfAny(asKnown: .entry($0))?.allocated.pence
        }
        #expect(allocated == [0, 0, 40_000, 40_000])
    }

    @Test func `a statement as known at a moment leaves out what was recorded later`() throws {
        let office = try office()
        let moments = [
            "2018-11-04", "2018-11-05T09:00:00Z", "2018-11-05T09:00:01Z", "2018-11-05",
            "2018-11-06", "2018-11-07", "2030-01-01",
        ]
        let spent = try moments.map {
            try office.line(asKnown: .moment(Moment(parsing: $0)))?.spent.pence
        }
        #expect(spent == [0, 0, 1, 1, 11, 111, 111])
    }

    @Test func `a day and a moment cut together`() throws {
        let office = try office()
        let cuts: [(String, AsKnown, Int64)] = [
            ("2018-11-02", .entry(4), 1), ("2018-11-02", .entry(5), 11),
            ("2018-11-01", .entry(5), 10), ("2018-10-31", .entry(6), 10),
            ("2018-11-29", .entry(6), 11), ("2018-11-30", .entry(6), 111),
            ("2018-11-30", .entry(5), 11), ("2018-10-31", .entry(4), 0),
        ]
        for (day, known, spent) in cuts {
            #expect(
                try office.line(asAt: day, asKnown: known)?.spent == pence(spent),
                "as at \(day), as known \(known)")
        }
    }

    @Test func `before its first registration a fund is not known`() throws {
        let office = try office()
        let early = AsKnown.moment(try Moment(parsing: "2018-04-01"))
        #expect(
            try refusal { try office.statement(asKnown: early) } == .unknownFund(Build.key()))
    }

    @Test(arguments: [-1, 7]) func `an entry the ledger does not have is refused`(number: Int)
        throws
    {
        let office = try office()
        #expect(
            throws: LedgerError.unknownMoment("entry \(number); its last entry is 6")
        ) {
            try office.statement(asKnown: .entry(number))
        }
    }

    @Test func `a renamed project is printed with the name it had then`() throws {
        let office = try office()
        try office.register(.project(Build.project("PLF-01", description: "Street lights")))
        try office.record(.spend, pence: 1)
        let names = try [AsKnown.entry(5), .entry(6), .entry(7)].map {
            try office.line(asKnown: $0)?.project.description
        }
        #expect(names == ["Project PLF-01", "Street lights", "Street lights"])
        #expect(try office.line()?.project.description == "Street lights")
        #expect(
            try office.ledger.projects(of: Build.key()).first?.description == "Street lights")
    }

    @Test func `a name changed after the last entry is known from its own moment`() throws {
        let office = try office()
        try office.clock.set("2018-12-01T09:00:00Z")
        try office.register(.project(Build.project("PLF-01", description: "Street lights")))
        let names = try ["2018-11-30", "2018-12-01"].map {
            try office.line(asKnown: .moment(Moment(parsing: $0)))?.project.description
        }
        #expect(names == ["Project PLF-01", "Street lights"])
    }

    @Test func `an award confirmed later is printed as indicative as it was known`() throws {
        let office = try Office(basis: .indicative)
        try office.record(.spend, pence: 1)
        try office.register(.fund(Build.fund()))
        try office.record(.spend, pence: 1)
        #expect(try office.statement(asKnown: .entry(3)).fund.basis == .indicative)
        #expect(try office.statement(asKnown: .entry(4)).fund.basis == .confirmed)
        #expect(try office.statement().fund.basis == .confirmed)
    }

    @Test func `a project added later is no line of an earlier statement`() throws {
        let office = try office()
        try office.record(.spend, pence: 1)
        try office.register(.project(Build.project("PLF-04")))
        try office.record(.spend, pence: 1)
        #expect(try office.statement(asKnown: .entry(6)).lines.count == 3)
        #expect(try office.statement(asKnown: .entry(7)).lines.count == 4)
    }

    @Test func `every past head is printed again as it was`() throws {
        let office = try Office()
        var heads: [Int: LedgerHead] = [:]
        for number in 4...20 {
            try office.record(.spend, pence: 1)
            if number.isMultiple(of: 5) {
                try office.register(
                    .project(Build.project("PLF-02", description: "Name \(number)")))
            }
            heads[number] = try office.ledger.head()
        }
        for (number, head) in heads {
            #expect(try office.statement(asKnown: .entry(number)).head == head)
        }
        let last = try office.ledger.head()
        let findings = try office.ledger.verify(kept: last).findings
        #expect(findings.isEmpty)
    }
}

extension Office {
    /// The line of PLF-01; nil where the fund or the project is not known yet.
    fileprivate func lineIfAny(asKnown: AsKnown) throws -> FundStatement.Line? {
        do {
            return try line(asKnown: asKnown)
        } catch LedgerError.refused(.unknownFund) {
            return nil
        }
    }
}
