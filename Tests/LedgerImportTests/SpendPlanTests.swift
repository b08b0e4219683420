import LedgerCore
import LedgerImport
import Testing

private let header = "Date,Supplier,Invoice No,Cost Centre,Amount"

private func fund(_ year: String) throws -> Fund {
    let key = try FundYear(
        partnership: "Charnwood", code: Code("PLF"), year: FinancialYear(parsing: year))
    return try Fund(
        key: key, name: "", funder: "", basis: .confirmed, spendFrom: key.year.firstDay,
        spendBy: key.year.lastDay, criteria: "")
}

/// The plan for a ledger whose two years have PLF-01, and whose second has PLF-02.
private func plan(
    _ rows: String..., settings: PaymentSettings = PaymentSettings(), source: String = "council"
) throws -> SpendPlan {
    let list = try payments(header, rows.joined(separator: "\n"))
    let funds = try [fund("2018-19"), fund("2019-20")]
    return SpendPlan(
        list, settings: settings,
        in: SpendPlan.Setting(
            funds: funds,
            places: try [Code("PLF-01"): funds.map(\.key), Code("PLF-02"): [funds[1].key]],
            source: source, evidence: "list.csv sha256:0123456789ab",
            digest: { bytes in
                // Enough to tell the names of a few rows apart.
                (0..<12).map { place in
                    bytes.enumerated().reduce(UInt8(place)) { sum, byte in
                        sum &* 31 &+ byte.element &+ UInt8(byte.offset & 0xFF)
                    }
                }
            }))
}

private func settings(_ meanings: String..., project: String? = nil) throws -> PaymentSettings {
    var settings = PaymentSettings()
    for text in meanings { settings.add(try PaymentMeaning(parsing: text)) }
    settings.project = try project.map(Code.init)
    return settings
}

@Test(arguments: [
    ("A", "0412", "PLF-01 2018-19"), ("A", "412", "PLF-01 2018-19"),
    ("STREET  Pastors", "413", "PLF-02 2019-20"), ("Street Pastors", "0412", "PLF-01 2018-19"),
    ("A", "plf-02", "PLF-02 2019-20"), ("A", "413", nil), ("A", "", nil),
])
func `a code tells the project, then the payee, then a code that is a project's own`(
    payee: String, code: String, target: String?
) throws {
    let plan = try plan(
        "2018-11-02,\(payee),1,\(code),5",
        settings: settings("0412=PLF-01", "Street Pastors=PLF-02"))
    #expect(plan.rows[0].target.map { "\($0.project) \($0.fund.year)" } == target)
    #expect(plan.rows[0].isUnknown == (target == nil))
}

@Test func `a project for all takes only what names no other`() throws {
    let plan = try plan(
        "2019-11-02,A,1,413,5", "2019-11-02,A,2,PLF-02,5",
        settings: settings(project: "PLF-01"))
    #expect(plan.rows.map(\.target?.project.text) == ["PLF-01", "PLF-02"])
}

@Test(arguments: [
    ("2018-04-01", "2018-19"), ("2019-03-31", "2018-19"), ("2019-04-01", "2019-20"),
    ("2020-03-31", "2019-20"), ("2020-04-01", nil),
])
func `of two years with the project the one that the day is in is meant`(
    day: String, year: String?
) throws {
    let row = try plan("\(day),A,1,PLF-01,5").rows[0]
    #expect(row.target.map { "\($0.fund.year)" } == year)
    #expect((row.refusal == nil) == (year != nil))
}

@Test func `a year that is said is taken whatever the day`() throws {
    let row = try plan("2020-04-01,A,1,CC,5", settings: settings("CC=PLF 2018-19 PLF-01")).rows[0]
    #expect(row.target.map { "\($0.fund.year)" } == "2018-19")
}

@Test func `a project that the ledger does not have is refused by name`() throws {
    let row = try plan("2018-11-02,A,1,CC,5", settings: settings("CC=PLF-09")).rows[0]
    #expect(
        row.refusal == "There is no project PLF-09 in this ledger. See `locality project list`.")
}

@Test func `codes without a project are told once with their sums, the largest first`() throws {
    let plan = try plan(
        "2018-11-02,A,1,CC1,5", "2018-11-02,A,2,CC2,3", "2018-11-02,B,3,cc2,4",
        "2018-11-02,B,4,,1", "2018-11-02,B,5,PLF-01,100")
    #expect(plan.unknown.map(\.word) == ["CC2", "CC1", "B"])
    #expect(plan.unknown.map(\.count) == [2, 1, 1])
    #expect(plan.unknown.map(\.sum.pence) == [700, 500, 100])
    #expect(plan.unknown.map(\.isPayee) == [false, false, true])
}

@Test func `a credit is a refund, and a row of nothing makes no entry`() throws {
    let plan = try plan(
        "2018-11-02,A,1,PLF-01,5", "2018-11-02,A,2,PLF-01,(2.50)", "2018-11-02,A,3,PLF-01,0.00")
    #expect(plan.rows.map(\.transfer?.kind) == [.spend, .refund, nil])
    #expect(plan.rows.map(\.transfer?.amount.pence) == [500, 250, nil])
    #expect(plan.rows.allSatisfy { $0.refusal == nil })
}

@Test func `the note of an entry says where its row stands, whatever the length of the words`()
    throws
{
    let list = try payments(
        "Date,Supplier,Project,Amount,Description", "2018-11-02,A,PLF-01,5,Leaflets",
        "2018-11-02,A,PLF-01,5,\(String(repeating: "é", count: 500))", "2018-11-02,A,PLF-01,5,")
    let fund = try fund("2018-19")
    let plan = SpendPlan(
        list, settings: PaymentSettings(),
        in: SpendPlan.Setting(
            funds: [fund], places: [try Code("PLF-01"): [fund.key]], source: "council",
            evidence: "list.csv sha256:0123456789ab",
            digest: { _ in Array(repeating: 7, count: 12) }
        ))
    let notes = plan.rows.compactMap(\.transfer?.note)
    #expect(notes[0] == "Leaflets (list.csv sha256:0123456789ab, line 2)")
    #expect(notes[1].utf8.count <= 1_000 && notes[1].utf8.count > 990)
    #expect(
        notes[1].utf8.reversed().starts(
            with: "é… (list.csv sha256:0123456789ab, line 3)".utf8.reversed()))
    #expect(notes[2] == "list.csv sha256:0123456789ab, line 4")
}

@Test func `rows are recorded by day, credits after what was spent that day`() throws {
    let plan = try plan(
        "2018-11-03,A,1,PLF-01,1", "2018-11-02,A,2,PLF-01,-1", "2018-11-02,B,3,PLF-01,1",
        "2018-11-02,A,4,PLF-01,1")
    #expect(plan.order == [3, 2, 1, 0])
}

@Test func `identical rows have ids of their own, and say which they repeat`() throws {
    let plan = try plan(
        "2018-11-02,A,1,PLF-01,1", "02/11/2018,a,01,plf-01,1.00", "2018-11-02,A,2,PLF-01,1",
        "2018-11-02,A,1,PLF-01,1")
    #expect(plan.rows.map(\.repeated) == [nil, 2, nil, 2])
    #expect(Set(plan.rows.map(\.id)).count == 4)
}

@Test func `the same row of two sources is two rows`() throws {
    let row = "2018-11-02,A,1,PLF-01,1"
    #expect(try plan(row).rows[0].id != plan(row, source: "bank").rows[0].id)
}
