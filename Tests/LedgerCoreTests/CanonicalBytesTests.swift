import LedgerCore
import TestSupport
import Testing

struct CanonicalBytesTests {
    private func bytes(_ fields: [String]) -> [UInt8] {
        var canonical = CanonicalBytes()
        for field in fields { canonical.add(field) }
        return canonical.bytes
    }

    @Test func `each field stands with its length before it`() {
        #expect(bytes(["PLF", "", "é"]) == Array("3:PLF,0:,2:é,".utf8))
        var number = CanonicalBytes()
        number.add(Int64.min)
        #expect(number.bytes == Array("20:-9223372036854775808,".utf8))
    }

    @Test func `a hash stands as its 32 bytes`() {
        var canonical = CanonicalBytes()
        canonical.add(LedgerHash.none)
        #expect(canonical.bytes == Array(repeating: 0, count: 32))
    }

    @Test func `one text split differently into fields never has the same bytes`() {
        var random = SeededGenerator()
        // Marks of the format itself are the likeliest to mislead it.
        let letters = Array("0123:,:,a")
        var clash: ([String], [String])?
        for _ in 0..<5_000 where clash == nil {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                random.pick(letters, or: "a")
            }
            let (one, other) = (split(text, &random), split(text, &random))
            if one != other, bytes(one) == bytes(other) { clash = (one, other) }
        }
        #expect(clash == nil, "SEED=\(random.seed)")
    }

    /// The text cut at random places, empty pieces among them.
    private func split(_ text: [Character], _ random: inout SeededGenerator) -> [String] {
        let count = Int.random(in: 0...3, using: &random)
        let cuts = (0..<count).map { _ in Int.random(in: 0...text.count, using: &random) }.sorted()
        return zip([0] + cuts, cuts + [text.count]).map { String(text[$0..<$1]) }
    }

    @Test func `fields can be read back from the bytes, so no two lists share them`() {
        var random = SeededGenerator()
        for _ in 0..<1_000 {
            let fields = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    random.pick(["1", ":", ",", "é", "\u{301}", "x"], or: "x")
                }.joined()
            }
            #expect(read(bytes(fields)) == fields.map { Array($0.utf8) }, "SEED=\(random.seed)")
        }
    }

    private func read(_ bytes: [UInt8]) -> [[UInt8]] {
        var (rest, fields) = (bytes[...], [[UInt8]]())
        while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            let length = wholeNumber(rest[..<colon]) ?? 0
            fields.append(Array(rest[(colon + 1)...].prefix(length)))
            rest = rest.dropFirst(colon - rest.startIndex + length + 2)
        }
        return fields
    }

    @Test func `a change in any one field of a transfer changes its bytes`() throws {
        let changed = try [
            Build.transfer(.spend), Build.transfer(.commitment),
            Build.transfer(.spend, on: "2018-11-03"),
            Build.transfer(.spend, in: Build.key("CI001")),
            Build.transfer(.spend, in: Build.key(year: "2019-20")),
            Build.transfer(.spend, in: Build.key(partnership: "Blaby")),
            Build.transfer(.spend, from: "PLF-02"), Build.transfer(.spend, pence: 10_001),
            Build.transfer(.spend, reference: "x"), Build.transfer(.spend, payee: "x"),
            Build.transfer(.spend, note: "x"), Build.transfer(.spend, against: "x"),
            Build.transfer(.spend, overspendReason: "x"),
        ]
        let contents = changed.map { transfer in
            var canonical = CanonicalBytes()
            transfer.addContent(to: &canonical)
            return canonical.bytes
        }
        #expect(Set(contents).count == changed.count)
    }

    @Test func `two sendings say the same whatever their ids`() throws {
        let sent = try Build.transfer(.spend, payee: "Café", id: "a")
        #expect(sent.saysTheSame(as: try Build.transfer(.spend, payee: "Café", id: "b")))
        #expect(!sent.saysTheSame(as: try Build.transfer(.spend, payee: "Cafe", id: "a")))
        // One word to the eye, other bytes: an entry is what was typed.
        #expect(!sent.saysTheSame(as: try Build.transfer(.spend, payee: "Cafe\u{301}", id: "a")))
    }

    @Test func `an entry's bytes hold its number, id, moment, recorder and what went before`()
        throws
    {
        let transfer = try Build.transfer(.spend)
        let other = try #require(LedgerHash(bytes: Array(repeating: 1, count: 32)))
        func bytes(
            after previous: LedgerHash = .none, number: Int = 1, id: String = "a", at: Int64 = 0,
            by recorder: String = "A. Officer"
        ) throws -> [UInt8] {
            transfer.canonicalBytes(
                after: previous, number: number, id: try EntryID(id),
                recorded: Moment(milliseconds: at), recorder: recorder)
        }
        let all = try [
            bytes(), bytes(after: other), bytes(number: 2), bytes(id: "b"), bytes(at: 1),
            bytes(by: "B. Officer"),
        ]
        #expect(Set(all).count == all.count)
        #expect(try bytes() == bytes())
    }

    @Test func `the first format of an entry stays as it is`() throws {
        let transfer = try Build.transfer(
            .spend, reference: "INV-118", payee: "Acme", note: "n", against: "c-1")
        let bytes = transfer.canonicalBytes(
            after: .none, number: 7, id: try EntryID("e-7"), recorded: Moment(milliseconds: 5),
            recorder: "A. Officer")
        #expect(
            String(decoding: bytes.dropFirst(32), as: UTF8.self)
                == "7:entry 1,1:7,3:e-7,1:5,10:A. Officer,5:spend,5:17837,9:Charnwood,3:PLF,"
                + "4:2018,6:PLF-01,0:,5:10000,7:INV-118,4:Acme,1:n,3:c-1,0:,")
    }
}
