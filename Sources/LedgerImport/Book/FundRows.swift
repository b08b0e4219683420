import LedgerCore

/// The rows of `funds.csv`; several for one fund year are what was known of it, one after another.
struct FundRows {
    static let required = [
        "partnership", "fund", "name", "year", "funder", "basis", "spend_from", "spend_by",
        "criteria",
    ]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces, _ index: inout BookIndex) {
        let columns = FundRows.required.map { sheet.column($0) }
        sheet.forEachRow { row in
            guard let key = row.fundYear(columns[0], columns[1], columns[3]) else {
                index.hasAllFunds = false
                return
            }
            index.add(key)
            let basis = AwardBasis(rawValue: lowercasedWord(row.text(columns[5])))
            if basis == nil {
                row.report(
                    "“\(row.text(columns[5]))” is not an award's basis. Write confirmed or indicative."
                )
            }
            let from = row.value(columns[6], CalendarDay.init(parsing:))
            let by = row.value(columns[7], CalendarDay.init(parsing:))
            guard let basis, let from, let by else { return }
            let (name, funder, criteria) = (
                row.text(columns[2]), row.text(columns[4]), row.text(columns[8])
            )
            let fund = row.checked { () throws(Refusal) in
                try Fund(
                    key: key, name: name, funder: funder, basis: basis, spendFrom: from,
                    spendBy: by, criteria: criteria)
            }
            guard let fund else { return }
            places.add(placement.registration(.fund(fund), row, unplaced: 0), row)
        }
    }
}

/// The rows of `projects.csv`; several for one project are what was known of it, one after another.
struct ProjectRows {
    static let required = [
        "partnership", "fund", "year", "project", "description", "priority", "lead", "partner",
        "location", "criterion",
    ]

    private let sheet: BookSheet
    private let placement: Placement

    init(_ sheet: BookSheet) {
        self.sheet = sheet
        placement = Placement(sheet)
    }

    func read(into places: inout BookPlaces, _ index: inout BookIndex) {
        let columns = ProjectRows.required.map { sheet.column($0) }
        sheet.forEachRow { row in
            let key = row.fundYear(columns[0], columns[1], columns[2])
            let code = row.value(columns[3], Code.init)
            guard let key, let code else {
                index.hasAllProjects = false
                return
            }
            let isKnown = index.knows(key, row)
            index.add(code, in: key)
            let texts = columns[4...].map { row.text($0) }
            let project = row.checked { () throws(Refusal) in
                try Project(
                    fund: key, code: code, description: texts[0], priority: texts[1],
                    lead: texts[2], partner: texts[3], location: texts[4], criterion: texts[5])
            }
            guard let project, isKnown else { return }
            places.add(placement.registration(.project(project), row, unplaced: 0), row)
        }
    }
}

/// The word in small letters, without spaces around it.
func lowercasedWord(_ text: String) -> String {
    let bytes = trimmed(text.utf8).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
    return String(decoding: bytes, as: UTF8.self)
}
