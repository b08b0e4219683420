import Foundation
import LedgerImport
import TestSupport
import Testing

/// A workbook that LibreOffice saved, from the gallery of tables.
private func galleryWorkbook() throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let path = "Commands/Tables/150-charnwood-ci001-libreoffice.xlsx"
    return Array(try Data(contentsOf: tests.appendingPathComponent(path)))
}

/// Changes some of the bytes, or cuts some off, or puts some in twice.
private func mutated(_ content: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = content
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
        guard bytes.count > 8 else { break }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(place + Int.random(in: 1...64, using: &generator), bytes.count)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes[place] = generator.pick([0, 0x22, 0x26, 0x2D, 0x3C, 0x39, 0xFF], or: 0)
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: bytes.removeSubrange(generator.oneIn(8) ? place..<bytes.count : place..<place + 1)
        }
    }
    return bytes
}

/// Reads it to the end, as a check would; what it says is of no matter.
private func readWhole(_ content: [UInt8]) {
    guard let file = try? TableFile(name: "book.xlsx", content: content) else { return }
    for sheet in file.sheets {
        for index in 0..<sheet.rowCount {
            for column in sheet[index].columns { _ = sheet[index][column] }
        }
    }
}

@Test func `a file with bytes changed never stops the reader`() throws {
    var generator = SeededGenerator()
    let whole = try galleryWorkbook()
    #expect(try TableFile(name: "book.xlsx", content: whole).sheets.count == 1)
    for _ in 0..<1_000 { readWhole(mutated(whole, &generator)) }
}

@Test func `a part with characters changed never stops the reader`() throws {
    var generator = SeededGenerator()
    var book = WorkbookFile()
    book.formats = ["dd/mm/yyyy", "0.0%", "[h]:mm", "£#,##0.00;[Red]-£#,##0.00"]
    book.texts =
        "<si><t>Mediation _x000A_</t></si><si><r><t>Street</t></r><r><t> Pastors</t></r></si>"
    book.before = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>"
    book.rows = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>43489.5</v></c></row>
        <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2" s="2"><v>0.455</v></c></row>
        <row r="3" ht="12"><c r="A3" s="3"><v>1.25</v></c><c r="C3"><f>B1+2</f><v>1.5E-3</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><r><t>a</t></r></is></c><c r="B4"><f>1</f></c></row>
        """
    book.after = "<mergeCells><mergeCell ref=\"A1:C3\"/></mergeCells>"
    let zip = book.zip
    #expect(try book.read().sheets.map(\.rowCount) == [4])
    for _ in 0..<1_500 {
        var changed = zip
        let index = Int.random(in: 0..<zip.parts.count, using: &generator)
        changed.parts[index].content = mutated(zip.parts[index].content, &generator)
        readWhole(changed.bytes)
    }
}
