import Testing

struct TidyTests {
    @Test func `the sources keep the house rules`() throws {
        let sources = try Source.all(in: "Sources")
        #expect(sources.count > 30, "the sources were not found")
        let complaints = sources.flatMap(Tidy.complaints)
        #expect(complaints.isEmpty, "\n\(complaints.joined(separator: "\n"))")
    }

    @Test func `no test has lost its mark`() throws {
        let tests = try Source.all(in: "Tests")
        #expect(tests.count > 30, "the tests were not found")
        let complaints = tests.flatMap(Tidy.testComplaints)
        #expect(complaints.isEmpty, "\n\(complaints.joined(separator: "\n"))")
    }

    // From here on the checker itself is checked: what it must find, and what it must let be.

    private func complaints(_ target: String, _ text: String) -> [String] {
        Tidy.complaints(about: Source(path: "Sources/\(target)/File.swift", text: text))
    }

    @Test(arguments: [
        ("LedgerCore", "import Foundation"), ("LedgerCore", "public import Glibc"),
        ("LedgerStore", "import Crypto"), ("LedgerStore", "import XLSXWriter"),
        ("XLSXWriter", "import LedgerCore"), ("LedgerExport", "import LedgerStore"),
        ("LedgerImport", "@preconcurrency import XLSXWriter"), ("LedgerCLI", "import GRDB"),
        ("LedgerCLI", "internal import CXLSXWriter"), ("LedgerCLI", "import Hummingbird"),
        ("LedgerCLI", "import struct CSodium.state"), ("LedgerWeb", "import GRDB"),
        ("locality", "import LedgerWeb"), ("Helpers", "let x = 1"),
    ])
    func `an import the design does not allow is found`(target: String, text: String) {
        let found = complaints(target, "\(text)\n")
        #expect(found.count == 1)
        #expect(found.first?.contains("Sources/\(target)/File.swift:1: ") == true)
    }

    @Test(arguments: [
        ("LedgerStore", "internal import GRDB"), ("LedgerStore", "package import LedgerCore"),
        ("LedgerStore", "import struct Foundation.URL"), ("XLSXWriter", "import CXLSXWriter"),
        ("LedgerExport", "import XLSXWriter"), ("LedgerImport", "public import LedgerCore"),
        ("LedgerCLI", "import ArgumentParser"), ("LedgerCLI", "import LedgerStore"),
        ("LedgerWeb", "import Hummingbird"), ("locality", "import LedgerCLI"),
        ("LedgerCore", "/// import Foundation is what this target does without."),
        ("LedgerCore", "let importFoundation = 1"),
    ])
    func `an import the design allows is let be`(target: String, text: String) {
        #expect(complaints(target, "\(text)\n").isEmpty)
    }

    private func function(_ head: String, lines: Int, after end: String = "}") -> String {
        let body = repeatElement("        work()", count: lines - 2).joined(separator: "\n")
        return "struct A {\n    \(head)\n\(body)\n    \(end)\n}\n"
    }

    @Test(arguments: [
        "func a() {", "private static func a() throws {", "init() {", "var a: Int {",
        "@MainActor public func `a long one`() {", "deinit {",
    ])
    func `a function of 61 lines is found and one of 60 is let be`(head: String) {
        #expect(complaints("LedgerCore", function(head, lines: 60)).isEmpty)
        #expect(
            complaints("LedgerCore", function(head, lines: 61))
                == ["Sources/LedgerCore/File.swift:2: a function of 61 lines; 60 is the most"])
    }

    @Test func `a function's signature over several lines counts with it`() {
        let head = "func a(\n        b: Int\n    ) -> Int {"
        #expect(complaints("LedgerCore", function(head, lines: 58)).isEmpty)
        #expect(complaints("LedgerCore", function(head, lines: 59)).count == 1)
    }

    @Test func `what has no body has no length`() {
        let text = "protocol A {\n    func a()\n    var b: Int { get }\n}\n"
        let rest = repeatElement("let c = 1", count: 80).joined(separator: "\n")
        #expect(complaints("LedgerCore", text + rest + "\n").isEmpty)
    }

    @Test func `a file of 351 lines is found and one of 350 is let be`() {
        let lines = { (count: Int) in String(repeating: "let a = 1\n", count: count) }
        #expect(complaints("LedgerCore", lines(350)).isEmpty)
        #expect(
            complaints("LedgerCore", lines(351))
                == ["Sources/LedgerCore/File.swift:1: 351 lines; 350 is the most"])
    }

    @Test(arguments: [
        ("LedgerCore", "fatalError(\"never\")"), ("LedgerCLI", "let x = try! y()"),
        ("LedgerCore", "let x: Double = 1"), ("LedgerImport", "Double(pence)"),
        ("LedgerImport", "Float(x)"), ("LedgerImport", "Decimal(string: text)"),
        ("LedgerCLI", "let f = NumberFormatter()"), ("XLSXWriter", "Float(x)"),
        ("XLSXWriter", "fatalError()"), ("LedgerCore", "a() // why\nlet x: [Double] = []"),
        ("LedgerCore", "if text.hasPrefix(\"£\") {}"), ("LedgerCore", "text.hasSuffix(mark)"),
        ("LedgerImport", "text.components(separatedBy: \",\")"),
        ("LedgerImport", "text.split(separator: \",\")"),
        ("LedgerImport", "let a = text.split(\n    separator: \",\", maxSplits: 1)"),
        ("LedgerStore", "try db.execute(sql: \"DELETE FROM \\(table)\")"),
        ("LedgerStore", "try Row.fetchAll(\n    db, sql:\n        \"SELECT \\(x)\")"),
        ("LedgerStore", "f(sql: \"\"\"\n    SELECT 1\n    WHERE id = '\\(id)'\n    \"\"\")"),
        ("LedgerCore", "//\n//  Money.swift\n//\nimport Swift"), ("LedgerWeb", "/* (c) */"),
    ])
    func `a word the house does without is found`(target: String, text: String) {
        let found = complaints(target, "\(text)\n").filter { !$0.contains("import Swift") }
        #expect(found.count == 1, "\(found)")
    }

    @Test(arguments: [
        ("XLSXWriter", "let x = Double(pence) / 100"), ("LedgerCore", "/// Never a Double."),
        ("LedgerCore", "let DoubleEntry = 1  // Double"), ("LedgerCore", "let x = try? y()"),
        ("LedgerCore", "bytes.split(separator: UInt8(ascii: \",\"))"),
        ("LedgerCore", "names.joined(separator: \", \")"), ("LedgerCLI", "name.hasPrefix(\"-\")"),
        ("LedgerStore", "try db.execute(sql: \"DELETE FROM a WHERE b = ?\", arguments: [b])"),
        ("LedgerStore", "f(sql: \"\"\"\n    SELECT 1\n    \"\"\")\nlog(\"\\(x)\")"),
        ("LedgerStore", "f(literal: \"SELECT \\(id)\")"), ("LedgerCLI", "f(sql: \"\\(x)\")"),
        ("LedgerCore", "/// A sum of money.\nstruct Money {}"),
        ("LedgerCLI", "let site = \"https://example.org\""),
    ])
    func `what only resembles such a word is let be`(target: String, text: String) {
        #expect(complaints(target, "\(text)\n") == [])
    }

    private func testComplaints(_ text: String) -> [String] {
        Tidy.testComplaints(about: Source(path: "Tests/LedgerCoreTests/File.swift", text: text))
    }

    @Test(arguments: [
        "    func `a sentence`() {\n        #expect(1 == 1)\n    }",
        "    @Test func a() {\n    }\n    func b() throws {\n        try #expect(f())\n    }",
        "    func a(\n        b: Int\n    ) {\n        #expect(b == 1)\n    }", "    import XCTest",
    ])
    func `a test that would never run is found`(text: String) {
        #expect(testComplaints("struct A {\n\(text)\n}\n").count == 1)
    }

    @Test(arguments: [
        "    @Test func `a sentence`() {\n        #expect(1 == 1)\n    }",
        "    @Test(arguments: [\n        1, 2,\n    ])\n    func a(b: Int) {\n        #expect(b > 0)\n    }",
        "    private func check() {\n        #expect(1 == 1)\n    }",
        "    func build() -> Int {\n        1\n    }",
        "    @Test func a() {\n        func b() {\n            #expect(1 == 1)\n        }\n        b()\n    }",
    ])
    func `a test that runs and a helper are let be`(text: String) {
        #expect(testComplaints("struct A {\n\(text)\n}\n") == [])
    }
}
