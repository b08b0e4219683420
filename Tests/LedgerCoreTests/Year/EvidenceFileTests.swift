import TestSupport
import Testing

@testable import LedgerCore

struct EvidenceFileTests {
    private func file(
        _ name: String = "invoice.pdf", bytes: Int = 1, note: String = ""
    ) throws -> EvidenceFile {
        try EvidenceFile(
            fund: Build.key(), entry: EntryID("INV-118"), hash: .none, name: name, bytes: bytes,
            note: note)
    }

    @Test func `a document reads back as it was written`() throws {
        for file in [try file(), try file("a: b.pdf", bytes: 50_000_000, note: "two pages")] {
            #expect(try EvidenceFile(file.record()) == file)
        }
        let zeros = String(repeating: "0", count: 64)
        #expect(
            try file().record().content == "file: invoice.pdf\nsha256: \(zeros)\nbytes: 1\n")
        #expect(try file().record().name == "INV-118 \(zeros)")
    }

    @Test(arguments: ["", "a/b", "a\nb", "a\u{0}b"])
    func `a name that leads elsewhere is refused`(name: String) throws {
        #expect(throws: Refusal.self) { try file(name) }
    }

    @Test func `a document has a byte at least and fifty million at most`() throws {
        #expect(throws: Refusal.year(.evidence(.empty("invoice.pdf")))) { try file(bytes: 0) }
        #expect(throws: Refusal.year(.evidence(.tooLarge("invoice.pdf", bytes: 50_000_001)))) {
            try file(bytes: 50_000_001)
        }
        let words = EvidenceRefusal.tooLarge("invoice.pdf", bytes: 50_000_001).description
        #expect(words.contains("50.01 MB; 50 MB is the most"))
    }

    @Test(
        arguments: [
            "file: a\nsha256: 00\nbytes: 1\n", "file: a\nbytes: 1\n", "sha256: HASH\nbytes: 1\n",
            "file: a\nsha256: HASH\nbytes: -1\n", "file: a\nsha256: HASH\n",
            "file: a\nsha256: HASH\nbytes: 1\ncolour: red\n",
            "file: a\nfile: b\nsha256: HASH\nbytes: 1\n",
        ])
    func `what is no document is not read as one`(content: String) throws {
        let zeros = String(repeating: "0", count: 64)
        func read(_ content: String, _ name: String) throws -> YearRecord {
            try YearRecord(reading: content, of: "evidence", named: name, in: Build.key())
        }
        let parts = content.split(separator: "HASH", omittingEmptySubsequences: false)
        #expect(throws: Refusal.self) { try read(parts.joined(separator: zeros), "E \(zeros)") }
        let whole = "file: a\nsha256: \(zeros)\nbytes: 1\n"
        #expect(throws: Refusal.self) { try read(whole, "E") }
        #expect(throws: Refusal.self) { try read(whole, "E 00") }
        #expect(try read(whole, "E \(zeros)").content == whole)
    }

    @Test func `every refusal says what to do`() {
        let words: [(EvidenceRefusal, String)] = [
            (.malformedName("a/b"), "a/b"), (.empty("a"), "a is empty"),
            (.malformedRecord("x"), "SHA-256"), (.noFile("a"), "Check its name"),
            (.notAFile("a"), "one document at a time"),
            (.unreadable("a", reason: "denied"), "denied"),
            (.missing(7, file: "a", .none), "entry 7 is missing"),
            (.changed(7, file: "a", .none), "backup"),
        ]
        for (refusal, part) in words {
            #expect("\(Refusal.year(.evidence(refusal)))".contains(part))
        }
    }
}
