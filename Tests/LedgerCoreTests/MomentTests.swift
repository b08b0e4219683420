import LedgerCore
import TestSupport
import Testing

struct MomentTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
            ("1970-01-01T00:01Z", 60_000),
            ("1970-01-01T00:01", 60_000), ("1970-01-02T00:00:00", 86_400_000),
            ("2019-01-24T09:30:00Z", 1_548_322_200_000), (" 2019-01-24T09:30 ", 1_548_322_200_000),
            ("1969-12-31T23:59:59.999Z", -1), ("2019-01-24T23:59:59.999Z", 1_548_374_399_999),
        ] as [(String, Int64)])
    func `a moment is read to the thousandth`(text: String, milliseconds: Int64) throws {
        #expect(try Moment(parsing: text).milliseconds == milliseconds)
    }

    @Test func `a day alone stands for its last thousandth`() throws {
        let day = try Moment(parsing: "2019-01-24")
        #expect(try day == Moment(parsing: "2019-01-24T23:59:59.999Z"))
        #expect(try day < Moment(parsing: "2019-01-25T00:00Z"))
        #expect(try day.day == Build.day("2019-01-24"))
    }

    @Test(arguments: [
        "", "T", "2019-01-24T", "T09:30", "2019-01-24 09:30", "2019-01-24T9:30", "2019-01-24T24:00",
        "2019-01-24T09:60", "2019-01-24T09:30:60", "2019-01-24T09:30:00.5Z", "2019-01-24T09",
        "2019-01-24T09:30:00ZZ", "2019-01-24T09:30:00+01:00", "2019-02-30T09:30", "2019-02-30",
        "2019-01-24T09:30:00Z T", "2019-01-24T+9:30", "2019-01-24T09:30:00.1234",
    ])
    func `what is neither a day nor a moment is refused in its own words`(text: String) {
        #expect(throws: MomentError.unreadable(text)) { try Moment(parsing: text) }
        #expect(MomentError.unreadable(text).description.contains("“\(text)”"))
        #expect(MomentError.unreadable(text).description.contains("2019-01-24T09:30:00Z"))
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (1_548_322_200_000, "2019-01-24T09:30:00Z"),
            (1_548_322_200_070, "2019-01-24T09:30:00.070Z"),
        ] as [(Int64, String)])
    func `thousandths are printed only where there are any`(milliseconds: Int64, text: String) {
        #expect(Moment(milliseconds: milliseconds).description == text)
    }

    @Test func `what is printed is read again as the same moment`() throws {
        var random = SeededGenerator()
        for _ in 0..<2_000 {
            // 1900 to 2199.
            let milliseconds = Int64.random(
                in: -2_208_988_800_000..<7_258_118_400_000, using: &random)
            let moment = Moment(milliseconds: milliseconds)
            #expect(try Moment(parsing: moment.description) == moment, "SEED=\(random.seed)")
        }
    }
}
