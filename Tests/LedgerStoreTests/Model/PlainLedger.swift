import LedgerCore

/// The rules of the trade in the plainest words: a list of what was accepted, and every figure added
/// up again from all of it each time it is asked for.
///
/// It shares no decision and no sum with the product, so that where the two agree neither is wrong
/// by the other's mistake.
struct PlainLedger {
    /// Where money is: a fund year's own side, or a project's.
    struct Place: Hashable {
        let fund: FundYear
        let project: Code?
        let name: String
    }

    /// One accepted transfer.
    struct Line {
        let number: Int
        let sent: Transfer
        let leaves: Place
        let arrives: Place
        /// The number of the line it answers.
        let answers: Int?
        let recorded: Moment
    }

    /// Something that was made known, with how many lines there were and when.
    struct Note<Subject> {
        let subject: Subject
        let after: Int
        let recorded: Moment
    }

    private(set) var lines: [Line] = []
    private(set) var funds: [Note<Fund>] = []
    private(set) var projects: [Note<Project>] = []
    private(set) var closings: [Note<(fund: FundYear, through: CalendarDay?)>] = []
    private(set) var latest = Moment(milliseconds: 0)

    /// How far one looks: up to a line, or up to a moment.
    enum Known {
        case line(Int)
        case moment(Moment)
    }

    /// Something was registered that moves no figure here.
    mutating func pass(at clock: Moment) {
        latest = max(latest, clock)
    }

    mutating func note(_ fund: Fund, at clock: Moment) {
        latest = max(latest, clock)
        funds.append(Note(subject: fund, after: lines.count, recorded: latest))
    }

    mutating func note(_ project: Project, at clock: Moment) {
        latest = max(latest, clock)
        projects.append(Note(subject: project, after: lines.count, recorded: latest))
    }

    mutating func close(_ fund: FundYear, through: CalendarDay?, at clock: Moment) {
        latest = max(latest, clock)
        closings.append(Note(subject: (fund, through), after: lines.count, recorded: latest))
    }

    mutating func accept(_ sent: Transfer, named id: EntryID, at clock: Moment) throws {
        latest = max(latest, clock)
        let path = try path(of: sent)
        lines.append(
            Line(
                number: lines.count + 1, sent: try sent.named(id), leaves: path.leaves,
                arrives: path.arrives, answers: line(sent.against)?.number, recorded: latest))
    }

    func line(_ id: EntryID?) -> Line? {
        lines.first { $0.sent.id != nil && $0.sent.id == id }
    }

    /// The table of kinds: from where to where each kind moves money.
    func path(of sent: Transfer) throws -> (leaves: Place, arrives: Place) {
        func own(_ name: String) -> Place { Place(fund: sent.fund, project: nil, name: name) }
        func of(_ project: Code?, _ name: String) -> Place {
            Place(fund: sent.fund, project: project, name: name)
        }
        let unspent = sent.from == nil ? own("unallocated") : of(sent.from, "available")
        switch sent.kind {
        case .award: return (own("funder"), own("unallocated"))
        case .awardReduction: return (own("unallocated"), own("funder"))
        case .allocation: return (own("unallocated"), of(sent.to, "available"))
        case .release: return (of(sent.from, "available"), own("unallocated"))
        case .virement: return (of(sent.from, "available"), of(sent.to, "available"))
        case .commitment: return (of(sent.from, "available"), of(sent.from, "committed"))
        case .decommitment: return (of(sent.from, "committed"), of(sent.from, "available"))
        case .spend:
            let order = line(sent.against)
            let isOnOrder = order != nil && order?.sent.amount != .zero
            return (of(sent.from, isOnOrder ? "committed" : "available"), of(sent.from, "spent"))
        case .refund: return (of(sent.to, "spent"), of(sent.to, "available"))
        case .carryForward:
            let year = try FinancialYear(startingIn: sent.fund.year.startYear + 1)
            let next = try FundYear(
                partnership: sent.fund.partnership, code: sent.fund.code, year: year)
            return (unspent, Place(fund: next, project: nil, name: "unallocated"))
        case .repayment: return (unspent, own("funder"))
        case .claim: return (own("due"), own("claimed"))
        case .receipt: return (own("claimed"), own("received"))
        case .reversal:
            guard let original = line(sent.against) else { return (own("nowhere"), own("nowhere")) }
            return (original.arrives, original.leaves)
        }
    }
}

/// Figures: each a loop over every line.
extension PlainLedger {
    func held(
        _ place: Place, asAt day: CalendarDay? = nil, _ known: Known? = nil
    ) -> Int64 {
        var sum: Int64 = 0
        for line in lines where counts(line, day, known) {
            if line.arrives == place { sum += line.sent.amount.pence }
            if line.leaves == place { sum -= line.sent.amount.pence }
        }
        return sum
    }

    /// Whether the line counts for a reader who looks that far.
    func counts(_ line: Line, _ day: CalendarDay?, _ known: Known?) -> Bool {
        if let day, line.sent.day.number > day.number { return false }
        switch known {
        case nil: return true
        case .line(let number): return line.number <= number
        case .moment(let moment): return line.recorded.milliseconds <= moment.milliseconds
        }
    }

    func knows<Subject>(_ note: Note<Subject>, _ known: Known?) -> Bool {
        switch known {
        case nil: true
        case .line(let number): note.after <= number
        case .moment(let moment): note.recorded.milliseconds <= moment.milliseconds
        }
    }

    /// The line that takes this one back, among those that count.
    func reversal(of line: Line, _ day: CalendarDay? = nil, _ known: Known? = nil) -> Line? {
        lines.first {
            $0.sent.kind == .reversal && $0.answers == line.number && counts($0, day, known)
        }
    }

    /// What stands of the money that invoices and decommitments took off an order.
    func taken(off order: Line, _ day: CalendarDay? = nil, _ known: Known? = nil) -> Int64 {
        standing(answersTo: order, day, known).reduce(0) { $0 + $1.sent.amount.pence }
    }

    func standing(
        answersTo order: Line, _ day: CalendarDay? = nil, _ known: Known? = nil
    ) -> [Line] {
        lines.filter {
            $0.answers == order.number && $0.sent.kind != .reversal && counts($0, day, known)
                && reversal(of: $0, day, known) == nil
        }
    }

    /// The fund as last made known; nil before its first note.
    func fund(_ key: FundYear, _ known: Known? = nil) -> Fund? {
        funds.last { $0.subject.key == key && knows($0, known) }?.subject
    }

    func project(_ code: Code, in key: FundYear, _ known: Known? = nil) -> Project? {
        projects.last {
            $0.subject.fund == key && $0.subject.code == code && knows($0, known)
        }?.subject
    }

    func closed(_ key: FundYear) -> CalendarDay? {
        closings.last { $0.subject.fund == key }?.subject.through
    }
}
