import LedgerCore
import LedgerImport
import LedgerStore

/// A small workbook as a return might be: figures of three projects, their total, a reason to type.
enum SmallReturn {
    static func cell(
        _ place: String, _ value: CellValue?, _ formula: String? = nil, isOpen: Bool = false
    ) -> WrittenCell {
        guard let place = CellAddress(place) else { preconditionFailure("\(place) is no cell") }
        return WrittenCell(place, value, formula: formula, isOpen: isOpen)
    }

    static var projects: SheetCells {
        var cells = [
            cell("A1", .text("Project")), cell("B1", .text("Spent")), cell("C1", .text("Balance")),
            cell("D1", .text("Reason")),
        ]
        for (index, spent) in [("1000.5"), ("0"), ("-20.05")].enumerated() {
            let line = index + 2
            cells += [
                cell("A\(line)", .text("PLF-0\(index + 1)")), cell("B\(line)", .number(spent)),
                cell("C\(line)", .number(["999.5", "2000", "2020.05"][index]), "2000-B\(line)"),
                cell("D\(line)", index == 0 ? .text("Late invoices") : nil, isOpen: true),
            ]
        }
        cells += [
            cell("A5", .text("Total")), cell("B5", .number("980.45"), "SUM(Spent)"),
            cell("C5", .number("5019.55"), "SUM(C2:C4)"), cell("B6", .number("0.16334"), "B5/6000"),
        ]
        return SheetCells(name: "Projects", cells: cells)
    }

    /// With the fingerprint that it has.
    static var book: WorkbookCells {
        let declaration = SheetCells(
            name: "Declaration",
            cells: [
                cell("A1", .text("Spent")), cell("B1", .number("980.45"), "'Projects'!B5"),
                cell("A2", .text("Fingerprint")), cell("B2", .text(WorkbookFingerprint.blank)),
            ])
        var book = WorkbookCells(
            sheets: [projects, declaration],
            names: [
                DefinedName(name: "Spent", meaning: "'Projects'!B2:B4"),
                DefinedName(name: WorkbookFingerprint.cellName, meaning: "'Declaration'!B2"),
            ])
        let fingerprint = book.fingerprint(by: sha256).description
        book["Declaration"] = change(declaration, "B2") { $0.value = .text(fingerprint) }
        return book
    }

    static func change(
        _ sheet: SheetCells, _ place: String, _ change: (inout WrittenCell) -> Void
    ) -> SheetCells {
        var cells = sheet.cells
        for index in cells.indices where cells[index].place.description == place {
            change(&cells[index])
        }
        return SheetCells(name: sheet.name, isHidden: sheet.isHidden, cells: cells)
    }
}

extension WorkbookCells {
    subscript(_ name: String) -> SheetCells {
        get { sheets.first { $0.name == name } ?? SheetCells(name: name, cells: []) }
        set {
            for index in sheets.indices where sheets[index].name == name {
                sheets[index] = newValue
            }
        }
    }

    /// One cell changed.
    func changing(
        _ place: String, of sheet: String = "Projects", _ change: (inout WrittenCell) -> Void
    ) -> WorkbookCells {
        var book = self
        book[sheet] = SmallReturn.change(book[sheet], place, change)
        return book
    }
}
