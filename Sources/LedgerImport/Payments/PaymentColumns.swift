import LedgerCore

/// Where the fields of a payment stand in a list, found from its header row.
struct PaymentColumns {
    /// The line of the header row.
    let line: Int
    let headings: [Int: PaymentHeading]
    /// The column of each field, from nought.
    private(set) var places: [PaymentField: Int] = [:]
    /// The fields whose column the settings name.
    private let isNamed: Set<PaymentField>

    /// Nil where the row is no header: all words, a date and an amount at least, and every heading
    /// that the settings name.
    init?(header row: GridRow, settings: PaymentSettings) {
        var headings: [Int: PaymentHeading] = [:]
        for column in row.columns {
            guard row.kind(column) == .text, let heading = PaymentColumns.heading(row, column)
            else { return nil }
            headings[column] = heading
        }
        guard headings.count >= 2 else { return nil }
        line = row.line
        self.headings = headings
        isNamed = Set(settings.columns.keys)
        for (field, name) in settings.columns where !name.isEmpty {
            guard let column = PaymentColumns.column(headed: name, in: headings) else {
                return nil
            }
            places[field] = column
        }
        let order: [PaymentField] = [
            .date, .amount, .debit, .credit, .payee, .reference, .code, .kind, .note,
        ]
        for field in order where !isNamed.contains(field) { find(field) }
        chooseAmounts()
        takeNoteForPayee()
        guard places[.date] != nil, places[.amount] != nil || places[.debit] != nil else {
            return nil
        }
    }

    static func column(headed name: String, in headings: [Int: PaymentHeading]) -> Int? {
        let folded = foldedLabel(name)
        return headings.keys.sorted().first { column in
            headings[column].map { foldedLabel($0.text) == folded } ?? false
        }
    }

    /// A heading is no figure and no date.
    static func heading(_ row: GridRow, _ column: Int) -> PaymentHeading? {
        let text = plainText(row.bytes(column))
        guard PrintedAmount(reading: text).amount == nil,
            PaymentDate(reading: row.bytes(column)) == .unreadable
        else { return nil }
        return PaymentHeading(text)
    }

    /// The columns that could be the field's, the best first, the leftmost of equals before.
    private func candidates(_ field: PaymentField) -> [Int] {
        headings.compactMap { column, heading in
            heading.rank(as: field).map { (rank: $0, column: column) }
        }.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }.map(\.column)
    }

    private mutating func find(_ field: PaymentField) {
        let taken = Set(places.values)
        if let column = candidates(field).first(where: { !taken.contains($0) }) {
            places[field] = column
        }
    }

    /// A debit and a credit say more than a plain amount beside them, and less than a net one.
    private mutating func chooseAmounts() {
        let isPairNamed = isNamed.contains(.debit) && places[.debit] != nil
        let hasPair = places[.debit] != nil && places[.credit] != nil
        let rank = places[.amount].flatMap { headings[$0]?.rank(as: .amount) } ?? 9
        let isAmountNamed = isNamed.contains(.amount) && places[.amount] != nil
        let takesPair = !isAmountNamed && (isPairNamed || (hasPair && rank > 0))
        if takesPair || places[.amount] == nil {
            places[.amount] = nil
        } else {
            places[.debit] = nil
            places[.credit] = nil
        }
    }

    /// In a bank's list the description is all that says who was paid.
    private mutating func takeNoteForPayee() {
        guard places[.payee] == nil, !isNamed.contains(.payee), !isNamed.contains(.note),
            let column = places.removeValue(forKey: .note)
        else { return }
        places[.payee] = column
    }

    /// What was taken where several columns fit, a sentence each.
    var remarks: [String] {
        var remarks = [
            remark(
                .date, "Dates are taken from",
                because: { _ in "spend counts when goods or services are received" }),
            remark(
                .amount, "Amounts are taken from",
                because: { rank in
                    rank == 0 ? "grant spend is net of VAT that is recovered" : nil
                }), remark(.reference, "References are taken from", because: { _ in nil }),
            remark(.code, "Codes are taken from", because: { _ in nil }),
        ].compactMap(\.self)
        if let column = places[.payee], !isNamed.contains(.payee), let heading = headings[column],
            heading.rank(as: .payee) == nil
        {
            remarks.append(
                "No column is headed as the payee's; “\(heading.text)” was taken for it.")
        }
        let lost = headings.values.filter(\.isLostVAT).map(\.text).sorted()
        if let heading = lost.first, !isNamed.contains(.amount) {
            remarks.append(
                "What “\(heading)” holds is spend as well and is not in the amounts that were taken. Add it in the list, or record it by itself."
            )
        }
        return remarks
    }

    private func remark(
        _ field: PaymentField, _ words: String, because reason: (Int) -> String?
    ) -> String? {
        guard let column = places[field], !isNamed.contains(field), let heading = headings[column]
        else { return nil }
        let others = candidates(field).filter { !places.values.contains($0) }
        guard !others.isEmpty else { return nil }
        let names = others.map { other in
            let name = headings[other]?.text ?? ""
            return "“\(name)”" + (name == heading.text ? " in column \(Grid.letters(other))" : "")
        }
        let why = heading.rank(as: field).flatMap(reason).map { ": \($0)" } ?? ""
        return
            "\(words) “\(heading.text)”, not \(names.joined(separator: " or "))\(why). Choose otherwise with --columns \"\(field.name)=…\"."
    }

    /// The headings taken, by field; empty for a field that the list does not have, so that a
    /// column that appears later does not give known rows other names.
    var taken: [PaymentField: String] {
        let fields = PaymentField.allCases.map { field in
            (field, places[field].flatMap { headings[$0]?.text } ?? "")
        }
        return Dictionary(uniqueKeysWithValues: fields)
    }
}

/// A cell's text on one line: line breaks and runs of spaces are one space, letters composed.
func plainText(_ cell: some Sequence<UInt8>) -> String {
    var plain: [UInt8] = []
    var bytes = Array(cell)[...]
    while let byte = bytes.popFirst() {
        var isSpace = byte <= 0x20 || byte == 0x7F
        if byte == 0xC2, let next = bytes.first, next == 0xA0 || (0x80...0x9F).contains(next) {
            bytes.removeFirst()
            isSpace = true
        }
        if !isSpace {
            plain.append(byte)
        } else if let last = plain.last, last != 0x20 {
            plain.append(0x20)
        }
    }
    if plain.last == 0x20 { plain.removeLast() }
    return composed(plain[...])
}
