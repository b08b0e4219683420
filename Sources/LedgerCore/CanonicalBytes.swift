/// The bytes a record is hashed over: its fields in a fixed order, each with its length before it,
/// so that no two different records have the same bytes.
///
/// Format 1; a change of fields is a new format word, never a change of this one.
public struct CanonicalBytes: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init(reserving count: Int = 256) {
        bytes.reserveCapacity(count)
    }

    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { field in
            addLength(field.count)
            bytes.append(contentsOf: field)
            bytes.append(UInt8(ascii: ","))
        }
    }

    public mutating func add(_ number: Int64) {
        add(String(number))
    }

    public mutating func add(_ hash: LedgerHash) {
        bytes.append(contentsOf: hash.bytes)
    }

    private mutating func addLength(_ length: Int) {
        bytes.append(contentsOf: String(length).utf8)
        bytes.append(UInt8(ascii: ":"))
    }
}

extension Transfer {
    /// What makes two sendings of one transfer the same: everything but its id.
    public func addContent(to canonical: inout CanonicalBytes) {
        canonical.add(kind.name)
        canonical.add(Int64(day.number))
        canonical.add(fund.partnership)
        canonical.add(fund.code.text)
        canonical.add(Int64(fund.year.startYear))
        canonical.add(from?.text ?? "")
        canonical.add(to?.text ?? "")
        canonical.add(amount.pence)
        canonical.add(reference)
        canonical.add(payee)
        canonical.add(note)
        canonical.add(against?.text ?? "")
        canonical.add(overspendReason)
    }

    /// Whether the other says the same; its id apart.
    public func saysTheSame(as other: Transfer) -> Bool {
        var (mine, theirs) = (CanonicalBytes(), CanonicalBytes())
        addContent(to: &mine)
        other.addContent(to: &theirs)
        return mine.bytes == theirs.bytes
    }

    /// What an entry is hashed over, the hash of the record before it first.
    public func canonicalBytes(
        after previous: LedgerHash, number: Int, id: EntryID, recorded: Moment, recorder: String
    ) -> [UInt8] {
        var canonical = CanonicalBytes(reserving: 384)
        canonical.add(previous)
        canonical.add("entry 1")
        canonical.add(Int64(number))
        canonical.add(id.text)
        canonical.add(recorded.milliseconds)
        canonical.add(recorder)
        addContent(to: &canonical)
        return canonical.bytes
    }
}

/// Eight hexadecimal digits made of the bytes by FNV-1a: a name to be read aloud, not a proof.
func fingerprint(_ bytes: [UInt8]) -> String {
    let number = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let hex = String(number, radix: 16)
    return String(repeating: "0", count: 8 - hex.count) + hex
}
