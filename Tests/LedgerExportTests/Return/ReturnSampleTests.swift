import Foundation
import LedgerCore
import LedgerExport
import TestSupport
import Testing

/// The workbooks that `Tests/Commands/test_return_workbook.py` looks at with other programs.
///
/// `UPDATE_GOLDEN=1 swift test --filter ReturnSampleTests` writes them anew.
@Test(arguments: ReturnSample.allCases)
func `a return is written as the kept workbook that other programs look at`(
    sample: ReturnSample
) throws {
    let path = NSTemporaryDirectory() + "return-sample-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ReturnWorkbook(sample.grantReturn(), created: Moment(parsing: "2019-01-16T12:00:00Z"))
        .write(to: path)
    let written = try Data(contentsOf: URL(fileURLWithPath: path))
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try written.write(to: sample.file)
    }
    let isKept = try Data(contentsOf: sample.file) == written
    #expect(isKept, "look at the sheets, then write \(sample.file.lastPathComponent) anew")
}

enum ReturnSample: String, CaseIterable {
    case issued
    case empty
    case typed

    /// What a spreadsheet would take for a formula, with a mark that no `Character` is without.
    static let formula = "=\u{338}HYPERLINK(\"http://x\",\"y\")"

    func grantReturn() throws -> GrantReturn {
        switch self {
        case .issued: try BuildReturn.quarterThree()
        case .empty: try BuildReturn.quarterThree(version: 1, stage: .draft, projects: 0)
        case .typed: try BuildReturn.quarterThree(words: ReturnSample.formula)
        }
    }

    var file: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Commands/returns/\(rawValue).xlsx").standardized
    }
}
