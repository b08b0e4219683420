import LedgerCore

/// The rows of `records.csv`: what is said of a fund year, such as its agreement, one time after
/// another.
struct RecordRows {
    static let required = ["partnership", "fund", "year", "record", "name", "content"]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces, _ index: BookIndex) {
        let columns = RecordRows.required.map { sheet.column($0) }
        sheet.forEachRow { row in
            let fund = row.fundYear(columns[0], columns[1], columns[2])
            let texts = columns.map { row.text($0) }
            guard let fund, index.knows(fund, row) else { return }
            // A program that saves CSV may end every line with two bytes, those in cells as well.
            let content = String(decoding: texts[5].utf8.filter { $0 != 0x0D }, as: UTF8.self)
            let record = row.checked { () throws(Refusal) in
                try YearRecord(reading: content, of: texts[3], named: texts[4], in: fund)
            }
            guard let record else { return }
            places.add(placement.registration(.record(record), row, unplaced: nil), row)
        }
    }
}
