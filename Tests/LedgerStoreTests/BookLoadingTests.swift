import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct BookLoadingTests {
    /// A plain book as people keep one: no ids, no moments, no numbers.
    private func book(
        _ entries: [Transfer], printed: PrintedStatement? = nil
    ) throws -> Book {
        var subjects: [Registration.Subject] = try [.fund(Build.fund())]
        for code in ["PLF-01", "PLF-02"] { subjects.append(.project(try Build.project(code))) }
        var registrations = subjects.map { Registration($0, afterEntry: 0) }
        if let printed { registrations.append(Registration(.printed(printed))) }
        return Book(
            registrations: registrations,
            entries: entries.enumerated().map { index, transfer in
                BookEntry(transfer: transfer, recorded: nil, recorder: nil, line: index + 2)
            })
    }

    private func opening() throws -> [Transfer] {
        try [
            Build.transfer(.award, on: "2018-04-01", pence: 100_000),
            Build.transfer(.allocation, on: "2018-04-01", to: "PLF-01", pence: 40_000),
            Build.transfer(.allocation, on: "2018-04-01", to: "PLF-02", pence: 30_000),
        ]
    }

    @Test func `a book is loaded and its printed table agrees`() throws {
        let ledger = try Ledger.inMemory()
        let outcome = try ledger.load(book(opening(), printed: Build.printed()), by: "A. Officer")
        #expect((outcome.newEntries, outcome.knownEntries) == (3, 0))
        #expect((outcome.newRegistrations, outcome.printedStatements) == (4, 1))
        #expect(outcome.head == (try ledger.head()))
        #expect(try ledger.statement(of: Build.key()).totals.allocated == pence(70_000))
        #expect(try ledger.entries().allSatisfy { $0.recorder == "A. Officer" })
        #expect(try ledger.verify().findings.isEmpty)
    }

    @Test func `a book loaded again adds nothing and says so`() throws {
        let ledger = try Ledger.inMemory()
        let twice = try Build.transfer(.spend, on: "2018-12-01", pence: 100, reference: "INV-1")
        let book = try book(opening() + [twice, twice], printed: Build.printed())
        let first = try ledger.load(book, by: "A. Officer")
        let second = try ledger.load(book, by: "A. Officer")
        #expect(first.newEntries == 5)
        #expect((second.newEntries, second.knownEntries, second.newRegistrations) == (0, 5, 0))
        #expect(second.head == first.head)
    }

    @Test func `a book that grew adds only what is new`() throws {
        let ledger = try Ledger.inMemory()
        let spend = try Build.transfer(.spend, on: "2018-12-01", pence: 100)
        _ = try ledger.load(book(opening() + [spend]), by: "A. Officer")
        let outcome = try ledger.load(book(opening() + [spend, spend]), by: "A. Officer")
        #expect((outcome.newEntries, outcome.knownEntries) == (1, 4))
    }

    @Test func `blank ids are made from the content, the same in every ledger`() throws {
        let spend = try Build.transfer(.spend, on: "2018-12-01", pence: 100)
        let ids = try (1...2).map { number in
            let clock = try SetClock("202\(number)-01-01")
            let ledger = try Ledger.inMemory(clock: clock.read)
            _ = try ledger.load(book(opening() + [spend, spend]), by: "Officer \(number)")
            return try ledger.entries().map(\.id)
        }
        #expect(ids[0] == ids[1])
        #expect(Set(ids[0]).count == 5)
    }

    @Test func `blank ids do not change when other lines come before`() throws {
        let spend = try Build.transfer(.spend, on: "2018-12-01", pence: 100)
        let other = try Build.transfer(.spend, on: "2018-12-01", pence: 101)
        let (one, two) = (try Ledger.inMemory(), try Ledger.inMemory())
        _ = try one.load(book(opening() + [spend]), by: "A")
        _ = try two.load(book(opening() + [other, spend]), by: "A")
        #expect(try one.entries().last?.id == two.entries().last?.id)
    }

    @Test func `a refused book names every line and leaves no row`() throws {
        let scratch = try Scratch()
        let ledger = try Ledger.create(at: scratch.path)
        let head = try ledger.head()
        let wrong = try [
            Build.transfer(.spend, pence: 40_001), Build.transfer(.spend, on: "2019-04-01"),
            Build.transfer(.spend, pence: 40_000),
        ]
        let refused = try book(opening() + wrong, printed: Build.printed(spent: 1))
        let words = try problems { try ledger.load(refused, by: "A. Officer") }
        try #require(words.count == 6)
        #expect(words[0].contains("entries.csv line 5: PLF-01 has £400.00 free"))
        #expect(words[1].contains("entries.csv line 6: 2019-04-01 is outside"))
        #expect(words[2].contains("line 2: PLF-01 “PLF-01”: spent is printed as £0.01"))
        #expect(words[3].contains("balance is printed as £399.99, the ledger has £0.00"))
        #expect(try ledger.head() == head)
        let tables = ["entry", "registration", "fund", "recorder", "balance", "printed", "account"]
        for table in tables {
            #expect(try scratch.tamper("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
        }
    }

    @Test func `a printed table that differs lists every difference`() throws {
        let ledger = try Ledger.inMemory()
        let spend = try Build.transfer(.spend, pence: 700)
        let book = try book(opening() + [spend], printed: Build.printed())
        let words = try problems { try ledger.load(book, by: "A. Officer") }
        let file = "statements/PLF_2018-19_2018-11-02.csv line"
        #expect(
            words == [
                "\(file) 2: PLF-01 “PLF-01”: spent is printed as £0.00, the ledger has £7.00.",
                "\(file) 2: PLF-01 “PLF-01”: balance is printed as £400.00, the ledger has £393.00.",
                "\(file) 4: “Total”: spent is printed as £0.00, the ledger has £7.00.",
                "\(file) 4: “Total”: balance is printed as £700.00, the ledger has £693.00.",
            ])
        #expect(try ledger.head() == .empty)
    }

    @Test func `a book with a late invoice after its printed table loads twice`() throws {
        let late = try Build.transfer(.spend, on: "2018-10-01", pence: 700)
        var book = try book(opening() + [late])
        book.registrations.append(Registration(.printed(try Build.printed()), afterEntry: 3))
        let ledger = try Ledger.inMemory()
        let first = try ledger.load(book, by: "A. Officer")
        #expect(try ledger.load(book, by: "A. Officer").head == first.head)
    }

    @Test func `an entry recorded in the future is refused`() throws {
        let clock = try SetClock("2018-11-02T09:00:00Z", step: 0)
        let ledger = try Ledger.inMemory(clock: clock.read)
        var book = try book([])
        func entry(_ recorded: String) throws -> BookEntry {
            BookEntry(
                transfer: try Build.transfer(.award, id: "A1"),
                recorded: try Moment(parsing: recorded), recorder: "B. Deputy", line: 2)
        }
        book.entries = [try entry("2018-11-03T09:00:00.001Z")]
        #expect(
            throws: LedgerError.recordedInFuture(
                "entries.csv line 2 says it was recorded on 2018-11-03T09:00:00.001Z")
        ) { try ledger.load(book, by: "A. Officer") }
        // A day's grace, for clocks and time zones that differ.
        book.entries = [try entry("2018-11-03T09:00:00Z")]
        #expect(try ledger.load(book, by: "A. Officer").newEntries == 1)
        #expect(try ledger.entries().first?.recorder == "B. Deputy")
    }

    @Test func `progress is told while a book is loaded`() throws {
        let ledger = try Ledger.inMemory()
        var told: [Int] = []
        let spends = try (1...2_100).map { try Build.transfer(.award, pence: Int64($0)) }
        _ = try ledger.load(book(spends), by: "A. Officer") { told.append($0) }
        #expect(told == [0, 2_000])
    }

    @Test func `names that look alike but differ in their bytes are kept apart`() throws {
        let ledger = try Ledger.inMemory()
        var book = try book([])
        for (index, name) in ["Jose\u{301}", "Jos\u{E9}", "Jose\u{301}"].enumerated() {
            book.entries.append(
                BookEntry(
                    transfer: try Build.transfer(.award, pence: Int64(index + 1)), recorded: nil,
                    recorder: name, line: index + 2))
        }
        _ = try ledger.load(book, by: "A. Officer")
        #expect(try ledger.verify().findings.isEmpty)
        #expect(try ledger.entries().map { Array($0.recorder.utf8).count } == [6, 5, 6])
    }

    @Test func `a partnership spelt with other bytes is another partnership`() throws {
        let ledger = try Ledger.inMemory()
        let composed = try Build.key(partnership: "Caf\u{E9}")
        let parted = try Build.key(partnership: "Cafe\u{301}")
        let entries = try [composed, parted].map { try Build.transfer(.award, in: $0) }
        let book = Book(
            registrations: [Registration(.fund(try Build.fund(composed)), afterEntry: 0)],
            entries: entries.map {
                BookEntry(transfer: $0, recorded: nil, recorder: nil, line: 2)
            })
        #expect(throws: LedgerError.self) { try ledger.load(book, by: "A. Officer") }
        #expect(try ledger.head() == .empty)
    }

    @Test func `a printed table with a nought byte in it is refused`() throws {
        let office = try Office()
        for table in [try Build.printed(content: "a\0b"), try Build.printed(name: "a\0b")] {
            #expect(throws: LedgerError.self) { try office.register(.printed(table)) }
        }
        #expect(try office.ledger.verify().findings.isEmpty)
    }
}
