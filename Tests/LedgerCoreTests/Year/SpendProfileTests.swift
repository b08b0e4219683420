import TestSupport
import Testing

@testable import LedgerCore

struct SpendProfileTests {
    private func plan(_ profile: [Int64]?, _ allocated: Int64) throws -> PlannedSpend {
        PlannedSpend(
            try profile.map { try Build.profile(pence: $0) }, allocated: Money(pence: allocated))
    }

    @Test(
        arguments: [
            (nil, 1_000_000, [250_000, 250_000, 250_000, 250_000]),
            (nil, 1_003, [250, 250, 250, 253]), (nil, 3, [0, 0, 0, 3]), (nil, 0, [0, 0, 0, 0]),
            ([100, 200, 300], 1_000, [100, 200, 300, 400]),
            ([100, 200, 300], 600, [100, 200, 300, 0]),
            ([100, 200, 300], 599, [100, 200, 300, -1]),
        ] as [([Int64]?, Int64, [Int64])])
    func `the last quarter takes the rest of the allocation`(
        profile: [Int64]?, allocated: Int64, quarters: [Int64]
    ) throws {
        #expect(try plan(profile, allocated).quarters.map(\.pence) == quarters)
        #expect(try plan(profile, allocated).isProfiled == (profile != nil))
    }

    @Test func `a quarter is spread over its months, the last taking the rest`() throws {
        let months = try plan([100, 0, 302], 1_000).months.map(\.pence)
        #expect(months == [33, 33, 34, 0, 0, 0, 100, 100, 102, 199, 199, 200])
    }

    @Test(
        arguments: [
            ("2018-03-31", 0), ("2018-04-29", 0), ("2018-04-30", 33), ("2018-05-30", 33),
            ("2018-05-31", 66), ("2018-06-29", 66), ("2018-06-30", 100), ("2018-12-31", 402),
            ("2019-01-30", 402), ("2019-01-31", 601), ("2019-02-27", 601), ("2019-02-28", 800),
            ("2019-03-30", 800), ("2019-03-31", 1_000), ("2019-07-01", 1_000),
        ] as [(String, Int64)])
    func `planned to date is that of the months that are over`(day: String, pence: Int64) throws {
        let year = try Build.key().year
        #expect(
            try plan([100, 0, 302], 1_000).planned(through: Build.day(day), of: year).pence
                == pence)
    }

    @Test func `the periods of each scheme make the allocation, after any virement`() throws {
        var random = SeededGenerator()
        let year = try Build.key().year
        for _ in 0..<300 {
            let profile = (0..<3).map { _ in Int64.random(in: 0...5_000, using: &random) }
            let allocated = Int64.random(in: 0...20_000, using: &random)
            let plan = try plan(random.oneIn(3) ? nil : profile, allocated)
            for scheme in PeriodScheme.allCases {
                let parts = scheme.periods(of: year).map { plan.planned(in: $0) }
                #expect(parts.reduce(.zero, +).pence == allocated)
                // What a period plans is what is planned by its last day less what was before it.
                for period in scheme.periods(of: year) {
                    let before = plan.planned(through: period.firstDay.adding(days: -1), of: year)
                    let after = plan.planned(through: period.lastDay, of: year)
                    #expect(plan.planned(in: period) == after - before)
                }
            }
            #expect(plan.quarters.reduce(.zero, +).pence == allocated)
        }
    }

    @Test(
        arguments: [
            [0, 0, 0], [300, 300, 399], [300, 300, 400], [300, 300, 300, 100], [1_000, 0, 0, 0],
        ]
            as [[Int64]])
    func `what a person plans is taken up to the allocation's last penny`(said: [Int64]) throws {
        let profile = try SpendProfile(
            fund: Build.key(), project: Code("PLF-01"), said: said.map { Money(pence: $0) },
            allocated: Money(pence: 1_000))
        #expect(profile.planned.map(\.pence) == Array(said.prefix(3)))
    }

    @Test(
        arguments: [
            ([300, 300], "2 quarters are given."), ([1, 1, 1, 1, 1], "5 quarters are given."),
            ([300, 300, 401], "make £10.01 and its allocation is £10.00, £0.01 less"),
            (
                [300, 300, 300, 99],
                "make £9.99 and its allocation is £10.00, a difference of £0.01"
            ),
            ([300, 300, 300, 101], "make £10.01 and its allocation is £10.00, a difference"),
            ([-1, 0, 0], "-£0.01 cannot be planned"),
        ] as [([Int64], String)])
    func `a penny more, or a quarter too few, is refused with the figures`(
        said: [Int64], words: String
    ) throws {
        let error = #expect(throws: Refusal.self) {
            try SpendProfile(
                fund: Build.key(), project: Code("PLF-01"), said: said.map { Money(pence: $0) },
                allocated: Money(pence: 1_000))
        }
        #expect(try #require(error).description.contains(words))
    }

    @Test func `a profile is read back as it was kept`() throws {
        let profile = try Build.profile(pence: [100, 0, 302])
        let record = try profile.record()
        #expect(record.name == "PLF-01")
        #expect(record.content == "Q1: £1.00\nQ2: £0.00\nQ3: £3.02\n")
        #expect(try SpendProfile(record) == profile)
        #expect(try record.project == Code("PLF-01"))
    }
}
