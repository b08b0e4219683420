import LedgerCore
import LedgerImport
import LedgerStore
import Testing

private let book = SmallReturn.book

private func check(_ book: WorkbookCells) -> WorkbookSelfCheck {
    WorkbookSelfCheck(book, hash: sha256)
}

@Test func `a workbook as it was written agrees with itself`() {
    var rounded = book
    // Six thousandths of the total, to nine places.
    rounded = rounded.changing("B6") { $0.value = .number("0.163408333") }
    let found = check(rounded)
    #expect(found.agrees)
    #expect(found.right == 7)
    #expect(found.unchecked.isEmpty)
}

@Test func `a result that is no longer what its formula comes to is told with both`() {
    let found = check(book)
    #expect(
        found.wrong.map(\.description) == [
            "Projects!B6 says 0.16334, but its formula =B5/6000 comes to 0.163408333."
        ])
    let altered = check(book.changing("B5") { $0.value = .number("980.46") })
    #expect(
        altered.wrong.map { "\($0.sheet)!\($0.place)" } == [
            "Projects!B5", "Projects!B6", "Declaration!B1",
        ])
    #expect(altered.hasItsFingerprint)
}

@Test(arguments: ["A1", "A2", "B2", "B3", "C2", "C5", "B6"])
func `the fingerprint is another once any locked cell says something else`(place: String) {
    let altered = book.changing(place) { cell in
        if let formula = cell.formula {
            cell.formula = formula + "+0"
        } else {
            cell.value = .text("x")
        }
    }
    #expect(!check(altered).hasItsFingerprint)
    #expect(!check(book.changing(place) { ($0.value, $0.formula) = (nil, nil) }).hasItsFingerprint)
}

@Test
func `the fingerprint is the same whatever is typed into the open cells, and without results`() {
    let typed = book.changing("D3") { $0.value = .text("Because") }
        .changing("C2") { $0.value = nil }
    #expect(check(typed).hasItsFingerprint)
    #expect(check(typed).withoutResult == 1)
    #expect(!check(book.changing("B2") { $0.isOpen = true }).hasItsFingerprint)
}

@Test func `the fingerprint tells names and the names and order of sheets apart`() {
    for change: (inout WorkbookCells) -> Void in [
        { $0.names[0].meaning = "'Projects'!B2:B3" }, { $0.names.removeFirst() },
        { $0.sheets[0].name = "Project" }, { $0.sheets.reverse() },
        { $0.sheets.append(SheetCells(name: "More", cells: [])) },
    ] {
        var altered = book
        change(&altered)
        #expect(altered.fingerprint(by: sha256) != book.fingerprint(by: sha256))
    }
}

@Test func `a workbook without a fingerprint, or with another one, does not agree`() {
    var bare = book
    bare.names.removeLast()
    #expect(check(bare).printed == nil)
    #expect(!check(bare).hasItsFingerprint)
    let forged = book.changing("B2", of: "Declaration") {
        $0.value = .text(WorkbookFingerprint.blank)
    }
    #expect(!check(forged).hasItsFingerprint)
}
