import LedgerCore

/// Where the columns of `entries.csv` stand.
struct EntryColumns {
    static let required = [
        "date", "kind", "partnership", "fund", "year", "from", "to", "amount", "reference",
        "payee", "note", "entry",
    ]
    static let optional = ["against", "overspend", "recorded", "by"]

    let date, kind, partnership, fund, year, from, to, amount: Int
    let reference, payee, note, entry, against, overspend, recorded, recorder: Int

    init(_ sheet: BookSheet) {
        let places = (EntryColumns.required + EntryColumns.optional).map { sheet.column($0) }
        (date, kind, partnership, fund) = (places[0], places[1], places[2], places[3])
        (year, from, to, amount) = (places[4], places[5], places[6], places[7])
        (reference, payee, note, entry) = (places[8], places[9], places[10], places[11])
        (against, overspend) = (places[12], places[13])
        (recorded, recorder) = (places[14], places[15])
    }
}

/// The rows of `entries.csv`, in the order they were recorded.
struct EntryRows {
    private let sheet: BookSheet
    private let columns: EntryColumns
    private let index: BookIndex
    private(set) var entries: [BookEntry] = []
    /// The line of each id, and its place in `entries` where its row could be read.
    private var known: [String: (line: Int, place: Int?)] = [:]
    private var days = Memo<CalendarDay>()
    private var codes = Memo<Code>()
    private var kinds = Memo<TransferKind>()
    private var funds = Memo<FundYear>()
    /// Most rows are of the fund year of the row above.
    private var lastFund: (row: BookRow, fund: FundYear)?

    init(_ sheet: BookSheet, index: BookIndex) {
        self.sheet = sheet
        self.index = index
        columns = EntryColumns(sheet)
    }

    mutating func read(progress: (_ rowsRead: Int) -> Void) {
        entries.reserveCapacity(sheet.table.rowCount)
        known.reserveCapacity(sheet.table.rowCount)
        var count = 0
        let sheet = sheet
        sheet.forEachRow { row in
            add(row)
            count += 1
            if count.isMultiple(of: 4_096) { progress(count) }
        }
        progress(count)
    }

    private mutating func add(_ row: BookRow) {
        let id = row.optional(columns.entry, EntryID.init)
        let entry = entry(row, id)
        guard let id = id.value else {
            if let entry { entries.append(entry) }
            return
        }
        if let first = known[id.text] {
            check(row, id, repeating: first, with: entry)
        } else {
            known[id.text] = (row.line, entry == nil ? nil : entries.count)
        }
        if let entry { entries.append(entry) }
    }

    /// The row as an entry; nil, with every reason reported, where it is none.
    private mutating func entry(
        _ row: BookRow, _ id: (value: EntryID?, isRead: Bool)
    ) -> BookEntry? {
        let day = days.value(row.text(columns.date)) {
            row.value(columns.date, CalendarDay.init(parsing:))
        }
        let kind = kind(row)
        let fund = fund(row)
        let from = project(row, columns.from, fund)
        let to = project(row, columns.to, fund)
        let against = answered(row)
        let amount = amount(row, kind, against.value)
        let recorded = row.optional(columns.recorded, Moment.init(parsing:))
        let name = row.text(columns.recorder)
        let recorder =
            name.isEmpty
            ? ""
            : row.checked { () throws(Refusal) in
                try line(name, named: "by")
            }
        guard let day, let kind, let fund, let amount, let recorder, id.isRead, from.isRead,
            to.isRead, against.isRead, recorded.isRead
        else { return nil }
        checkNextYear(kind, fund, row)
        let transfer = row.checked { () throws(Refusal) in
            try Transfer(
                kind, on: day, in: fund, from: from.value, to: to.value, amount: amount,
                reference: row.text(columns.reference), payee: row.text(columns.payee),
                note: row.text(columns.note), id: id.value, against: against.value,
                overspendReason: row.text(columns.overspend))
        }
        return transfer.map {
            BookEntry(
                transfer: $0, recorded: recorded.value,
                recorder: recorder.isEmpty ? nil : recorder, line: row.line)
        }
    }

    private mutating func kind(_ row: BookRow) -> TransferKind? {
        let text = row.text(columns.kind)
        return kinds.value(text) {
            if let kind = TransferKind(name: lowercasedWord(text)) { return kind }
            let names = TransferKind.allCases.map(\.name).joined(separator: ", ")
            row.report("“\(text.prefix(40))” is not a kind of entry. The kinds are \(names).")
            return nil
        }
    }

    /// The fund year of the row; nil as well where `funds.csv` does not have it.
    private mutating func fund(_ row: BookRow) -> FundYear? {
        let cells = [columns.partnership, columns.fund, columns.year]
        if let last = lastFund, row.says(cells, last.row) { return last.fund }
        let fund = funds.value(cells.map { row.text($0) }.joined(separator: "\n")) {
            row.fundYear(cells[0], cells[1], cells[2])
        }
        guard let fund, index.knows(fund, row) else { return nil }
        lastFund = (row, fund)
        return fund
    }

    private mutating func project(
        _ row: BookRow, _ column: Int, _ fund: FundYear?
    ) -> (value: Code?, isRead: Bool) {
        guard !row.isBlank(column) else { return (nil, true) }
        let code = codes.value(row.text(column)) { row.value(column, Code.init) }
        guard let code else { return (nil, false) }
        if let fund { index.check(code, in: fund, row) }
        return (code, true)
    }

    /// The id of the entry that the row answers, which stands above it.
    private func answered(_ row: BookRow) -> (value: EntryID?, isRead: Bool) {
        let id = row.optional(columns.against, EntryID.init)
        guard let value = id.value, known[value.text] == nil else { return id }
        row.report(
            "No entry above this one has the id \(value). Correct “against”, or put that entry first."
        )
        return (nil, false)
    }

    private func amount(_ row: BookRow, _ kind: TransferKind?, _ against: EntryID?) -> Money? {
        guard row.isBlank(columns.amount) else {
            return row.value(columns.amount, Money.init(parsing:))
        }
        switch kind {
        case .reversal:
            // Without the entry it answers, the row is refused for that reason and not for this.
            let place = against.flatMap { known[$0.text]?.place }
            return place.map { entries[$0].transfer.amount } ?? .zero
        case .commitment:
            if (try? Quarter(parsing: row.text(columns.reference))) != nil { return .zero }
            row.report(
                "The amount is empty. Write pounds and pence, such as 1,250.00, or the quarter awaited as the reference, such as 2018-19-Q3."
            )
        default: row.report(MoneyError.empty.description)
        }
        return nil
    }

    private func checkNextYear(_ kind: TransferKind, _ fund: FundYear, _ row: BookRow) {
        guard kind == .carryForward, let next = try? fund.following() else { return }
        _ = index.knows(next, row)
    }

    private func check(
        _ row: BookRow, _ id: EntryID, repeating first: (line: Int, place: Int?),
        with entry: BookEntry?
    ) {
        guard let place = first.place, let entry else {
            row.report(
                "The id \(id) stands on line \(first.line) already. Give this entry another id.")
            return
        }
        if entries[place].transfer.saysTheSame(as: entry.transfer) {
            row.log.remark(
                "\(row.file) line \(row.line) says again what line \(first.line) says under the id \(id), and is recorded once."
            )
        } else {
            row.report(
                "The id \(id) stands on line \(first.line) already, where it says something else. Give this entry another id."
            )
        }
    }
}

/// Values read before, by the text they were read from: most cells of a book repeat one above.
struct Memo<Value> {
    private var values: [String: Value] = [:]

    mutating func value(_ text: String, _ read: () -> Value?) -> Value? {
        if let value = values[text] { return value }
        let value = read()
        values[text] = value
        return value
    }
}
