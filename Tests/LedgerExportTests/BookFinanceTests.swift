import Foundation
import LedgerCore
import LedgerExport
import LedgerImport
import Testing

private let moment = Moment(milliseconds: 1_548_338_400_123)

private func registration(_ subject: Registration.Subject, _ number: Int, after: Int = 0)
    -> Registration
{
    Registration(
        subject, number: number, afterEntry: after, recorded: moment, recorder: "Officer")
}

private func fundYear(_ partnership: String = "Charnwood") throws -> FundYear {
    try FundYear(
        partnership: partnership, code: Code("PLF"), year: FinancialYear(parsing: "2018-19"))
}

private func fund(of partnership: String = "Charnwood") throws -> Fund {
    let key = try fundYear(partnership)
    return try Fund(
        key: key, name: "Fund", funder: "", basis: .confirmed, spendFrom: key.year.firstDay,
        spendBy: key.year.lastDay, criteria: "")
}

/// The book's registrations, written and read back.
private func writtenAndRead(_ registrations: [Registration], entries rows: [Entry] = [])
    throws -> [Registration]
{
    let place = try Workplace()
    try BookWriter.write(registrations, entries: rows, to: place.path + "/book")
    return try BookReader.read(folder: place.path + "/book").book.registrations
}

private func extract(
    _ content: String, _ name: String = "march.csv", of partnership: String = "Charnwood"
) throws -> FinanceExtract {
    let key = try fundYear(partnership)
    return try FinanceExtract(
        fund: key, days: key.year.firstDay...key.year.lastDay, name: name, content: content)
}

@Test func `what is known of lists of payments is read back as it was`() throws {
    let ids = try ["=A1", "B,2", "-3"].map { try EntryID($0) }
    let entries = try ids.enumerated().map { index, id in
        let transfer = try Transfer(
            .award, on: CalendarDay(number: 17_700), in: fundYear(), amount: Money(pence: 1), id: id
        )
        let account = Account(fund: transfer.fund, role: .unallocated)
        return Entry(
            number: index + 1, id: id, recorded: moment, recorder: "x", transfer: transfer,
            posting: Posting(from: account, to: account), answers: nil, hash: .none)
    }
    let subjects: [Registration.Subject] = try [
        .fund(fund()), .source(PaymentSource(partnership: "Charnwood", name: "=a", settings: "")),
        .source(
            PaymentSource(
                partnership: "Charnwood", name: "b", settings: "\n\nx: \"1,2\"\n'=y: é\n\n")),
        .extract(extract("date,payee\n2018-05-01,\"a\nb\"\n")),
        .extract(extract("date,payee\n2018-05-01,;;;;;;;;;\n")),
        .extract(extract("date,payee", "../../etc/passwd")), .extract(extract("date,payee")),
        .matching(
            MatchDecision(
                fund: fundYear(), payments: ids, entries: ids, verdict: .broken, reason: "-r")),
        .matching(
            MatchDecision(
                fund: fundYear(), payments: [ids[0]], entries: [ids[2]], verdict: .confirmed,
                reason: "")),
    ]
    let registrations = subjects.enumerated().map { registration($1, $0 + 1, after: 3) }
    #expect(try writtenAndRead(registrations, entries: entries) == registrations)
}

@Test func `extracts have files of their own, whatever finance called them`() throws {
    let place = try Workplace()
    let registrations = try [
        registration(.fund(fund()), 1), registration(.fund(fund(of: "Melton")), 2),
        registration(.extract(extract("date,payee\n", "a/b")), 3),
        registration(.extract(extract("date,name\n", "a/b")), 4),
        registration(.extract(extract("date,text\n", of: "Melton")), 5),
    ]
    let folder = place.path + "/book"
    try BookWriter.write(registrations, entries: [Entry](), to: folder)
    let stem = "finance/PLF_2018-19_2018-04-01_2019-03-31"
    #expect(
        try place.files(in: folder).filter { $0.key.hasPrefix("finance/") } == [
            "\(stem).csv": Array("date,payee\n".utf8), "\(stem)_2.csv": Array("date,name\n".utf8),
            "\(stem)_3.csv": Array("date,text\n".utf8),
        ])
    #expect(try BookReader.read(folder: folder).book.registrations == registrations)
}

@Test func `lists that others put beside the extracts are kept, and left alone by the reader`()
    throws
{
    let place = try Workplace()
    let folder = place.path + "/book"
    let registrations = try [
        registration(.fund(fund()), 1), registration(.extract(extract("date,payee\n")), 2),
    ]
    try BookWriter.write(registrations, entries: [Entry](), to: folder)
    let mine = folder + "/finance/as finance sent it.csv"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: mine))
    try BookWriter.write(registrations, entries: [Entry](), to: folder)
    #expect(FileManager.default.contents(atPath: mine) == Data("mine".utf8))
    let reading = try BookReader.read(folder: folder)
    #expect(reading.book.registrations == registrations)
    #expect(
        reading.remarks == [
            "finance/as finance sent it.csv is not named in extracts.csv, and was left alone."
        ])
    try BookWriter.write([registrations[0]], entries: [Entry](), to: folder)
    #expect(FileManager.default.contents(atPath: mine) == Data("mine".utf8))
    #expect(!FileManager.default.fileExists(atPath: folder + "/extracts.csv"))
}

@Test func `any settings, names and reasons survive the round trip`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = BookGenerator(state: seed)
    let pieces = [
        "=", "+", "-", "@", "'", "\"", ",", ";", "é", "£", " ", "\u{A0}", "a", "#", "＝", "😀",
        "\u{FEFF}", "\\", "\u{2028}", "/", "..",
    ]
    func text(_ more: [String] = []) -> String {
        let count = Int.random(in: 1...6, using: &generator)
        return "x"
            + (0..<count).map { _ in (pieces + more).randomElement(using: &generator) ?? "a" }
            .joined().precomposedStringWithCanonicalMapping
    }
    // A list as it is kept: so many cells in every row.
    func list(of payee: String) -> String {
        let cell = payee.filter { $0 != "," && $0 != "\"" }
        return "date,payee,reference,code,note,amount,place\n2018-11-02,\(cell),,,,1.00,A2\n"
    }
    var registrations = [registration(.fund(try fund()), 1)]
    for number in stride(from: 2, to: 400, by: 2) {
        let settings = String(text(["\n", ": "]).dropFirst())
        registrations += try [
            registration(
                .source(PaymentSource(partnership: "Charnwood", name: text(), settings: settings)),
                number),
            registration(.extract(extract(list(of: text()), text())), number + 1),
        ]
    }
    let back = try writtenAndRead(registrations)
    #expect(back.count == registrations.count, "seed \(seed)")
    for (one, other) in zip(back, registrations) {
        #expect(one.subject.saysTheSame(as: other.subject), "seed \(seed)")
    }
}
