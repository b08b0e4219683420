import TestSupport
import Testing

@testable import LedgerCore

struct StatementComparisonTests {
    private typealias Row = Tabulation.Row

    /// Three projects of £10, £20 and £30, with £4 spent by the first; all of the award allocated.
    private func ledger(award: Int64 = 6_000, basis: AwardBasis = .confirmed) throws -> PaperLedger
    {
        let projects = [
            ("PLF-01", "Street wardens"), ("PLF-02", "Cameras"), ("PLF-03", "Mediation"),
        ]
        var ledger = PaperLedger(
            [try Build.fund(basis: basis)],
            projects: try projects.map { try Build.project($0.0, description: $0.1) })
        try ledger.record(Build.transfer(.award, on: "2018-04-01", pence: award))
        for (index, project) in projects.enumerated() {
            try ledger.record(
                Build.transfer(
                    .allocation, on: "2018-04-01", to: project.0, pence: Int64(index + 1) * 1_000))
        }
        try ledger.record(Build.transfer(.spend, from: "PLF-01", pence: 400))
        return ledger
    }

    private let wardens = Row("Street wardens", 1_000, 400)
    private let cameras = Row("Cameras", 2_000, 0)
    private let mediation = Row("Mediation", 3_000, 0)

    private func compare(
        _ rows: [Row], _ ledger: PaperLedger? = nil, told: [Int: LineIdentity] = [:]
    ) throws -> StatementComparison {
        try StatementComparison(
            Tabulation(rows).printed(), against: (ledger ?? self.ledger()).statement(), told: told)
    }

    /// Applies what is proposed and compares again.
    private func after(
        _ rows: [Row], _ ledger: PaperLedger? = nil
    ) throws -> StatementComparison {
        var ledger = try ledger ?? self.ledger()
        try ledger.apply(try compare(rows, ledger).proposed)
        return try compare(rows, ledger)
    }

    @Test func `a table that says the same agrees`() throws {
        let found = try compare([wardens, cameras, mediation])
        #expect(found.agrees)
        #expect(found.differences.isEmpty)
        #expect(found.notes.isEmpty)
        #expect(found.refusal == nil)
        #expect(found.balances.map(\.after.balance.pence) == [600, 2_000, 3_000])
    }

    @Test func `a line down and a line up with the same total is one virement`() throws {
        let rows = [wardens, Row("Cameras", 1_500, 0), Row("Mediation", 3_500, 0)]
        let found = try compare(rows)
        #expect(found.steps == ["virement PLF-02 PLF-03 500"])
        #expect(found.proposed.first?.lines == [3, 4])
        #expect(
            found.proposed.first?.reason
                == "PLF-02 is printed £5.00 lower (line 3), PLF-03 is printed £5.00 higher (line 4)"
        )
        #expect(found.differences.map(\.amount.pence) == [-500, -500, 500, 500])
        #expect(found.differences.map(\.line) == [3, 3, 4, 4])
        #expect(found.differences.map(\.column) == [.allocated, .balance, .allocated, .balance])
        #expect(!found.agrees)
        #expect(try after(rows).agrees)
    }

    @Test func `a new line for a vanished one of the same sum is a virement to a new project`()
        throws
    {
        let rows = [wardens, mediation, Row("Bike marking", 2_000, 0)]
        let found = try compare(rows)
        #expect(found.steps == ["project PLF-04 Bike marking", "virement PLF-02 PLF-04 2000"])
        #expect(found.differences.contains { $0.line == nil && $0.project?.text == "PLF-02" })
        #expect(try after(rows).agrees)
    }

    @Test func `another name in the same place with the same figures is a renamed line`() throws {
        let found = try compare([wardens, Row("Lenses on poles", 2_000, 0), mediation])
        #expect(found.steps == ["rename PLF-02 Lenses on poles"])
        #expect(found.differences.isEmpty)
        #expect(!found.agrees)
        #expect(try after([wardens, Row("Lenses on poles", 2_000, 0), mediation]).agrees)
    }

    @Test func `a line with the same spend is renamed wherever it stands`() throws {
        let found = try compare([cameras, mediation, Row("Patrols", 1_000, 400)])
        #expect(found.steps == ["rename PLF-01 Patrols"])
    }

    @Test func `a close name is a renamed line though its figures changed`() throws {
        let rows = [wardens, Row("Cameras scheme", 1_500, 0), Row("Mediation", 3_500, 0)]
        #expect(
            try compare(rows).steps
                == ["rename PLF-02 Cameras scheme", "virement PLF-02 PLF-03 500"])
        #expect(try after(rows).agrees)
    }

    @Test func `a code tells a project whatever its name`() throws {
        let found = try compare([wardens, Row("PLF-02 Lenses on poles", 2_000, 0), mediation])
        #expect(found.steps == ["rename PLF-02 Lenses on poles"])
        let bare = try compare([wardens, Row("plf-02", 2_000, 0), mediation])
        #expect(bare.agrees)
    }

    @Test func `a code on two lines is one project's once`() throws {
        let found = try compare([
            wardens, Row("PLF-02 Cameras", 2_000, 0), Row("PLF-02 Cameras", 10, 0), mediation,
        ])
        #expect(found.unplaced.map(\.line) == [4])
        #expect(found.unplaced.first?.reason == "PLF-02 stands on line 3 already")
        #expect(found.refusal == .unplaced("table.csv", lines: 1))
    }

    @Test func `more spent is a spend, less is a refund`() throws {
        let rows = [Row("Street wardens", 1_000, 300), Row("Cameras", 2_000, 2_000), mediation]
        let found = try compare(rows)
        #expect(found.steps == ["refund PLF-01 100", "spend PLF-02 2000"])
        #expect(try after(rows).agrees)
    }

    @Test func `a virement comes before the spend that needs it`() throws {
        let rows = [wardens, Row("Cameras", 2_500, 2_500), Row("Mediation", 2_500, 0)]
        let found = try compare(rows)
        #expect(found.steps == ["virement PLF-03 PLF-02 500", "spend PLF-02 2500"])
        #expect(try after(rows).agrees)
    }

    @Test func `a line printed as overspent is said to be, and to the penny`() throws {
        let last = try compare([wardens, Row("Cameras", 2_000, 2_000), mediation])
        #expect(last.proposed.map { $0.entry?.isOverspend } == [false])
        let first = try compare([wardens, Row("Cameras", 2_000, 2_001), mediation])
        #expect(first.proposed.map { $0.entry?.isOverspend } == [true])
        #expect(try after([wardens, Row("Cameras", 2_000, 2_001), mediation]).agrees)
    }

    // MARK: The award

    @Test func `more allocated than was awarded asks for more award`() throws {
        let rows = [wardens, Row("Cameras", 2_700, 0), mediation]
        #expect(try compare(rows).steps == ["award 700", "allocation PLF-02 700"])
        let roomy = try ledger(award: 6_500)
        #expect(try compare(rows, roomy).steps == ["award 200", "allocation PLF-02 700"])
        let enough = try ledger(award: 6_700)
        #expect(try compare(rows, enough).steps == ["allocation PLF-02 700"])
        #expect(try after(rows, roomy).agrees)
        let over = try ledger(award: 5_000)
        #expect(try compare(rows, over).steps == ["award 700", "allocation PLF-02 700"])
    }

    @Test func `less allocated in all is released`() throws {
        let rows = [wardens, Row("Cameras", 1_300, 0), mediation]
        #expect(try compare(rows).steps == ["release PLF-02 700"])
        #expect(try after(rows).agrees)
    }

    @Test func `a printed award that changed is an award or a cut`() throws {
        for (pence, steps) in [(6_000, []), (6_001, ["award 1"]), (5_999, ["award-reduction 1"])] {
            var table = Tabulation([wardens, cameras, mediation])
            table.heading = Tabulation.heading(Int64(pence))
            let found = try StatementComparison(
                table.printed(), against: ledger().statement())
            #expect(found.steps == steps)
            #expect(found.differences.map(\.column) == (steps.isEmpty ? [] : [.received]))
        }
    }

    @Test func `an approximate figure changes an indicative award, never a confirmed one`() throws {
        var table = Tabulation([wardens, cameras, mediation])
        table.heading = Tabulation.heading(7_000, marks: ["approx"])
        let confirmed = try StatementComparison(table.printed(), against: ledger().statement())
        #expect(confirmed.agrees)
        #expect(confirmed.notes.count == 1)
        let indicative = try StatementComparison(
            table.printed(), against: ledger(basis: .indicative).statement())
        #expect(indicative.steps == ["award 1000"])
    }

    @Test func `what is printed as unallocated is the fund's, and may change its award`() throws {
        let roomy = try ledger(award: 6_500)
        func steps(_ unallocated: Int64, _ cameras: Int64 = 2_000) throws -> [String] {
            try compare(
                [
                    wardens, Row("Cameras", cameras, 0), mediation,
                    Row("Unallocated", unallocated, 0),
                ],
                roomy
            ).steps
        }
        #expect(try steps(500) == [])
        #expect(try steps(400, 2_100) == ["allocation PLF-02 100"])
        #expect(try steps(501) == ["award 1"])
        #expect(try steps(499) == ["award-reduction 1"])
        let rows = [wardens, cameras, mediation, Row("Not yet allocated", 700, 0)]
        #expect(try compare(rows, roomy).differences.map(\.label).contains("Not yet allocated"))
        #expect(try after(rows, roomy).agrees)
        let spent = try compare([wardens, cameras, mediation, Row("Unallocated", 500, 1)], roomy)
        #expect(spent.unplaced.map(\.line) == [5])
        var table = Tabulation([wardens, cameras, mediation, Row("Unallocated", 501, 0)])
        table.heading = Tabulation.heading(6_500)
        let against = try StatementComparison(table.printed(), against: roomy.statement())
        #expect(against.unplaced.map(\.line) == [5])
    }

    @Test func `rounded figures agree within half of what they are rounded to`() throws {
        func compare(_ cameras: Int64) throws -> StatementComparison {
            let table = try Tabulation([
                Row("Street wardens", 1_000, 400), Row("Cameras", cameras, 0), mediation,
            ]).printed()
            return try StatementComparison(
                PrintedStatement(
                    fund: table.fund, day: table.day, name: table.name, content: "",
                    lines: table.lines, rounding: Money(pence: 100)), against: ledger().statement())
        }
        #expect(try compare(2_050).agrees)
        #expect(try compare(1_950).agrees)
        let more = try compare(2_051)
        #expect(!more.agrees)
        #expect(more.refusal == .rounded("table.csv", to: Money(pence: 100)))
    }

    // MARK: What cannot be placed

    @Test func `a cell that cannot be read leaves its line unplaced`() throws {
        var row = Row("Cameras", 2_000, nil, 2_000)
        row.unreadable = [.init(place: "line 3", column: "spent", text: "tbc")]
        let found = try compare([wardens, row, mediation])
        #expect(found.unplaced.map(\.line) == [3])
        #expect(found.unplaced.map(\.project?.text) == ["PLF-02"])
        #expect(
            found.unplaced.first?.reason.utf8.starts(with: "“tbc” is printed as spent".utf8)
                ?? false)
        #expect(found.steps.isEmpty)
        #expect(!found.agrees)
    }

    @Test func `what may belong to an unplaced line is not explained by the fund`() throws {
        var row = Row("Cameras", nil, 0, nil)
        row.unreadable = [.init(place: "line 3", column: "allocated", text: "£2,5OO")]
        let found = try compare([
            Row("Street wardens", 1_000, 500), row, Row("Mediation", 2_500, 0),
        ])
        #expect(found.steps == ["spend PLF-01 100"])
        #expect(found.unplaced.map(\.line) == [3, 4])
    }

    @Test func `a project with spend that is not in the table is unplaced`() throws {
        let found = try compare([cameras, mediation])
        #expect(found.unplaced.map(\.project?.text) == ["PLF-01"])
        #expect(found.unplaced.map(\.line) == [nil])
        #expect(
            found.differences.filter { $0.line == nil }.map(\.amount.pence) == [-1_000, -400, -600])
    }

    @Test func `money that is committed does not leave its project`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, from: "PLF-02", pence: 1_500))
        let most = [wardens, Row("Cameras", 1_500, 0), Row("Mediation", 3_500, 0)]
        #expect(try compare(most, ledger).steps == ["virement PLF-02 PLF-03 500"])
        #expect(try after(most, ledger).agrees)
        let more = [wardens, Row("Cameras", 1_499, 0), Row("Mediation", 3_501, 0)]
        #expect(try compare(more, ledger).unplaced.map(\.line) == [3, 4])
        let spent = [wardens, Row("Cameras", 2_000, 501), mediation]
        #expect(try compare(spent, ledger).unplaced.map(\.line) == [3])
    }

    @Test func `a table that does not add up is said to before anything`() throws {
        let row = try compare([wardens, Row("Cameras", 2_000, 0, 1_999), mediation])
        #expect(row.faults.count == 1)
        #expect(row.faults.first?.utf8.starts(with: "line 3 “Cameras”: £20.00".utf8) ?? false)
        #expect(row.refusal == .doesNotAddUp("table.csv", faults: 1))
        var table = Tabulation([wardens, cameras, mediation])
        table.total = Row("Total", 6_001, 400, 5_600)
        let total = try StatementComparison(table.printed(), against: ledger().statement())
        #expect(
            total.faults == [
                "line 5 “Total”: the lines' figures for allocated add up to £60.00, but £60.01 is "
                    + "printed, £0.01 too much"
            ])
        #expect(!total.agrees)
    }

    @Test func `a total that the lines can never make is a fault, though blanks could fill it`()
        throws
    {
        var table = Tabulation([wardens, Row("Cameras", 2_500, nil, nil), mediation])
        table.total = Row("Total", 6_500, 400, 3_600)
        let found = try StatementComparison(table.printed(), against: ledger().statement())
        #expect(
            found.faults == [
                "line 5 “Total”: £36.00 is printed as balance, but the table's other figures make "
                    + "£61.00"
            ])
        #expect(found.refusal == .doesNotAddUp("table.csv", faults: 1))
    }

    @Test func `figures that no ledger holds are unplaced, not summed`() throws {
        let huge = Row("Cameras", 99_999_999_999_999_999, 0, 99_999_999_999_999_999)
        let found = try compare([wardens, huge, mediation] + Array(repeating: huge, count: 50))
        #expect(found.unplaced.count == 51)
    }

    // MARK: Names

    @Test func `two lines of one name are told apart by position`() throws {
        let ledger = try PaperLedger(allocations: [("PLF-01", 1_000), ("PLF-02", 2_000)])
        var same = ledger
        for code in ["PLF-01", "PLF-02"] {
            same.register(try Build.project(code, description: "Detached work"))
        }
        let found = try compare(
            [Row("Detached work", 1_100, 0), Row("Detached work", 1_900, 0)], same)
        #expect(found.steps == ["virement PLF-02 PLF-01 100"])
        let one = try compare([Row("Detached work", 2_000, 0)], same)
        #expect(one.steps == ["release PLF-01 1000"])
        let second = try compare(
            [Row("Detached work at night", 1_000, 0), Row("Detached work", 1_900, 0)], same)
        #expect(second.steps == ["rename PLF-01 Detached work at night", "release PLF-02 100"])
        let swapped = try compare(
            [Row("Detached work north", 2_000, 0), Row("Detached work south", 1_000, 0)], same)
        #expect(
            swapped.steps == [
                "rename PLF-02 Detached work north", "rename PLF-01 Detached work south",
            ])
        let both = try compare(
            [Row("Detached work north", 2_100, 0), Row("Detached work south", 900, 0)], same)
        #expect(
            both.steps == [
                "rename PLF-01 Detached work north", "rename PLF-02 Detached work south",
                "virement PLF-02 PLF-01 1100",
            ])
    }

    @Test func `lines of one name that only changed places are told apart by figures`() throws {
        let codes = ["PLF-01", "PLF-02", "PLF-03"]
        let sums: [Int64] = [1_000, 2_000, 3_000]
        var ledger = try PaperLedger(allocations: Array(zip(codes, sums)))
        for code in codes { ledger.register(try Build.project(code, description: "Patrols")) }
        func steps(_ sums: Int64...) throws -> [String] {
            try compare(sums.map { Row("Patrols", $0, 0) }, ledger).steps
        }
        #expect(try steps(3_000, 1_000, 2_000).isEmpty)
        #expect(try steps(2_000, 1_100, 2_900) == ["virement PLF-03 PLF-01 100"])
    }

    @Test func `of lines with the same figures the names tell which is which`() throws {
        func steps(_ rows: [Row], spent: Bool = false) throws -> [String] {
            var ledger = try PaperLedger(allocations: [("PLF-01", 1_000), ("PLF-02", 1_000)])
            for (code, place) in [("PLF-01", "east"), ("PLF-02", "central")] {
                let name = "Targeted action to reduce offences in the neighbourhood, \(place)"
                ledger.register(try Build.project(code, description: name))
                guard spent else { continue }
                try ledger.record(Build.transfer(.spend, from: code, pence: 10))
            }
            return try compare(rows, ledger).steps
        }
        let names = ["Action in central Loughborough", "Action in east Loughborough"]
        let renamed = ["rename PLF-02 \(names[0])", "rename PLF-01 \(names[1])"]
        #expect(try steps(names.map { Row($0, 1_000, 0) }) == renamed)
        #expect(try steps(names.map { Row($0, 1_000, 10) }, spent: true) == renamed)
        // Where they do not tell, the place does.
        let alike = ["Action by day", "Action by night"]
        #expect(
            try steps(alike.map { Row($0, 1_000, 0) })
                == ["rename PLF-01 \(alike[0])", "rename PLF-02 \(alike[1])"])
        #expect(
            try steps([Row(names[0], 1_000, 0)])
                == ["rename PLF-02 \(names[0])", "release PLF-01 1000"])
        // Words that any name may have do not tell.
        var ledger = try ledger()
        ledger.register(try Build.project("PLF-02", description: "Outreach project fund"))
        let rows = [
            wardens, Row("Support project fund", 2_000, 0), mediation,
            Row("Outreach at night", 2_000, 0),
        ]
        #expect(try compare(rows, ledger).steps.contains("rename PLF-02 Outreach at night"))
    }

    @Test func `two names as close as each other are in doubt until an officer says`() throws {
        let rows = [
            wardens, Row("Cameras east", 1_000, 0), Row("Cameras west", 1_000, 0), mediation,
        ]
        let found = try compare(rows)
        #expect(found.unplaced.map(\.line) == [3, 4])
        #expect(found.steps.isEmpty)
        let told = try compare(
            rows, told: [3: .project(try Code("PLF-02")), 4: .newProject])
        #expect(
            told.steps == [
                "project PLF-04 Cameras west", "rename PLF-02 Cameras east",
                "virement PLF-02 PLF-04 1000",
            ])
    }

    @Test func `a name that a project had before is its own`() throws {
        let ledger = try ledger().statement()
        let rows = [wardens, Row("Lenses", 2_000, 0), Row("Talking it over", 3_000, 0)]
        let found = try StatementComparison(
            Tabulation(rows).printed(), against: ledger,
            formerNames: [
                try Code("PLF-02"): ["Cameras", "Lenses"], try Code("PLF-03"): ["Mediation"],
            ])
        #expect(found.steps == ["project PLF-04 Talking it over", "virement PLF-03 PLF-04 3000"])
    }

    @Test func `parts stand for projects only where their line does not`() throws {
        func parts(of label: String, _ parts: [Row]) throws -> StatementComparison {
            let table = try Tabulation([wardens, mediation, Row(label, 2_000, 0)]).printed()
            let lines = parts.enumerated().map { index, part in
                PrintedStatement.Line(
                    number: 10 + index, label: part.label, isTotal: false,
                    allocated: part.allocated.map(Money.init(pence:)), spent: .zero, balance: nil,
                    partOf: 4)
            }
            return try StatementComparison(
                PrintedStatement(
                    fund: table.fund, day: table.day, name: table.name, content: "",
                    lines: table.lines + lines), against: ledger().statement())
        }
        let lenses = [Row("Lenses", 1_200, 0), Row("Poles", 800, 0)]
        #expect(try parts(of: "Cameras", lenses).agrees)
        #expect(try parts(of: "Cameras", [Row("Cameras", 2_000, 0)]).agrees)
        #expect(try parts(of: "Watching", [Row("Cameras", 2_000, 0)]).agrees)
        #expect(
            try parts(of: "Watching", [Row("Cameras", 1_200, 0), Row("Poles", 800, 0)]).steps
                == ["project PLF-04 Poles", "virement PLF-02 PLF-04 800"])
    }

    @Test func `what a check found in the table is told in its words`() throws {
        let table = try Tabulation([wardens, cameras, mediation]).printed()
        let found = try StatementComparison(
            PrintedStatement(
                fund: table.fund, day: table.day, name: table.name, content: "",
                lines: table.lines, faults: ["The sub-total is out"]), against: ledger().statement()
        )
        #expect(found.faults == ["The sub-total is out"])
        #expect(!found.agrees)
    }

    @Test func `of several tables the one with most of the fund's projects is meant`() throws {
        let ledger = try ledger().statement()
        let other = try Tabulation([Row("Youth football", 1, 0), mediation]).printed()
        let own = try Tabulation([wardens, cameras]).printed()
        #expect(StatementComparison.likeliest(of: [other, own], for: ledger) == own)
        #expect(StatementComparison.likeliest(of: [], for: ledger) == nil)
    }

    @Test func `a table of very many unknown lines is compared in time`() throws {
        let rows = (0..<5_000).map { Row("Street initiative \($0)", 1_000, 0) }
        let found = try compare(rows + [wardens])
        #expect(found.proposed.count(where: { $0.kind == "project" }) == 5_000)
    }

    @Test func `what an officer says of a line must be of a line, and once`() throws {
        let code = try Code("PLF-02")
        #expect(throws: ComparisonRefusal.noSuchLine(9, "table.csv")) {
            try compare([wardens, cameras, mediation], told: [9: .newProject])
        }
        #expect(throws: ComparisonRefusal.toldTwice(code, [2, 3])) {
            try compare(
                [wardens, cameras, mediation], told: [2: .project(code), 3: .project(code)])
        }
    }

    @Test func `a table of another fund is refused`() throws {
        #expect(throws: ComparisonRefusal.noLineMatches("table.csv", lines: 1, try Build.key())) {
            try compare([Row("Youth football", 50, 0)])
        }
        #expect(throws: ComparisonRefusal.noLines("table.csv")) { try compare([]) }
    }

    @Test func `a fund without projects takes its first statement whole`() throws {
        let empty = PaperLedger([try Build.fund()], projects: [])
        let rows = [wardens, Row("PLF-07 Cameras", 2_000, 0), mediation]
        let found = try compare(rows, empty)
        #expect(
            found.steps == [
                "award 6000", "project PLF-08 Street wardens", "project PLF-07 Cameras",
                "project PLF-09 Mediation", "allocation PLF-08 1000", "allocation PLF-07 2000",
                "allocation PLF-09 3000", "spend PLF-08 400",
            ])
        #expect(try after(rows, empty).agrees)
    }

    // MARK: Invoices awaited

    @Test func `a new mark is worth a note, and spend answers invoices no longer marked`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(
                .commitment, from: "PLF-02", pence: 0, reference: "2018-19-Q3", id: "AWAIT"))
        var marked = mediation
        marked.marks = ["*"]
        let rows = [wardens, Row("Cameras", 2_000, 700), marked]
        let found = try compare(rows, ledger)
        #expect(found.steps == ["spend PLF-02 700"])
        #expect(found.proposed.first?.entry?.answers == 6)
        #expect(found.notes.count == 1)
        #expect(found.notes.first?.utf8.starts(with: "Line 4 marks PLF-03".utf8) ?? false)
        let settled = try after(rows, ledger)
        #expect(settled.agrees)
        #expect(settled.ledger.lines.allSatisfy { $0.awaiting.isEmpty })
    }
}
