/// Brings the sheets, rows and columns of the sent workbook to where they are in the returned one, so
/// that what merely moved is told once and not cell by cell.
struct WorkbookAlignment {
    private var sent: WorkbookCells
    private let returned: WorkbookCells
    private(set) var changes: [WorkbookChange] = []
    /// What was inserted or taken away, by the sheet as it is named now.
    private(set) var moves: [String: [SheetMove]] = [:]
    private var sentNames: [String: String] = [:]

    /// More than this in one sheet, and its cells are told one by one.
    private static let moveLimit = 20

    init(sent: WorkbookCells, returned: WorkbookCells) {
        self.sent = sent
        self.returned = returned
    }

    /// The sheets that are in both, as moved and as returned.
    var pairs: [(SheetCells, SheetCells)] {
        sent.sheets.compactMap { sheet in returned[sheet.name].map { (sheet, $0) } }
    }

    /// The name with which a sheet was sent.
    func sentName(of name: String) -> String { sentNames[name] ?? name }

    mutating func align() {
        alignSheets()
        for name in sent.sheets.map(\.name) { alignCells(of: name) }
        compareNames()
    }

    // MARK: Sheets

    private mutating func alignSheets() {
        for sheet in sent.sheets where returned[sheet.name] == nil {
            if let new = newName(of: sheet) { rename(sheet.name, new) }
        }
        for sheet in sent.sheets {
            guard let found = returned[sheet.name] else {
                changes.append(WorkbookChange(.sheetRemoved, sheet: sheet.name))
                continue
            }
            if sheet.isHidden != found.isHidden {
                changes.append(
                    WorkbookChange(
                        found.isHidden ? .sheetHidden : .sheetShown, sheet: sentName(of: sheet.name)
                    ))
            }
        }
        for sheet in returned.sheets where sent[sheet.name] == nil {
            changes.append(WorkbookChange(.sheetAdded, sheet: sheet.name))
        }
        let now = returned.sheets.map(\.name).filter { sent[$0] != nil }
        if now != sent.sheets.map(\.name).filter({ returned[$0] != nil }) {
            changes.append(WorkbookChange(.sheetsReordered(now), sheet: ""))
        }
    }

    /// The new sheet that says mostly what this one said.
    private func newName(of sheet: SheetCells) -> String? {
        let new = returned.sheets.filter { sent[$0.name] == nil }
        let shares = new.map { other -> (name: String, alike: Int) in
            let pairs = WorkbookComparison.cells(of: sheet, other)
            let alike = pairs.count { CellValue.areSame($0?.value, $1?.value) }
            return (other.name, 2 * alike - pairs.count)
        }
        guard let best = shares.max(by: { $0.alike < $1.alike }), best.alike >= 0 else {
            return nil
        }
        return best.name
    }

    private mutating func rename(_ old: String, _ new: String) {
        changes.append(WorkbookChange(.sheetRenamed(to: new), sheet: old))
        sentNames[new] = old
        for index in sent.sheets.indices where sent.sheets[index].name == old {
            sent.sheets[index].name = new
        }
        changeFormulas { formula, _ in
            formula.changing(sheet: { $0 == old ? new : $0 }, place: { place, _, _ in place })
        }
    }

    private mutating func changeFormulas(_ change: (FormulaText, String?) -> FormulaText) {
        func changed(_ text: String, _ sheet: String?) -> String {
            change(FormulaText(text.utf8, sheet: nil), sheet).normal
        }
        for sheet in sent.sheets.indices {
            for cell in sent.sheets[sheet].cells.indices {
                guard let formula = sent.sheets[sheet].cells[cell].formula else { continue }
                sent.sheets[sheet].cells[cell].formula = changed(formula, sent.sheets[sheet].name)
            }
        }
        for index in sent.names.indices {
            sent.names[index].meaning = changed(sent.names[index].meaning, nil)
        }
    }

    // MARK: Rows and columns

    private mutating func alignCells(of name: String) {
        guard let returned = returned[name] else { return }
        for _ in 0..<WorkbookAlignment.moveLimit {
            guard let sheet = sent[name],
                let move = SheetMove.found(between: sheet, and: returned)
            else { return }
            changes.append(move.change(in: sentName(of: name)))
            moves[name, default: []].append(move)
            apply(move, to: name)
        }
    }

    private mutating func apply(_ move: SheetMove, to name: String) {
        for index in sent.sheets.indices where sent.sheets[index].name == name {
            sent.sheets[index].cells = sent.sheets[index].cells.compactMap { cell in
                guard let place = move.done(cell.place) else { return nil }
                var moved = cell
                moved.place = place
                return moved
            }
        }
        changeFormulas { formula, own in
            formula.changing(sheet: { $0 }) { place, sheet, role in
                (sheet ?? own) == name ? move.done(place, role) : place
            }
        }
    }

    // MARK: Names

    private mutating func compareNames() {
        let was = WorkbookAlignment.names(of: sent)
        let now = WorkbookAlignment.names(of: returned)
        for name in Set(was.keys).union(now.keys).sorted() where was[name] != now[name] {
            changes.append(
                WorkbookChange(.name(name), sheet: "", was: was[name], now: now[name]))
        }
    }

    /// What each name stands for; one that is known in a sheet alone has the sheet's before it.
    private static func names(of workbook: WorkbookCells) -> [String: String] {
        let named = workbook.names.map { name in
            let sheet = name.sheet.flatMap {
                workbook.sheets.indices.contains($0) ? workbook.sheets[$0].name + "!" : nil
            }
            return ((sheet ?? "") + name.name, name.meaning)
        }
        return Dictionary(named) { first, _ in first }
    }
}
