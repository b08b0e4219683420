/// Text for a cell, which keeps every character it was given.
///
/// A character that XML cannot hold is written as the format's own code, `_x0007_`, and what only
/// looks like such a code has its first underscore coded, so that a reader sees the text typed.
enum CellText {
    /// The longest text of a cell, in UTF-16 units, as Excel counts.
    static let lengthLimit = 32_767
    /// The longest formula, in UTF-16 units.
    static let formulaLimit = 8_192

    static func checked(_ text: String) throws(WorkbookError) -> String {
        // No text has more UTF-16 units than bytes, and the bytes are counted already.
        if text.utf8.count > lengthLimit {
            let length = text.utf16.count
            guard length <= lengthLimit else {
                throw .textTooLong("The text of a cell", length: length, limit: lengthLimit)
            }
        }
        return mayNeedCodes(text) ? coded(text) : text
    }

    /// For a text that is long like a cell's but has no codes.
    static func uncoded(_ text: String, _ what: String) throws(WorkbookError) -> String {
        let length = text.utf16.count
        guard length <= lengthLimit else {
            throw .textTooLong(what, length: length, limit: lengthLimit)
        }
        return text
    }

    static func checkedFormula(_ formula: String) throws(WorkbookError) -> String {
        guard formula.utf8.first == UInt8(ascii: "="), formula.utf8.count > 1 else {
            throw .notAFormula(formula)
        }
        let length = formula.utf16.count
        guard length <= formulaLimit else {
            throw .textTooLong("A formula", length: length, limit: formulaLimit)
        }
        guard !XMLText.isIllegal(in: formula) else { throw .notAFormula(XMLText.visible(formula)) }
        return formula
    }

    /// A quick look at the bytes, since nearly every text is written as it stands.
    private static func mayNeedCodes(_ text: String) -> Bool {
        text.utf8.contains { byte in
            byte < 0x20 || byte == UInt8(ascii: "_") || byte == 0xEF
        }
    }

    private static func coded(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            if XMLText.isIllegal(scalar) || looksLikeCode(scalars[index...]) {
                result += code(for: scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func looksLikeCode(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let code = Array(rest.prefix(7))
        return code.count == 7 && code[0] == "_" && code[1] == "x" && code[6] == "_"
            && code[2...5].allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
    }

    private static func code(for scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits + "_"
    }
}
