import TestSupport
import Testing

@testable import LedgerCore

/// Records as a book written by hand has them.
struct YearRecordReadingTests {
    private func read(_ kind: String, _ name: String, _ content: String) throws -> YearRecord {
        try YearRecord(reading: content, of: kind, named: name, in: Build.key())
    }

    @Test(
        arguments: [
            (
                "profile", "plf-01", "Q2: 2500\nQ1: £1,000\n", "PLF-01",
                "Q1: £1,000.00\nQ2: £2,500.00\nQ3: £0.00\n"
            ),
            (
                "forecast", "PLF-01", "reason: left\namount: 4200\n", "PLF-01",
                "amount: £4,200.00\nreason: left\n"
            ),
            (
                "forecast", "PLF-01", "reason: as it was\n", "PLF-01",
                "amount: \nreason: as it was\n"
            ),
            (
                "output", "2018-19-q3/plf-01/Packs/handed out", "actual: 0360\n",
                "2018-19-Q3/PLF-01/Packs/handed out",
                "unit: \ntarget: \nactual: 360\nnarrative: \n"
            ),
            (
                "note", "2018-19-f/plf-01", "risks: none\nreason: late: start\n",
                "2018-19-F/PLF-01",
                "reason: late: start\nrisks: none\n"
            ),
            (
                "note", "2018-19-H2", "treatment: carry forward\n", "2018-19-H2",
                "treatment: carry forward\n"
            ),
            (
                "match", "plf-01/m1",
                "from: Parish\nform: in-kind\namount: 500\ndate: 01/11/2018\n",
                "PLF-01/M1",
                "from: Parish\nform: in-kind\namount: £500.00\ndate: 2018-11-01\nnote: \n"
            ),
            (
                "match", "M2", "from: Parish\nform: cash\namount: 0\ndate: 2018-11-01\n", "M2",
                "from: Parish\nform: cash\namount: £0.00\ndate: 2018-11-01\nnote: \n"
            ),
            (
                "duty", "plf-01/check-in", "date: 2018-04-20\n", "PLF-01/check-in",
                "date: 2018-04-20\nnote: \n"
            ),
        ] as [(String, String, String, String, String)])
    func `what is well said is kept in one way of writing`(
        kind: String, name: String, content: String, tidyName: String, tidy: String
    ) throws {
        let record = try read(kind, name, content)
        #expect(record.name == tidyName)
        #expect(record.content == tidy)
        #expect(try read(kind, record.name, record.content) == record)
        #expect(
            (record.project == nil) == !tidyName.utf8.starts(with: "PLF".utf8)
                || record.project?.text == "PLF-01")
    }

    @Test(
        arguments: [
            ("profile", "PLF 01", "Q1: 1\n"), ("profile", "", "Q1: 1\n"),
            ("profile", "PLF-01", "Q4: 1\n"), ("profile", "PLF-01", "Q1: 1\nQ1: 2\n"),
            ("profile", "PLF-01", "Q1: -1\n"), ("profile", "PLF-01", "Q1: 1.005\n"),
            ("forecast", "PLF-01", "amount: 1\n"), ("forecast", "PLF-01", "amount: much\n"),
            ("output", "2018-19-Q3/PLF-01", "actual: 1\n"),
            ("output", "2019-20-Q3/PLF-01/Packs", "actual: 1\n"),
            ("output", "2018-19-Q3/PLF-01/Packs", "actual: 1.5\n"),
            ("output", "2018-19-Q3/PLF-01/Packs", "actual: -1\n"),
            ("note", "2018-19-Q5/PLF-01", ""), ("note", "2019-20-Q3/PLF-01", ""),
            ("note", "2018-19-Q3/", ""), ("note", "2018-19-Q3", "treatment: keep\n"),
            ("match", "PLF-01/M1", "from: P\nform: loan\namount: 1\ndate: 2018-11-01\n"),
            ("match", "PLF-01/M1", "from: P\nform: cash\ndate: 2018-11-01\n"),
            ("match", "PLF-01/M1", "form: cash\namount: 1\ndate: 2018-11-01\n"),
            ("match", "PLF-01/M1", "from: P\nform: cash\namount: 1\ndate: 2018-11-31\n"),
            ("duty", "PLF-01/party", "date: 2018-04-20\n"), ("duty", "PLF-01/check-in", ""),
            ("profiles", "PLF-01", ""),
        ] as [(String, String, String)])
    func `what cannot be is refused in a sentence`(
        kind: String, name: String, content: String
    ) throws {
        let error = #expect(throws: Refusal.self) { try read(kind, name, content) }
        let words = try #require(error).description
        #expect(words.utf8.last == UInt8(ascii: "."), "\(words)")
    }
}
