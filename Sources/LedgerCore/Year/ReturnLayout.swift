/// Which sheets and fields a return has, in which order and under which headings.
///
/// It is data, so that a partnership can bring the return into the form its funder asks for: a text
/// with one line a sheet (`Projects: Projects`) and one a field of it (`Projects.spent: Spent to
/// date`). What is not named is left out.
public struct ReturnLayout: Hashable, Sendable {
    public let sheets: [Sheet]

    public struct Sheet: Hashable, Sendable {
        public let part: ReturnPart
        public let title: String
        public let fields: [Field]
    }

    public struct Field: Hashable, Sendable {
        /// A key of `ReturnPart.fields`.
        public let key: String
        public let heading: String
    }

    /// Every sheet with every field under its own name.
    public static let standard = ReturnLayout(
        sheets: ReturnPart.allCases.map { part in
            Sheet(
                part: part, title: part.title,
                fields: part.fields.map { Field(key: $0.key, heading: $0.heading) })
        })

    private init(sheets: [Sheet]) { self.sheets = sheets }

    /// Reads a layout.
    ///
    /// Throws `YearRefusal` naming the line that is not understood.
    public init(parsing text: String) throws(Refusal) {
        var sheets: [(part: ReturnPart, title: String, fields: [Field])] = []
        for (number, bytes) in text.utf8.split(
            separator: 10, omittingEmptySubsequences: false
        ).enumerated() {
            // A text may come with lines that end in two bytes.
            let line = trimmed(bytes.last == 13 ? bytes.dropLast() : bytes)
            guard !line.isEmpty else { continue }
            func refused(_ fault: YearRefusal.LayoutFault) -> Refusal {
                .year(.layout(line: number + 1, fault))
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                throw refused(.noColon)
            }
            let name = String(decoding: trimmed(line[..<colon]), as: UTF8.self)
            let heading = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
            guard !heading.isEmpty else { throw refused(.noHeading(name)) }
            if let part = ReturnPart(rawValue: name) {
                guard !sheets.contains(where: { $0.part == part }) else {
                    throw refused(.namedTwice(name))
                }
                sheets.append((part, heading, []))
                continue
            }
            guard let last = sheets.indices.last else {
                throw refused(.beforeAnySheet(name))
            }
            let part = sheets[last].part
            let keys = part.fields.map { "\(part.rawValue).\($0.key)" }
            guard let place = keys.firstIndex(of: name) else {
                throw refused(.unknownField(name, of: part))
            }
            let key = part.fields[place].key
            guard !sheets[last].fields.contains(where: { $0.key == key }) else {
                throw refused(.namedTwice(name))
            }
            sheets[last].fields.append(Field(key: key, heading: heading))
        }
        guard !sheets.isEmpty else { throw .year(.layoutWithoutSheet) }
        self.sheets = sheets.map { Sheet(part: $0.part, title: $0.title, fields: $0.fields) }
    }

    /// The layout as a fund year's ledger keeps it; the latest counts.
    public func record(for fund: FundYear) throws(Refusal) -> YearRecord {
        try YearRecord(fund: fund, kind: .layout, name: "", content: text)
    }

    /// The layout as text, one line a sheet or field.
    public var text: String {
        sheets.map { sheet in
            "\(sheet.part.rawValue): \(sheet.title)\n"
                + sheet.fields.map { "\(sheet.part.rawValue).\($0.key): \($0.heading)\n" }.joined()
        }.joined()
    }
}

/// A sheet of the return.
public enum ReturnPart: String, CaseIterable, Sendable {
    case summary = "Summary"
    case projects = "Projects"
    case transactions = "Transactions"
    case approvals = "Approvals"
    case outputs = "Outputs"
    case reconciliation = "Reconciliation"
    case changes = "Changes"
    case declaration = "Declaration"

    /// What its sheet is called where a layout says nothing else; a spreadsheet takes 31 characters.
    public var title: String {
        switch self {
        case .transactions: "Transactions of the period"
        case .approvals: "Virements and approvals"
        case .changes: "Changes since the last version"
        case .summary, .projects, .outputs, .reconciliation, .declaration: rawValue
        }
    }

    static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
