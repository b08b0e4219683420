import LedgerCore
import TestSupport
import Testing

/// When a transfer may count: for every limit, the last allowed day and the first refused one.
struct AdmissionDayTests {
    private func ledger() throws -> PaperLedger {
        var ledger = try PaperLedger(
            fund: Build.fund(spendFrom: "2018-05-01", spendBy: "2019-02-28"),
            allocations: [("PLF-01", 100_000), ("PLF-02", 50_000)])
        try ledger.record(
            Build.transfer(.commitment, on: "2018-05-01", pence: 30_000, id: "order"))
        try ledger.record(Build.transfer(.spend, on: "2018-05-01", pence: 30_000))
        return ledger
    }

    private static let deliveries = TransferKind.allCases.filter(\.isDelivery)
    private static let decisions = TransferKind.allCases.filter {
        !$0.isDelivery && $0 != .reversal
    }

    @Test(arguments: deliveries, ["2018-05-01", "2019-02-28"])
    func `a delivery counts on the first and the last spending day`(
        kind: TransferKind, day: String
    ) throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(kind, on: day, pence: 1))
        #expect(ledger.entries.last?.transfer.day.description == day)
    }

    @Test(arguments: deliveries, ["2018-04-30", "2019-03-01"])
    func `a delivery a day outside the spending dates is refused`(
        kind: TransferKind, day: String
    ) throws {
        var ledger = try ledger()
        let refusal = Refusal.outsideSpendingDates(ledger.funds[0], day: try Build.day(day))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(kind, on: day, pence: 1))
        }
    }

    @Test(arguments: decisions, ["2017-04-30", "2020-02-29"])
    func `a decision counts up to a year away from the spending dates`(
        kind: TransferKind, day: String
    ) throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(kind, on: day, pence: 1))
        #expect(ledger.entries.last?.transfer.day.description == day)
    }

    @Test(arguments: decisions, ["2017-04-29", "2020-03-01"])
    func `a decision more than a year away is taken for a slip in the year`(
        kind: TransferKind, day: String
    ) throws {
        var ledger = try ledger()
        let refusal = Refusal.farFromFund(ledger.funds[0], day: try Build.day(day))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(kind, on: day, pence: 1))
        }
    }

    @Test(arguments: TransferKind.allCases.filter { $0 != .reversal })
    func `the last closed day is closed and the day after is open`(kind: TransferKind) throws {
        var ledger = try ledger()
        ledger.closedThrough = try Build.day("2018-09-30")
        let refusal = Refusal.closedPeriod(
            try Build.key(), through: try Build.day("2018-09-30"),
            day: try Build.day("2018-09-30"),
            late: kind == .spend || kind == .refund
                ? try ReturnPeriod(parsing: "Q2", in: Build.key().year, .quarterly) : nil)
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(kind, on: "2018-09-30", pence: 1))
        }
        try ledger.record(Build.transfer(kind, on: "2018-10-01", pence: 1))
        #expect(ledger.entries.count == 6)
    }

    @Test func `an entry of a closed period is reversed in an open one`() throws {
        var ledger = try ledger()
        ledger.closedThrough = try Build.day("2018-09-30")
        let refusal = Refusal.closedPeriod(
            try Build.key(), through: try Build.day("2018-09-30"), day: try Build.day("2018-09-30"))
        #expect(throws: refusal) {
            try ledger.record(
                Build.transfer(.reversal, on: "2018-09-30", pence: 30_000, against: "order"))
        }
        try ledger.record(
            Build.transfer(.reversal, on: "2018-10-01", pence: 30_000, against: "order"))
        #expect(try ledger.statement().lines[0].committed == .zero)
    }

    @Test func `a reversal counts from the day of its original, not before`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, on: "2018-11-02", pence: 5, id: "spend"))
        let refusal = Refusal.beforeOriginal(
            6, day: try Build.day("2018-11-01"), original: try Build.day("2018-11-02"))
        #expect(throws: refusal) {
            try ledger.record(
                Build.transfer(.reversal, on: "2018-11-01", pence: 5, against: "spend"))
        }
        try ledger.record(Build.transfer(.reversal, on: "2018-11-02", pence: 5, against: "spend"))
        #expect(ledger.entries.count == 7)
    }

    @Test func `a reversal may be dated after the spending dates`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(.reversal, on: "2019-03-01", pence: 30_000, against: "order"))
        #expect(ledger.entries.count == 6)
    }

    @Test func `a closed period is told before a day outside the spending dates`() throws {
        var ledger = try ledger()
        ledger.closedThrough = try Build.day("2018-09-30")
        let refusal = Refusal.closedPeriod(
            try Build.key(), through: try Build.day("2018-09-30"), day: try Build.day("2018-04-30"))
        #expect(throws: refusal) {
            try ledger.record(Build.transfer(.spend, on: "2018-04-30", pence: 900_000_000))
        }
    }

    @Test func `a day outside the spending dates is told before a sum too large`() throws {
        var ledger = try ledger()
        let day = try Build.day("2018-04-30")
        #expect(throws: Refusal.outsideSpendingDates(ledger.funds[0], day: day)) {
            try ledger.record(Build.transfer(.spend, on: "2018-04-30", pence: 900_000_000))
        }
    }
}
