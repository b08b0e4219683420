/// Text for the parts of a workbook that cannot carry every character.
enum XMLText {
    /// Whether XML has no way to hold the text: NUL and the like, or U+FFFE and U+FFFF.
    static func isIllegal(in text: String) -> Bool {
        text.unicodeScalars.contains(where: isIllegal)
    }

    /// The text with each character XML cannot hold replaced by one that shows the loss.
    ///
    /// Cells keep such characters, see `CellText`; titles, notes and properties have no code for
    /// them, and a NUL would end the text where it stands.
    static func visible(_ text: String) -> String {
        guard isIllegal(in: text) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(isIllegal(scalar) ? "\u{FFFD}" : scalar)
        }
        return result
    }

    /// A carriage return counts: the reader of the XML would turn it into a line feed.
    static func isIllegal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
