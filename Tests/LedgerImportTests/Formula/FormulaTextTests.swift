import Testing

@testable import LedgerImport

private func normal(_ formula: String, sheet: String? = "PLF") -> String {
    FormulaText(formula.utf8, sheet: sheet).normal
}

@Test(arguments: [
    ("=SUM( A1:A3 , 2.50 )", "SUM(A1:A3,2.5)"), ("sum($A$1:A$3)", "SUM(A1:A3)"),
    ("+A1", "A1"), ("=-A1", "-A1"), ("TRUE()", "TRUE"),
    ("IF(A1=TRUE(),1,FALSE())", "IF(A1=TRUE,1,FALSE)"),
    ("PLF!A1+'Other one'!B2+Other!C3", "A1+'Other one'!B2+'Other'!C3"),
    ("'It''s'!A1", "'It''s'!A1"), ("_xlfn.XLOOKUP(1,A1,B1)", "XLOOKUP(1,A1,B1)"),
    ("\"a \"\"b\"\" \"&A1", "\"a \"\"b\"\" \"&A1"), ("A1:B2 B1:C2", "A1:B2 B1:C2"),
    ("1E3+0.10%", "1000+0.1%"), ("#REF!+#N/A+#DIV/0!", "#REF!+#N/A+#DIV/0!"),
    ("A1 <> B1", "A1<>B1"),
    ("Spent*Rate.2019", "Spent*Rate.2019"), ("{1,2;3,4}", "{1,2;3,4}"), ("@A1", "A1"),
    ("SUM(A:A)", "SUM(A:A)"), ("A1#", "A1#"), ("\"open", "\"open"),
    ("[1]Book!A1+Table[[#This Row],[Sum of]]", "'[1]Book'!A1+Table[[#This Row],[Sum of]]"),
])
func `formulas that mean the same are spelt the same`(written: String, expected: String) {
    #expect(normal(written) == expected)
    #expect(normal(expected) == expected)
}

@Test(arguments: [
    ("A1", "A2"), ("A1", "B1"), ("\"a\"", "\"A\""), ("1", "1.01"), ("A1+B1", "A1-B1"),
    ("Spent", "Spend"),
    ("PLF!A1", "CI001!A1"), ("SUM(A1:A2)", "SUM(A1,A2)"),
])
func `formulas that mean something else are spelt differently`(one: String, other: String) {
    #expect(normal(one) != normal(other))
}

@Test func `a formula copied beyond the sheet names no cell`() {
    let formula = FormulaText("A1+$A$1+C5".utf8, sheet: nil)
    #expect(formula.moved(columns: -1, lines: 0).normal == "#REF!+A1+B5")
    #expect(formula.moved(columns: 2, lines: 3).normal == "C4+A1+E8")
}
