import LedgerCore

/// The rows of `sources.csv`: how the lists of one source are read, as it was settled one time
/// after another.
struct SourceRows {
    static let required = ["partnership", "source", "settings"]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces, _ index: BookIndex) {
        let columns = SourceRows.required.map { sheet.column($0) }
        sheet.forEachRow { row in
            let texts = columns.map { row.text($0) }
            // A program that saves CSV may end every line with two bytes, those in cells as well.
            let settings = String(decoding: texts[2].utf8.filter { $0 != 0x0D }, as: UTF8.self)
            let source = row.checked { () throws(Refusal) in
                try PaymentSource(partnership: texts[0], name: texts[1], settings: settings)
            }
            guard let source, index.knows(partnership: source.partnership, row) else { return }
            places.add(placement.registration(.source(source), row, unplaced: nil), row)
        }
    }
}

/// The finance extracts of a book: what `extracts.csv` says of the files in `finance`.
struct ExtractFiles {
    static let required = ["partnership", "fund", "year", "from", "to", "name", "file"]

    private let folder: BookFolder
    private let index: BookIndex

    init(_ folder: BookFolder, index: BookIndex) {
        self.folder = folder
        self.index = index
    }

    func read(into places: inout BookPlaces) {
        let names = folder.tables(in: "finance")
        var listed: Set<String> = []
        if let sheet = folder.sheet(
            "extracts.csv", ExtractFiles.required, Placement.columns, isOptional: true)
        {
            let placement = Placement(sheet)
            let columns = ExtractFiles.required.map { sheet.column($0) }
            sheet.forEachRow { row in
                let file = row.row.trimmed(columns[6])
                listed.insert(file)
                guard names.contains(file) else {
                    row.report(
                        "finance/\(file.prefix(80)) is not there. Add the file, or take out the line."
                    )
                    return
                }
                guard let extract = extract(row, columns, file: "finance/\(file)") else { return }
                places.add(placement.registration(.extract(extract), row, unplaced: nil), row)
            }
        }
        for name in names where !listed.contains(name) {
            folder.log.remark(
                "finance/\(name) is not named in extracts.csv, and was left alone.")
        }
    }

    private func extract(_ row: BookRow, _ columns: [Int], file: String) -> FinanceExtract? {
        let fund = row.fundYear(columns[0], columns[1], columns[2])
        let first = row.value(columns[3], CalendarDay.init(parsing:))
        let last = row.value(columns[4], CalendarDay.init(parsing:))
        guard let fund, index.knows(fund, row), let first, let last,
            let table = folder.table(file)
        else { return nil }
        guard first <= last else {
            row.report("It would cover \(first) to \(last), which is backwards. Swap the two days.")
            return nil
        }
        let name = row.text(columns[5])
        return row.checked { () throws(Refusal) in
            try FinanceExtract(
                fund: fund, days: first...last, name: name, content: table.plainText)
        }
    }
}

/// The rows of `matchings.csv`: decisions on which payments and entries are the same money.
struct MatchingRows {
    static let required = [
        "partnership", "fund", "year", "payments", "entries", "verdict", "reason",
    ]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces, _ index: BookIndex, entries: [BookEntry]) {
        let columns = MatchingRows.required.map { sheet.column($0) }
        let known = Set(entries.compactMap(\.transfer.id))
        sheet.forEachRow { row in
            let fund = row.fundYear(columns[0], columns[1], columns[2])
            let ids = [columns[3], columns[4]].map { column in
                row.checked { () throws(Refusal) in try [EntryID].listed(row.text(column)) }
            }
            let verdict = MatchDecision.Verdict(rawValue: lowercasedWord(row.text(columns[5])))
            if verdict == nil {
                row.report(
                    "“\(row.text(columns[5]).prefix(40))” is no verdict. Write confirmed or broken."
                )
            }
            guard let fund, index.knows(fund, row), let payments = ids[0], let entries = ids[1],
                let verdict
            else { return }
            for id in entries where !known.contains(id) {
                row.report(
                    "No entry of the book has the id \(id). Correct it, or take out the line.")
            }
            let decision = row.checked { () throws(Refusal) in
                try MatchDecision(
                    fund: fund, payments: payments, entries: entries, verdict: verdict,
                    reason: row.text(columns[6]))
            }
            guard let decision else { return }
            places.add(placement.registration(.matching(decision), row, unplaced: nil), row)
        }
    }
}
