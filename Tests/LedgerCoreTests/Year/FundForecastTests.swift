import TestSupport
import Testing

@testable import LedgerCore

struct FundForecastTests {
    /// PLF-01 with £10.00 planned as 100, 200 and 300, then 400 pence, and some spends.
    private func line(
        allocated: Int64 = 1_000, spends: [(day: String, pence: Int64)], committed: Int64 = 0,
        stated: Int64? = nil, asAt: String, agreement: [AgreementSetting: String] = [:]
    ) throws -> FundForecast.Line {
        var ledger = try PaperLedger(allocations: [("PLF-01", allocated)])
        for spend in spends {
            try ledger.record(Build.transfer(.spend, on: spend.day, pence: spend.pence))
        }
        if committed > 0 { try ledger.record(Build.transfer(.commitment, pence: committed)) }
        var said = YearRecords()
        said.profiles = [try Build.profile(pence: [100, 200, 300])]
        if let stated { said.forecasts = [try Build.forecast(pence: stated)] }
        let forecast = try ledger.forecast(
            asAt: Build.day(asAt), Agreement(fund: Build.key(), agreed: agreement), said)
        return try #require(forecast.lines.first)
    }

    @Test(
        arguments: [
            // Nothing is over: the running quarter's plan and that of the rest.
            ("2018-04-01", [], 1_000), ("2018-06-29", [], 1_000),
            // Quarter One is over with its last day, and what it did not spend is left.
            ("2018-06-30", [], 900),
            ("2018-06-30", [("2018-06-30", 40)], 940), ("2018-07-01", [("2018-06-30", 40)], 940),
            // In the running quarter the larger of spend and plan counts.
            ("2018-08-15", [("2018-06-30", 40), ("2018-08-01", 199)], 940),
            ("2018-08-15", [("2018-06-30", 40), ("2018-08-01", 200)], 940),
            ("2018-08-15", [("2018-06-30", 40), ("2018-08-01", 201)], 941),
            // What is spent later than the day does not count yet.
            ("2018-08-15", [("2018-06-30", 40), ("2018-08-16", 201)], 940),
            ("2018-12-31", [("2018-06-30", 40), ("2018-12-31", 60)], 500),
            // What is spent early is not spent again.
            ("2018-06-30", [("2018-06-30", 101)], 1_000), ("2018-06-30", [("2018-06-30", 99)], 999),
            ("2019-03-31", [("2018-06-30", 40)], 40),
        ] as [(String, [(day: String, pence: Int64)], Int64)])
    func `a forecast is spend of what is over, and plan of what is to come`(
        asAt: String, spends: [(day: String, pence: Int64)], forecast: Int64
    ) throws {
        #expect(try line(spends: spends, asAt: asAt).forecast.pence == forecast)
    }

    @Test func `a forecast is never less than is spent and committed`() throws {
        let spends = [(day: "2018-10-01", pence: Int64(100))]
        #expect(
            try line(spends: spends, committed: 600, asAt: "2018-12-31").forecast.pence == 700)
        #expect(
            try line(spends: spends, committed: 400, asAt: "2018-12-31").forecast.pence == 500)
        #expect(
            try line(spends: spends, committed: 600, asAt: "2019-03-31").forecast.pence == 700)
    }

    @Test func `what a person says holds, and never below what is spent`() throws {
        let spends = [(day: "2018-10-01", pence: Int64(100))]
        let line = try line(spends: spends, stated: 250, asAt: "2018-12-31")
        #expect(line.forecast.pence == 250)
        #expect(line.reason == "Told by the lead")
        #expect(line.underspend.pence == 750)
        #expect(
            try self.line(spends: spends, stated: 99, asAt: "2018-12-31").forecast.pence == 100)
        let code = try Code("PLF-01")
        let refusal = YearRefusal.forecastBelowSpent(
            code, Money(pence: 99), spent: Money(pence: 100))
        #expect(throws: Refusal.year(refusal)) {
            try Build.forecast(pence: 99).checked(spent: Money(pence: 100))
        }
        #expect(
            try Build.forecast(pence: 100).checked(spent: Money(pence: 100)).amount?.pence == 100)
        #expect(try Build.forecast(pence: nil).checked(spent: Money(pence: 100)).amount == nil)
    }

    @Test(
        arguments: [
            // 300 pence are planned by the end of September; 10 % of it are 30 pence.
            (300, false, .green), (314, false, .green), (315, false, .amber),
            (329, false, .amber), (330, true, .red), (286, false, .green), (285, false, .amber),
            (271, false, .amber), (270, true, .red), (0, true, .red),
        ] as [(Int64, Bool, Rating)])
    func `a reason is needed from the agreed share on, to the penny`(
        spent: Int64, needsReason: Bool, rating: Rating
    ) throws {
        let line = try line(
            spends: spent > 0 ? [("2018-09-30", spent)] : [], asAt: "2018-09-30")
        #expect(line.plannedToDate.pence == 300)
        #expect(line.variance.pence == spent - 300)
        #expect(line.needsReason == needsReason)
        #expect(line.rating == rating)
    }

    @Test func `a share that is no whole penny is past at the next one`() throws {
        // 12.5 % of 300 are 37.5 pence.
        for (spent, needs) in [(337, false), (338, true), (263, false), (262, true)] {
            let line = try line(
                spends: [("2018-09-30", Int64(spent))], asAt: "2018-09-30",
                agreement: [.varianceReason: "12.5%"])
            #expect(line.needsReason == needs, "\(spent)")
        }
    }

    @Test func `spend where none was planned needs a reason, and none needs none`() throws {
        let none = try line(spends: [], asAt: "2018-04-15")
        #expect(none.plannedToDate == .zero)
        #expect(!none.needsReason && none.rating == .green && none.variancePercent == nil)
        let one = try line(spends: [("2018-04-15", 1)], asAt: "2018-04-15")
        #expect(one.needsReason && one.rating == .red && one.variancePercent == nil)
    }

    @Test(
        arguments: [
            (300, 0), (301, 33), (302, 67), (299, -33), (298, -67), (0, -10_000), (600, 10_000),
        ] as [(Int64, Int64)])
    func `a variance in per cent is rounded to its second decimal`(
        spent: Int64, hundredths: Int64
    ) throws {
        let line = try line(
            spends: spent > 0 ? [("2018-09-30", spent)] : [], asAt: "2018-09-30")
        #expect(line.variancePercent == hundredths)
    }

    @Test func `a forecast overspend is red whatever the variance`() throws {
        let spends = [(day: "2018-09-30", pence: Int64(300))]
        #expect(try line(spends: spends, stated: 1_000, asAt: "2018-09-30").rating == .green)
        let over = try line(spends: spends, stated: 1_001, asAt: "2018-09-30")
        #expect(over.rating == .red && !over.needsReason)
    }

    @Test func `money that is not allocated counts as unspent, and over-allocation against it`()
        throws
    {
        let day = try Build.day("2018-04-01")
        let ledger = try PaperLedger(award: 1_500, allocations: [("PLF-01", 1_000)])
        let forecast = try ledger.forecast(asAt: day)
        #expect(forecast.underspend.pence == 500)
        #expect(
            forecast.sentence == "PLF 2018-19 is heading to leave £5.00 of £15.00 unspent.")
        let over = try PaperLedger(award: 900, allocations: [("PLF-01", 1_000)])
        #expect(
            try over.forecast(asAt: day).sentence
                == "PLF 2018-19 is heading to spend £1.00 more than the £9.00 it holds.")
        let exact = try PaperLedger(award: 1_000, allocations: [("PLF-01", 1_000)])
        #expect(
            try exact.forecast(asAt: day).sentence
                == "PLF 2018-19 is heading to spend all of £10.00.")
    }

    @Test func `whatever was spent and planned, the figures add up`() throws {
        var random = SeededGenerator()
        let year = try Build.key().year
        for _ in 0..<150 {
            var ledger = try PaperLedger(
                allocations: [
                    ("PLF-01", Int64.random(in: 0...9_000, using: &random)),
                    ("PLF-02", Int64.random(in: 0...9_000, using: &random)),
                ])
            var said = YearRecords()
            for code in ["PLF-01", "PLF-02"] where random.oneIn(2) {
                let pence = (0..<3).map { _ in Int64.random(in: 0...4_000, using: &random) }
                said.profiles.append(try Build.profile(code, pence: pence))
            }
            for _ in 0..<8 {
                let day = year.firstDay.adding(days: Int.random(in: 0...364, using: &random))
                let transfer = try Build.transfer(
                    random.oneIn(4) ? .commitment : .spend, on: day.description,
                    from: random.oneIn(2) ? "PLF-01" : "PLF-02",
                    pence: Int64.random(in: 1...2_500, using: &random))
                // What the core refuses is not recorded.
                _ = try? ledger.record(transfer)
            }
            let day = year.firstDay.adding(days: Int.random(in: -3...370, using: &random))
            let forecast = try ledger.forecast(asAt: day, nil, said)
            for line in forecast.lines + [forecast.total] {
                #expect(line.quarters.reduce(.zero) { $0 + $1.planned } == line.allocated)
                #expect(line.quarters.reduce(.zero) { $0 + $1.actual } == line.spent)
                #expect(line.forecast >= line.spent + line.committed)
                #expect(line.variance + line.plannedToDate == line.spent)
                #expect(line.forecast + line.underspend == line.allocated)
                #expect(!line.needsReason || line.rating == .red)
            }
            let total = forecast.total
            #expect(total.forecast == forecast.lines.reduce(.zero) { $0 + $1.forecast })
            #expect(
                forecast.underspend == total.underspend + forecast.statement.unallocated)
        }
    }

    @Test func `what counts for days after the year is of its last quarter`() throws {
        let fund = try Build.fund(spendBy: "2019-06-30")
        var ledger = try PaperLedger(fund: fund, allocations: [("PLF-01", 1_000)])
        try ledger.record(Build.transfer(.spend, on: "2019-05-01", pence: 300))
        let line = try #require(
            try ledger.forecast(asAt: Build.day("2019-06-30")).lines.first)
        #expect(line.quarters.map(\.actual.pence) == [0, 0, 0, 300])
        #expect(line.forecast.pence == 300)
        #expect(
            try FundForecast.day(Build.day("2019-05-15"), of: fund) == Build.day("2019-05-15"))
        #expect(
            try FundForecast.day(Build.day("2026-05-15"), of: fund) == Build.day("2019-06-30"))
    }
}
