/// The first and last bytes of a part, which tell whether it is whole.
struct PartEnds {
    private static let keptSize = 256

    private var head: [UInt8] = []
    private var tail: [UInt8] = []

    /// Unpacks the bytes and keeps both ends; none when they do not unpack.
    init?(inflating bytes: ArraySlice<UInt8>) {
        guard Inflater.unpack(bytes, eachPiece: { keep($0) }) else { return nil }
    }

    /// Whether the last tag closes the first element.
    var match: Bool {
        // The root is the first tag that is no declaration: `<?xml …?>` comes before it.
        let tags = head.split(separator: UInt8(ascii: "<"))
        guard let root = tags.first(where: { Self.isLetter($0.first) }) else { return false }
        let closing = Array("</".utf8) + root.prefix(while: Self.isNamePart) + Array(">".utf8)
        let end = tail.reversed().drop { $0 == UInt8(ascii: "\n") }
        return end.prefix(closing.count).elementsEqual(closing.reversed())
    }

    private static func isLetter(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == UInt8(ascii: ":")
    }

    private mutating func keep(_ piece: ArraySlice<UInt8>) {
        if head.count < Self.keptSize {
            head += piece.prefix(Self.keptSize - head.count)
        }
        tail = Array((tail + piece.suffix(Self.keptSize)).suffix(Self.keptSize))
    }
}
