import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// A batch of transfers is recorded whole or not at all, and can be tried first.
struct BatchTests {
    private func spends(_ sums: [Int64], from project: String = "PLF-01") throws -> [Transfer] {
        try sums.enumerated().map { index, pence in
            try Build.transfer(.spend, from: project, pence: pence, id: "B\(index)")
        }
    }

    @Test func `a batch is recorded in order, after what is registered with it`() throws {
        let office = try Office()
        let project = try Build.project("PLF-09")
        var batch = [try Build.transfer(.allocation, to: "PLF-09", pence: 500, id: "L9")]
        batch += try spends([200, 300], from: "PLF-09")
        let recorded = try office.ledger.record(
            all: batch, registrations: [.project(project), .source(Build.source())], by: "B")
        #expect(recorded.map(\.entry.number) == [4, 5, 6])
        #expect(recorded.map(\.entry.recorder) == ["B", "B", "B"])
        #expect(recorded.map(\.balances.first?.after) == [pence(500), pence(300), .zero])
        #expect(try office.ledger.paymentSources() == [Build.source()])
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test func `a batch with a refusal writes nothing and names every one by its place`() throws {
        let office = try Office()
        let head = try office.ledger.head()
        let batch = try spends([39_999, 2, 1]) + [Build.transfer(.spend, from: "PLF-77")]
        let code = try Code("PLF-77")
        #expect(
            throws: LedgerError.batchRefused([
                BatchRefusal(
                    index: 1,
                    refusal: .beyondFreeBalance(
                        .spend, try Code("PLF-01"), amount: pence(2), free: pence(1))),
                BatchRefusal(index: 3, refusal: .unknownProject(code, try Build.key())),
            ])
        ) {
            try office.ledger.record(
                all: batch, registrations: [.source(Build.source())], by: "A. Officer")
        }
        #expect(try office.ledger.head() == head)
        #expect(try office.ledger.paymentSources().isEmpty)
        #expect(try office.ledger.verify().findings.isEmpty)
        #expect(try office.record(.spend, pence: 40_000).entry.number == 4)
    }

    @Test func `a registration that is refused refuses the batch`() throws {
        let office = try Office()
        let other = try Build.source(partnership: "Melton")
        #expect(throws: LedgerError.refused(.unknownPartnership("Melton"))) {
            try office.ledger.record(
                all: spends([1]), registrations: [.source(other)], by: "A. Officer")
        }
        #expect(throws: LedgerError.refused(.controlCharacter("recorder"))) {
            try office.ledger.record(all: spends([1]), by: "A\nB")
        }
        #expect(try office.ledger.head().entry == 3)
    }

    @Test func `a batch sent again records nothing twice, nor does an id twice in it`() throws {
        let office = try Office()
        let batch = try spends([5, 6])
        #expect(
            try office.ledger.record(all: batch + batch, by: "A").map(\.isNew) == [
                true, true, false, false,
            ])
        let head = try office.ledger.head()
        #expect(try office.ledger.record(all: batch, by: "A").map(\.entry.number) == [4, 5])
        #expect(try office.ledger.head() == head)
        let other = try spends([7])
        #expect(throws: LedgerError.self) { try office.ledger.record(all: other, by: "A") }
    }

    @Test func `what is refused is told in the words an officer reads`() throws {
        let office = try Office()
        do {
            _ = try office.ledger.record(all: spends([40_000, 1]), by: "A")
            Issue.record("taken")
        } catch {
            let lines = "\(error)".split(separator: "\n")
            #expect(lines.first == "1 entry was refused and nothing was written.")
            #expect(
                lines.last?.hasPrefix("Number 2: PLF-01 has £0.00 free; a spend of £0.01") == true)
        }
    }

    @Test func `progress is told while a batch is recorded`() throws {
        let office = try Office()
        var told: [Int] = []
        _ = try office.ledger.record(
            all: try (0..<1_001).map { _ in try Build.transfer(.award, pence: 1) }, by: "A"
        ) { told.append($0) }
        #expect(told == [0, 500, 1_000])
    }

    /// What a rehearsal says, in a form that can be compared.
    private func words(_ rehearsed: [Rehearsed]) -> [String] {
        rehearsed.map {
            switch $0 {
            case .refused(let refusal): "\(refusal)"
            case .recorded(let recorded):
                "\(recorded.isNew) \(recorded.balances.map { "\($0.project) \($0.freeAfter)" })"
            }
        }
    }

    @Test(arguments: ["recording", "reading", "reading an older version"])
    func `a rehearsal tells what would happen and changes nothing`(opened: String) throws {
        let scratch = try opened.hasSuffix("version") ? Fixture.ledger("ledger-001.sql") : Scratch()
        if !opened.hasSuffix("version") { try TenEntries.write(to: scratch.path) }
        let before = try scratch.bytes()
        let ledger =
            try opened == "recording"
            ? Ledger.openForRecording(scratch.path) : Ledger.openForReading(scratch.path)
        let head = try ledger.head()
        let free = try #require(try ledger.statement(of: Build.key()).lines.first).freeBalance
        let batch =
            try spends([free.pence - 1, 2, 1]) + [
                Build.transfer(.spend, pence: 700, reference: "INV-1", payee: "Acorn Ltd", id: "S1")
            ]
        func rehearse() throws -> [Rehearsed] {
            try ledger.rehearse(
                all: batch, registrations: [.source(Build.source("new"))], by: "A. Officer")
        }
        let rehearsed =
            try opened == "recording" ? rehearse() : ledger.inOneMoment { try rehearse() }
        let refusal = Refusal.beyondFreeBalance(
            .spend, try Code("PLF-01"), amount: pence(2), free: pence(1))
        #expect(
            words(rehearsed) == [
                #"true ["PLF-01 £0.01"]"#, "\(refusal)", #"true ["PLF-01 £0.00"]"#, "false []",
            ])
        #expect(try ledger.head() == head)
        #expect(try ledger.paymentSources().allSatisfy { $0.name != "new" })
        #expect(try ledger.verify(kept: head).findings.isEmpty)
        try ledger.close()
        #expect(try scratch.names == ["ledger.sqlite"])
        #expect(try scratch.bytes() == before)
    }

    @Test func `a rehearsal and a recording come out the same`() throws {
        let office = try Office()
        var random = SeededGenerator()
        let batch = try (0..<200).map { index in
            try Build.transfer(
                random.pick([.spend, .virement, .commitment], or: .spend),
                pence: Int64.random(in: 1...500, using: &random), id: "R\(index)")
        }
        let rehearsed = try office.ledger.rehearse(all: batch, by: "A")
        let taken = zip(batch, rehearsed).filter {
            if case .recorded = $0.1 { true } else { false }
        }
        #expect(taken.count > 50)
        let recorded = try office.ledger.record(all: taken.map(\.0), by: "A")
        #expect(words(recorded.map { .recorded($0) }) == words(taken.map(\.1)))
    }
}
