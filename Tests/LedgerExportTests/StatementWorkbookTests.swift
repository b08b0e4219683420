import Foundation
import LedgerCore
import LedgerExport
import Testing
import XLSXWriter

/// A folder of its own for a test, gone when the test is over.
private final class Desk {
    let folder = NSTemporaryDirectory() + "statement-test-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func bytes(of name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }
}

private let moment = Moment(milliseconds: 1_548_342_000_000)

private func fund(_ code: String = "PLF", partnership: String = "Charnwood") throws -> Fund {
    let year = try FinancialYear(startingIn: 2018)
    return try Fund(
        key: FundYear(partnership: partnership, code: Code(code), year: year),
        name: "Partnership Locality Fund", funder: "Police and Crime Commissioner",
        basis: .indicative, spendFrom: year.firstDay, spendBy: year.lastDay, criteria: "")
}

/// A statement of projects that were each allocated £1,000.00 and spent £250.50.
private func statement(
    of fund: Fund, _ descriptions: [String] = [], entry: Int = 9
) throws -> FundStatement {
    let (whole, part) = (Money(pence: 100_000), Money(pence: 25_050))
    var projects: [Project] = []
    var movements: [Movement] = []
    for (index, description) in descriptions.enumerated() {
        let code = try Code("P-\(10 + index)")
        projects.append(try Project(fund: fund.key, code: code, description: description))
        let moved: [(AccountRole, TransferKind, Money, Money)] = [
            (.available, .allocation, whole, .zero), (.available, .spend, .zero, part),
            (.spent, .spend, part, .zero),
        ]
        movements += moved.map { role, kind, paidIn, paidOut in
            Movement(project: code, role: role, kind: kind, paidIn: paidIn, paidOut: paidOut)
        }
    }
    return FundStatement(
        fund: fund, asAt: try CalendarDay(parsing: "2019-01-24"),
        head: LedgerHead(entry: entry, hash: .none), projects: projects, movements: movements,
        awaiting: [])
}

@Test func `the same statement gives the same bytes`() throws {
    let desk = try Desk()
    let statement = try statement(of: fund(), ["Street Pastors", "=1+1", "Mediation"])
    for name in ["a.xlsx", "b.xlsx"] {
        try StatementWorkbook(statement: statement, created: moment)
            .write(to: desk.folder + "/" + name)
    }
    #expect(try desk.bytes(of: "a.xlsx") == desk.bytes(of: "b.xlsx"))
    #expect(try desk.names == ["a.xlsx", "b.xlsx"])
}

@Test func `another head or another moment gives other bytes`() throws {
    let desk = try Desk()
    let fund = try fund()
    let first = try statement(of: fund, ["Mediation"])
    let later = try statement(of: fund, ["Mediation"], entry: 10)
    try StatementWorkbook(statement: first, created: moment).write(to: desk.folder + "/a.xlsx")
    try StatementWorkbook(statement: later, created: moment).write(to: desk.folder + "/b.xlsx")
    try StatementWorkbook(
        statement: first, created: Moment(milliseconds: moment.milliseconds + 1_000)
    ).write(to: desk.folder + "/c.xlsx")
    let first3 = try ["a.xlsx", "b.xlsx", "c.xlsx"].map(desk.bytes(of:))
    #expect(Set(first3).count == 3)
}

@Test(arguments: [
    "/no/such/folder/plf.xlsx", "/proc/plf.xlsx", "/dev/null", "/etc/hostname/plf.xlsx",
])
func `a place that cannot be written is refused with a sentence`(path: String) throws {
    let statement = try statement(of: fund(), ["Mediation"])
    let error = #expect(throws: WorkbookError.self) {
        try StatementWorkbook(statement: statement, created: moment).write(to: path)
    }
    let sentence = error.map { "\($0)" } ?? ""
    #expect(sentence.hasSuffix(".") && sentence.contains(" "))
}

@Test func `a refusal leaves the earlier file as it was`() throws {
    let desk = try Desk()
    let statement = try statement(of: fund(), ["Mediation"])
    let path = desk.folder + "/plf.xlsx"
    try StatementWorkbook(statement: statement, created: moment).write(to: path)
    let before = try desk.bytes(of: "plf.xlsx")
    #expect(throws: WorkbookError.noSuchMoment(seconds: -1)) {
        try StatementWorkbook(statement: statement, created: Moment(milliseconds: -1_000))
            .write(to: path)
    }
    #expect(try desk.bytes(of: "plf.xlsx") == before)
    #expect(try desk.names == ["plf.xlsx"])
}

@Test func `a fund without projects is written`() throws {
    let desk = try Desk()
    try StatementWorkbook(statement: try statement(of: fund()), created: moment)
        .write(to: desk.folder + "/empty.xlsx")
    #expect(try desk.bytes(of: "empty.xlsx").starts(with: Data("PK".utf8)))
}

@Test(arguments: [
    "CI001", "A23456789012345678901234", "HISTORY", "R1C1",
])
func `every code a fund can have makes a sheet`(code: String) throws {
    let desk = try Desk()
    let name = String(repeating: "Wide & “long” ", count: 50)
    let statement = try statement(
        of: fund(code, partnership: name), [String(repeating: "W", count: 1_000), "e\u{301} <&>"])
    try StatementWorkbook(statement: statement, created: moment)
        .write(to: desk.folder + "/a.xlsx")
    #expect(try desk.names == ["a.xlsx"])
}
