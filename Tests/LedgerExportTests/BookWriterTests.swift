import Foundation
import LedgerCore
import LedgerExport
import LedgerImport
import Testing

/// A place for folders that is gone when the test is over.
final class Workplace {
    let path = NSTemporaryDirectory() + "/ledger-export-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Every visible and hidden file below a folder, with its bytes.
    func files(in folder: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                continue
            }
            found[name] = Array(data)
        }
        return found
    }
}

private let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Ledgers/charnwood-2018-19").path

/// The book's rows as the ledger would hold them.
private func entries(of book: Book) throws -> [Entry] {
    try book.entries.enumerated().map { index, row in
        let account = Account(fund: row.transfer.fund, role: .unallocated)
        return Entry(
            number: index + 1, id: try #require(row.transfer.id),
            recorded: try #require(row.recorded), recorder: try #require(row.recorder),
            transfer: row.transfer, posting: Posting(from: account, to: account), answers: nil,
            hash: .none)
    }
}

private let moment = Moment(milliseconds: 1_548_338_400_123)

private func fundYear(_ partnership: String = "Charnwood") throws -> FundYear {
    try FundYear(
        partnership: partnership, code: Code("PLF"), year: FinancialYear(parsing: "2018-19"))
}

private func registration(_ subject: Registration.Subject, _ number: Int, after: Int = 0)
    -> Registration
{
    Registration(
        subject, number: number, afterEntry: after, recorded: moment, recorder: "Officer")
}

private func fund(_ name: String = "Fund", of partnership: String = "Charnwood") throws -> Fund {
    let key = try fundYear(partnership)
    return try Fund(
        key: key, name: name, funder: name, basis: .indicative, spendFrom: key.year.firstDay,
        spendBy: key.year.lastDay, criteria: name)
}

private func printed(_ content: String, of partnership: String = "Charnwood") throws
    -> PrintedStatement
{
    let day = try CalendarDay(parsing: "2019-01-24")
    return try PrintedTableReader.statement(
        fund: fundYear(partnership), day: day, name: "PLF_2018-19_2019-01-24.csv",
        content: content)
}

@Test func `the Charnwood book comes out as it went in, byte for byte`() throws {
    let place = try Workplace()
    let book = try BookReader.read(folder: sample).book
    let folder = place.path + "/copy"
    try BookWriter.write(book.registrations, entries: entries(of: book), to: folder)
    #expect(try place.files(in: folder) == place.files(in: sample))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["copy"])
}

@Test func `every kind of registration and entry is read back as it was`() throws {
    let place = try Workplace()
    let key = try fundYear()
    let project = try Project(fund: key, code: Code("PLF-01"), description: "Mediation")
    let renamed = try Project(fund: key, code: Code("PLF-01"), description: "Mediation, all")
    let day = try CalendarDay(parsing: "2018-05-01")
    let id = try EntryID("A1")
    let registrations = [
        registration(.fund(try fund()), 1), registration(.project(project), 2),
        registration(.printed(try printed("Project,Allocated\nMediation,£1\n")), 3, after: 1),
        registration(.project(renamed), 4, after: 2),
        registration(
            .closing(try PeriodClosing(fund: key, through: day, reason: "Q1")), 5, after: 3),
        registration(.closing(try PeriodClosing(fund: key, through: nil, reason: "")), 6, after: 3),
        registration(
            .waiver(try Waiver(finding: "f", name: "n", reason: "-r", until: day)), 7, after: 3),
    ]
    let transfers = [
        try Transfer(
            .commitment, on: day, in: key, from: Code("PLF-01"), amount: .zero,
            reference: "2018-19-Q1", id: id),
        try Transfer(
            .spend, on: day, in: key, from: Code("PLF-01"), amount: Money(pence: 5),
            payee: "@shop, \"best\"", id: EntryID("=A2"), against: id, overspendReason: "agreed"),
        try Transfer(.reversal, on: day, in: key, amount: .zero, id: EntryID("A3"), against: id),
    ]
    let rows = transfers.enumerated().map { index, transfer in
        BookEntry(transfer: transfer, recorded: moment, recorder: "Officer", line: index + 2)
    }
    let book = Book(registrations: registrations, entries: rows)
    try BookWriter.write(registrations, entries: entries(of: book), to: place.path + "/book")
    let back = try BookReader.read(folder: place.path + "/book").book
    #expect(back.registrations == registrations)
    #expect(back.entries == rows)
}

@Test func `any text survives the round trip, odd characters too`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = BookGenerator(state: seed)
    let pieces = [
        "=", "+", "-", "@", "'", "\"", ",", ";", "\u{301}", "\u{338}", "é", "£", " ", "\u{A0}", "a",
        "#", "–", "＝", "＋", "－", "＠", "1", "😀", "\u{FEFF}", "\\", "\u{2028}", "أ",
    ]
    let key = try fundYear()
    let day = try CalendarDay(parsing: "2018-05-01")
    let rows = try (1...2_000).map { number in
        func text() -> String {
            let count = Int.random(in: 0...6, using: &generator)
            return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "a" }
                .joined().precomposedStringWithCanonicalMapping
        }
        let transfer = try Transfer(
            .award, on: day, in: key, amount: Money(pence: Int64(number)), reference: text(),
            payee: text(), note: text(), id: EntryID("=E\(number)"))
        return BookEntry(transfer: transfer, recorded: moment, recorder: "x", line: number + 1)
    }
    let place = try Workplace()
    let book = Book(registrations: [registration(.fund(try fund()), 1)], entries: rows)
    try BookWriter.write(
        book.registrations, entries: entries(of: book), to: place.path + "/book")
    let back = try BookReader.read(folder: place.path + "/book").book
    for (one, other) in zip(back.entries, rows) {
        #expect(one.transfer.saysTheSame(as: other.transfer), "seed \(seed)")
        #expect(one.transfer.id == other.transfer.id, "seed \(seed)")
    }
    #expect(back.entries.count == rows.count)
}

struct BookGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}

@Test(arguments: [
    ("plain", "plain"), ("=1+1", "\"'=1+1\""), ("=\u{338}1", "\"'=\u{338}1\""),
    ("+44", "\"'+44\""), ("-x", "\"'-x\""), ("@a", "\"'@a\""), ("\tx", "\"'\tx\""),
    ("\rx", "\"'\rx\""), ("＝1", "\"'＝1\""), ("'=1", "\"''=1\""), ("'tis", "'tis"),
    ("a,b", "\"a,b\""), ("a,\u{301}b", "\"a,\u{301}b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
    ("a\nb", "\"a\nb\""), ("a=b", "a=b"), ("", ""),
])
func `a cell is quoted where needed and guarded where it looks like a formula`(
    text: String, cell: String
) {
    var row = CSVText()
    row.add(text)
    row.add(plain: "-5.00")
    row.endRow()
    #expect(Array(row.text.utf8) == Array("\(cell),-5.00\n".utf8))
}

@Test func `an existing book is replaced, and what others put there is kept`() throws {
    let place = try Workplace()
    let folder = place.path + "/book"
    let book = try BookReader.read(folder: sample).book
    try BookWriter.write(book.registrations, entries: entries(of: book), to: folder)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/NOTES.md"))
    try BookWriter.write([registration(.fund(try fund()), 1)], entries: [Entry](), to: folder)
    let names = try place.files(in: folder).keys.sorted()
    #expect(names == ["NOTES.md", "entries.csv", "funds.csv", "projects.csv"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["book"])
}

@Test func `a folder that holds something else is refused and left alone`() throws {
    let place = try Workplace()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: place.path + "/thesis.txt"))
    #expect(throws: BookWriterError.notABook(place.path)) {
        try BookWriter.write([], entries: [Entry](), to: place.path)
    }
    let file = place.path + "/thesis.txt"
    #expect(throws: BookWriterError.notAFolder(file)) {
        try BookWriter.write([], entries: [Entry](), to: file)
    }
    #expect(try place.files(in: place.path) == ["thesis.txt": Array("mine".utf8)])
}

@Test func `an interrupted export leaves nothing behind`() throws {
    let place = try Workplace()
    let stop = BookWriterError.interrupted("The disk is gone.")
    #expect(throws: stop) {
        try BookWriter.write([], to: place.path + "/book") { _ throws(BookWriterError) in
            throw stop
        }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
}

@Test(arguments: [
    "../x.csv", "a/b.csv", ".hidden", "a\\b.csv", "January.csv", "PLF_2018-19_2019-01-24/../x.csv",
    "PLF_2018-19_2019-01-24.CSV", "plf_2018-19_2019-01-24.csv",
])
func `a printed table's name cannot lead out of the folder, and comes back as it was`(name: String)
    throws
{
    let place = try Workplace()
    let table = try PrintedTableReader.statement(
        fund: fundYear(), day: CalendarDay(parsing: "2019-01-24"), name: name,
        content: "Project,Allocated\nA,1\n")
    let registrations = [registration(.fund(try fund()), 1), registration(.printed(table), 2)]
    try BookWriter.write(registrations, entries: [Entry](), to: place.path + "/book")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["book"])
    let files = try place.files(in: place.path + "/book").keys.filter { $0.hasSuffix("24.csv") }
    #expect(files == ["statements/PLF_2018-19_2019-01-24.csv"])
    let back = try BookReader.read(folder: place.path + "/book").book
    #expect(back.registrations == registrations)
}

@Test func `a table printed again under one name is kept beside the first`() throws {
    let place = try Workplace()
    var registrations = [registration(.fund(try fund()), 1)]
    for (index, amount) in ["1", "2", "1", "3"].enumerated() {
        let table = try printed("Project,Allocated\nA,\(amount)\n")
        registrations.append(registration(.printed(table), index + 2, after: index))
    }
    let award = try Transfer(
        .award, on: CalendarDay(number: 17_700), in: fundYear(), amount: Money(pence: 1),
        id: EntryID("A1"))
    let rows = (1...3).map { _ in
        BookEntry(transfer: award, recorded: moment, recorder: "x", line: 2)
    }
    try BookWriter.write(
        registrations, entries: entries(of: Book(entries: rows)), to: place.path + "/book")
    let stem = "statements/PLF_2018-19_2019-01-24"
    #expect(
        try place.files(in: place.path + "/book").keys.filter { $0.hasPrefix(stem) }.sorted()
            == ["\(stem).csv", "\(stem)_2.csv", "\(stem)_3.csv"])
    let back = try BookReader.read(folder: place.path + "/book").book
    #expect(back.registrations == registrations)
}

@Test func `two partnerships with one fund code are told apart`() throws {
    let place = try Workplace()
    let registrations = [
        registration(.fund(try fund()), 1), registration(.fund(try fund(of: "Melton")), 2),
        registration(.printed(try printed("Project,Allocated\nA,1\n", of: "Melton")), 3),
    ]
    try BookWriter.write(registrations, entries: [Entry](), to: place.path + "/book")
    let back = try BookReader.read(folder: place.path + "/book").book
    #expect(back.registrations == registrations)
    let other = registration(.printed(try printed("Project,Allocated\nA,2\n")), 4)
    try BookWriter.write(registrations + [other], entries: [Entry](), to: place.path + "/book")
    #expect(
        try BookReader.read(folder: place.path + "/book").book.registrations
            == registrations + [other])
}
