import TestSupport
import Testing

@testable import LedgerCore

struct ProfileBeyondAllocationRuleTests {
    /// PLF-01 planned all of its £10.00 for three quarters, and then gave some away.
    private func findings(vired: Int64, profile: [Int64]? = [400, 300, 300]) throws -> [Finding] {
        var ledger = try PaperLedger(allocations: [("PLF-01", 1_000), ("PLF-02", 0)])
        if vired > 0 { try ledger.record(Build.transfer(.virement, pence: vired)) }
        var said = YearRecords()
        if let profile { said.profiles = [try Build.profile(pence: profile)] }
        return ProfileBeyondAllocationRule().findings(in: try ledger.review(plan: said))
    }

    @Test func `a penny cut from a planned allocation is told with the figures`() throws {
        let found = try findings(vired: 1)
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.severity) == [.warning])
        let message = try #require(found.first).message
        #expect(message.contains("planned £10.00") && message.contains("allocated £9.99"))
    }

    @Test func `a fourth quarter of nought, or no profile, is well`() throws {
        #expect(try findings(vired: 0).isEmpty)
        #expect(try findings(vired: 1, profile: [400, 300, 299]).isEmpty)
        #expect(try findings(vired: 1_000, profile: nil).isEmpty)
    }
}
