/// A table as it was published: control totals that the ledger must agree with as at its day.
public struct PrintedStatement: Hashable, Sendable {
    public let fund: FundYear
    public let day: CalendarDay
    /// The file's name, such as `PLF_2018-19_2019-01-24.csv`.
    public let name: String
    /// The file's text, kept as it was printed.
    public let content: String
    public let lines: [Line]
    /// What the fund's own line says the funder gives; nil where the table has no such line.
    public let heading: Line?
    /// What should be known of how the table was read, a sentence each.
    public let remarks: [String]
    /// What its figures are rounded to, such as £1,000.00; nil where they are exact.
    public let rounding: Money?
    /// What a check of the table found not to add up, a sentence without its full stop each.
    public let faults: [String]

    /// One line of the table; a figure is nil where nothing is printed.
    public struct Line: Hashable, Sendable {
        /// Where the line stands in the file; the first line is 1.
        public let number: Int
        public let label: String
        public let isTotal: Bool
        public let allocated: Money?
        public let spent: Money?
        public let balance: Money?
        public let received: Money?
        /// Footnote marks and reservations at the label and the figures, such as `*` or `approx`.
        public let marks: Set<String>
        /// The figures that cannot be read.
        public let unreadable: [Unreadable]
        /// The number of the line that has this one's figures in its own; nil for most.
        public let partOf: Int?

        public init(
            number: Int, label: String, isTotal: Bool, allocated: Money?, spent: Money?,
            balance: Money?, received: Money? = nil, marks: Set<String> = [],
            unreadable: [Unreadable] = [], partOf: Int? = nil
        ) {
            self.number = number
            self.label = label
            self.isTotal = isTotal
            self.allocated = allocated
            self.spent = spent
            self.balance = balance
            self.received = received
            self.marks = marks
            self.unreadable = unreadable
            self.partOf = partOf
        }
    }

    /// A cell in a column of money that is not a sum; never guessed to nought.
    public struct Unreadable: Hashable, Sendable {
        /// Where the officer finds it: `PLF!C14`, or `line 14`.
        public let place: String
        /// What the column's figures are, such as `spent`.
        public let column: String
        /// The cell as it is printed.
        public let text: String

        public init(place: String, column: String, text: String) {
            self.place = place
            self.column = column
            self.text = text
        }
    }

    /// A figure, or a line, in which the table and the ledger disagree.
    public struct Difference: Hashable, Sendable {
        public let line: Int
        public let project: Code?
        /// The printed figure less the ledger's.
        public let amount: Money
        public let words: String
    }

    public init(
        fund: FundYear, day: CalendarDay, name: String, content: String, lines: [Line],
        heading: Line? = nil, faults: [String] = [], remarks: [String] = [],
        rounding: Money? = nil
    ) {
        self.fund = fund
        self.day = day
        self.name = name
        self.content = content
        self.lines = lines
        self.heading = heading
        self.faults = faults
        self.remarks = remarks
        self.rounding = rounding
    }

    /// Every disagreement with the ledger's statement as at the same day; empty when all agree.
    ///
    /// Lines are matched to projects by code, then by description; two of one name by position.
    /// `then` gives the projects by the names they had when the table was kept.
    public func differences(
        from statement: FundStatement, named then: FundStatement? = nil
    ) -> [Difference] {
        let figures = Dictionary(
            uniqueKeysWithValues: statement.lines.map { ($0.project.code, $0) })
        let added = statement.lines.filter { line in
            then.map { !$0.lines.contains { $0.project.code == line.project.code } } ?? false
        }
        var unmatched =
            (then ?? statement).lines.map {
                (name: $0, held: figures[$0.project.code] ?? $0)
            } + added.map { (name: $0, held: $0) }
        var found: [Difference] = []
        for line in lines where !line.isTotal {
            guard
                let index = unmatched.firstIndex(where: { $0.name.hasCode(line.label) })
                    ?? unmatched.firstIndex(where: { $0.name.isPrinted(as: line.label) })
            else {
                let printed = line.allocated ?? line.balance ?? line.spent ?? .zero
                found.append(
                    Difference(
                        line: line.number, project: nil, amount: printed,
                        words: "“\(line.label)” is no project of \(fund)"))
                continue
            }
            let project = unmatched.remove(at: index).held
            found += self.figures(
                of: line, named: "\(project.project.code) “\(line.label)”", project.project.code,
                against: (project.allocated, project.spent, project.balance))
        }
        // A project that was not there yet, with nothing to show, is not missing from the table.
        for project in unmatched.map(\.held)
        where project.allocated != .zero || project.spent != .zero {
            found.append(
                Difference(
                    line: lines.last?.number ?? 1, project: project.project.code,
                    amount: -project.allocated,
                    words: "\(project.project.code) “\(project.project.description)” with "
                        + "\(project.allocated) allocated is not in the table"))
        }
        let totals = statement.totals
        for line in lines where line.isTotal {
            found += self.figures(
                of: line, named: "“\(line.label)”", nil,
                against: (totals.allocated, totals.spent, totals.balance))
        }
        return found
    }

    private func figures(
        of line: Line, named name: String, _ project: Code?,
        against ledger: (allocated: Money, spent: Money, balance: Money)
    ) -> [Difference] {
        [
            ("allocated", line.allocated, ledger.allocated), ("spent", line.spent, ledger.spent),
            ("balance", line.balance, ledger.balance),
        ].compactMap { column, printed, held in
            guard let printed, printed != held else { return nil }
            return Difference(
                line: line.number, project: project, amount: printed - held,
                words: "\(name): \(column) is printed as \(printed), the ledger has \(held)")
        }
    }
}

extension FundStatement.Line {
    /// Whether a printed label is the project's code, or begins with it: the description after it
    /// may have changed since.
    func hasCode(_ label: String) -> Bool {
        let (printed, code) = (foldedLabel(label), foldedLabel(project.code.text))
        return printed == code || printed.starts(with: code + [UInt8(ascii: " ")])
    }

    /// Whether a printed label is the project's description, alone or after its code.
    func isPrinted(as label: String) -> Bool {
        let printed = foldedLabel(label)
        return printed == foldedLabel(project.description)
            || printed == foldedLabel("\(project.code.text) \(project.description)")
    }
}

/// The label with small letters, plain hyphens, single spaces and no footnote marks, so that two
/// printings of one name are the same name.
package func foldedLabel(_ label: String) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(label.utf8.count)
    for scalar in label.unicodeScalars {
        switch scalar.value {
        case 0x2010...0x2015, 0x2212: folded.append(UInt8(ascii: "-"))
        case 0x2018, 0x2019: folded.append(UInt8(ascii: "'"))
        case 0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2009, 0x202F:
            if let last = folded.last, last != 0x20 { folded.append(0x20) }
        case 0x41...0x5A: folded.append(UInt8(scalar.value + 32))
        case 0..<0x80: folded.append(UInt8(scalar.value))
        default: folded.append(contentsOf: String(scalar).utf8)
        }
    }
    while let last = folded.last, last == UInt8(ascii: "*") || last == 0x20 {
        folded.removeLast()
    }
    return folded
}
