import LedgerCore
import LedgerExport
import Testing

/// Every kind of entry, over two years of a fund, with words that look like syntax.
private func everyKind() throws -> JournalLedger {
    var ledger = JournalLedger()
    let year = try ledger.addFund(startingIn: 2018, projects: ["PLF-01", "PLF-02"])
    let next = try ledger.addFund(startingIn: 2019, projects: ["PLF-01"])
    let (one, two) = (try Code("PLF-01"), try Code("PLF-02"))
    try ledger.add(.award, "2018-04-01", year, 75_500_00)
    try ledger.add(.awardReduction, "2018-04-02", year, 500_00)
    try ledger.add(.allocation, "2018-04-02", year, to: one, 10_000_00)
    try ledger.add(.allocation, "2018-04-02", year, to: two, 5_000_00)
    try ledger.add(.virement, "2018-05-01", year, from: one, to: two, 1_000_01)
    let order = try ledger.add(.commitment, "2018-05-02", year, from: one, 700_00)
    try ledger.add(
        .spend, "2018-06-01", year, from: one, 300_50, payee: "*! (“Béla”; [2017-01-01] \"a\\b\")",
        against: order)
    try ledger.add(.decommitment, "2018-06-02", year, from: one, 99_50, against: order)
    try ledger.add(.spend, "2018-06-03", year, from: two, 6_100_00, overspend: "agreed; in March")
    try ledger.add(.refund, "2018-06-04", year, to: two, 100_00)
    try ledger.add(.release, "2018-06-05", year, from: one, 10)
    try ledger.add(.commitment, "2018-12-31", year, from: two, 0, reference: "2018-19-Q3")
    let claim = try ledger.add(.claim, "2018-07-01", year, 20_000_00)
    try ledger.add(.claim, "2018-07-02", year, 1_500_00)
    try ledger.add(.receipt, "2018-08-01", year, 1_499_99)
    try ledger.add(.reversal, "2018-09-01", year, 20_000_00, against: claim)
    try ledger.add(.carryForward, "2019-03-31", year, from: one, 2_000_00)
    let carried = try ledger.add(.carryForward, "2019-03-31", year, 3_000_00)
    try ledger.add(.reversal, "2019-04-01", year, 3_000_00, against: carried)
    try ledger.add(.repayment, "2019-03-31", year, from: one, 50_00)
    try ledger.add(.repayment, "2019-03-31", year, 500_00)
    try ledger.add(.allocation, "2019-04-02", next, to: one, 1_999_99)
    return ledger
}

@Test(arguments: JournalFormat.allCases)
func `a journal's postings add up to what the statements say`(format: JournalFormat) throws {
    let ledger = try everyKind()
    let read = try JournalReading(ledger.journal(format), format)
    #expect(read.sums.values.reduce(0, +) == 0)
    #expect(Set(read.stated.keys) == read.declared)
    for (account, stated) in read.stated {
        #expect(read.sums[account, default: 0] == stated, "\(account)")
    }
    #expect(read.declared.count == 19)
}

@Test func `hledger and ledger read one text`() throws {
    let ledger = try everyKind()
    #expect(ledger.journal(.hledger) == ledger.journal(.ledger))
}

@Test func `people's words cannot be taken for a date, a comment or a quote`() throws {
    let ledger = try everyKind()
    let plain = ledger.journal(.ledger)
    #expect(
        plain.contains(
            """
            2018-06-01 * (7) spend against entry 6 PLF-01: *! (“Béla”, (2017-01-01) "a\\b")
                ; kind: spend
                ; id: T7
                ; fund: PLF 2018-19
                ; payee: *! (“Béla”; (2017-01-01) "a\\b")
                ; recorded: 2018-06-01T10:00:07.007Z
                ; recorder: officer
                project:PLF-2018-19:PLF-01:spent  300.50 GBP
                project:PLF-2018-19:PLF-01:committed  -300.50 GBP

            """))
    let beancount = ledger.journal(.beancount)
    #expect(
        beancount.contains(
            #"""
            2018-06-01 * "spend against entry 6 PLF-01: *! (“Béla”, [2017-01-01] \"a\\b\")" ^entry-7
              kind: "spend"
            """#))
}

@Test(arguments: JournalFormat.allCases)
func `invoices awaited without an amount are told, not added`(format: JournalFormat) throws {
    let text = try everyKind().journal(format)
    let told =
        switch format {
        case .hledger, .ledger:
            "\n; Of nought: 2018-12-31 * (12) commitment PLF-02\n;     kind: commitment\n"
        case .beancount:
            "\n2018-12-31 note Assets:PLF-2018-19:PLF-02:Committed \"Entry 12, commitment PLF-02\"\n"
        }
    #expect(text.contains(told))
    #expect(
        text.contains(format == .beancount ? "reference: \"2018-19-Q3\"" : "reference: 2018-19-Q3"))
}

@Test(arguments: JournalFormat.allCases)
func `entries stand by day, then number, and balances after their day`(
    format: JournalFormat
) throws {
    let ledger = try everyKind()
    let text = ledger.journal(format, asAt: try CalendarDay(parsing: "2018-07-01"))
    let stated = try #require(
        text.ranges(of: format == .beancount ? "2018-07-02 balance" : "2018-07-01 * (stated)").first
    )
    let days = text.split(separator: "\n").filter { $0.first == "2" && $0.contains(" * ") }
        .filter { !$0.contains("stated") }.map { String($0.prefix(10)) }
    #expect(days == days.sorted())
    #expect(days.count == ledger.entries.count - 1)
    #expect(text[..<stated.lowerBound].contains("2018-07-01 * "))
    #expect(!text[..<stated.lowerBound].contains("2018-07-02 * "))
}

@Test func `two partnerships of one sound keep their accounts apart`() throws {
    var ledger = JournalLedger()
    for name in ["Charnwood CSP", "Charnwood: C.S.P", "Münster", "–"] {
        let fund = try ledger.addFund(of: name, startingIn: 2018, projects: ["PLF-01"])
        try ledger.add(.award, "2018-04-01", fund, 1_00)
    }
    for format in JournalFormat.allCases {
        let read = try JournalReading(ledger.journal(format), format)
        #expect(read.declared.count == 4 * 8)
        #expect(read.declared.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    }
    let names = try JournalReading(ledger.journal(.beancount), .beancount).declared
    #expect(names.contains("Equity:Funder:CharnwoodCSP:PLF-2018-19"))
    #expect(names.contains("Equity:Funder:CharnwoodCSP-2:PLF-2018-19"))
    #expect(names.contains("Equity:Funder:Mnster:PLF-2018-19"))
    #expect(names.contains("Equity:Funder:Partnership:PLF-2018-19"))
}

@Test(arguments: JournalFormat.allCases)
func `an account whose fund has no statement is declared and said to be unchecked`(
    format: JournalFormat
) throws {
    var ledger = try everyKind()
    ledger.funds.removeLast()
    let text = ledger.journal(format)
    let read = try JournalReading(text, format)
    #expect(read.declared.isSuperset(of: read.sums.keys))
    #expect(read.stated.count < read.declared.count)
    #expect(text.contains("; No statement was exported of the next account, so none is checked."))
}

@Test func `the head of the ledger stands on top`() throws {
    let ledger = try everyKind()
    for format in JournalFormat.allCases {
        let top = ledger.journal(format).split(separator: "\n")[1]
        #expect(top == "; Ledger head: \(ledger.head)")
    }
}

@Test func `an empty ledger is a journal too`() {
    for format in JournalFormat.allCases {
        let text = Journal(format: format).text(statements: [], entries: [], head: .empty)
        #expect(text.contains("; Ledger head: 0:"))
    }
}

@Test(arguments: JournalFormat.allCases)
func `a long journal comes in pieces that end at line ends`(format: JournalFormat) throws {
    var ledger = JournalLedger()
    let fund = try ledger.addFund(startingIn: 2018, projects: ["PLF-01"])
    for _ in 0..<3_000 { try ledger.add(.award, "2018-04-01", fund, 1_00, payee: "Ünï") }
    var pieces: [[UInt8]] = []
    Journal(format: format).write(
        statements: ledger.statements(), entries: ledger.entries.reversed(), head: ledger.head
    ) { pieces.append($0) }
    #expect(pieces.count > 1)
    #expect(pieces.allSatisfy { $0.last == UInt8(ascii: "\n") })
    #expect(String(decoding: pieces.joined(), as: UTF8.self) == ledger.journal(format))
}

@Test func `a sink that fails stops the writing`() throws {
    struct Full: Error {}
    let ledger = try everyKind()
    #expect(throws: Full.self) {
        try Journal(format: .ledger).write(
            statements: ledger.statements(), entries: ledger.entries, head: ledger.head
        ) { _ throws(Full) in throw Full() }
    }
}

/// A ledger in memory that keeps what a store would: entries, and movements by account and kind.
private struct JournalLedger {
    var funds: [Fund] = []
    var projects: [Project] = []
    private(set) var entries: [Entry] = []

    var head: LedgerHead { LedgerHead(entry: entries.count, hash: .none) }

    mutating func addFund(
        of partnership: String = "Charnwood CSP", startingIn year: Int, projects codes: [String]
    ) throws -> FundYear {
        let year = try FinancialYear(startingIn: year)
        let key = try FundYear(partnership: partnership, code: Code("PLF"), year: year)
        funds.append(
            try Fund(
                key: key, name: "Locality Fund", funder: "OPCC", basis: .confirmed,
                spendFrom: year.firstDay, spendBy: year.lastDay, criteria: ""))
        for code in codes {
            projects.append(try Project(fund: key, code: Code(code), description: code))
        }
        return key
    }

    /// Adds the entry and answers its number.
    @discardableResult mutating func add(
        _ kind: TransferKind, _ day: String, _ fund: FundYear, from: Code? = nil, to: Code? = nil,
        _ pence: Int64, reference: String = "", payee: String = "", against: Int? = nil,
        overspend: String = ""
    ) throws -> Int {
        let number = entries.count + 1
        let original = against.map { entries[$0 - 1] }
        let transfer = try Transfer(
            kind, on: CalendarDay(parsing: day), in: fund, from: from, to: to,
            amount: Money(pence: pence), reference: reference, payee: payee, against: original?.id,
            overspendReason: overspend)
        let posting = try transfer.posting(
            answering: original.map {
                Answered(
                    number: $0.number, transfer: $0.transfer, posting: $0.posting, drawn: .zero,
                    reversedBy: nil)
            })
        let recorded = Int64(transfer.day.number) * 86_400_000 + 36_000_000 + Int64(number) * 1_001
        entries.append(
            Entry(
                number: number, id: try EntryID("T\(number)"),
                recorded: Moment(milliseconds: recorded), recorder: "officer", transfer: transfer,
                posting: posting, answers: against, hash: .none))
        return number
    }

    func statements(asAt day: CalendarDay? = nil) -> [FundStatement] {
        let last = day ?? entries.map(\.transfer.day).max() ?? CalendarDay(number: 0)
        return funds.map { fund in
            FundStatement(
                fund: fund, asAt: last, head: head,
                projects: projects.filter { $0.fund == fund.key },
                movements: movements(of: fund.key, upTo: last), awaiting: [])
        }
    }

    private func movements(of fund: FundYear, upTo day: CalendarDay) -> [Movement] {
        entries.filter { $0.transfer.day <= day }.flatMap { entry in
            var kind = entry.transfer.kind
            var (out, into) = (entry.posting.from, entry.posting.to)
            var amount = entry.transfer.amount
            if kind == .reversal, let answers = entry.answers {
                kind = entries[answers - 1].transfer.kind
                (out, into, amount) = (into, out, -amount)
            }
            return [
                (
                    out.fund,
                    Movement(
                        project: out.project, role: out.role, kind: kind, paidIn: .zero,
                        paidOut: amount)
                ),
                (
                    into.fund,
                    Movement(
                        project: into.project, role: into.role, kind: kind, paidIn: amount,
                        paidOut: .zero)
                ),
            ].filter { $0.0 == fund }.map(\.1)
        }
    }

    func journal(_ format: JournalFormat, asAt day: CalendarDay? = nil) -> String {
        Journal(format: format).text(
            statements: statements(asAt: day), entries: entries, head: head)
    }
}

/// What a simple reader finds in a journal: accounts declared, sums of postings, stated balances.
private struct JournalReading {
    private(set) var declared: Set<String> = []
    private(set) var sums: [String: Int64] = [:]
    private(set) var stated: [String: Int64] = [:]

    init(_ text: String, _ format: JournalFormat) throws {
        for line in text.split(separator: "\n") where !line.hasPrefix(";") {
            let words = line.split(separator: " ").map(String.init)
            if format == .beancount {
                try readBeancount(words, isIndented: line.hasPrefix("  "))
            } else if words.first == "account" {
                declared.insert(words[1])
            } else if line.hasPrefix("    "), words[0].contains(":"), words[0] != ";" {
                try #require(line.contains("\(words[0])  "))
                sums[words[0], default: 0] += try pence(words[1])
                if words.count > 3 { stated[words[0]] = try pence(words[4]) }
            }
        }
    }

    private mutating func readBeancount(_ words: [String], isIndented: Bool) throws {
        if words.count > 2, words[1] == "open" {
            declared.insert(words[2])
        } else if words.count > 2, words[1] == "balance" {
            stated[words[2]] = try pence(words[3])
            #expect(words[4...].elementsEqual(["~", "0", "GBP"]))
        } else if isIndented, words.count == 3, words[2] == "GBP" {
            sums[words[0], default: 0] += try pence(words[1])
        }
    }

    private func pence(_ text: String) throws -> Int64 { try Money(parsing: text).pence }
}
