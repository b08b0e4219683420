import TestSupport
import Testing

@testable import LedgerCore

struct FindingTests {
    private func finding(
        rule: String = "overspend", project: String? = "PLF-01", pence: Int64 = 500,
        message: String = "£5.00 over", entries: [Int] = [3]
    ) throws -> Finding {
        Finding(
            rule: rule, severity: .warning, fund: try Build.key(),
            project: try project.map(Code.init), amount: Money(pence: pence), message: message,
            entries: entries)
    }

    @Test func `a reference is the rule and eight digits, the same every time`() throws {
        let reference = try finding().reference
        #expect(reference.utf8.count == "overspend-".utf8.count + 8)
        #expect(reference.utf8.starts(with: "overspend-".utf8))
        #expect(try finding().reference == reference)
    }

    @Test func `a reference changes with every fact of its finding`() throws {
        let references = try [
            finding(), finding(rule: "over-allocation"), finding(project: "PLF-02"),
            finding(project: nil), finding(pence: 501), finding(entries: []),
            finding(entries: [3, 4]), finding(message: "£5.00 over on the balance"),
        ].map(\.reference)
        #expect(Set(references).count == references.count)
    }

    @Test func `a waiver holds on its last day and not the day after`() throws {
        let finding = try finding()
        let waiver = try Waiver(
            finding: finding.reference, name: "A. Chair", reason: "Agreed",
            until: Build.day("2018-12-31"))
        let covered = finding.covered(by: [waiver], on: try Build.day("2018-12-31"))
        #expect(covered.waiver == waiver)
        #expect(covered.message == finding.message)
        #expect(finding.covered(by: [waiver], on: try Build.day("2019-01-01")).waiver == nil)
    }

    @Test func `a waiver does not cover a sum that has changed`() throws {
        let waiver = try Waiver(
            finding: try finding().reference, name: "A. Chair", reason: "Agreed",
            until: Build.day("2018-12-31"))
        let day = try Build.day("2018-12-01")
        #expect(try finding().covered(by: [waiver], on: day).waiver == waiver)
        #expect(try finding(pence: 501).covered(by: [waiver], on: day).waiver == nil)
        #expect(try finding(pence: 499).covered(by: [waiver], on: day).waiver == nil)
    }

    @Test func `of two waivers that hold the later one is printed`() throws {
        let finding = try finding()
        let waivers = try ["First reason", "Second reason"].map {
            try Waiver(
                finding: finding.reference, name: "A. Chair", reason: $0,
                until: Build.day("2018-12-31"))
        }
        let covered = finding.covered(by: waivers, on: try Build.day("2018-12-01"))
        #expect(covered.waiver?.reason == "Second reason")
    }

    @Test func `an error is graver than a warning and a warning than a note`() {
        #expect(Finding.Severity.error > .warning)
        #expect(Finding.Severity.warning > .note)
        #expect(!(Finding.Severity.note > .note))
    }
}
