import LedgerCore

/// One row below the header of a list of payments, and what sort of row it is.
struct PaymentRow {
    enum Kind {
        case blank
        /// The header once more, as after a page break.
        case heading
        case note
        /// A balance brought forward or the like.
        case opening
        case total
        case payment
    }

    /// Its place in the grid.
    let index: Int
    let line: Int
    let kind: Kind
    let date: PaymentDate
    let dateText: String
    let isDateCell: Bool
    let isNumberCell: Bool
    /// What was paid out; the one amount where there is no pair of debit and credit.
    let debit: PaymentFigure
    let credit: PaymentFigure
    /// Whether a column says that the row is a credit note.
    let isCredit: Bool
    /// The words of a total, a balance or a note.
    let label: String

    /// Debit less credit as printed; nil where one cannot be read.
    var amount: Money? {
        guard let debit = debit.money, let credit = credit.money else { return nil }
        // Some systems print the credits of a credit column below nought.
        return debit - (credit < .zero ? -credit : credit)
    }

    init(_ index: Int, of grid: Grid, _ columns: PaymentColumns) {
        let row = grid[index]
        self.index = index
        line = row.line
        let dateColumn = columns.places[.date] ?? 0
        dateText = plainText(row.bytes(dateColumn))
        date = PaymentDate(reading: dateText.utf8)
        isDateCell = row.kind(dateColumn) == .date
        isNumberCell = row.kind(dateColumn) == .number
        func figure(_ field: PaymentField) -> PaymentFigure {
            columns.places[field].map { PaymentFigure(reading: row, $0) } ?? .blank
        }
        debit = columns.places[.amount] == nil ? figure(.debit) : figure(.amount)
        credit = figure(.credit)
        isCredit =
            columns.places[.kind].map { column in
                let type = PaymentHeading.words(row[column])
                // Under “Type” a C may stand for capital.
                let saysCredit = columns.headings[column]?.words.contains("type") == false
                return PaymentRow.credits.contains(type) || (type == ["c"] && saysCredit)
            } ?? false
        kind = PaymentRow.kind(row, columns, date, debit, credit)
        label = kind == .payment ? "" : PaymentRow.label(row, columns)
    }

    /// The first text that is none of the figures.
    private static func label(_ row: GridRow, _ columns: PaymentColumns) -> String {
        let figures: [PaymentField] = [.amount, .debit, .credit]
        let money = Set(figures.compactMap { columns.places[$0] })
        let column = row.columns.first { !money.contains($0) && row.kind($0) == .text }
        return column.map { plainText(row.bytes($0)) } ?? ""
    }

    private static let credits: Set<[String]> = [
        ["credit"], ["credit", "note"], ["credit", "memo"], ["cr"], ["cn"], ["crn"],
        ["pcn"], ["pcr"], ["purchase", "credit"], ["purchase", "credit", "note"], ["refund"],
        ["supplier", "credit"], ["supplier", "credit", "note"], ["ap", "credit", "memo"],
    ]

    private static func kind(
        _ row: GridRow, _ columns: PaymentColumns, _ date: PaymentDate, _ debit: PaymentFigure,
        _ credit: PaymentFigure
    ) -> Kind {
        guard !row.isEmpty else { return .blank }
        if isHeading(row, columns) { return .heading }
        let hasNoAmount = debit == .blank && credit == .blank
        let isDated = date != .blank && date != .unreadable
        func isBlank(_ field: PaymentField) -> Bool {
            columns.places[field].map { row.cell($0) == nil } ?? true
        }
        let isUnnamed = isBlank(.payee) && isBlank(.reference)
        // Beside a payee and a day, other words say what was bought.
        let speaking = isDated && !isBlank(.payee) ? columns.places[.payee] : nil
        let words = row.columns.filter { row.kind($0) == .text && $0 == speaking ?? $0 }.map {
            PaymentHeading.words(row[$0])
        }
        if isBlank(.reference), words.contains(where: balances.contains) { return .opening }
        if hasNoAmount { return isDated && !isUnnamed ? .payment : .note }
        if isBlank(.reference) {
            if words.contains(where: totals.contains) { return .total }
            if !isDated, words.contains(where: namesTotal) { return .total }
            if !isDated || isBlank(.payee), words.contains(where: namesBalance) { return .opening }
        }
        if !isDated {
            if row.range.count == 1, debit.money == nil || credit.money == nil { return .note }
            if date == .blank, isUnnamed, isBlank(.code), isBlank(.note) { return .total }
        }
        return .payment
    }

    private static func isHeading(_ row: GridRow, _ columns: PaymentColumns) -> Bool {
        columns.places.values.allSatisfy { column in
            columns.headings[column].map { $0.text == plainText(row.bytes(column)) } ?? false
        }
    }

    private static let totals: Set<[String]> = [
        ["total"], ["totals"], ["grand", "total"], ["sub", "total"], ["subtotal"],
        ["overall", "total"], ["report", "total"], ["sum"],
    ]

    /// `Total for CC123`, `Supplier total`.
    private static func namesTotal(_ words: [String]) -> Bool {
        let known: Set = ["total", "totals", "subtotal", "sum"]
        return words.first.map(known.contains) == true || words.last.map(known.contains) == true
    }

    private static let balances: Set<[String]> = [
        ["brought", "forward"], ["carried", "forward"], ["balance", "brought", "forward"],
        ["balance", "carried", "forward"], ["opening", "balance"], ["closing", "balance"],
        ["balance", "b", "f"], ["balance", "c", "f"], ["b", "f"], ["c", "f"], ["bfwd"], ["cfwd"],
        ["balance", "bfwd"], ["balance", "cfwd"], ["balance"],
    ]

    /// `Opening balance at 1 April`.
    private static func namesBalance(_ words: [String]) -> Bool {
        (2...3).contains { balances.contains(Array(words.prefix($0))) }
    }
}

/// The sums of the rows above, to be held against the totals a list prints.
struct PaymentSums {
    private var debit = Money.zero
    private var credit = Money.zero
    /// Rows called credits taken off.
    private var net = Money.zero
    /// What the sums were where a total stood, the beginning first.
    private var debits: Set<Money> = [.zero]
    private var credits: Set<Money> = [.zero]
    private var nets: Set<Money> = [.zero]
    private var last = Money.zero

    mutating func add(_ row: PaymentRow) {
        debit += row.debit.money ?? .zero
        credit += row.credit.money ?? .zero
        let amount = row.amount ?? .zero
        net += row.isCredit && amount > .zero ? -amount : amount
    }

    /// Whether the printed figures are the sums since any total before, or since the beginning.
    func agree(debit printed: Money, credit other: Money, isPair: Bool) -> Bool {
        if nets.contains(net - (printed - other)) { return true }
        guard isPair else { return debits.contains(debit - printed) }
        return debits.contains(debit - printed) && credits.contains(credit - other)
    }

    /// The sum of all rows, or of those since the total before, whichever is nearer.
    func nearest(to printed: Money) -> Money {
        let since = net - last
        return (since - printed).magnitude < (net - printed).magnitude ? since : net
    }

    /// Notes that a total stood here.
    mutating func mark() {
        debits.insert(debit)
        credits.insert(credit)
        nets.insert(net)
        last = net
    }
}
