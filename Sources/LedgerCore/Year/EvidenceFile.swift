/// A document that an entry rests on, such as its invoice; kept beside the ledger by its SHA-256.
public struct EvidenceFile: Hashable, Sendable {
    public let fund: FundYear
    public let entry: EntryID
    /// The SHA-256 of its bytes; the name it is kept under.
    public let hash: LedgerHash
    /// What it was called when it was attached, without its folder.
    public let name: String
    public let bytes: Int
    /// Anything worth knowing of it; blank for nothing.
    public let note: String

    /// The most bytes that one document may have: 50 MB.
    public static let mostBytes = 50_000_000

    public init(
        fund: FundYear, entry: EntryID, hash: LedgerHash, name: String, bytes: Int,
        note: String = ""
    ) throws(Refusal) {
        self.fund = fund
        self.entry = entry
        self.hash = hash
        self.name = try line(name, named: "name of the file")
        self.bytes = bytes
        self.note = try line(note, named: "note")
        guard !self.name.isEmpty, !self.name.utf8.contains(UInt8(ascii: "/")) else {
            throw .year(.evidence(.malformedName(name)))
        }
        guard bytes > 0 else { throw .year(.evidence(.empty(self.name))) }
        guard bytes <= EvidenceFile.mostBytes else {
            throw .year(.evidence(.tooLarge(self.name, bytes: bytes)))
        }
    }

    /// Reads it back as it was kept.
    ///
    /// Throws `EvidenceRefusal` for what says no such thing.
    public init(_ record: YearRecord) throws(Refusal) {
        let names = record.name.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
        let fields = Dictionary(record.fields.map { ($0.name, $0.value) }) { first, _ in first }
        guard names.count == 2, let hash = LedgerHash(hex: String(Substring(names[1]))),
            fields["sha256"] == hash.description,
            let bytes = fields["bytes"].flatMap({ wholeNumber($0.utf8) }),
            record.fields.allSatisfy({ EvidenceFile.fields.contains($0.name) }),
            fields.count == record.fields.count
        else { throw .year(.evidence(.malformedRecord(record.name))) }
        try self.init(
            fund: record.fund, entry: EntryID(String(Substring(names[0]))), hash: hash,
            name: fields["file"] ?? "", bytes: bytes, note: fields["note"] ?? "")
    }

    /// The document as the ledger keeps it.
    public func record() throws(Refusal) -> YearRecord {
        let fields = [
            (name: "file", value: name), (name: "sha256", value: hash.description),
            (name: "bytes", value: "\(bytes)"), (name: "note", value: note),
        ]
        return try YearRecord(
            fund: fund, kind: .evidence, name: "\(entry) \(hash)",
            content: YearRecord.content(fields.filter { !$0.value.isEmpty }))
    }

    private static let fields: Set<String> = ["file", "sha256", "bytes", "note"]
}

/// Why the ledger will not take a document; a case for each reason.
public enum EvidenceRefusal: Error, Equatable, Sendable {
    case malformedName(String)
    case empty(String)
    case tooLarge(String, bytes: Int)
    case malformedRecord(String)
    case noFile(String)
    case notAFile(String)
    case unreadable(String, reason: String)
    case missing(Int, file: String, LedgerHash)
    case changed(Int, file: String, LedgerHash)
}

extension EvidenceRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformedName(let name):
            "“\(name)” is no name of a file. Give the file a plain name and attach it again."
        case .empty(let name): "\(name) is empty. Attach the document itself."
        case .tooLarge(let name, let bytes):
            "\(name) has \(megabytes(bytes)) MB; \(megabytes(EvidenceFile.mostBytes)) MB is the most. Attach a smaller scan, or the pages that matter."
        case .malformedRecord(let name):
            "“\(name)” names no document of an entry. Write the entry's id, a space and the SHA-256 of the file, with file, sha256 and bytes as its content."
        case .noFile(let path): "There is no file \(path). Check its name."
        case .notAFile(let path):
            "\(path) is a folder or a device, not a file. Attach one document at a time."
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason). Nothing was attached; check who may read it."
        case .missing(let entry, let file, let hash):
            "The document \(file) of entry \(entry) is missing (\(hash)). Attach it again, or take it from a backup."
        case .changed(let entry, let file, let hash):
            "The document \(file) of entry \(entry) is not the file that was attached (\(hash)). Attach that again, or take it from a backup."
        }
    }

    /// Hundredths of a million bytes, rounded up, so that a byte too many shows.
    private func megabytes(_ bytes: Int) -> String {
        let hundredths = (bytes + 9_999) / 10_000
        let rest = hundredths % 100
        return rest == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(padded(rest, 2))"
    }
}
