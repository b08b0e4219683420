import GRDB
import LedgerCore
import TestSupport
import Testing

@testable import LedgerStore

/// How a statement is read; that it is right, other tests show.
struct StatementPlanTests {
    @Test(arguments: [nil, "2018-11-15", "2018-11-30"])
    func `a statement never reads through all entries`(day: String?) throws {
        let office = try Office()
        let plans = try office.plans(asAt: day, asKnown: nil)
        #expect(plans.count > 4)
        let wide = plans.filter { plan in
            plan.steps.contains { $0.contains("SCAN") && Self.isWide($0, in: plan.sql) }
        }
        #expect(wide.isEmpty)
    }

    /// An outer loop over what a common table lists is no scan of a table that grows.
    private static func isWide(_ step: String, in sql: String) -> Bool {
        let narrow = ["SCAN CONSTANT ROW", "SCAN (subquery", "SCAN SUBQUERY"]
        return !narrow.contains { step.contains($0) }
    }

    @Test func `a statement as known reads only the entries that came later`() throws {
        let office = try Office()
        let plans = try office.plans(asAt: "2018-11-15", asKnown: .entry(2))
        let scans = plans.flatMap(\.steps).filter { $0.hasPrefix("SCAN e") }
        #expect(scans.isEmpty)
    }

    @Test func `the roll-ups of a year grow with its months and kinds, not its entries`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        func rollUps() throws -> [String] {
            try scratch.tamper(
                "SELECT count(*) FROM month_balance; SELECT count(*) FROM balance")
        }
        for month in 10...12 { try office.record(.spend, on: "2018-\(month)-15", pence: 1) }
        let few = try rollUps()
        for day in 10...28 {
            for month in 10...12 { try office.record(.spend, on: "2018-\(month)-\(day)", pence: 1) }
        }
        #expect(try rollUps() == few)
    }
}

extension Office {
    /// What SQLite plans for every query of a statement.
    fileprivate func plans(
        asAt day: String?, asKnown: AsKnown?
    ) throws -> [(sql: String, steps: [String])] {
        let key = try Build.key()
        let day = try day.map(Build.day)
        return try ledger.reading { db in
            var queries: [String] = []
            db.trace { queries.append($0.expandedDescription) }
            _ = try StatementQuery(db, key, cut: Cut(db, asKnown: asKnown)).statement(asAt: day)
            db.trace(options: [], nil)
            return try queries.map { sql in
                let rows = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)")
                return (sql, rows.map { $0["detail"] })
            }
        }
    }
}
