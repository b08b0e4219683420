import LedgerImport
import TestSupport
import Testing

private func rows(_ text: String) throws -> [[String]] {
    try CSVReader.read(text: text).rows.map { row in (0..<row.count).map { row[$0] } }
}

@Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"1,2\",\"say \"\"so\"\"\"\n", [["a", "b"], ["1,2", "say \"so\""]]),
    ("a,b\n\"one\r\ntwo\",2", [["a", "b"], ["one\r\ntwo", "2"]]),
    ("a,b\n\"\",\"\"\"\"\n", [["a", "b"], ["", "\""]]),
    ("a,b\n1\n1,2,3\n\n", [["a", "b"], ["1"], ["1", "2", "3"], [""]]),
    ("a,b\n1,", [["a", "b"], ["1", ""]]),
    ("a,b\n5\" pipe,\"x\" ,\n", [["a", "b"], ["5\" pipe", "x", ""]]),
    ("", []),
])
func `cells are what the quotation marks and line ends say`(
    text: String, expected: [[String]]
) throws {
    #expect(try rows(text) == expected)
}

@Test func `a mark that combines with a comma or a quote hides neither`() throws {
    let table = try CSVReader.read(text: "a,\u{301}b,\"\u{301}c\"\u{20},d\n\"x\u{338}\",2")
    let cells = (0..<table[0].count).map { Array(table[0][$0].utf8) }
    #expect(cells == ["a", "\u{301}b", "\u{301}c", "d"].map { Array($0.utf8) })
    #expect(table.rowCount == 2)
}

@Test(arguments: ["\n", "\r\n", "\r"])
func `a row is at the line it starts on, whatever ends a line`(end: String) throws {
    let text = ["a,b", "\"1", "2\",x", "3,4"].joined(separator: end)
    #expect(try CSVReader.read(text: text).rows.map(\.line) == [1, 2, 4])
}

private let parted: [(text: String, separator: CSVSeparator)] = [
    ("a,b;c,d\n1", .comma), ("a;b;\"c,d,e,f\"\n1", .semicolon), ("a\tb", .tab),
    ("alone\n1;2", .semicolon), ("alone", .comma), ("", .comma),
    // Marks in the lines above a table.
    ("to 7 March; in pounds\na,b\n1,2", .comma),
    ("(1) quarterly; (2) on invoice; (3) never\na,b,c\n1,2,3", .comma),
    ("Safety | Fund | 2018/19\r\na,b\r\n1,2", .comma),
    ("Charnwood, Leicestershire, and more\ra;b\r1;2", .semicolon),
    // Decimal commas, thousands, and marks in a cell.
    ("a;b;c\nx;1,50;2,50\ny;3,50;4,50", .semicolon), ("a\tb\nx\t1,000\ny\t2,000,000", .tab),
    ("a,b\nx; y,1\nz; w,2", .comma), ("a,b,c\n1,2\nx; y,1,2\n3", .comma),
    // Cells of several lines, marks written twice, and inches, which open no cell.
    ("a,\"1;2\n3;4\n5;6\"\n7,8", .comma), ("\"x \"\";;\"\"\",1", .comma),
    ("3\" pipe;a\n4;5", .semicolon),
]

@Test(arguments: parted)
func `the separator is the one that parts most lines evenly`(
    text: String, separator: CSVSeparator
) throws {
    #expect(try CSVReader.read(text: text).source.separator == separator)
}

@Test func `the separator is sought in the first lines only`() throws {
    let lines = Array(repeating: "a,b", count: 100) + Array(repeating: "a;b;c", count: 1_000)
    let table = try CSVReader.read(text: lines.joined(separator: "\n"))
    #expect(table.source.separator == .comma)
}

private let phrase = "naïve £5 – “x”"

@Test(arguments: [false, true])
func `UTF-16 is decoded as the system decodes it`(isLowFirst: Bool) throws {
    let text = "a\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}😀\u{10FFFF}\u{D7FF}\u{E000}"
    let units = [0xFEFF] + Array(text.utf16)
    let file = units.flatMap { isLowFirst ? lowFirst($0) : lowFirst($0).reversed() }
    #expect(try CSVReader.read(file).text == text)
    for broken: [UInt16] in [
        [0xD800], [0xDC00], [0xD800, 0x61], [0xDC00, 0xD800], [0xD800, 0xD800],
    ] {
        let file = ([0xFEFF] + broken).flatMap {
            isLowFirst ? lowFirst($0) : lowFirst($0).reversed()
        }
        #expect(throws: CSVError.notText(line: 1)) { try CSVReader.read(file) }
    }
}

private let writings: [(file: [UInt8], encoding: TextEncoding)] = [
    (Array(phrase.utf8), .utf8),
    ([0xEF, 0xBB, 0xBF] + Array(phrase.utf8), .utf8WithMark),
    (
        [0x6E, 0x61, 0xEF, 0x76, 0x65, 0x20, 0xA3, 0x35, 0x20, 0x96, 0x20, 0x93, 0x78, 0x94],
        .windows1252
    ),
    ([0xFF, 0xFE] + phrase.utf16.flatMap { lowFirst($0) }, .utf16LittleEndian),
    ([0xFE, 0xFF] + phrase.utf16.flatMap { lowFirst($0).reversed() }, .utf16BigEndian),
]

private func lowFirst(_ unit: UInt16) -> [UInt8] { [UInt8(unit & 255), UInt8(unit >> 8)] }

@Test(arguments: writings)
func `one text comes out of every encoding`(file: [UInt8], encoding: TextEncoding) throws {
    let table = try CSVReader.read(file)
    #expect(table.text == phrase)
    #expect(table.source.encoding == encoding)
}

@Test(arguments: [false, true])
func `UTF-16 without a byte order mark is known by its noughts`(isLowFirst: Bool) throws {
    let file = phrase.utf16.flatMap { isLowFirst ? lowFirst($0) : lowFirst($0).reversed() }
    let table = try CSVReader.read(file)
    #expect(table.text == phrase)
    #expect(table.source.encoding == (isLowFirst ? .utf16LittleEndian : .utf16BigEndian))
}

private let wrongFiles: [(file: [UInt8], expected: CSVError)] = [
    (Array("a,b\n1,\"2\n3".utf8), .unclosedQuote(line: 2)),
    (Array("a,b\n\"1\"x,2".utf8), .textAfterQuote(line: 2)),
    (Array("PK\u{3}\u{4}\n\0\0".utf8), .notText(line: 2)),
    ([0x61, 0x0A, 0x81], .notText(line: 2)),
    ([0xFF, 0xFE, 0x61], .notText(line: 1)),
    ([0xFF, 0xFE, 0x00, 0xD8], .notText(line: 1)),
    // Small numbers of two bytes each, noughts alone, and one in a text.
    ([0x01, 0, 0x02, 0, 0x41, 0, 0x42, 0], .notText(line: 1)),
    ([0, 0, 0, 0, 0, 0], .notText(line: 1)),
    (Array("a,b\n1,\02".utf8), .notText(line: 2)),
]

@Test(arguments: wrongFiles)
func `what is no table is refused with its line`(file: [UInt8], expected: CSVError) {
    #expect(throws: expected) { try CSVReader.read(file) }
    #expect(expected.description.hasSuffix("."))
}

@Test func `no bytes make the reader fail, and every row is within its file`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab,;\t\"\r\n'£".utf8) + [0x80, 0x9D, 0xC2, 0xCC, 0xFF, 0xFE]
    for _ in 0..<5_000 {
        let count = Int.random(in: 0...24, using: &generator)
        let file = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0x61 }
        guard let table = try? CSVReader.read(file) else { continue }
        let lines = table.rows.map(\.line)
        #expect(lines == lines.sorted() && Set(lines).count == lines.count, "seed \(seed)")
        #expect(table.rows.allSatisfy { $0.count >= 1 }, "seed \(seed)")
    }
}
