import LedgerCore

/// One row of a book's file; what cannot be read is reported with its line, and reads as nil.
struct BookRow {
    let file: String
    let row: CSVRow
    let log: BookLog

    var line: Int { row.line }

    func report(_ message: String) {
        log.report(message, file: file, line: row.line)
    }

    func text(_ column: Int) -> String {
        composed(unguarded(row.bytes(column)))
    }

    func isBlank(_ column: Int) -> Bool { row.isBlank(column) }

    /// Whether the other row has the same bytes in the columns.
    func says(_ columns: [Int], _ other: BookRow) -> Bool {
        columns.allSatisfy { row.bytes($0) == other.row.bytes($0) }
    }

    /// The cell's value, read by the domain's own reader.
    func value<Value, Failure: Error & CustomStringConvertible>(
        _ column: Int, _ parse: (String) throws(Failure) -> Value
    ) -> Value? {
        let cell = text(column)
        // No code, date or amount is this long, and a message would quote it whole.
        guard cell.utf8.count <= 200 else {
            report(
                "A cell of \(cell.utf8.count) bytes stands where a short one is expected. Check the columns."
            )
            return nil
        }
        do throws(Failure) {
            return try parse(cell)
        } catch {
            report(error.description)
            return nil
        }
    }

    /// The value, or nil for a blank cell; the flag is false where the cell cannot be read.
    func optional<Value, Failure: Error & CustomStringConvertible>(
        _ column: Int, _ parse: (String) throws(Failure) -> Value
    ) -> (value: Value?, isRead: Bool) {
        guard !isBlank(column) else { return (nil, true) }
        let value = value(column, parse)
        return (value, value != nil)
    }

    /// What the domain refuses is reported with the line.
    func checked<Value>(_ make: () throws(Refusal) -> Value) -> Value? {
        do throws(Refusal) {
            return try make()
        } catch {
            report(error.description)
            return nil
        }
    }

    /// The fund year that three cells name, each problem reported.
    func fundYear(_ partnership: Int, _ fund: Int, _ year: Int) -> FundYear? {
        let code = value(fund, Code.init)
        let year = value(year, FinancialYear.init(parsing:))
        guard let code, let year else {
            if isBlank(partnership) { report(Refusal.missing("partnership").description) }
            return nil
        }
        let name = text(partnership)
        return checked { () throws(Refusal) in
            try FundYear(partnership: name, code: code, year: year)
        }
    }

    /// A whole number from nought up.
    func count(_ column: Int, named name: String) -> (value: Int?, isRead: Bool) {
        guard !isBlank(column) else { return (nil, true) }
        guard let number = wholeNumber(trimmed(row.bytes(column))) else {
            report(
                "“\(text(column).prefix(40))” is not a \(name). Write digits alone, or leave it blank."
            )
            return (nil, false)
        }
        return (number, true)
    }
}
