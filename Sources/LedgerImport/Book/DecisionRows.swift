import LedgerCore

/// The rows of `closings.csv`: up to which day a fund year was closed, or that it was reopened.
struct ClosingRows {
    static let required = ["partnership", "fund", "year", "through", "reason"]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces, _ index: BookIndex) {
        let columns = ClosingRows.required.map { sheet.column($0) }
        sheet.forEachRow { row in
            let fund = row.fundYear(columns[0], columns[1], columns[2])
            let through = row.optional(columns[3], CalendarDay.init(parsing:))
            let reason = row.text(columns[4])
            guard let fund, index.knows(fund, row), through.isRead else { return }
            let closing = row.checked { () throws(Refusal) in
                try PeriodClosing(fund: fund, through: through.value, reason: reason)
            }
            guard let closing else { return }
            places.add(placement.registration(.closing(closing), row, unplaced: nil), row)
        }
    }
}

/// The rows of `waivers.csv`: findings that a named person decided to live with for a while.
struct WaiverRows {
    static let required = ["finding", "name", "reason", "until"]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces) {
        let columns = WaiverRows.required.map { sheet.column($0) }
        sheet.forEachRow { row in
            guard let until = row.value(columns[3], CalendarDay.init(parsing:)) else { return }
            let texts = columns.map { row.text($0) }
            let waiver = row.checked { () throws(Refusal) in
                try Waiver(finding: texts[0], name: texts[1], reason: texts[2], until: until)
            }
            guard let waiver else { return }
            places.add(placement.registration(.waiver(waiver), row, unplaced: nil), row)
        }
    }
}
