import TestSupport
import Testing

@testable import LedgerCore

struct ReconciliationTests {
    private func finding(
        _ rule: String, _ severity: Finding.Severity = .warning, fund: String? = "PLF",
        pence: Int64 = 100, message: String = "m"
    ) throws -> Finding {
        Finding(
            rule: rule, severity: severity, fund: try fund.map { try Build.key($0) },
            amount: Money(pence: pence), message: message)
    }

    private func sorted(_ findings: [Finding]) throws -> [Finding] {
        Reconciliation.findings(
            in: [], verification: findings, waivers: [], today: try Build.day("2018-12-31"))
    }

    @Test func `findings stand by money, then gravity, fund, rule and words`() throws {
        let order = try [
            finding("z", .note, pence: 101), finding("z", .error, fund: "PLF"),
            finding("b", .warning, fund: nil), finding("z", .warning, fund: "CI001"),
            finding("a", .warning, fund: "PLF", message: "a"),
            finding("a", .warning, fund: "PLF", message: "b"), finding("b", .warning, fund: "PLF"),
            finding("a", .note, pence: 100), finding("a", .error, pence: 99),
        ]
        #expect(try sorted(order.reversed()) == order)
    }

    @Test func `the order does not hang on the order they were found in`() throws {
        var random = SeededGenerator()
        let findings = try ["PLF", "CI001", nil].flatMap { fund in
            try ["a", "m", "z"].flatMap { rule in
                try [0, 1].map { try finding(rule, fund: fund, pence: $0) }
            }
        }
        let order = try sorted(findings)
        let other = try (0..<200).first { _ in
            try sorted(findings.shuffled(using: &random)) != order
        }
        #expect(other == nil, "SEED=\(random.seed)")
    }

    @Test func `every rule has a name of its own`() {
        let names = Reconciliation.rules.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(
            names.sorted() == [
                "allocation-against-award", "cash-below-spend", "duty-overdue", "evidence-missing",
                "finance-extract", "forecast-overspend", "forecast-underspend",
                "incomplete-project", "indicative-award", "invoices-overdue", "match-funding-short",
                "over-allocation", "overspend", "possible-duplicate-invoice", "printed-statement",
                "profile-beyond-allocation", "return-overdue", "ring-fence", "same-description",
                "spend-before-allocation", "spend-outside-dates", "stale-commitment",
                "unapproved-virement",
            ])
    }

    @Test func `all rules look at all fund years in one run`() throws {
        let other = try Build.key("CI001")
        var ledger = PaperLedger(
            try [Build.fund(), Build.fund(other)],
            projects: try [Build.project(lead: ""), Build.project("CI001-01", in: other, lead: "")])
        try ledger.record(Build.transfer(.award, pence: 500))
        try ledger.record(Build.transfer(.allocation, in: other, to: "CI001-01", pence: 700))
        let found = Reconciliation.findings(
            in: try [ledger.review(), ledger.review(of: other)],
            verification: [try finding("hash-chain", .error, fund: nil, pence: 0)], waivers: [],
            today: try Build.day("2018-12-31"))
        #expect(
            found.map(\.rule) == [
                "over-allocation", "incomplete-project", "allocation-against-award", "hash-chain",
                "incomplete-project",
            ])
        #expect(found.map(\.amount.pence) == [700, 700, 500, 0, 0])
    }

    @Test func `a clean ledger has no findings`() throws {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 100_000)])
        try ledger.record(Build.transfer(.spend, pence: 40_000))
        try ledger.record(Build.transfer(.claim, pence: 40_000))
        try ledger.record(Build.transfer(.receipt, pence: 40_000))
        let found = Reconciliation.findings(
            in: [try ledger.review()], verification: [], waivers: [],
            today: try Build.day("2018-12-31"))
        #expect(found.isEmpty)
    }

    @Test func `a waiver covers its finding until its last day, and the finding is still told`()
        throws
    {
        let finding = try finding("overspend")
        let waiver = try Waiver(
            finding: finding.reference, name: "A. Chair", reason: "Agreed",
            until: Build.day("2018-12-31"))
        let waivers = { (day: String) in
            Reconciliation.findings(
                in: [], verification: [finding, try self.finding("overspend", pence: 99)],
                waivers: [waiver], today: try Build.day(day)
            ).map(\.waiver)
        }
        #expect(try waivers("2018-12-31") == [waiver, nil])
        #expect(try waivers("2019-01-01") == [nil, nil])
    }
}
