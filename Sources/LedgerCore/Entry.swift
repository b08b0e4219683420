/// The sender's name for an entry, such as an invoice number: up to 64 visible ASCII characters.
public struct EntryID: Hashable, Sendable {
    public let text: String

    public init(_ text: String) throws(Refusal) {
        let bytes = trimmed(text.utf8)
        guard (1...64).contains(bytes.count), bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .malformedEntryID(text)
        }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// An id made from a digest: twelve characters that are easy to read aloud (no 0, 1, i, l, o, u).
    public init(digest: [UInt8]) {
        precondition(digest.count >= 12, "an id is made from at least twelve bytes")
        let letters = Array("23456789abcdefghjkmnpqrstvwxyz".utf8)
        text = String(
            decoding: digest.prefix(12).map { letters[Int($0) % letters.count] }, as: UTF8.self)
    }
}

extension EntryID: CustomStringConvertible {
    public var description: String { text }
}

/// A SHA-256 value that links a ledger record to all records before it.
public struct LedgerHash: Hashable, Sendable {
    /// Thirty-two bytes.
    public let bytes: [UInt8]

    /// What the first record of every ledger follows.
    public static let none = LedgerHash(unchecked: Array(repeating: 0, count: 32))

    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    public init?(hex: String) {
        let digits = trimmed(hex.utf8).map { byte -> UInt8? in
            switch byte {
            case 48...57: byte - 48
            case 97...102: byte - 87
            case 65...70: byte - 55
            default: nil
            }
        }
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        let values = digits.compactMap(\.self)
        self.init(unchecked: (0..<32).map { values[$0 * 2] << 4 | values[$0 * 2 + 1] })
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension LedgerHash: CustomStringConvertible {
    /// Sixty-four hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// The end of a ledger's chain: how many entries it holds and the hash of its last record.
///
/// A chain does not see its own tail cut off, so the head is printed on every statement and kept
/// beside every backup.
public struct LedgerHead: Hashable, Sendable {
    public let entry: Int
    public let hash: LedgerHash

    public static let empty = LedgerHead(entry: 0, hash: .none)

    public init(entry: Int, hash: LedgerHash) {
        self.entry = entry
        self.hash = hash
    }

    /// Reads `25:9f3c…` or `25 9f3c…`, the hash whole.
    public init(parsing text: String) throws(Refusal) {
        let bytes = Array(text.utf8.map { $0 == UInt8(ascii: ":") || $0 == 10 ? 32 : $0 })
        // As printed on a statement, with the words before it.
        let words = Array("Ledger head ".utf8)
        let parts = (bytes.starts(with: words) ? bytes[words.count...] : bytes[...])
            .split(separator: 32)
        guard parts.count == 2, let entry = wholeNumber(parts[0]),
            let hash = LedgerHash(hex: String(decoding: parts[1], as: UTF8.self))
        else { throw .malformedHead(text) }
        self.init(entry: entry, hash: hash)
    }
}

extension LedgerHead: CustomStringConvertible {
    /// The entry number and the whole hash, as `verify --head` takes them.
    public var description: String { "\(entry):\(hash)" }

    /// The entry number and the first twelve digits, to be compared by eye.
    public var short: String { "\(entry):\(hash.description.prefix(12))" }
}

/// A transfer as it stands in the ledger, numbered and linked; never changed again.
public struct Entry: Hashable, Sendable {
    /// Its place in the ledger: 1, 2, 3 and so on, without gaps.
    public let number: Int
    public let id: EntryID
    public let recorded: Moment
    public let recorder: String
    public let transfer: Transfer
    public let posting: Posting
    /// The number of the entry it answers.
    public let answers: Int?
    public let hash: LedgerHash

    public init(
        number: Int, id: EntryID, recorded: Moment, recorder: String, transfer: Transfer,
        posting: Posting, answers: Int?, hash: LedgerHash
    ) {
        self.number = number
        self.id = id
        self.recorded = recorded
        self.recorder = recorder
        self.transfer = transfer
        self.posting = posting
        self.answers = answers
        self.hash = hash
    }

    /// Whether it moves money into or out of an account of the project.
    public func touches(_ project: Code) -> Bool {
        posting.from.project == project || posting.to.project == project
    }
}
