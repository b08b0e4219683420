import LedgerCore
import TestSupport
import Testing

struct RefusalTests {
    /// A refusal, its name, and what its words must hold: the figures and the way out.
    struct Example: Sendable, CustomTestStringConvertible {
        let refusal: Refusal
        let name: String
        let holds: [String]
        var testDescription: String { name }

        init(_ refusal: Refusal, _ holds: String...) {
            self.refusal = refusal
            self.holds = holds
            name = RefusalTests.name(of: refusal)
        }
    }

    /// A case for each refusal: a new one does not compile until it is named here.
    private static func name(of refusal: Refusal) -> String {
        switch refusal {
        case .missing, .textTooLong, .controlCharacter, .malformedEntryID, .malformedHead,
            .unknownSetting, .unknownRecord, .malformedSetting, .year,
            .unwantedProject, .sameProject, .amountTooLarge, .amountNotPositive, .answersNothing,
            .spendingDatesReversed, .unknownPartnership, .unknownFund, .unknownProject,
            .unknownEntry, .idInUse, .reversalOfReversal, .alreadyReversed, .reversalAmount,
            .reversalFund,
            .notItsCommitment, .nextYearMissing, .closedPeriod, .outsideSpendingDates,
            .farFromFund, .beforeOriginal, .beyondFreeBalance, .beyondCommitment, .beyondCommitted,
            .beyondSpent, .beyondUnallocated, .beyondAward, .beyondEvidence, .reversalLeavesDebt:
            return Mirror(reflecting: refusal).children.first?.label ?? "?"
        case .ledgerFull:
            return "ledgerFull"
        }
    }

    private static func examples() throws -> [Example] {
        try shapes() + existence() + dates() + sums()
    }

    private static func shapes() throws -> [Example] {
        let (key, code) = (try Build.key(), try Code("PLF-01"))
        let (from, by) = (try Build.day("2019-03-31"), try Build.day("2018-04-01"))
        return [
            Example(.missing("entry to reverse"), "entry to reverse", "Give it"),
            Example(.textTooLong("note", bytes: 1_001), "note", "1001 bytes", "1,000", "Shorten"),
            Example(.controlCharacter("payee"), "payee", "on one line"),
            Example(.malformedEntryID("a b"), "“a b”", "64", "without spaces"),
            Example(.malformedHead("25"), "“25”", "the whole hash"),
            Example(.unknownSetting("colour"), "“colour”", "due-days", "case-study"),
            Example(.unknownRecord("treaty"), "“treaty”", "agreement"),
            Example(.malformedSetting(.dueDays, "soon"), "“soon”", "due-days", "366"),
            Example(
                .malformedSetting(.payment, "weekly"), "“weekly”", "advance, tranches, arrears"),
            Example(.malformedSetting(.overAllocation, "much"), "“much”", "12.5%"),
            Example(.malformedSetting(.evidenceFrom, "much"), "“much”", "£5,000"),
            Example(.malformedSetting(.caseStudy, "maybe"), "“maybe”", "yes or no"),
            Example(.year(.unknownTreatment("keep")), "“keep”", "carry forward"),
            Example(.unwantedProject(.award), "An award", "Leave both projects blank"),
            Example(.unwantedProject(.allocation), "An allocation", "only the project it goes to"),
            Example(.unwantedProject(.spend), "A spend", "only the project it is from"),
            Example(.unwantedProject(.virement), "A virement", "Fill both projects"),
            Example(.sameProject(.virement, code), "PLF-01", "two different projects"),
            Example(.sameProject(.virement, nil), "two different projects"),
            Example(
                .amountTooLarge(Money(pence: 100_000_000_001)), "£1,000,000,000.01",
                "at most £1,000,000,000.00"),
            Example(.amountNotPositive(.spend, .zero), "£0.00", "a spend", "refund or a reversal"),
            Example(.amountNotPositive(.award, .zero), "£0.00", "an award", "reversal"),
            Example(.answersNothing(.allocation), "An allocation", "only a reversal, a spend"),
            Example(
                .spendingDatesReversed(key, from: from, by: by), "PLF 2018-19", "2019-03-31",
                "2018-04-01", "Swap"),
        ]
    }

    private static func existence() throws -> [Example] {
        let (key, code) = (try Build.key(), try Code("PLF-09"))
        let next = try key.following()
        let fifteen = Money(pence: 1_500)
        return [
            Example(.unknownPartnership("Melton"), "“Melton”", "`locality fund add`"),
            Example(.unknownFund(key), "PLF 2018-19", "Charnwood", "`locality fund add`"),
            Example(.unknownProject(code, key), "PLF 2018-19", "PLF-09", "`locality project add`"),
            Example(.unknownEntry("e-9"), "“e-9”", "`locality transactions`"),
            Example(
                .idInUse(
                    try EntryID("INV-1"), entry: 7, kind: .spend, amount: fifteen,
                    day: try Build.day("2018-11-02")), "INV-1", "entry 7", "£15.00", "2018-11-02",
                "another id"),
            Example(.reversalOfReversal(7), "Entry 7", "as a new entry"),
            Example(.alreadyReversed(7, by: 9), "Entry 7", "entry 9", "Nothing is left"),
            Example(
                .reversalAmount(fifteen, of: 7, amount: Money(pence: 1_600)), "Entry 7", "£15.00",
                "£16.00", "all of it"),
            Example(.reversalFund(next, of: 7, fund: key), "Entry 7", "PLF 2018-19", "PLF 2019-20"),
            Example(
                .notItsCommitment(7, code), "Entry 7", "PLF-09",
                "`locality transactions --kind commitment`"),
            Example(.notItsCommitment(7, nil), "this project"),
            Example(.nextYearMissing(next), "PLF 2019-20", "`locality fund add`"),
        ]
    }

    private static func dates() throws -> [Example] {
        let (fund, day) = (try Build.fund(), try Build.day("2017-01-02"))
        let later = try Build.day("2018-09-30")
        return [
            Example(
                .closedPeriod(fund.key, through: later, day: day), "PLF 2018-19", "2018-09-30",
                "2017-01-02", "later date", "`locality reopen`"),
            Example(
                .outsideSpendingDates(fund, day: day), "2017-01-02", "2018-04-01", "2019-03-31",
                "Give a day within them"),
            Example(
                .farFromFund(fund, day: day), "2017-01-02", "2018-04-01", "2019-03-31",
                "Check the year"),
            Example(
                .beforeOriginal(7, day: day, original: later), "entry 7", "2017-01-02",
                "2018-09-30", "that day or a later one"),
        ]
    }

    private static func sums() throws -> [Example] {
        let (key, code) = (try Build.key(), try Code("PLF-01"))
        let (more, less) = (Money(pence: 120_050), Money(pence: 100_000))
        let figures = { (kind: TransferKind) in
            Refusal.beyondFreeBalance(kind, code, amount: more, free: less)
        }
        return [
            Example(
                figures(.spend), "PLF-01", "£1,200.50", "£1,000.00", "£200.50", "`locality vire`",
                "--overspend-reason"),
            Example(figures(.virement), "from another project, or authorise", "--overspend-reason"),
            Example(figures(.release), "£1,200.50", "£1,000.00", "£200.50", "Lower it"),
            Example(
                .beyondCommitment(7, amount: more, left: less), "Commitment 7", "£1,200.50",
                "£1,000.00", "£200.50", "an entry of its own"),
            Example(
                .beyondCommitted(code, amount: more, committed: less), "PLF-01", "£1,200.50",
                "£1,000.00", "£200.50", "Lower the amount"),
            Example(
                .beyondSpent(code, amount: more, spent: less), "PLF-01", "£1,200.50", "£1,000.00",
                "£200.50", "Lower the amount"),
            Example(
                .beyondUnallocated(.repayment, key, amount: more, unallocated: less),
                "PLF 2018-19", "repayment", "£1,200.50", "£1,000.00", "£200.50", "release"),
            Example(
                .beyondAward(key, amount: more, claimed: less, award: less), "£1,000.00",
                "£1,200.50", "PLF 2018-19", "Lower the claim"),
            Example(
                .beyondEvidence(
                    key, amount: more, claimed: less, ClaimGround(spent: more, evidenced: more),
                    try Build.day("2019-01-31")), "£1,200.50", "£1,000.00", "£200.50", "2019-01-31",
                "Lower the claim"),
            Example(
                .reversalLeavesDebt(7, account: "PLF-01 spent", amount: more, holds: less),
                "entry 7", "£1,200.50", "PLF-01 spent", "£1,000.00", "first"),
            Example(.ledgerFull, "90,000,000", "Start a new one"),
        ]
    }

    @Test func `every refusal says its figures and the way out`() throws {
        for example in try RefusalTests.examples() {
            let words = example.refusal.description
            for held in example.holds {
                #expect(words.contains(held), "\(example.name): “\(words)” lacks “\(held)”")
            }
            #expect(words.utf8.last == UInt8(ascii: "."), "\(example.name): “\(words)”")
            #expect(!words.contains("A a") && !words.contains(" a a"), "“\(words)”")
        }
    }

    @Test func `a virement is not advised to be mended by a virement`() throws {
        let refusal = Refusal.beyondFreeBalance(
            .virement, try Code("PLF-01"), amount: Money(pence: 2), free: .zero)
        #expect(!"\(refusal)".contains("`locality vire`"))
    }

    @Test func `no refusal is left without an example`() throws {
        #expect(Set(try RefusalTests.examples().map(\.name)).count == 39)
    }

    @Test(arguments: [TransferKind.release, .carryForward, .repayment])
    func `only what can be authorised is offered an overspend reason`(kind: TransferKind) throws {
        let refusal = Refusal.beyondFreeBalance(
            kind, try Code("PLF-01"), amount: Money(pence: 2), free: Money(pence: 1))
        #expect(!refusal.description.contains("--overspend-reason"))
        #expect(!refusal.description.contains("vire"))
    }
}
