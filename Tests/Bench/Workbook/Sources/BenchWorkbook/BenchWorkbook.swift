import XLSXWriter

/// Writes the cells that `cells.c` and `cells.py` write, through the product's own writer.
@main enum BenchWorkbook {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[1]) else {
            print("Usage: BenchWorkbook ROWS FILE")
            return
        }
        var book = try Workbook(
            path: arguments[2],
            properties: WorkbookProperties(title: "Transactions", created: 1_548_288_000))
        try book.addSheet(SheetName("Transactions")) { sheet throws(WorkbookError) in
            try write(count, on: sheet)
        }
        try book.close()
    }

    private static let heading = CellStyle.plain.with { $0.bold = true }
    private static let text = CellStyle.plain.with { $0.vertical = .middle }
    private static let day = text.with { $0.numberFormat = "dd mmm yyyy" }
    private static let money = text.with { $0.numberFormat = "£#,##0.00;-£#,##0.00" }

    private static func write(
        _ count: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        for (column, words) in ["Entry", "Date", "Project", "Payee", "Reference", "Amount"]
            .enumerated()
        {
            try sheet.write(words, at: CellReference(row: 0, column: column), style: heading)
        }
        try sheet.setWidth(18, ofColumns: 0...5)
        try sheet.freeze(rows: 1, columns: 0)
        let projects = (1...18).map { "PLF-\($0)" }
        let payees = (1...700).map { "Supplier \($0) Limited" }
        for number in 0..<count {
            let row = number + 1
            let pence = 100 + Int64(number) * 7_919 % 900_000
            try sheet.write(
                number: Double(row), at: CellReference(row: row, column: 0), style: text)
            try sheet.write(
                year: 2018, month: number % 12 + 1, day: number % 28 + 1,
                at: CellReference(row: row, column: 1), style: day)
            try sheet.write(
                projects[number % 18], at: CellReference(row: row, column: 2), style: text)
            try sheet.write(
                payees[number % 700], at: CellReference(row: row, column: 3), style: text)
            try sheet.write("INV-\(number)", at: CellReference(row: row, column: 4), style: text)
            try sheet.write(pence: pence, at: CellReference(row: row, column: 5), style: money)
        }
    }
}
