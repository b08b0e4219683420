/// A name for cells, one that Excel accepts in formulas.
public struct DefinedName: Hashable, Sendable, CustomStringConvertible {
    /// The name as typed.
    public let description: String

    /// Refuses what would be read as a cell, such as `FY25` or `R1C1`.
    public init(_ name: String) throws(WorkbookError) {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, bytes.count < 128, Self.isLetter(first) || first == 0x5F,
            bytes.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || $0 == 0x5F }),
            !Self.readsAsCell(bytes)
        else { throw .badDefinedName(XMLText.visible(name)) }
        description = name
    }

    var folded: String { description.lowercased() }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Up to three letters and then digits; or R, C, or both, each with or without digits.
    private static func readsAsCell(_ bytes: [UInt8]) -> Bool {
        let letters = bytes.prefix(while: isLetter)
        if letters.count <= 3, letters.count < bytes.count,
            bytes[letters.count...].allSatisfy(isDigit)
        {
            return true
        }
        var rest = bytes[...]
        for axis in [UInt8(ascii: "r"), UInt8(ascii: "c")] {
            guard let first = rest.first, first | 0x20 == axis else { continue }
            rest = rest.dropFirst().drop(while: isDigit)
        }
        return rest.isEmpty
    }
}
