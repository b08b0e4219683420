import LedgerCore

/// Where a registration stood in the ledger it came from, as the optional columns say.
struct Placement {
    static let columns = ["number", "after", "recorded", "by"]

    private let number: Int
    private let after: Int
    private let recorded: Int
    private let recorder: Int

    init(_ sheet: BookSheet) {
        number = sheet.column("number")
        after = sheet.column("after")
        recorded = sheet.column("recorded")
        recorder = sheet.column("by")
    }

    /// The registration, placed; nil where one of the cells cannot be read.
    ///
    /// `first` is where it goes when the row does not say: before all entries, or after them.
    func registration(
        _ subject: Registration.Subject, _ row: BookRow, unplaced first: Int?
    ) -> Registration? {
        let number = row.count(number, named: "number of a registration")
        let after = row.count(after, named: "number of entries")
        let recorded = row.optional(recorded, Moment.init(parsing:))
        let name = row.text(recorder)
        let recorder = row.checked { () throws(Refusal) in try line(name, named: "by") }
        guard number.isRead, after.isRead, recorded.isRead, let recorder else { return nil }
        return Registration(
            subject, number: number.value, afterEntry: after.value ?? first,
            recorded: recorded.value, recorder: recorder.isEmpty ? nil : recorder)
    }
}

/// The registrations of all files, to be put into the order they were made in.
struct BookPlaces {
    private struct Placed {
        let registration: Registration
        let file: String
        let line: Int
        /// Breaks ties: the order of reading.
        let order: Int

        var key: (Int, Int, Int) {
            (registration.afterEntry ?? .max, registration.number ?? .max, order)
        }
    }

    private var placed: [Placed] = []

    mutating func add(_ registration: Registration?, _ row: BookRow) {
        add(registration, file: row.file, line: row.line)
    }

    mutating func add(_ registration: Registration?, file: String, line: Int) {
        guard let registration else { return }
        placed.append(
            Placed(registration: registration, file: file, line: line, order: placed.count))
    }

    /// By the entry they follow, then by their own number, then as they were read.
    func sorted(entryCount: Int, _ log: BookLog) -> [Registration] {
        let sorted = placed.sorted { $0.key < $1.key }
        var last: (number: Int, file: String, line: Int)?
        for one in sorted {
            if let after = one.registration.afterEntry, after > entryCount, log.problems.isEmpty {
                log.report(
                    "It follows entry \(after), and the book has \(entryCount). Add the entries, or leave “after” blank.",
                    file: one.file, line: one.line)
            }
            guard let number = one.registration.number else { continue }
            if let last, number <= last.number {
                log.report(
                    "Number \(number) comes after number \(last.number) (\(last.file) line \(last.line)). Number registrations in the order they were made.",
                    file: one.file, line: one.line)
            }
            last = (number, one.file, one.line)
        }
        return sorted.map(\.registration)
    }
}

/// The fund years and projects a book knows.
struct BookIndex {
    private(set) var funds: Set<FundYear> = []
    private(set) var projects: [FundYear: Set<Code>] = [:]
    /// False where a row of the file is unreadable: what is missing may be meant there.
    var hasAllFunds = true
    var hasAllProjects = true

    mutating func add(_ fund: FundYear) {
        funds.insert(fund)
    }

    mutating func add(_ project: Code, in fund: FundYear) {
        projects[fund, default: []].insert(project)
    }

    /// Reports a fund that the book does not have; true where it has it.
    func knows(_ fund: FundYear, _ row: BookRow) -> Bool {
        if funds.contains(fund) { return true }
        if hasAllFunds {
            row.report(
                "funds.csv has no \(fund) of \(fund.partnership). Add it there, or correct it here."
            )
        }
        return false
    }

    /// Reports a partnership that no fund of the book has; true where one has it.
    func knows(partnership name: String, _ row: BookRow) -> Bool {
        if funds.contains(where: { $0.partnership == name }) { return true }
        if hasAllFunds {
            row.report("funds.csv has no fund of “\(name)”. Add one there, or correct it here.")
        }
        return false
    }

    /// Reports a project that the book does not have.
    func check(_ project: Code?, in fund: FundYear, _ row: BookRow) {
        guard let project, hasAllProjects, projects[fund]?.contains(project) != true else { return }
        row.report("projects.csv has no \(project) in \(fund). Add it there, or correct it here.")
    }
}
