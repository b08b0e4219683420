import LedgerCore
import LedgerImport
import TestSupport
import Testing

private let sent = SmallReturn.book

private func told(_ returned: WorkbookCells) -> [String] {
    WorkbookComparison(sent: sent, returned: returned).changes.map(\.description)
}

@Test func `a workbook that came back as it was sent is unaltered`() {
    let comparison = WorkbookComparison(sent: sent, returned: sent)
    #expect(comparison.isUnaltered)
    #expect(comparison.typed.isEmpty)
    #expect(comparison.withoutResult == 0)
}

@Test(arguments: [
    ("B2", CellValue.number("1000.51"), "Projects!B2 was 1000.5 and is 1000.51."),
    ("B2", .number("1000.49"), "Projects!B2 was 1000.5 and is 1000.49."),
    ("B3", .number("0.01"), "Projects!B3 was 0 and is 0.01."),
    ("B2", .text("1000.5"), "Projects!B2 was 1000.5 and is “1000.5”."),
    ("A2", .text("PLF-0l"), "Projects!A2 was “PLF-01” and is “PLF-0l”."),
    ("A2", .text("PLF-01 "), "Projects!A2 was “PLF-01” and is “PLF-01 ”."),
    ("C5", .number("5019.56"), "Projects!C5 has its formula, but was 5019.55 and says 5019.56."),
    ("B6", .number("0.163340001"), ""),
    (
        "B6", .number("0.1633401"),
        "Projects!B6 has its formula, but was 0.16334 and says 0.1633401."
    ),
])
func `a value is the same or told, to the penny and the letter`(
    place: String, value: CellValue, change: String
) {
    let returned = sent.changing(place) { $0.value = value }
    #expect(told(returned) == (change.isEmpty ? [] : [change]))
}

@Test func `what was done to a formula is told`() {
    #expect(
        told(sent.changing("C2") { $0.formula = "2001-B2" })
            == ["Projects!C2 had the formula =2000-B2 and has =2001-B2."])
    #expect(
        told(sent.changing("C2") { $0.formula = nil })
            == ["Projects!C2 had the formula =2000-B2 and holds 999.5 instead."])
    #expect(
        told(sent.changing("B2") { $0.formula = "1000.5" })
            == ["Projects!B2 was 1000.5 and has the formula =1000.5 instead."])
}

@Test func `a cell that was emptied or filled is told`() {
    #expect(
        told(sent.changing("C2") { ($0.formula, $0.value) = (nil, nil) })
            == ["Projects!C2 held =2000-B2 and is empty."])
    var filled = sent
    filled["Projects"] = SheetCells(
        name: "Projects", cells: sent["Projects"].cells + [SmallReturn.cell("H9", .number("1"))])
    #expect(told(filled) == ["Projects!H9 was empty and holds 1."])
}

@Test func `formulas whose results a program did not keep are no alteration`() {
    var returned = sent
    for sheet in ["Projects", "Declaration"] {
        for cell in sent[sheet].cells where cell.formula != nil {
            returned = returned.changing(cell.place.description, of: sheet) { $0.value = nil }
        }
    }
    let comparison = WorkbookComparison(sent: sent, returned: returned)
    #expect(comparison.isUnaltered)
    #expect(comparison.withoutResult == 7)
}

@Test func `what was typed into the open cells is no alteration`() throws {
    let returned = sent.changing("D2") { $0.value = nil }
        .changing("D4") { $0.value = .text("A credit note") }
    let comparison = WorkbookComparison(sent: sent, returned: returned)
    #expect(comparison.isUnaltered)
    let words = comparison.typed.map {
        "\($0.sheet)!\($0.place) \($0.now?.description ?? "emptied")"
    }
    #expect(words == ["Projects!D2 emptied", "Projects!D4 “A credit note”"])
}

/// The sheet with rows or columns moved on, as a spreadsheet does it, its formulas with them.
private func inserting(_ count: Int, at line: Int) -> WorkbookCells {
    var book = sent
    var cells = book["Projects"].cells.map { cell in
        var moved = cell
        if cell.place.line >= line { moved.place.line += count }
        return moved
    }
    for index in cells.indices {
        cells[index].formula =
            ["2000-B2", "2000-B3", "2000-B4", "SUM(C2:C4)", "B5/6000"]
            .firstIndex(of: cells[index].formula ?? "")
            .map { number in
                func at(_ old: Int) -> Int { old >= line ? old + count : old }
                return number < 3
                    ? "2000-B\(at(number + 2))"
                    : number == 3 ? "SUM(C\(at(2)):C\(at(4)))" : "B\(at(5))/6000"
            } ?? cells[index].formula
    }
    book["Projects"] = SheetCells(name: "Projects", cells: cells)
    func at(_ old: Int) -> Int { old >= line ? old + count : old }
    book = book.changing("B1", of: "Declaration") { $0.formula = "'Projects'!B\(at(5))" }
    book.names[0].meaning = "'Projects'!B\(at(2)):B\(at(4))"
    return book
}

@Test(arguments: [(1, 3, "a row was"), (2, 2, "2 rows were"), (1, 5, "a row was")])
func `a row that was inserted is told once`(count: Int, line: Int, words: String) {
    let expected = "In “Projects”, \(words) inserted at row \(line)."
    #expect(told(inserting(count, at: line)) == [expected])
    let last = line > 4 ? 4 : 4 + count
    let changed = inserting(count, at: line).changing("B\(last)") { $0.value = .number("1") }
    #expect(told(changed) == [expected, "Projects!B\(last) was -20.05 and is 1."])
}

@Test func `what was typed is told by where the cell was when it was sent`() {
    let returned = inserting(2, at: 2).changing("D6") { $0.value = .text("A credit note") }
    let typed = WorkbookComparison(sent: sent, returned: returned).typed
    #expect(typed.map { $0.place.description } == ["D4"])
}

@Test func `a row that was taken away is told once`() {
    let comparison = WorkbookComparison(sent: inserting(1, at: 3), returned: sent)
    #expect(
        comparison.changes.map(\.description) == ["In “Projects”, a row was taken away at row 3."])
}

@Test func `a column that was inserted is told once`() {
    var returned = sent
    let names = ["A": "A", "B": "C", "C": "D", "D": "E"]
    let cells = sent["Projects"].cells.map { cell in
        var moved = cell
        if cell.place.column > 0 { moved.place.column += 1 }
        moved.formula = cell.formula?.replacing("B", with: "§").replacing("C", with: "D")
            .replacing("§", with: names["B"] ?? "")
        return moved
    }
    returned["Projects"] = SheetCells(name: "Projects", cells: cells)
    returned["Projects"] = SmallReturn.change(returned["Projects"], "C5") {
        $0.formula = "SUM(Spent)"
    }
    returned = returned.changing("B1", of: "Declaration") { $0.formula = "'Projects'!C5" }
    returned.names[0].meaning = "'Projects'!C2:C4"
    #expect(told(returned) == ["In “Projects”, a column was inserted at column B."])
}

@Test func `sheets that were added, taken away, renamed, hidden or moved are told`() {
    var returned = sent
    returned.sheets.append(SheetCells(name: "Notes", cells: []))
    #expect(told(returned) == ["Sheet “Notes” was added."])
    returned = sent
    returned.sheets.removeLast()
    #expect(told(returned) == ["Sheet “Declaration” was taken away."])
    returned = sent
    returned.sheets.reverse()
    #expect(told(returned) == ["The sheets are in another order: “Declaration”, “Projects”."])
    returned = sent
    returned.sheets[1].isHidden = true
    #expect(told(returned) == ["Sheet “Declaration” was hidden."])
    returned = sent
    returned.sheets[0].name = "Schemes"
    returned = returned.changing("B1", of: "Declaration") { $0.formula = "'Schemes'!B5" }
    returned.names[0].meaning = "'Schemes'!B2:B4"
    #expect(told(returned) == ["Sheet “Projects” was renamed “Schemes”."])
    returned["Schemes"] = SmallReturn.change(returned["Schemes"], "B2") { $0.value = .number("1") }
    #expect(told(returned).last == "Projects!B2 was 1000.5 and is 1.")
}

@Test func `a name that stands for other cells is told`() {
    var returned = sent
    returned.names[0].meaning = "'Projects'!B2:B3"
    #expect(
        told(returned) == [
            "The name Spent stood for 'Projects'!B2:B4 and stands for 'Projects'!B2:B3."
        ])
}

@Test func `every change of one locked cell is found, there and nowhere else`() {
    var random = SeededGenerator()
    for _ in 0..<2_000 {
        let sheet = random.pick(sent.sheets, or: sent.sheets[0])
        let cell = random.pick(sheet.cells.filter { !$0.isOpen }, or: sheet.cells[0])
        let new: CellValue? = random.pick(
            [nil, .number("0.01"), .text("x"), .boolean(true), .number("1000.51")], or: nil)
        let formula: String? = random.pick([nil, "SUM(B2:B4)", cell.formula], or: nil)
        let returned = sent.changing(cell.place.description, of: sheet.name) {
            ($0.value, $0.formula) = (new, formula)
        }
        // A formula that lost its result still says the same.
        let isSame =
            cell.formula == formula && (new == cell.value || (formula != nil && new == nil))
        let changes = WorkbookComparison(sent: sent, returned: returned).changes
        #expect(changes.map(\.place) == (isSame ? [] : [cell.place]))
        #expect(changes.allSatisfy { $0.sheet == sheet.name })
    }
}
