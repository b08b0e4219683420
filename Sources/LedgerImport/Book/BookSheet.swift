import LedgerCore

/// One file of a book: a table whose columns are known by their headings, in any order.
struct BookSheet {
    let file: String
    let table: CSVTable
    let log: BookLog
    private let positions: [String: Int]
    private let width: Int

    /// Nil where the header lacks a column, has one twice or has one nobody knows; the log says so.
    init?(file: String, table: CSVTable, required: [String], optional: [String], log: BookLog) {
        guard table.rowCount > 0, !table[0].isBlank else {
            log.report(
                "The file has no header. Its first line should be \(required.joined(separator: ",")).",
                file: file)
            return nil
        }
        let header = table[0]
        var positions: [String: Int] = [:]
        var isUsable = true
        for index in 0..<header.count {
            let heading = lowercased(trimmed(header.bytes(index)))
            if heading.isEmpty {
                continue
            } else if positions[heading] != nil {
                log.report("The column “\(heading)” is there twice. Keep one.", file: file, line: 1)
                isUsable = false
            } else if !required.contains(heading), !optional.contains(heading) {
                let known = (required + optional).joined(separator: ", ")
                log.report(
                    "There is no column “\(heading)”. The columns are \(known).", file: file,
                    line: 1)
                isUsable = false
            }
            positions[heading] = index
        }
        let missing = required.filter { positions[$0] == nil }
        if !missing.isEmpty {
            let names = missing.map { "“\($0)”" }.joined(separator: ", ")
            let noun = missing.count == 1 ? "column" : "columns"
            log.report(
                "The \(noun) \(names) \(missing.count == 1 ? "is" : "are") missing. Add the \(noun).",
                file: file, line: 1)
            isUsable = false
        }
        guard isUsable else { return nil }
        self.file = file
        self.table = table
        self.log = log
        self.positions = positions
        width = header.count
    }

    /// The column's place; -1, which reads as blank, where the file does not have it.
    func column(_ name: String) -> Int { positions[name] ?? -1 }

    /// Calls back for every row that is not blank and has the header's width.
    func forEachRow(_ body: (BookRow) -> Void) {
        for index in 1..<max(1, table.rowCount) {
            let row = table[index]
            if !row.isBlank, hasWidth(row) { body(BookRow(file: file, row: row, log: log)) }
        }
    }

    /// A row with fewer cells may be cut off; with more, a comma in it stands without quotation
    /// marks, and `£1,000` would be read as £1.
    private func hasWidth(_ row: CSVRow) -> Bool {
        guard row.count != width else { return true }
        let advice =
            row.count < width
            ? "Complete the row." : "Put quotation marks around a cell with a comma in it."
        log.report(
            "The row has \(row.count) cells and the header \(width). \(advice)", file: file,
            line: row.line)
        return false
    }
}

private func lowercased(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self)
}
