import LedgerCore
import TestSupport
import Testing

struct EntryTests {
    private static let hex = String(repeating: "9f3c", count: 16)

    @Test(arguments: ["INV-118", "a", "~!x", String(repeating: "x", count: 64)])
    func `an entry id is up to 64 visible characters`(text: String) throws {
        #expect(try EntryID(" \(text) ").text == text)
    }

    @Test(arguments: [
        "", " ", "INV 118", "INV\u{A0}118", "Nº5", "a\tb", "a\u{7F}",
        String(repeating: "x", count: 65),
    ])
    func `what is not an entry id is refused in its own words`(text: String) {
        let refusal = Refusal.malformedEntryID(text)
        #expect(throws: refusal) { try EntryID(text) }
        #expect(refusal.description.contains("“\(text)”"))
    }

    @Test func `an id made from a digest can be read aloud and read back`() throws {
        var random = SeededGenerator()
        for _ in 0..<200 {
            let digest = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            let made = EntryID(digest: digest)
            #expect(made.text.utf8.count == 12)
            #expect(try EntryID(made.text) == made)
            #expect(!made.text.contains { "01ilou".contains($0) }, "SEED=\(random.seed)")
            #expect(EntryID(digest: digest) == made)
        }
    }

    @Test func `a hash is 32 bytes, no fewer and no more`() {
        #expect(LedgerHash(bytes: Array(repeating: 7, count: 32)) != nil)
        #expect(LedgerHash(bytes: Array(repeating: 7, count: 31)) == nil)
        #expect(LedgerHash(bytes: Array(repeating: 7, count: 33)) == nil)
        #expect(LedgerHash(bytes: Array(repeating: 0, count: 32)) == LedgerHash.none)
    }

    @Test func `a hash is printed as 64 digits and read back, capital or not`() {
        let hash = LedgerHash(bytes: (0..<32).map { UInt8($0 * 8) })
        #expect(hash?.description.utf8.count == 64)
        #expect(hash.flatMap { LedgerHash(hex: $0.description) } == hash)
        #expect(hash.flatMap { LedgerHash(hex: $0.description.uppercased()) } == hash)
    }

    @Test(arguments: [
        "", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
        String(repeating: "0", count: 63) + "g", String(repeating: "0", count: 62) + "+1",
    ])
    func `what is not 64 hexadecimal digits is no hash`(text: String) {
        #expect(LedgerHash(hex: text) == nil)
    }

    @Test(arguments: ["25:\(hex)", "25 \(hex)", " 25:\(hex)\n", "25:\n\(hex)"])
    func `a head is read as it is printed or as its file holds it`(text: String) throws {
        let head = try LedgerHead(parsing: text)
        #expect(head.entry == 25)
        #expect(head.description == "25:\(EntryTests.hex)")
        #expect(head.short == "25:9f3c9f3c9f3c")
    }

    @Test(arguments: [
        "", "25", hex, "25:9f3c9f3c9f3c", "-1:\(hex)", "+1:\(hex)", "25:\(hex):1", "1e3:\(hex)",
        "1234567890:\(hex)",
    ])
    func `a head that is not whole is refused in its own words`(text: String) {
        #expect(throws: Refusal.malformedHead(text)) { try LedgerHead(parsing: text) }
        #expect(Refusal.malformedHead(text).description.contains("“\(text)”"))
    }

    @Test func `an empty ledger has a head too`() throws {
        #expect(try LedgerHead(parsing: LedgerHead.empty.description) == .empty)
    }

    @Test func `an entry touches the projects it moves money of, and no other`() throws {
        let virement = try Build.entry(Build.transfer(.virement, from: "PLF-01", to: "PLF-02"))
        #expect(virement.touches(try Code("PLF-01")))
        #expect(virement.touches(try Code("PLF-02")))
        #expect(!virement.touches(try Code("PLF-03")))
        #expect(!(try Build.entry(Build.transfer(.award))).touches(try Code("PLF-01")))
    }
}
