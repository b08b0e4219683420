import LedgerCore
import LedgerImport
import Testing

private func sample() throws -> PaymentSettings {
    var settings = PaymentSettings()
    try settings.setColumns(parsing: "date=Invoice Date, amount=Net, of VAT,code=")
    settings.dates = .dayFirst
    settings.sign = .negative
    settings.fund = try Code("PLF")
    settings.year = try FinancialYear(parsing: "2018-19")
    settings.project = try Code("PLF-01")
    settings.add(try PaymentMeaning(parsing: "CC=12 = plf-03"))
    settings.add(try PaymentMeaning(parsing: "Café Ltd=CI001 2018-19 CI001-02"))
    return settings
}

@Test func `settings are read back as they were written`() throws {
    let settings = try sample()
    #expect(
        settings.text == """
            column: date=Invoice Date
            column: amount=Net, of VAT
            column: code=
            dates: day-first
            sign: spend-negative
            fund: PLF
            year: 2018-19
            project: PLF-01
            map: Café Ltd=CI001 2018-19 CI001-02
            map: CC=12=PLF-03

            """)
    #expect(try PaymentSettings(reading: settings.text).text == settings.text)
    #expect(try PaymentSettings(reading: "").text.isEmpty)
}

@Test(arguments: [
    "colour: red", "dates: backwards", "sign: up", "year: 2018-20", "project: ", "map: CC1",
    "map: =PLF-01", "map: A=B C D E", "column: Net", "column: price=Net", "nothing",
])
func `a line that is no setting is refused`(line: String) {
    #expect(throws: PaymentSettingsError.self) { try PaymentSettings(reading: line + "\n") }
}

@Test func `what is said now stands before what was kept`() throws {
    var now = PaymentSettings()
    try now.setColumns(parsing: "debit=Dr,credit=Cr")
    now.dates = .monthFirst
    now.add(try PaymentMeaning(parsing: "cc=12=PLF-04"))
    let all = try sample().changed(by: now)
    #expect(all.columns == [.date: "Invoice Date", .debit: "Dr", .credit: "Cr", .code: ""])
    #expect(all.dates == .monthFirst)
    #expect(all.sign == .negative)
    #expect(all.meanings.map(\.description) == ["Café Ltd=CI001 2018-19 CI001-02", "cc=12=PLF-04"])
}
