import Foundation
import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct EvidenceFolderTests {
    private func attach(
        _ text: String, to entry: String, of office: Office, _ scratch: Scratch
    ) throws -> Document {
        try scratch.write(text, to: "document.txt")
        let document = try Document(reading: scratch.path("document.txt"))
        try office.ledger.evidenceFolder.keep(document)
        let file = try EvidenceFile(
            fund: Build.key(), entry: EntryID(entry), hash: document.hash, name: document.name,
            bytes: document.bytes.count)
        try office.register(.record(file.record()))
        return document
    }

    @Test func `a document is kept under its hash, read-only, and nothing else beside it`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let document = try attach("paid", to: "L1", of: office, scratch)
        let folder = office.ledger.evidenceFolder
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["\(document.hash)"]
        )
        let mode =
            try FileManager.default.attributesOfItem(
                atPath: "\(folder.path)/\(document.hash)")[.posixPermissions] as? Int
        #expect((mode ?? 0) & 0o222 == 0)
        #expect(try folder.bytes(of: document.hash) == Array("paid".utf8))
        #expect(try office.ledger.documents() == [document.hash])
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `a document of no entry of the fund is refused`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        #expect(
            try refusal { try attach("paid", to: "L9", of: office, scratch) } == .unknownEntry("L9")
        )
        let next = try office.openNextYear()
        let file = try EvidenceFile(
            fund: next, entry: EntryID("L1"), hash: .none, name: "a", bytes: 1)
        #expect(
            try refusal { try office.register(.record(file.record())) } == .unknownEntry("L1"))
    }

    @Test func `every missing and every changed document is named with its entry`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        let first = try attach("paid", to: "L1", of: office, scratch)
        let second = try attach("paid twice", to: "L2", of: office, scratch)
        _ = try attach("paid", to: "L2", of: office, scratch)
        let folder = office.ledger.evidenceFolder.path
        unlink("\(folder)/\(first.hash)")
        chmod("\(folder)/\(second.hash)", 0o644)
        try scratch.write("other", to: "ledger.sqlite.files/\(second.hash)")
        let findings = try office.ledger.verify().findings
        #expect(findings.map(\.rule) == Array(repeating: "evidence-file", count: 3))
        #expect(findings.map(\.entries) == [[2], [3], [3]])
        #expect(findings.map { $0.message.contains("missing") } == [true, false, true])
        // The document itself, kept again, mends both.
        try office.ledger.evidenceFolder.keep(first)
        try office.ledger.evidenceFolder.keep(second)
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `a record of a document that was changed is found by the chain`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        _ = try attach("paid", to: "L1", of: office, scratch)
        try office.ledger.close()
        try scratch.dropTriggers()
        try scratch.tamper(
            "UPDATE year_record SET content = replace(content, 'bytes: 4', 'bytes: 5')")
        let findings = try Ledger.openForReading(scratch.path).verify().findings
        #expect(findings.contains { $0.rule == "hash-chain" })
    }

    @Test func `a folder that cannot be written is said so, and nothing is recorded`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        try scratch.write("in the way", to: "ledger.sqlite.files")
        let head = try office.ledger.head()
        #expect(throws: LedgerError.self) { try attach("paid", to: "L1", of: office, scratch) }
        #expect(try office.ledger.head() == head)
    }

    @Test func `claims in arrears reach what has a document`() throws {
        let scratch = try Scratch()
        let office = try Office(at: scratch.path)
        try office.record(.spend, pence: 10_000, id: "S1")
        try office.record(.spend, pence: 4_000, id: "S10")
        try office.register(.record(Build.agreement([.evidenceFrom: "£1"])))
        _ = try attach("paid", to: "S1", of: office, scratch)
        let refused = Refusal.beyondEvidence(
            try Build.key(), amount: pence(10_001), claimed: .zero,
            ClaimGround(spent: pence(14_000), evidenced: pence(10_000)), try Build.day("2018-11-02")
        )
        #expect(try refusal { try office.record(.claim, pence: 10_001) } == refused)
        #expect(try office.record(.claim, pence: 10_000).isNew)
    }
}
