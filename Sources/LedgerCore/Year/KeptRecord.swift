/// What was said of a fund year, with who said it when.
public struct KeptRecord: Hashable, Sendable {
    public let record: YearRecord
    /// Its place among the registrations.
    public let number: Int
    /// How many entries the ledger held then.
    public let afterEntry: Int
    public let recorded: Moment
    public let recorder: String

    public init(
        record: YearRecord, number: Int, afterEntry: Int, recorded: Moment, recorder: String
    ) {
        self.record = record
        self.number = number
        self.afterEntry = afterEntry
        self.recorded = recorded
        self.recorder = recorder
    }
}

extension [KeptRecord] {
    /// The latest of each name, in the order in which the names first came.
    public var latest: [KeptRecord] {
        var places: [String: Int] = [:]
        return reduce(into: []) { kept, next in
            if let place = places[next.record.name] {
                kept[place] = next
            } else {
                places[next.record.name] = kept.count
                kept.append(next)
            }
        }
    }
}

/// Whether two names of people are one person's: capitals and spaces around do not tell people apart.
///
/// What a person must not do twice, such as ask and approve, hangs on it.
public func isSamePerson(_ one: String, _ other: String) -> Bool {
    func plain(_ name: String) -> [UInt8] {
        var spaced: [UInt8] = []
        for byte in trimmed(name.utf8) where !(byte == 0x20 && spaced.last == 0x20) {
            spaced.append((65...90).contains(byte) ? byte + 32 : byte)
        }
        return spaced
    }
    return plain(one) == plain(other)
}
