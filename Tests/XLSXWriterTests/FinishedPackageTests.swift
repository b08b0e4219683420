import Foundation
import Testing

@testable import XLSXWriter

struct FinishedPackageTests {
    @Test func `a whole file passes`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in try sheet.write("a", at: at(0, 0)) }
        try FinishedPackage.check(scratch.path, writtenFor: "book")
    }

    @Test(arguments: [1, 30, 900, 4000])
    func `a file that lost its end is found`(lost: Int) throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in try sheet.write("a", at: at(0, 0)) }
        let short = Data(try scratch.bytes().dropLast(lost))
        try short.write(to: URL(fileURLWithPath: scratch.path))
        #expect(throws: WorkbookError.diskFull("book")) {
            try FinishedPackage.check(scratch.path, writtenFor: "book")
        }
    }

    /// What the library packs when the disk fills up under a sheet's working file: stored blocks
    /// hold the XML as it is, so the test can cut it short.
    @Test(arguments: [
        ("<?xml version=\"1.0\"?>\n<sst a=\"b\"><t>x</t></sst>", true),
        ("<c:chart><c:v>1</c:v></c:chart>\n", true),
        ("<?xml version=\"1.0\"?>\n<sst a=\"b\"><t>x</t>", false),
        ("<?xml version=\"1.0\"?>\n<sst a=\"b\"><t>x</t></ss", false),
        ("<?xml version=\"1.0\"?>\n", false),
        ("", false),
    ])
    func `a part must end with the tag it began with`(xml: String, isWhole: Bool) throws {
        let text = Array(xml.utf8)
        let length = UInt16(text.count)
        var block: [UInt8] = [1]
        for number in [length, ~length] { block += [UInt8(number & 0xFF), UInt8(number >> 8)] }
        let ends = try #require(PartEnds(inflating: (block + text)[...]))
        #expect(ends.match == isWhole)
    }
}
