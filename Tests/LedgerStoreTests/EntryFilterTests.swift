import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct EntryFilterTests {
    private func numbers(_ change: (inout EntryFilter) throws -> Void) throws -> [Int] {
        let scratch = try Scratch()
        try TenEntries.write(to: scratch.path)
        let ledger = try Ledger.openForReading(scratch.path)
        var filter = EntryFilter()
        try change(&filter)
        return try ledger.entries(matching: filter).map(\.number)
    }

    @Test func `everything is found in the order it was recorded`() throws {
        #expect(try numbers { _ in } == Array(1...10))
    }

    @Test func `a fund finds its own entries and what was carried into it`() throws {
        #expect(try numbers { $0.fund = try Build.key() } == Array(1...10))
        #expect(try numbers { $0.fund = try Build.key(year: "2019-20") } == [9])
        #expect(throws: LedgerError.refused(.unknownFund(try Build.key("CI001")))) {
            try numbers { $0.fund = try Build.key("CI001") }
        }
    }

    @Test func `a project finds what touches it, reversals too`() throws {
        #expect(try numbers { $0.project = try Code("PLF-02") } == [3, 7, 8, 9])
        #expect(try numbers { $0.project = try Code("PLF-03") } == [])
    }

    @Test func `a kind, days, a payee, a reference and sums find theirs`() throws {
        #expect(try numbers { $0.kind = .spend } == [5, 6])
        #expect(try numbers { $0.to = try Build.day("2018-04-01") } == [1, 2, 3])
        #expect(try numbers { $0.from = try Build.day("2018-04-02") } == Array(4...10))
        #expect(try numbers { $0.payee = "aCoRn" } == [5])
        #expect(try numbers { $0.reference = "inv" } == [5])
        #expect(try numbers { $0.reference = "%" } == [])
        #expect(try numbers { $0.least = pence(40_000) } == [1, 2])
        #expect(try numbers { $0.most = pence(50) } == [9, 10])
    }

    @Test func `several questions at once all count`() throws {
        let found = try numbers { filter in
            filter.kind = .spend
            filter.project = try Code("PLF-01")
            filter.least = pence(701)
        }
        #expect(found == [6])
    }
}
