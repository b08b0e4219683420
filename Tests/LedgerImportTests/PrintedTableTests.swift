import Foundation
import LedgerCore
import LedgerImport
import TestSupport
import Testing

@Test(arguments: [
    ("£10,000", 1_000_000), ("£3000", 300_000), ("0", 0), ("£0", 0), ("16", 1_600),
    ("£2,322*", 232_200), ("£15,000 approx", 1_500_000), ("£4,223.", 422_300),
    ("(1,250.00)", -125_000), ("(£5)", -500), ("-£5", -500), ("£-5", -500), ("−5", -500),
    ("–5", -500), ("£\u{A0}10,000", 1_000_000), ("10\u{A0}000", 1_000_000),
    ("1\u{202F}234\u{202F}567.89", 123_456_789), (" £7 † ‡", 700), ("c. £20", 2_000),
    ("£11,185.00", 1_118_500), ("£941¹", 94_100), ("¶ 12.5", 1_250),
    ("5-", -500), ("£10k", 1_000_000), ("1.2m", 120_000_000), ("£1.25 million", 125_000_000),
    ("(£10k)", -1_000_000), ("500 GBP", 50_000), ("£20 [1]", 2_000), ("£20 (est)", 2_000),
    ("+£5", 500), ("£(5)", -500), ("1,250.500", 125_050), ("£5 CR", -500), ("£.50", 50),
])
func `a printed figure is read to the penny`(cell: String, pence: Int64) {
    #expect(PrintedAmount(reading: cell).value == .amount(Money(pence: pence)))
}

@Test(arguments: ["–", "-", "—", " – ", "nil", "None", "– *"])
func `a dash says nothing and is not nought`(cell: String) {
    #expect(PrintedAmount(reading: cell).value == .nothing)
}

@Test(arguments: ["", " ", "\u{A0}\t"])
func `an empty cell is blank and not nought`(cell: String) {
    #expect(PrintedAmount(reading: cell).value == .blank)
}

@Test(arguments: [
    "tbc", "£", "*", "1,23", "12,34,567", "1 2", "--5", "(-5)", "-5-", "£1.+5", "£5 £6",
    "=1+1", "5\u{301}", "1e3", "£10kk", "approx", "5)", "(5", "٣",
])
func `what is not a figure is never guessed`(cell: String) {
    #expect(PrintedAmount(reading: cell).value == .unreadable)
}

@Test func `what is finer than a penny is told from what is no figure`() {
    #expect(PrintedAmount(reading: "1.234").value == .partOfAPenny)
    #expect(PrintedAmount(reading: "0.0005", in: .thousands).value == .amount(Money(pence: 50)))
    #expect(PrintedAmount(reading: "0.00001", in: .thousands).value == .amount(Money(pence: 1)))
    #expect(PrintedAmount(reading: "0.000001", in: .thousands).value == .partOfAPenny)
}

@Test func `marks are kept beside the figure`() {
    #expect(PrintedAmount(reading: "£15,000 approx*").marks == ["*", "approx"])
}

@Test(arguments: [
    ("Amount Allocated", PrintedRole.allocated), ("Funding Allocated", .allocated),
    ("Allocation", .allocated), ("Budget 2018/19 (£)", .allocated),
    ("Amount Spent to Date", .spent), ("Spend", .spent), ("Actual", .spent),
    ("Expenditure", .spent), ("Balance Remaining", .balance), ("Balance", .balance),
    ("Remaining budget", .balance), ("Funding Received", .received), ("Award", .allocated),
    ("Grant", .allocated), ("Forecast spend", nil), ("Committed", nil), ("Q1", nil),
    ("Actual to date (£)", .spent), ("Income", .received), ("Original estimate", nil),
])
func `a heading's words give its role`(heading: String, role: PrintedRole?) throws {
    let table = try table("Project,\(heading),Remarks\nA,£1,x\nB,£2,y\n")
    #expect(table.columns.map(\.heading) == [heading])
    #expect(table.columns[0].role == role)
}

@Test(arguments: ["Grant reference", "Start date", "Clients", "Share %", "Project no."])
func `a column of anything else is not added up`(heading: String) throws {
    let table = try table("Project,\(heading),Spent\nA,12,£1\nB,13,£2\n")
    #expect(table.columns.map(\.heading) == ["Spent"])
}

private func table(_ text: String) throws -> PrintedTable {
    let file = try TableFile(name: "t.csv", content: Array(text.utf8))
    return try #require(PrintedTable.tables(in: file.sheets[0]).first)
}

private func statement(_ content: String, named name: String = "t.csv") throws -> PrintedStatement {
    let fund = try FundYear(
        partnership: "Charnwood", code: Code("PLF"), year: FinancialYear(parsing: "2018-19"))
    return try PrintedTableReader.statement(
        fund: fund, day: CalendarDay(parsing: "2019-01-24"), name: name, content: content)
}

@Test(arguments: [
    ("PLF", 18, [7_550_000, 3_497_000, 4_053_000]), ("CI001", 7, [1_500_000, 381_500, 1_118_500]),
])
func `the Charnwood tables give their lines and foot to their totals`(
    fund: String, count: Int, totals: [Int64]
) throws {
    let url = URL(fileURLWithPath: Charnwood.folder)
        .appendingPathComponent("statements/\(fund)_2018-19_2019-01-24.csv")
    let table = try statement(String(contentsOf: url, encoding: .utf8))
    let items = table.lines.filter { !$0.isTotal }
    let total = try #require(table.lines.first { $0.isTotal })
    #expect(items.count == count)
    #expect([total.allocated, total.spent, total.balance].map { $0?.pence } == totals)
    for (column, sum) in zip([\PrintedStatement.Line.allocated, \.spent, \.balance], totals) {
        #expect(items.compactMap { $0[keyPath: column]?.pence }.reduce(0, +) == sum)
    }
}

@Test func `the fund's own line and the footnote of CI001 are no projects`() throws {
    let url = URL(fileURLWithPath: Charnwood.folder)
        .appendingPathComponent("statements/CI001_2018-19_2019-01-24.csv")
    let table = try table(String(contentsOf: url, encoding: .utf8))
    #expect(table.rows.map(\.kind).first { _ in true } == .heading)
    #expect(Array(table.rows.map(\.kind)).last == .note)
    let marked = table.rows.filter { $0.figure(.balance)?.marks == ["*"] }
    #expect(marked.map(\.line) == [3, 4, 5, 6, 7])
}

@Test func `a title above the header and notes among the rows are passed over`() throws {
    let table = try statement(
        """
        Budget and spend 2018/19,,
        ,,
        Code,Project,Budget,Spent
        PLF-01,Mediation,"5,000",–
        ,Community strand,,
        PLF-02,Street Pastors,"3,000",10
        ,Subtotal,"8,000",10
        ,Grand Total,"8,000",10
        * provisional,,,
        """)
    #expect(
        table.lines.map(\.label) == ["PLF-01 Mediation", "PLF-02 Street Pastors", "Grand Total"])
    #expect(table.lines.map(\.number) == [4, 6, 8])
    #expect(table.lines[0].spent == nil)
    #expect(table.lines.map(\.isTotal) == [false, false, true])
}

@Test func `the text is kept as it was printed`() throws {
    let content = "Project;Allocated\r\nCafe\u{301};£1\r\n"
    let table = try statement(content)
    #expect(Array(table.content.utf8) == Array(content.utf8))
    #expect(Array(table.lines[0].label.utf8) == Array("Caf\u{E9}".utf8))
    #expect(try statement(table.content) == table)
}

@Test func `every unreadable figure and a column twice are told`() throws {
    let problems = try #require(throws: BookProblems.self) {
        try statement("Project,Allocated,Spend,Actual\nA,ten,1,2\nB,1,2,tbc\n", named: "x.csv")
    }
    #expect(problems.problems.map(\.line) == [1, 2, 3])
    #expect(problems.problems[0].message.contains("“Spend” and “Actual” both say what is spent"))
    #expect(problems.problems[2].description.hasPrefix("x.csv line 3: “tbc” is not an amount."))
}

@Test func `whatever is printed, a figure that is read prints as the same figure`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789££,,..()-−– *†e+%kp\u{A0}\u{301}".unicodeScalars)
    for _ in 0..<20_000 {
        var cell = ""
        for _ in 0..<Int.random(in: 0...9, using: &generator) {
            cell.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "0")
        }
        guard let amount = PrintedAmount(reading: cell).amount else { continue }
        let again = PrintedAmount(reading: amount.description).amount
        #expect(again == amount, "seed \(seed), cell \(cell)")
        let digits = cell.unicodeScalars.filter { $0.properties.numericType == .decimal }
        #expect(!digits.isEmpty, "seed \(seed), cell \(cell)")
    }
}
