import Foundation
import LedgerCore
import LedgerImport
import Testing

/// The list in a CSV file of these lines.
func payments(
    _ lines: String..., settings: PaymentSettings = PaymentSettings()
) throws -> PaymentList {
    let text = lines.map { $0 + "\n" }.joined()
    let file = try TableFile(name: "list.csv", content: Array(text.utf8))
    return try PaymentReader.read(file, settings: settings)
}

private func settings(_ columns: String) throws -> PaymentSettings {
    var settings = PaymentSettings()
    try settings.setColumns(parsing: columns)
    return settings
}

private func payment(
    _ line: Int, _ day: String, _ payee: String, _ reference: String, _ pence: Int64,
    code: String = "", note: String = ""
) throws -> Payment {
    try Payment(
        place: "line \(line)", day: CalendarDay(parsing: day), payee: payee, reference: reference,
        code: code, note: note, amount: Money(pence: pence))
}

@Test func `a council's list is read whatever stands above and below it`() throws {
    let list = try payments(
        "Charnwood Borough Council,,,,", "Invoices paid,,01/10/2018 to 31/12/2018,,", ",,,,",
        "Invoice Date,Supplier Name,Invoice No,Cost Centre,Net Amount (£)",
        "02/11/2018,Street  Pastors ,INV-118,CC123,\"1,200.00\"", ",,,,",
        "13/11/2018,Café Ltd,00047,CC124,(86.50)", "Total,,,,\"1,113.50\"",
        "Report run 02/01/2019 by finance,,,,")
    #expect(
        list.payments == [
            try payment(5, "2018-11-02", "Street Pastors", "INV-118", 120_000, code: "CC123"),
            try payment(7, "2018-11-13", "Café Ltd", "00047", -8_650, code: "CC124"),
        ])
    #expect(list.lines == [5, 7])
    #expect(list.problems.isEmpty)
    #expect(list.total == Money(pence: 111_350))
    #expect(list.remarks == ["line 9 has neither a date nor an amount, and was taken for a note."])
}

@Test(arguments: [
    ("Date,Supplier,Invoice No,Amount", "date payee reference amount"),
    ("Invoice Date,Vendor,Invoice Number,Net", "date payee reference amount"),
    ("Posting Date,Payee,Document No,Value", "date payee reference amount"),
    ("Payment Date,Beneficiary,Doc Ref,Gross", "date payee reference amount"),
    ("Effective Date,Creditor,Our ref,Total (£)", "date payee reference amount"),
    ("Tax point,Supplier Name,Transaction No,Net Amount", "date payee reference amount"),
    ("Date,Payee,Voucher,Debit,Credit", "date payee reference debit credit"),
    ("Date,Details,Paid out,Paid in", "date payee debit credit"),
    ("Date,Project,Description,£", "date code payee amount"),
    ("Date,Project Code,Narrative,Amount", "date code payee amount"),
    ("Date,Activity,Text,Amount", "date code payee amount"),
    ("Date,Account code,Line description,Amount", "date code payee amount"),
    ("Date,Job,Details,Amount excl VAT", "date code payee amount"),
    ("Date received,Contractor,Supplier Ref,Cost", "date payee reference amount"),
    ("Date,Type,Supplier,Amount", "date type payee amount"),
    ("Date,Supplier,Description,Amount", "date payee note amount"),
    ("Date of Payment,Merchant,Reference,Amount GBP", "date payee reference amount"),
])
func `headings that people use name their fields`(header: String, fields: String) throws {
    let list = try payments(header)
    let headings = header.split(separator: ",").map(String.init)
    let expected = Dictionary(
        uniqueKeysWithValues: zip(
            fields.split(separator: " ").compactMap { PaymentField(rawValue: String($0)) }, headings
        ))
    #expect(list.settings.columns.filter { !$0.value.isEmpty } == expected)
}

@Test(arguments: [
    "Due Date,Supplier,Amount", "Date,Supplier,VAT", "Date,Supplier,Balance",
    "Supplier,Invoice No,Amount", "Date,Supplier,£5", "Period,Cost Centre,Budget",
])
func `a row without a date and an amount is no header`(header: String) throws {
    #expect(throws: PaymentListError.self) { try payments(header, "02/11/2018,A,1,2") }
}

@Test(arguments: [
    (
        "Payment Date,Invoice Date,Supplier,Gross,VAT,Net",
        "Dates are taken from “Invoice Date”, not “Payment Date”: spend counts when goods or services are received. Choose otherwise with --columns \"date=…\".",
        "Amounts are taken from “Net”, not “Gross”: grant spend is net of VAT that is recovered. Choose otherwise with --columns \"amount=…\"."
    ),
    (
        "Invoice Date,Goods Received Date,Supplier,Total,Amount,VAT",
        "Dates are taken from “Goods Received Date”, not “Invoice Date”: spend counts when goods or services are received. Choose otherwise with --columns \"date=…\".",
        "Amounts are taken from “Amount”, not “Total”. Choose otherwise with --columns \"amount=…\"."
    ),
])
func `where several columns fit, the list says which was taken`(
    header: String, date: String, amount: String
) throws {
    #expect(try payments(header).remarks == [date, amount])
}

@Test func `VAT that cannot be had back is pointed out`() throws {
    let list = try payments("Date,Beneficiary,Amount,VAT that cannot be recovered")
    #expect(list.settings.columns[.amount] == "Amount")
    #expect(list.remarks.count == 1)
    #expect(list.remarks.first?.contains("VAT that cannot be recovered") == true)
}

@Test func `without a payee's column the description is the payee, and that is said`() throws {
    let list = try payments("Date,Details,Ref,Amount", "2018-11-02,BACS PRINTER,7,5")
    #expect(list.payments == [try payment(2, "2018-11-02", "BACS PRINTER", "7", 500)])
    #expect(
        list.remarks == ["No column is headed as the payee's; “Details” was taken for it."])
    let named = try payments(
        "Date,Details,Ref,Amount", "2018-11-02,BACS PRINTER,7,5", settings: settings("payee="))
    #expect(
        named.payments == [try payment(2, "2018-11-02", "", "7", 500, note: "BACS PRINTER")])
}

@Test func `columns that are named come before those that are found`() throws {
    let columns = try settings("date=Paid, in full,amount=gross ")
    let list = try payments(
        "Date,\"Paid, in full\",Supplier,Net,Gross", "01/02/2019,02/02/2019,A,1,1.20",
        settings: columns)
    #expect(list.payments == [try payment(2, "2019-02-02", "A", "", 120)])
}

@Test func `a column that is named and not there is told with those that are`() throws {
    #expect(
        throws: PaymentListError.noColumn(
            .amount, "Nett", file: "list.csv", headings: ["Date", "Payee", "Net"])
    ) {
        try payments("Date,Payee,Net", "01/02/2019,A,1", settings: settings("amount=Nett"))
    }
}

@Test(arguments: [
    "2018-11-02", "02/11/2018", "2/11/18", "02-Nov-18", "2 November 2018", "02.11.2018",
    "2nd Nov 2018", "02/11/2018 00:00", "2018-11-02T00:00:00Z", "Friday 2 November 2018",
    "Fri, 2 Nov 2018", "November 2, 2018", "20181102", "02-11-2018", "2 Sept 18", "02Nov2018",
    "2018/11/02", "2018.11.2", "2-NOV-2018",
])
func `a date is read as it is written`(cell: String) throws {
    let list = try payments("Date,Payee,Amount", "\"\(cell)\",A,1", "13/11/2018,A,1")
    let expected = cell.utf8.contains(UInt8(ascii: "p")) ? "2018-09-02" : "2018-11-02"
    #expect(list.payments.first?.day.description == expected)
    #expect(list.problems.isEmpty)
    #expect(list.remarks.isEmpty)
}

@Test(arguments: [
    "tbc", "2018", "Nov 2018", "43406", "2/11", "02//11/2018", "/02/11/2018", "02/11/2018/",
    "02/11/201", "2018-11-02-03", "-2/11/2018", "12.50", "2 Foo 2018", "٢/١١/٢٠١٨",
])
func `what is no date is quoted with its place`(cell: String) throws {
    let list = try payments("Date,Payee,Invoice No,Amount", "\"\(cell)\",A,1,5")
    #expect(list.payments.isEmpty)
    #expect(
        list.problems.map(\.description) == [
            "line 2: “\(cell)” is not a date. Write the day, such as 02/11/2018 or 2018-11-02."
        ])
}

@Test(arguments: ["31/02/2018", "2018-13-01", "00/11/2018", "31-Nov-18"])
func `a day that the calendar has not is refused`(cell: String) throws {
    let list = try payments("Date,Payee,Amount", "\(cell),A,5")
    #expect(list.problems.count == 1)
    #expect(list.problems.first?.message.contains("no such day as “\(cell)”") == true)
}

@Test(arguments: [
    (["02/11/2018", "13/11/2018"], "2018-11-02", DateOrder.dayFirst, 0),
    (["02/11/2018", "11/13/2018"], "2018-02-11", .monthFirst, 1),
    (["02/11/2018", "03/11/2018"], "2018-11-02", .dayFirst, 1),
    (["02/02/2018", "03/03/2018"], "2018-02-02", .dayFirst, 0),
])
func `the order of day and month is found from the whole column`(
    cells: [String], first: String, order: DateOrder, remarks: Int
) throws {
    let list = try payments("Date,Payee,Amount", "\(cells[0]),A,5", "\(cells[1]),A,5")
    #expect(list.payments.first?.day.description == first)
    #expect(list.settings.dates == order)
    #expect(list.remarks.count == remarks)
    #expect(list.problems.isEmpty)
}

@Test func `dates in both orders are a problem`() throws {
    let list = try payments(
        "Date,Payee,Amount", "13/11/2018,A,5", "02/11/2018,A,5", "11/25/2018,A,5")
    #expect(list.problems.count == 2)
    #expect(
        list.problems.first?.message.contains(
            "“13/11/2018” (line 2) puts the day first and “11/25/2018” (line 4) the month") == true)
}

@Test(arguments: [
    (DateOrder.monthFirst, ["2018-02-11"]), (.dayFirst, ["2018-11-02"]), (.yearFirst, []),
])
func `an order that is said is taken without a word`(order: DateOrder, days: [String]) throws {
    var settings = PaymentSettings()
    settings.dates = order
    let list = try payments("Date,Payee,Amount", "02/11/2018,A,5", settings: settings)
    #expect(list.payments.map(\.day.description) == days)
    #expect(list.remarks.isEmpty)
}

@Test func `two figures of a year may come first`() throws {
    var settings = PaymentSettings()
    settings.dates = .yearFirst
    let list = try payments("Date,Payee,Amount", "18/11/02,A,5", settings: settings)
    #expect(list.payments.first?.day.description == "2018-11-02")
}

@Test(arguments: [
    ("1200", 120_000), ("\"£1,200.50\"", 120_050), ("(250.00)", -25_000), ("250.00-", -25_000),
    ("-250", -25_000), ("250.00CR", -25_000), ("250.00 Cr", -25_000), ("250 DR", 25_000),
    ("GBP 12.30", 1_230), ("−5", -500), ("£ 7", 700), ("0", 0), ("-", 0), ("1 234.00", 123_400),
])
func `an amount is read to the penny, and credits as such`(cell: String, pence: Int64) throws {
    let list = try payments("Date,Payee,Amount", "2018-11-02,A,\(cell)", "2018-11-02,A,1")
    #expect(list.payments.first?.amount == Money(pence: pence))
    #expect(list.problems.isEmpty)
}

@Test(arguments: [
    "tbc", "£5 approx", "(-5)", "-5-", "-5CR", "€5", "1e3", "5%", "2,50", "c. £20",
])
func `what is no amount is quoted and never nought`(cell: String) throws {
    let list = try payments("Date,Payee,Amount", "2018-11-02,A,\"\(cell)\"")
    #expect(
        list.problems.map(\.description) == [
            "line 2: “\(cell)” is not an amount. Write pounds and pence, such as 1,250.00."
        ])
}

@Test func `parts of a penny are refused and never rounded`() throws {
    let list = try payments("Date,Payee,Amount", "2018-11-02,A,1.234")
    #expect(
        list.problems.map(\.description) == [
            "line 2: “1.234” has parts of a penny. Round it to whole pence, such as 1,250.00."
        ])
}

@Test func `an amount beyond any entry is refused before it is added up`() throws {
    let list = try payments(
        "Date,Payee,Amount", "2018-11-02,A,1000000000.01", "2018-11-02,A,999999999999999.00")
    #expect(list.problems.count == 2)
}

@Test func `the same problem at several places is told once with its count`() throws {
    let rows = (0..<8).map { "2018-11-02,A,INV-\($0),tbc\n" }.joined()
    let list = try payments("Date,Payee,Invoice No,Amount", rows + ",B,INV-9,5")
    #expect(list.problems.map(\.count) == [8, 1])
    #expect(
        list.problems.first?.description
            == "line 2 and 7 more (line 3, line 4, line 5, line 6, line 7, …): “tbc” is not an amount. Write pounds and pence, such as 1,250.00."
    )
    #expect(list.problems.last?.place == "line 10")
}

@Test func `a debit and a credit make one amount`() throws {
    let list = try payments(
        "Date,Details,Debit,Credit,Balance", "2018-11-01,Opening balance,,,900",
        "2018-11-02,Printer,100.00,,800", "2018-11-03,Printer,,20.00,820",
        "2018-11-04,Printer,,-5.00,825", "Total,,100.00,15.00,")
    #expect(list.payments.map(\.amount.pence) == [10_000, -2_000, -500])
    #expect(list.problems.isEmpty)
}
