internal import XLSXWriter

/// What the file hides, in words.
enum AnnotatedHidden {
    /// A filtered table hides thousands of rows.
    private static let runLimit = 20

    /// One sentence, where the file hides anything.
    static func sentence(_ book: AnnotatedBook, names: [SheetName]) -> String? {
        let parts = zip(book.sheets, names).flatMap { sheet, name -> [String] in
            var parts = sheet.isHidden ? ["the sheet \(name)"] : []
            if !sheet.hiddenLines.isEmpty {
                let rows = list(sheet.hiddenLines) { "\($0)" }
                parts.append("\(sheet.hiddenLines.count == 1 ? "row" : "rows") \(rows) of \(name)")
            }
            if !sheet.hiddenColumns.isEmpty {
                let columns = list(sheet.hiddenColumns, letters)
                let word = sheet.hiddenColumns.count == 1 ? "column" : "columns"
                parts.append("\(word) \(columns) of \(name)")
            }
            return parts
        }
        guard !parts.isEmpty else { return nil }
        return "Hidden in \(book.fileName), and shown here in grey italics: "
            + parts.joined(separator: "; ") + "."
    }

    /// The letters of a column.
    static func letters(_ column: Int) -> String {
        guard let cell = try? CellReference(row: 0, column: column) else { return "\(column + 1)" }
        return String(cell.description.dropLast())
    }

    /// The last of the numbers that follow one another from this one.
    static func end(of numbers: Set<Int>, from first: Int) -> Int {
        var last = first
        while numbers.contains(last + 1) { last += 1 }
        return last
    }

    /// Numbers as `5 to 7, 9`.
    private static func list(_ numbers: Set<Int>, _ name: (Int) -> String) -> String {
        var runs: [String] = []
        var hidden = 0
        for number in numbers.sorted() where !numbers.contains(number - 1) {
            guard runs.count < runLimit else {
                hidden += 1
                continue
            }
            let last = end(of: numbers, from: number)
            runs.append(number == last ? name(number) : "\(name(number)) to \(name(last))")
        }
        return runs.joined(separator: ", ") + (hidden == 0 ? "" : " and others")
    }
}
