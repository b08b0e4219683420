/// The name on a sheet's tab, one that Excel accepts.
public struct SheetName: Hashable, Sendable, CustomStringConvertible {
    /// The longest name, in UTF-16 units, as Excel counts.
    public static let lengthLimit = 31

    /// The name as typed.
    public let description: String

    /// Refuses a name that Excel would call damaged and rename.
    public init(_ name: String) throws(WorkbookError) {
        guard !name.isEmpty else { throw .sheetNameEmpty }
        guard name.utf16.count <= Self.lengthLimit else { throw .sheetNameTooLong(name) }
        guard !name.utf8.contains(where: Self.isForbidden), !XMLText.isIllegal(in: name) else {
            throw .sheetNameHasForbiddenCharacter(name)
        }
        let quote = UInt8(ascii: "'")
        guard name.utf8.first != quote, name.utf8.last != quote else {
            throw .sheetNameTouchesApostrophe(name)
        }
        // Excel keeps this name for its record of shared changes.
        guard name.lowercased() != "history" else { throw .sheetNameReserved(name) }
        description = name
    }

    /// The name as a formula needs it: `Totals`, but `'Q1'`, `'2025'` and `'Children''s'`.
    ///
    /// A bare `Q1` would be read as a cell, and a bare `2025` as a number.
    public var quoted: String {
        if isPlainWord { return description }
        var quoted = "'"
        for scalar in description.unicodeScalars {
            quoted.unicodeScalars.append(scalar)
            if scalar == "'" { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "'"
    }

    /// Sheet names that differ in case only are one name to Excel.
    var folded: String { description.lowercased() }

    /// Letters alone, and more of them than a column or `R1C1` can have.
    private var isPlainWord: Bool {
        description.utf8.count > 3
            && description.utf8.allSatisfy { byte in
                let lower = byte | 0x20
                return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
            }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "*"),
            UInt8(ascii: "?"), UInt8(ascii: "/"), UInt8(ascii: "\\"):
            true
        default: byte < 0x20
        }
    }
}
