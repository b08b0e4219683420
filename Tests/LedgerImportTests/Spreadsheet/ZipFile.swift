/// A zip file of parts that are not packed, so that tests can write any file, right or wrong.
struct ZipFile {
    var parts: [(name: String, content: [UInt8])] = []
    /// What the list of parts says instead of the truth.
    var claimedSize: UInt32?
    var flags: UInt16 = 0
    var method: UInt16 = 0

    mutating func add(_ name: String, _ text: String) {
        parts.append((name, Array(text.utf8)))
    }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var list: [UInt8] = []
        for (name, content) in parts {
            let start = UInt32(file.count)
            let size = UInt32(content.count)
            let facts =
                low(20, 2) + low(UInt32(flags), 2) + low(UInt32(method), 2) + low(0, 4)
                + low(ZipFile.checkSum(content), 4) + low(size, 4) + low(claimedSize ?? size, 4)
                + low(UInt32(name.utf8.count), 2) + low(0, 2)
            file += low(0x0403_4B50, 4) + facts + Array(name.utf8) + content
            list += low(0x0201_4B50, 4) + low(20, 2) + facts + low(0, 2) + low(0, 2) + low(0, 2)
            list += low(0, 4) + low(start, 4) + Array(name.utf8)
        }
        let count = UInt32(parts.count)
        let end =
            low(0x0605_4B50, 4) + low(0, 4) + low(count, 2) + low(count, 2)
            + low(UInt32(list.count), 4) + low(UInt32(file.count), 4) + low(0, 2)
        return file + list + end
    }

    /// A number in that many bytes, the lowest first.
    private func low(_ number: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in
            sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1
        }
    }

    private static func checkSum(_ content: [UInt8]) -> UInt32 {
        ~content.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }
}
