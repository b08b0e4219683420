import Testing
import XLSXWriter

struct InputRuleTests {
    private static func xml(_ rule: InputRule) throws -> String {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.limit(CellRange(rows: 1...8, columns: 2...2), to: rule)
        }
        return try scratch.xml()
    }

    private static func rule(_ allowed: InputRule.Allowed) -> InputRule {
        InputRule(
            allowed, title: "Rating", prompt: "Red & green", refusal: "Choose one from the list.")
    }

    @Test func `a list offers its words, and says what it wants before and after`() throws {
        let xml = try Self.xml(Self.rule(.words(["Green", "Amber", "Wörter & <more>"])))
        #expect(xml.contains("<dataValidation type=\"list\" allowBlank=\"1\""))
        #expect(xml.contains("sqref=\"C2:C9\""))
        #expect(xml.contains("errorTitle=\"Rating\" error=\"Choose one from the list.\""))
        #expect(xml.contains("promptTitle=\"Rating\" prompt=\"Red &amp; green\""))
        #expect(
            xml.contains("<formula1>\"Green,Amber,Wörter &amp; &lt;more&gt;\"</formula1>"))
    }

    @Test func `a text has a most of characters`() throws {
        let text = try Self.xml(Self.rule(.text(upTo: 600)))
        #expect(text.contains("<dataValidation type=\"textLength\" operator=\"lessThanOrEqual\""))
        #expect(text.contains("<formula1>600</formula1>"))
    }

    @Test(arguments: ["", "Red, or green", "6\" pipe", "a\0b"])
    func `a word that would be read as two, or as the end, is refused`(word: String) {
        #expect(throws: WorkbookError.self) { try Self.xml(Self.rule(.words(["Green", word]))) }
    }

    @Test func `a list is held to the bytes that fit, a comma between words`() throws {
        // 127 letters of two bytes and one of one byte are 255 bytes.
        let longest = String(repeating: "é", count: 127) + "a"
        #expect(try Self.xml(Self.rule(.words([longest]))).contains(longest))
        for words in [[longest + "a"], [String(repeating: "a", count: 254), "b"], []] {
            #expect(throws: WorkbookError.self) { try Self.xml(Self.rule(.words(words))) }
        }
    }

    @Test func `messages and limits that Excel does not take are refused`() {
        let changes: [(inout InputRule) -> Void] = [
            { $0.title = String(repeating: "a", count: 33) },
            { $0.prompt = String(repeating: "a", count: 256) },
            { $0.refusal = String(repeating: "a", count: 256) },
            { $0.allowed = .text(upTo: 0) },
            { $0.allowed = .text(upTo: 32_768) },
        ]
        for change in changes {
            var rule = Self.rule(.words(["Green"]))
            change(&rule)
            #expect(throws: WorkbookError.self) { try Self.xml(rule) }
        }
    }
}
