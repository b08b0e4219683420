import LedgerCore
import LedgerImport
import Testing

private let header = "Date,Supplier,Invoice No,Amount"

private func row(_ number: Int, _ amount: String) -> String {
    "2018-11-\(number < 10 ? "0" : "")\(number),A,INV-\(number),\(amount)"
}

@Test(arguments: [
    ["Total,,,6.00"], ["Grand Total:,,,£6.00"], [",,,6"], [",Supplier total,,6.00", "Total,,,6"],
    ["31/03/2019,Total,,6.00"],
])
func `a total that agrees is no payment`(rows: [String]) throws {
    let list = try payments(
        header, row(1, "1"), row(2, "2"), row(3, "3"), rows.joined(separator: "\n"))
    #expect(list.payments.count == 3)
    #expect(list.problems.isEmpty)
    #expect(list.remarks.isEmpty)
}

@Test func `sub-totals within sub-totals and a grand total all agree`() throws {
    let list = try payments(
        header, row(1, "1"), row(2, "2"), "Total for A,,,3", row(3, "3"), "Total for B,,,3",
        "Total CC1,,,6", row(4, "4"), "Total CC2,,,4", "Grand total,,,10")
    #expect(list.payments.count == 4)
    #expect(list.problems.isEmpty)
}

@Test(arguments: [
    (
        "Total,,,6.01",
        "line 5: The total “Total” is printed as £6.01; the rows above it add up to £6.00, £0.01 less. A row may be missing or changed: correct the list, or take the total out."
    ),
    (
        ",,,5.50",
        "line 5: A total is printed as £5.50; the rows above it add up to £6.00, £0.50 more. A row may be missing or changed: correct the list, or take the total out."
    ),
])
func `a total that does not agree is a problem with its figures`(
    total: String, words: String
) throws {
    let list = try payments(header, row(1, "1"), row(2, "2"), row(3, "3"), total)
    #expect(list.problems.map(\.description) == [words])
}

@Test func `a total is not held against rows that cannot be read`() throws {
    let list = try payments(header, row(1, "1"), row(2, "tbc"), "Total,,,3")
    #expect(list.problems.map(\.place) == ["line 3"])
}

@Test func `a payee called Total is a payee where the row has a reference`() throws {
    let list = try payments(header, "2018-11-02,Total,INV-1,5", "2018-11-02,Total Gas & Power,,6")
    #expect(list.payments.map(\.payee) == ["Total", "Total Gas & Power"])
}

@Test(arguments: [
    ("2018-11-01,Opening balance,,900", 1), (",,,", 0), ("2018-11-01,,,900", 0),
    (",Balance brought forward at 1 November,,900", 1), ("2018-11-01,Balance b/f,,", 1),
])
func `a balance brought forward is left out, and said to be`(row: String, remarks: Int) throws {
    let list = try payments(header, row, "2018-11-02,A,INV-1,5")
    #expect(list.payments.count == (row == "2018-11-01,,,900" ? 2 : 1))
    #expect(list.problems.isEmpty)
    #expect(list.remarks.count == remarks)
}

@Test func `what was bought may be called a balance or a total`() throws {
    let list = try payments(
        "Date,Supplier,Invoice No,Amount,Description", "2018-11-02,A,,5,Balance",
        "2018-11-02,A,,5,Total")
    #expect(list.payments.count == 2)
}

@Test func `a heading repeated on the next page is passed over`() throws {
    let list = try payments(header, row(1, "1"), header, row(2, "2"))
    #expect(list.payments.count == 2)
    #expect(list.problems.isEmpty && list.remarks.isEmpty)
}

@Test func `a row with a date and no amount is a problem and no note`() throws {
    let list = try payments(header, row(1, ""))
    #expect(
        list.problems.map(\.description) == [
            "line 2: The amount is empty. Write pounds and pence, such as 1,250.00."
        ])
}

@Test func `a row with an amount and no date is a problem`() throws {
    let list = try payments(header, ",A,INV-1,5")
    #expect(
        list.problems.map(\.description) == [
            "line 2: The date is empty. Write the day, such as 02/11/2018."
        ])
}

@Test(arguments: [
    (["-1", "-2", "-3", "-4"], SpendSign.negative, [100, 200, 300, 400], 1),
    (["-1", "-2", "-3", "-4", "5"], .negative, [100, 200, 300, 400, -500], 1),
    (["-1", "-2", "-3", "4"], .positive, [-100, -200, -300, 400], 1),
    (["-1", "-2", "3", "4"], .positive, [-100, -200, 300, 400], 0),
    (["-1", "-2"], .positive, [-100, -200], 1), (["-1"], .positive, [-100], 1),
    (["1", "-2"], .positive, [100, -200], 0),
    (["-1", "-2", "-3", "0"], .negative, [100, 200, 300, 0], 1),
])
func `spend shown below nought is guessed where nearly all is, and said`(
    amounts: [String], sign: SpendSign, pence: [Int64], remarks: Int
) throws {
    let rows = amounts.enumerated().map { row($0.offset + 1, $0.element) }
    let list = try payments(header, rows.joined(separator: "\n"))
    #expect(list.payments.map(\.amount.pence) == pence)
    #expect(list.settings.sign == sign)
    #expect(list.remarks.count == remarks)
}

@Test func `a sign that is said is taken without a word`() throws {
    var settings = PaymentSettings()
    settings.sign = .negative
    let list = try payments(header, row(1, "-1"), row(2, "2"), settings: settings)
    #expect(list.payments.map(\.amount.pence) == [100, -200])
    #expect(list.remarks.isEmpty)
}

@Test(arguments: ["Credit Note", "CR", "credit", "PCN", "Refund"])
func `a row called a credit is money back`(word: String) throws {
    let list = try payments(
        "Date,Type,Supplier,Amount", "2018-11-02,Invoice,A,5", "2018-11-02,\(word),A,2",
        "2018-11-02,\(word),A,-1", "Total,,,2")
    #expect(list.payments.map(\.amount.pence) == [500, -200, -100])
    #expect(list.problems.isEmpty)
    #expect(
        list.remarks == ["1 row is called a credit under “Type” and taken for money back."])
}

@Test(arguments: [("D/C", -500), ("Type", 500)])
func `a C is a credit beside a D, and may be capital under a type`(
    heading: String, pence: Int64
) throws {
    let list = try payments("Date,\(heading),Supplier,Amount", "2018-11-02,C,A,5")
    #expect(list.payments.map(\.amount.pence) == [pence])
}

@Test func `a text that is too long is refused with its place`() throws {
    let list = try payments(header, "2018-11-02,\(String(repeating: "x", count: 1_001)),1,5")
    #expect(
        list.problems.map(\.description) == [
            "line 2: The payee is 1001 bytes long; 1,000 is the most. Shorten it."
        ])
}

@Test func `line breaks and runs of spaces in a cell are one space`() throws {
    let list = try payments(header, "2018-11-02,\"Street\n  Pastors\u{A0}\u{A0}Ltd\",INV-1,5")
    #expect(list.payments.first?.payee == "Street Pastors Ltd")
}

@Test func `identical rows are told apart by how many came before`() throws {
    let list = try payments(
        header, row(1, "1"), "01/11/2018,a,inv-1,1.00", row(1, "2"), row(1, "1.0"))
    #expect(list.occurrences == [0, 1, 0, 2])
}

@Test func `a row keeps its name where a spreadsheet took its leading noughts`() throws {
    let list = try payments(
        "Date,Supplier,Invoice No,Cost Centre,Amount", "2018-11-02,A,00118,0412,5",
        "2018-11-02,A,118,412,5", "2018-11-02,A,1180,412,5", "2018-11-02,A,0118X,412,5")
    let names = list.payments.map { $0.canonicalBytes(source: "council", occurrence: 0) }
    #expect(names[0] == names[1])
    #expect(Set(names).count == 3)
}

@Test func `a list longer than any may be is refused`() throws {
    let rows = String(repeating: "2018-11-02,A,1,5\n", count: 50_000)
    #expect(try payments(header, rows).payments.count == 50_000)
    #expect(throws: PaymentListError.tooLong(file: "list.csv", limit: 50_000)) {
        try payments(header, rows + "2018-11-02,A,1,5")
    }
}
