import Foundation

@testable import XLSXWriter

/// A folder of its own for a test, gone when the test is over.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "workbook-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var path: String { folder + "/book.xlsx" }

    /// Every name in the folder, hidden ones too.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }

    func bytes(of name: String = "book.xlsx") throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    /// The XML of one part of the book.
    func xml(_ part: String = "xl/worksheets/sheet1.xml") throws -> String {
        let bytes = try bytes()
        let parts = ZipDirectory.parts(of: bytes) ?? []
        guard let found = parts.first(where: { $0.name == part }) else { return "" }
        var unpacked: [UInt8] = []
        _ = Inflater.unpack(bytes[found.bytes]) { unpacked += $0 }
        return String(decoding: unpacked, as: UTF8.self)
    }

    func open(constantMemory: Bool = false) throws(WorkbookError) -> Workbook {
        try Workbook(
            path: path, properties: WorkbookProperties(title: "Return", created: 1_750_000_000),
            constantMemory: constantMemory)
    }

    /// Writes a book of one sheet named Sheet.
    func write(
        constantMemory: Bool = false, _ fill: (borrowing Sheet) throws(WorkbookError) -> Void
    ) throws(WorkbookError) {
        var book = try open(constantMemory: constantMemory)
        try book.addSheet(SheetName("Sheet"), fill)
        try book.close()
    }
}

func at(_ row: Int, _ column: Int) throws(WorkbookError) -> CellReference {
    try CellReference(row: row, column: column)
}
