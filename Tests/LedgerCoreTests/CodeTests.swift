import LedgerCore
import Testing

struct CodeTests {
    @Test(arguments: [
        ("PLF-01", "PLF-01"), ("plf-01", "PLF-01"), (" PLF-01 ", "PLF-01"), ("7", "7"),
        ("CI001", "CI001"), ("A-", "A-"), ("ABCDEFGHIJKLMNOPQRSTUVWX", "ABCDEFGHIJKLMNOPQRSTUVWX"),
    ])
    func `a code is letters, digits and hyphens, capital or not`(
        text: String, code: String
    ) throws {
        #expect(try Code(text).text == code)
        #expect(try Code(text).description == code)
    }

    @Test(arguments: [
        "", " ", "-01", "PLF 01", "PLF_01", "PLF–01", "PLF/01", "PLÉ", "PLF\u{301}", "PLF\n",
        "ＰＬＦ", "=1+1", "ABCDEFGHIJKLMNOPQRSTUVWXY",
    ])
    func `what is not a code is refused in its own words`(text: String) {
        #expect(throws: CodeError.malformed(text)) { try Code(text) }
        #expect(CodeError.malformed(text).description.contains("“\(text)”"))
        #expect(CodeError.malformed(text).description.contains("PLF-01"))
    }

    @Test func `codes stand in the order of their letters`() throws {
        #expect(try Code("PLF-02") < Code("PLF-10"))
        #expect(try Code("CI001") < Code("PLF"))
    }

    @Test func `free text keeps its words and loses the space around them`() throws {
        #expect(try line("  Café “Nº 5” \u{A0}", named: "payee") == "Café “Nº 5”")
        #expect(try line("", named: "payee").isEmpty)
    }

    @Test func `a thousand bytes of free text are taken and one more is not`() throws {
        let most = String(repeating: "é", count: 500)
        #expect(try line(most, named: "note") == most)
        #expect(throws: Refusal.textTooLong("note", bytes: 1_001)) {
            try line(most + "x", named: "note")
        }
    }

    @Test(arguments: ["a\nb", "a\rb", "a\r\nb", "a\tb", "a\0b", "a\u{1B}b", "a\u{7F}b", "\n"])
    func `free text with a line break or a control character is refused`(text: String) {
        #expect(throws: Refusal.controlCharacter("payee")) { try line(text, named: "payee") }
    }
}
