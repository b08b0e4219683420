import LedgerCore
import LedgerImport
import Testing

@Test func `the Charnwood book has two funds, 25 projects and 43 entries`() throws {
    let reading = try BookReader.read(folder: Charnwood.folder)
    let book = reading.book
    #expect(reading.remarks.isEmpty)
    #expect(book.registrations.map(\.number) == Array(1...29))
    #expect(book.entries.count == 43)
    var counts: [String: Int] = [:]
    for registration in book.registrations {
        switch registration.subject {
        case .fund: counts["funds", default: 0] += 1
        case .project: counts["projects", default: 0] += 1
        case .printed: counts["printed", default: 0] += 1
        default: counts["others", default: 0] += 1
        }
    }
    #expect(counts == ["funds": 2, "projects": 25, "printed": 2])
}

@Test(arguments: [
    ("PLF", 7_550_000, 7_550_000, 3_497_000, 0), ("CI001", 1_500_000, 1_500_000, 381_500, 5),
])
func `the Charnwood entries add up to the printed totals`(
    fund: String, award: Int64, allocated: Int64, spent: Int64, awaited: Int
) throws {
    let entries = try BookReader.read(folder: Charnwood.folder).book.entries.map(\.transfer)
        .filter { $0.fund.code.text == fund }
    func sum(_ kind: TransferKind) -> Int64 {
        entries.filter { $0.kind == kind }.reduce(0) { $0 + $1.amount.pence }
    }
    #expect(sum(.award) == award)
    #expect(sum(.allocation) == allocated)
    #expect(sum(.spend) == spent)
    #expect(entries.filter { $0.awaited != nil && $0.amount == .zero }.count == awaited)
}

@Test func `the Charnwood entries are in the order they were recorded`() throws {
    let moments = try BookReader.read(folder: Charnwood.folder).book.entries.compactMap(\.recorded)
    #expect(moments.count == 43)
    #expect(moments == moments.sorted())
}

@Test func `columns are found by their headings in any order`() throws {
    let book = try SmallBook.reading([
        "entries.csv": """
        Entry, AMOUNT ,to,from,year,fund,partnership,kind,date,reference,payee,note,by
        X1,"£1,200.50",PLF-02,PLF-01,2018/19,plf,Charnwood,virement,02/11/2018,r,p,n,Officer

        """
    ]).book
    let entry = try #require(book.entries.first)
    #expect(entry.transfer.amount == Money(pence: 120_050))
    #expect(entry.transfer.day.description == "2018-11-02")
    #expect(entry.transfer.from?.text == "PLF-01")
    #expect(entry.recorder == "Officer")
    #expect(entry.line == 2)
}

@Test func `registrations without numbers stand before all entries, printed tables after`() throws {
    let book = try SmallBook.reading([
        "statements/PLF_2018-19_2019-01-24.csv": "Project,Allocated\nMediation,3000\n",
        "closings.csv":
            "partnership,fund,year,through,reason\nCharnwood,PLF,2018-19,2018-06-30,Q1\n",
        "waivers.csv": "finding,name,reason,until\noverspend:PLF,Officer,agreed,2019-03-31\n",
    ]).book
    #expect(book.registrations.map(\.afterEntry) == [0, 0, 0, nil, nil, nil])
    #expect(book.registrations.map(\.number) == Array(repeating: nil, count: 6))
}

@Test func `sources, extracts and matchings saved again by a spreadsheet are the same`() throws {
    func reading(_ change: (String) -> String) throws -> [Registration] {
        try SmallBook.reading([
            "sources.csv": change(
                "partnership,source,settings\nCharnwood,council,\"a: b\nc: d\n\"\n"),
            "extracts.csv": change(
                "partnership,fund,year,from,to,name,file\n"
                    + "Charnwood,PLF,2018-19,2018-04-01,2018-06-30,Q1,Q1.csv\n"),
            "finance/Q1.csv": change("date,payee\n2018-05-01,\"Acorn, Ltd\"\n"),
            "matchings.csv": change(
                "partnership,fund,year,payments,entries,verdict,reason\n"
                    + "Charnwood,PLF,2018-19,P2 P1,A3,confirmed,Same\n"),
        ]).book.registrations
    }
    let plain = try reading { $0 }
    #expect(plain.map(\.afterEntry) == [0, 0, 0, nil, nil, nil])
    guard case .source(let source) = plain[3].subject else {
        Issue.record("no source")
        return
    }
    #expect(source.settings == "a: b\nc: d\n")
    guard case .matching(let decision) = plain[5].subject else {
        Issue.record("no decision")
        return
    }
    #expect(decision.payments.map(\.text) == ["P1", "P2"])
    #expect(try reading { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") } == plain)
}

@Test func `registrations are put in the order their numbers give`() throws {
    let book = try SmallBook.reading([
        "closings.csv": """
        partnership,fund,year,through,reason,number,after,recorded,by
        Charnwood,PLF,2018-19,,reopened,9,3,2018-08-01T10:00:00Z,Officer
        Charnwood,PLF,2018-19,2018-06-30,Q1,8,2,2018-07-01T10:00:00Z,Officer

        """
    ]).book
    let closings = book.registrations.filter { $0.number != nil }
    #expect(closings.map(\.number) == [8, 9])
    #expect(closings.map(\.recorder) == ["Officer", "Officer"])
    #expect(book.registrations.last?.number == 9)
}

@Test func `a formula guard is taken off, and letters are composed`() throws {
    let book = try SmallBook.reading([
        "entries.csv": SmallBook.header
            + "2018-04-01,award,Charnwood,PLF,2018-19,,,10,'=1+1,Cafe\u{301},''-x,,\n"
    ]).book
    let transfer = try #require(book.entries.first).transfer
    #expect(transfer.reference == "=1+1")
    #expect(Array(transfer.payee.utf8) == Array("Caf\u{E9}".utf8))
    #expect(transfer.note == "'-x")
}

@Test func `a reversal without an amount takes that of the entry it names`() throws {
    let book = try SmallBook.reading([
        "entries.csv": SmallBook.entries
            + "2018-06-01,reversal,Charnwood,PLF,2018-19,,,,,,,A4,A3\n"
    ]).book
    #expect(book.entries.last?.transfer.amount == Money(pence: 12_050))
}

@Test func `an entry said twice is remarked on`() throws {
    let row = "2018-05-01,spend,Charnwood,PLF,2018-19,PLF-01,,120.50,INV-1,Café,,A3,\n"
    let reading = try SmallBook.reading(["entries.csv": SmallBook.entries + row])
    #expect(reading.remarks.count == 1)
    #expect(reading.remarks.first?.contains("line 5 says again what line 4 says") == true)
}

@Test func `a file in another encoding is read and remarked on`() throws {
    let folder = try TemporaryFolder(SmallBook.files())
    let text = SmallBook.entries.replacing("\"£5,000\"", with: "£5000")
        .replacing(",", with: ";")
    try folder.write(
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, to: "entries.csv")
    let reading = try BookReader.read(folder: folder.path)
    #expect(
        reading.remarks == [
            "entries.csv was saved as Windows-1252 with ; between cells, and was read as such."
        ])
    #expect(reading.book.entries.last?.transfer.payee == "Café")
}

@Test func `progress is told to the last row`() throws {
    let folder = try TemporaryFolder(SmallBook.files())
    var told: [Int] = []
    _ = try BookReader.read(folder: folder.path) { told.append($0) }
    #expect(told == [3])
}

@Test func `the Charnwood entries agree with both printed tables, line by line`() throws {
    let book = try BookReader.read(folder: Charnwood.folder).book
    let projects = book.registrations.compactMap { registration -> Project? in
        guard case .project(let project) = registration.subject else { return nil }
        return project
    }
    for registration in book.registrations {
        guard case .printed(let table) = registration.subject else { continue }
        let fund = try #require(
            book.registrations.compactMap { registration -> Fund? in
                guard case .fund(let fund) = registration.subject else { return nil }
                return fund.key == table.fund ? fund : nil
            }.first)
        let movements = try book.entries.map(\.transfer).filter { $0.fund == table.fund }
            .flatMap { transfer -> [Movement] in
                let posting = try transfer.posting()
                return [
                    (posting.from, .zero, transfer.amount), (posting.to, transfer.amount, .zero),
                ]
                .map { account, paidIn, paidOut in
                    Movement(
                        project: account.project, role: account.role, kind: transfer.kind,
                        paidIn: paidIn, paidOut: paidOut)
                }
            }
        let statement = FundStatement(
            fund: fund, asAt: table.day, head: .empty,
            projects: projects.filter { $0.fund == table.fund }, movements: movements, awaiting: [])
        #expect(statement.award == statement.totals.allocated)
        #expect(table.differences(from: statement).map(\.words) == [])
    }
}
