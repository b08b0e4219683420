import Foundation
import Testing

@testable import XLSXWriter

struct WorkbookTests {
    @Test(arguments: [false, true])
    func `the same content gives the same bytes`(constantMemory: Bool) throws {
        let scratches = [try Scratch(), try Scratch()]
        for scratch in scratches {
            try scratch.write(constantMemory: constantMemory) { sheet throws(WorkbookError) in
                for row in 0..<200 {
                    try sheet.write("Line \(row)", at: at(row, 0))
                    try sheet.write(pence: Int64(row) * 101, at: at(row, 1))
                }
                try sheet.add(CellComment("A note", author: "An officer"), at: at(199, 0))
            }
        }
        #expect(try scratches[0].bytes() == scratches[1].bytes())
    }

    @Test func `a workbook that is dropped leaves nothing, and the earlier file as it was`() throws
    {
        let scratch = try Scratch()
        try Data("earlier".utf8).write(to: URL(fileURLWithPath: scratch.path))
        do {
            var book = try scratch.open()
            try book.addSheet(SheetName("Sheet")) { sheet throws(WorkbookError) in
                try sheet.write("lost", at: at(0, 0))
            }
        }
        #expect(try scratch.names == ["book.xlsx"])
        #expect(try scratch.bytes() == Array("earlier".utf8))
    }

    @Test func `an earlier file is replaced and keeps its permissions`() throws {
        let scratch = try Scratch()
        try Data("earlier".utf8).write(to: URL(fileURLWithPath: scratch.path))
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path)
        try scratch.write { sheet throws(WorkbookError) in try sheet.write("new", at: at(0, 0)) }
        #expect(try scratch.names == ["book.xlsx"])
        #expect(try scratch.bytes().starts(with: Array("PK".utf8)))
        let mode = try files.attributesOfItem(atPath: scratch.path)[.posixPermissions]
        #expect(mode as? NSNumber == 0o600)
    }

    @Test func `a workbook that is refused on closing leaves no file`() throws {
        let scratch = try Scratch()
        #expect(throws: WorkbookError.noSheet) { try scratch.open().close() }
        #expect(try scratch.names.isEmpty)
    }

    @Test func `a folder that is taken away meanwhile is named`() throws {
        let scratch = try Scratch()
        var refusal: WorkbookError?
        do throws(WorkbookError) {
            var book = try scratch.open()
            try book.addSheet(SheetName("Sheet")) { _ in }
            try? FileManager.default.removeItem(atPath: scratch.folder)
            try book.close()
        } catch { refusal = error }
        #expect(refusal?.description.contains(scratch.path) == true)
    }

    @Test func `a missing folder is named before any work is done`() throws {
        let folder = try Scratch().folder + "/none"
        #expect(throws: WorkbookError.folderMissing(folder)) {
            try Workbook(
                path: folder + "/book.xlsx", properties: .init(title: "Return", created: 1)
            ).close()
        }
    }

    @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
    func `a folder that cannot be written is named`() throws {
        let scratch = try Scratch()
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o500], ofItemAtPath: scratch.folder)
        #expect(throws: WorkbookError.folderReadOnly(scratch.folder)) {
            try scratch.write { _ in }
        }
    }

    @Test(arguments: ["", "/", "/tmp/", "/dev/null", "/tmp/a\0b"])
    func `a path that is no file is refused`(path: String) {
        #expect(throws: WorkbookError.notAFile(path)) {
            try Workbook(path: path, properties: .init(title: "Return", created: 1)).close()
        }
    }

    @Test(arguments: [Int64(0), -1, 253_402_300_800, .max])
    func `a date made that would bring in the clock is refused`(created: Int64) throws {
        let path = try Scratch().path
        #expect(throws: WorkbookError.noSuchMoment(seconds: created)) {
            try Workbook(path: path, properties: .init(title: "Return", created: created)).close()
        }
    }

    @Test func `properties are kept, and show where a character was lost`() throws {
        let scratch = try Scratch()
        var properties = WorkbookProperties(title: "R & D\0", created: 1_750_000_000)
        properties.company = "A council"
        var book = try Workbook(path: scratch.path, properties: properties)
        try book.addSheet(SheetName("Sheet")) { _ in }
        try book.close()
        let core = try scratch.xml("docProps/core.xml")
        #expect(core.contains("<dc:title>R &amp; D\u{FFFD}</dc:title>"))
        #expect(core.contains(">2025-06-15T15:06:40Z</dcterms:created>"))
        #expect(try scratch.xml("docProps/app.xml").contains("<Company>A council</Company>"))
    }

    @Test func `cells have a name once, on a sheet that is there`() throws {
        let scratch = try Scratch()
        let sheet = try SheetName("2025")
        let cell = try CellRange(at(8, 1))
        var book = try scratch.open()
        try book.addSheet(sheet) { _ in }
        try book.define(DefinedName("Total"), as: cell, on: sheet)
        var refusals: [WorkbookError] = []
        do throws(WorkbookError) {
            try book.define(DefinedName("TOTAL"), as: cell, on: sheet)
        } catch { refusals.append(error) }
        do throws(WorkbookError) {
            try book.define(DefinedName("Other"), as: cell, on: SheetName("None"))
        } catch { refusals.append(error) }
        try book.close()
        #expect(refusals == [.definedNameTaken("TOTAL"), .noSuchSheet("None")])
        let xml = try scratch.xml("xl/workbook.xml")
        #expect(xml.contains("<definedName name=\"Total\">'2025'!$B$9</definedName>"))
    }
}
