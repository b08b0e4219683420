public import LedgerCore

/// What a ledger would be asked to record for a list of payments, before it is asked.
public struct SpendPlan: Sendable {
    /// A row for each payment, in the order of the list.
    public let rows: [Row]

    /// One payment, and the entry that would be made of it.
    public struct Row: Sendable {
        public let payment: Payment
        /// The line of the file or the number of the sheet's row.
        public let line: Int
        /// The entry's id, the same wherever the payment stands in whatever file of the source.
        public let id: EntryID
        /// The line of a row above with the same facts.
        public let repeated: Int?
        public let target: Target?
        /// The spend, or the refund of a credit; nil where the row is refused or moves nothing.
        public let transfer: Transfer?
        /// Why nothing can be recorded for the row.
        public let refusal: String?
        /// Whether that is because nothing says which project is meant.
        public let isUnknown: Bool
        /// How many rows with the same facts stand above.
        let occurrence: Int
    }

    /// The project that is meant.
    public struct Target: Hashable, Sendable, Comparable {
        public let fund: FundYear
        public let project: Code

        public static func < (left: Target, right: Target) -> Bool {
            (left.fund, left.project) < (right.fund, right.project)
        }
    }

    /// A code or a payee that no project is known for.
    public struct Unknown: Hashable, Sendable {
        public let word: String
        public let isPayee: Bool
        public var count: Int
        public var sum: Money
    }

    /// What is known of the ledger's funds and of where the list comes from.
    public struct Setting {
        /// The funds that rows may go to.
        public let funds: [Fund]
        /// The fund years that have a project, by its code.
        public let places: [Code: [FundYear]]
        /// The source's name.
        public let source: String
        /// What notes say of the file, before the line.
        public let evidence: String
        /// A digest of twelve bytes or more.
        public let digest: ([UInt8]) -> [UInt8]

        public init(
            funds: [Fund], places: [Code: [FundYear]], source: String, evidence: String,
            digest: @escaping ([UInt8]) -> [UInt8]
        ) {
            self.funds = funds
            self.places = places
            self.source = source
            self.evidence = evidence
            self.digest = digest
        }
    }

    public init(_ list: PaymentList, settings: PaymentSettings, in setting: Setting) {
        let finder = TargetFinder(settings: settings, setting: setting)
        let occurrences = list.occurrences
        var firstLines: [[UInt8]: Int] = [:]
        var rows: [Row] = []
        for (index, payment) in list.payments.enumerated() {
            let facts = payment.canonicalBytes(source: setting.source, occurrence: 0)
            let id = EntryID(
                digest: setting.digest(
                    payment.canonicalBytes(
                        source: setting.source, occurrence: occurrences[index])))
            let line = list.lines[index]
            rows.append(
                Row(
                    payment, line: line, id: id, repeated: firstLines[facts],
                    occurrence: occurrences[index],
                    target: finder.target(of: payment), evidence: setting.evidence))
            if firstLines[facts] == nil { firstLines[facts] = line }
        }
        self.rows = rows
    }

    /// The places in `rows` in the order in which they are recorded, which is the same however the
    /// list was sorted: by day, credits after what was spent that day.
    public var order: [Int] {
        rows.indices.sorted { first, second in
            let (one, other) = (rows[first], rows[second])
            let (left, right) = (one.payment, other.payment)
            if left.day != right.day { return left.day < right.day }
            let areCredits = (left.amount < .zero, right.amount < .zero)
            if areCredits.0 != areCredits.1 { return areCredits.1 }
            let facts = [left, right].map { [$0.payee, $0.reference, $0.code] }
            if facts[0] != facts[1] { return facts[0].lexicographicallyPrecedes(facts[1]) }
            return (left.amount.magnitude, one.occurrence) < (
                right.amount.magnitude, other.occurrence
            )
        }
    }

    /// The codes and payees no project is known for, with their sums, the largest first.
    public var unknown: [Unknown] {
        var found: [[UInt8]: Unknown] = [:]
        for row in rows where row.isUnknown {
            let isPayee = row.payment.code.isEmpty
            let word = isPayee ? row.payment.payee : row.payment.code
            var unknown =
                found[PaymentMeaning.key(word)]
                ?? Unknown(word: word, isPayee: isPayee, count: 0, sum: .zero)
            unknown.count += 1
            unknown.sum += row.payment.amount
            found[PaymentMeaning.key(word)] = unknown
        }
        return found.values.sorted { ($1.sum.magnitude, $0.word) < ($0.sum.magnitude, $1.word) }
    }
}

extension SpendPlan.Row {
    fileprivate init(
        _ payment: Payment, line: Int, id: EntryID, repeated: Int?, occurrence: Int,
        target: Result<SpendPlan.Target, TargetFinder.Failure>, evidence: String
    ) {
        self.payment = payment
        self.line = line
        self.id = id
        self.repeated = repeated
        self.occurrence = occurrence
        switch target {
        case .failure(let failure):
            self.target = nil
            transfer = nil
            refusal = failure.words
            isUnknown = failure.isUnknown
        case .success(let target):
            isUnknown = false
            self.target = target
            guard payment.amount != .zero else {
                transfer = nil
                refusal = nil
                return
            }
            do throws(Refusal) {
                transfer = try Transfer(
                    payment, to: target, id: id, note: "\(evidence), \(payment.place)")
                refusal = nil
            } catch {
                transfer = nil
                refusal = error.description
            }
        }
    }
}

extension Transfer {
    /// The spend that a payment is, or the refund that a credit is.
    fileprivate init(
        _ payment: Payment, to target: SpendPlan.Target, id: EntryID, note: String
    ) throws(Refusal) {
        let isCredit = payment.amount < .zero
        // A description gives way to where the row stands: 1,000 bytes are a note's most.
        let room = 1_000 - note.utf8.count - 8
        let words = payment.note.isEmpty ? note : "\(payment.note.cut(to: room)) (\(note))"
        try self.init(
            isCredit ? .refund : .spend, on: payment.day, in: target.fund,
            from: isCredit ? nil : target.project, to: isCredit ? target.project : nil,
            amount: payment.amount.magnitude, reference: payment.reference, payee: payment.payee,
            note: words, id: id)
    }
}

extension String {
    /// The text, or as many of its letters as fit into the bytes and “…”.
    fileprivate func cut(to bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in unicodeScalars {
            count += String(scalar).utf8.count
            guard count <= bytes - 3 else { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }
}

/// Finds the project that a payment is for.
struct TargetFinder {
    let settings: PaymentSettings
    let setting: SpendPlan.Setting
    private let meanings: [[UInt8]: PaymentMeaning]
    private let spendingDays: [FundYear: ClosedRange<CalendarDay>]

    /// Why there is none.
    struct Failure: Error {
        let words: String
        var isUnknown = false
    }

    init(settings: PaymentSettings, setting: SpendPlan.Setting) {
        self.settings = settings
        self.setting = setting
        meanings = settings.byKey
        spendingDays = Dictionary(
            setting.funds.map { ($0.key, $0.spendFrom...$0.spendBy) }
        ) { $1 }
    }

    /// What the settings say of the code, else of the payee; else the project of that very code,
    /// else the project for all rows.
    func target(of payment: Payment) -> Result<SpendPlan.Target, Failure> {
        if let meaning = meanings[PaymentMeaning.key(payment.code)]
            ?? meanings[PaymentMeaning.key(payment.payee)]
        {
            return place(
                meaning.project, fund: meaning.fund ?? settings.fund,
                year: meaning.year ?? settings.year, payment.day)
        }
        if let code = try? Code(payment.code), setting.places[code] != nil {
            return place(code, fund: settings.fund, year: settings.year, payment.day)
        }
        guard let project = settings.project else {
            let word =
                payment.code.isEmpty ? "payee “\(payment.payee)”" : "code “\(payment.code)”"
            return .failure(
                Failure(words: "no project is known for the \(word)", isUnknown: true))
        }
        return place(project, fund: settings.fund, year: settings.year, payment.day)
    }

    /// The fund year that has the project; of several the one in whose spending dates the day is.
    private func place(
        _ project: Code, fund: Code?, year: FinancialYear?, _ day: CalendarDay
    ) -> Result<SpendPlan.Target, Failure> {
        let all = (setting.places[project] ?? []).filter {
            (fund == nil || $0.code == fund) && (year == nil || $0.year == year)
        }
        let held =
            all.count <= 1 ? all : all.filter { spendingDays[$0]?.contains(day) ?? false }
        if held.count == 1, let only = held.first {
            return .success(SpendPlan.Target(fund: only, project: project))
        }
        guard !all.isEmpty else {
            let place = [fund?.text, year.map { "\($0)" }].compactMap(\.self)
            let scope = place.isEmpty ? "this ledger" : place.joined(separator: " ")
            return .failure(
                Failure(
                    words:
                        "There is no project \(project) in \(scope). See `locality project list`."))
        }
        let names = all.map { "\($0)" }.joined(separator: " and ")
        return .failure(
            Failure(
                words:
                    "\(project) is a project of \(names), and \(day) \(held.isEmpty ? "is in the spending dates of none of them" : "does not tell them apart"). Say which with --fund and --year."
            ))
    }
}
