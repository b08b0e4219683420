/// Where the parts of a zip archive lie.
enum ZipDirectory {
    /// A part's name, and where its compressed bytes are.
    struct Part {
        let name: String
        let bytes: Range<Int>
    }

    private static let endSize = 22
    private static let entrySize = 46
    private static let headerSize = 30

    /// Every part, or none when the archive is not whole.
    static func parts(of bytes: [UInt8]) -> [Part]? {
        let end = bytes.count - endSize
        guard number(bytes, end, 4) == 0x0605_4B50, let count = number(bytes, end + 10, 2),
            var entry = number(bytes, end + 16, 4)
        else { return nil }
        var parts: [Part] = []
        for _ in 0..<count {
            guard number(bytes, entry, 4) == 0x0201_4B50,
                let size = number(bytes, entry + 20, 4),
                let nameLength = number(bytes, entry + 28, 2),
                let extraLength = number(bytes, entry + 30, 2),
                let header = number(bytes, entry + 42, 4),
                let ownName = number(bytes, header + 26, 2),
                let ownExtra = number(bytes, header + 28, 2)
            else { return nil }
            let start = header + headerSize + ownName + ownExtra
            guard start + size <= end else { return nil }
            let nameEnd = min(entry + entrySize + nameLength, bytes.count)
            let name = String(decoding: bytes[(entry + entrySize)..<nameEnd], as: UTF8.self)
            parts.append(Part(name: name, bytes: start..<(start + size)))
            entry += entrySize + nameLength + extraLength
        }
        return parts
    }

    /// A number of that many bytes, the lowest first.
    private static func number(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int? {
        guard start >= 0, start + length <= bytes.count else { return nil }
        return (0..<length).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
}
