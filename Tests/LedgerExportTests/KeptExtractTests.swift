import LedgerCore
import LedgerExport
import LedgerImport
import Testing

struct KeptExtractTests {
    private func payment(
        _ payee: String, _ reference: String = "INV-1", pence: Int64 = 100, place: String = "line 2"
    ) throws -> Payment {
        try Payment(
            place: place, day: CalendarDay(parsing: "2018-11-02"), payee: payee,
            reference: reference, code: "CC1, 2", note: "a \"note\"; said",
            amount: Money(pence: pence))
    }

    private func extract(_ content: String) throws -> FinanceExtract {
        let day = try CalendarDay(parsing: "2018-11-02")
        return try FinanceExtract(
            fund: FundYear(
                partnership: "Charnwood", code: Code("PLF"), year: FinancialYear(startingIn: 2018)),
            days: day...day, name: "extract.csv", content: content)
    }

    @Test func `what is kept is read back the same, whatever it holds`() throws {
        let payments = try [
            payment(""), payment("'=1+1", pence: -50), payment("+44 Club; of; many; parts; here"),
            payment("-A \"B\", Ltd", "=2", pence: 100_000_000_000), payment("Ünïcode 株式会社"),
            payment("x", place: "'My Sheet'!A14"),
        ]
        let content = FinanceExtract.content(of: payments)
        let read = try extract(content).payments()
        #expect(Set(read) == Set(payments))
        #expect(read.map(\.note) == payments.map(\.note))
        #expect(FinanceExtract.content(of: payments.reversed()) == content)
        #expect(FinanceExtract.content(of: read) == content)
    }

    @Test func `an extract without payments is read`() throws {
        #expect(try extract(FinanceExtract.content(of: [])).payments().isEmpty)
    }

    @Test(arguments: [
        ("", 1), ("date,payee\n", 1), ("\"", 1),
        ("date,payee,reference,code,note,amount,place\n2018-11-02,a,b,c,d,1.001,e\n", 2),
        ("date,payee,reference,code,note,amount,place\n\n2018-11-31,a,b,c,d,1.00,e\n", 3),
        ("date,payee,reference,code,note,amount,place\n2018-11-02,a,b,c,d,1.00\n", 2),
        ("date,payee,reference,code,note,amount,place\n2018-11-02,a,b,c,d,1000000000.01,e\n", 2),
    ])
    func `what is no extract is refused with its line`(content: String, line: Int) throws {
        let extract = try extract(content)
        let error = #expect(throws: KeptExtractError.self) { try extract.payments() }
        #expect(error?.line == line)
    }
}
