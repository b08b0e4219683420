internal import XLSXWriter

/// The names of the sheets: those of the file, so that `PLF!C14` is the same cell in the copy, and
/// one for the summary.
struct AnnotatedNames {
    let sheets: [SheetName]
    let summary: SheetName

    init(_ book: AnnotatedBook) throws(WorkbookError) {
        var taken: Set<String> = []
        // A name that needs no change goes before one that would become the same.
        var kept: [Int: SheetName] = [:]
        for (index, sheet) in book.sheets.enumerated() {
            guard let name = try? SheetName(sheet.name),
                taken.insert(sheet.name.lowercased()).inserted
            else { continue }
            kept[index] = name
        }
        var sheets: [SheetName] = []
        for (index, sheet) in book.sheets.enumerated() {
            if let name = kept[index] {
                sheets.append(name)
            } else {
                sheets.append(try AnnotatedNames.unique(sheet.name, &taken))
            }
        }
        self.sheets = sheets
        summary = try AnnotatedNames.unique("Check", &taken)
    }

    /// A cell as a check names it: `PLF!C14`, `'Fund A'!C14`.
    static func place(_ cell: CellReference, on sheet: SheetName) -> String {
        let isPlain = sheet.description.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 0x5F
                || byte >= 0x80
        }
        return isPlain ? "\(sheet)!\(cell)" : "\(sheet.quoted)!\(cell)"
    }

    /// A name that Excel takes, as near to the wanted one as can be, and given to no sheet yet.
    private static func unique(
        _ wanted: String, _ taken: inout Set<String>
    ) throws(WorkbookError) -> SheetName {
        var number = 1
        while true {
            let suffix = number == 1 ? "" : " (\(number))"
            if let name = try? SheetName(fitted(wanted, suffix: suffix)),
                taken.insert(name.description.lowercased()).inserted
            {
                return name
            }
            guard number < 10_000 else { throw .sheetNameTaken(wanted) }
            number += 1
        }
    }

    private static func fitted(_ name: String, suffix: String) -> String {
        var room = SheetName.lengthLimit - suffix.utf16.count
        var fitted = ""
        for scalar in name.unicodeScalars {
            room -= scalar.value > 0xFFFF ? 2 : 1
            guard room >= 0 else { break }
            fitted.unicodeScalars.append(isAllowed(scalar) ? scalar : "_")
        }
        while fitted.utf8.last == UInt8(ascii: "'") { fitted.removeLast() }
        while fitted.utf8.first == UInt8(ascii: "'") { fitted.removeFirst() }
        let isReserved = fitted.isEmpty || fitted.lowercased() == "history"
        return (isReserved ? "Sheet" : fitted) + suffix
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "[", "]", ":", "*", "?", "/", "\\", "\u{FFFE}", "\u{FFFF}": false
        default: scalar.value >= 0x20
        }
    }
}
