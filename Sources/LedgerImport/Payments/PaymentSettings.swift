public import LedgerCore

/// How the lists of one source are read; what is nil or missing is found from the list itself.
public struct PaymentSettings: Hashable, Sendable {
    /// The heading of each field's column; an empty one says that the list has none.
    public var columns: [PaymentField: String] = [:]
    public var dates: DateOrder?
    public var sign: SpendSign?
    public var fund: Code?
    public var year: FinancialYear?
    /// Where rows go whose code and payee name no project.
    public var project: Code?
    /// What codes and payees mean, a later one of the same word in place of an earlier.
    public private(set) var meanings: [PaymentMeaning] = []

    public init() {}

    /// Adds what a code or a payee means, in place of what it meant before.
    public mutating func add(_ meaning: PaymentMeaning) {
        meanings.removeAll { $0.key == meaning.key }
        meanings.append(meaning)
    }

    /// What a code or a payee means, however it is written; nil where nothing is said of it.
    public func meaning(of word: String) -> PaymentMeaning? {
        meanings.first { $0.key == PaymentMeaning.key(word) }
    }

    /// These settings with what the other ones say on top.
    public func changed(by other: PaymentSettings) -> PaymentSettings {
        var all = self
        // An amount and a pair of debit and credit stand in for each other.
        if other.columns[.amount]?.isEmpty == false {
            all.columns[.debit] = nil
            all.columns[.credit] = nil
        } else if other.columns[.debit]?.isEmpty == false {
            all.columns[.amount] = nil
        }
        all.columns.merge(other.columns) { $1 }
        all.dates = other.dates ?? dates
        all.sign = other.sign ?? sign
        all.fund = other.fund ?? fund
        all.year = other.year ?? year
        all.project = other.project ?? project
        for meaning in other.meanings { all.add(meaning) }
        return all
    }

    /// The meanings by what their words have in common with other writings of them.
    var byKey: [[UInt8]: PaymentMeaning] {
        Dictionary(meanings.map { ($0.key, $0) }) { $1 }
    }
}

/// Which project a source's own code, or a payee, means.
public struct PaymentMeaning: Hashable, Sendable {
    /// The code or the payee as the source writes it.
    public let word: String
    public let project: Code
    /// Nil where the project's code is enough to find it.
    public let fund: Code?
    public let year: FinancialYear?

    /// What two writings of one word have in common: case, spaces and leading noughts apart.
    var key: [UInt8] { PaymentMeaning.key(word) }

    static func key(_ word: String) -> [UInt8] { foldedNumber(word) }

    public init(word: String, project: Code, fund: Code? = nil, year: FinancialYear? = nil) {
        self.word = word
        self.project = project
        self.fund = fund
        self.year = year
    }

    /// Reads `CC123=PLF-03`, or `CC123=PLF 2018-19 PLF-03` where the code alone is not enough.
    public init(parsing text: String) throws(PaymentSettingsError) {
        let bytes = Array(text.utf8)
        guard let sign = bytes.lastIndex(of: UInt8(ascii: "=")) else { throw .malformedMap(text) }
        let word = String(decoding: trimmed(bytes[..<sign]), as: UTF8.self)
        let target = bytes[(sign + 1)...].split(separator: 0x20).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard !word.isEmpty, (1...3).contains(target.count),
            let project = target.last.flatMap({ try? Code($0) })
        else { throw .malformedMap(text) }
        self.word = word
        self.project = project
        do {
            fund = target.count > 1 ? try Code(target[0]) : nil
            year = target.count > 2 ? try FinancialYear(parsing: target[1]) : nil
        } catch {
            throw .malformedMap(text)
        }
    }
}

extension PaymentMeaning: CustomStringConvertible {
    /// As `--map` takes it.
    public var description: String {
        let target = [fund?.text, year.map { "\($0)" }, project.text].compactMap(\.self)
        return "\(word)=\(target.joined(separator: " "))"
    }
}

extension PaymentSettings {
    /// Reads `date=Invoice Date,payee=Supplier,amount=Net`; a heading may have commas in it.
    public mutating func setColumns(parsing text: String) throws(PaymentSettingsError) {
        var pieces: [(field: PaymentField, heading: [UInt8])] = []
        let parts = text.utf8.split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for piece in parts {
            if let (field, heading) = PaymentSettings.assignment(piece) {
                pieces.append((field, heading))
            } else if let last = pieces.popLast() {
                pieces.append((last.field, last.heading + [UInt8(ascii: ",")] + Array(piece)))
            } else {
                throw .malformedColumn(String(decoding: Array(piece), as: UTF8.self))
            }
        }
        for (field, heading) in pieces {
            columns[field] = String(decoding: trimmed(heading), as: UTF8.self)
        }
    }

    private static func assignment(
        _ piece: Substring.UTF8View
    ) -> (field: PaymentField, heading: [UInt8])? {
        guard let sign = piece.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = String(decoding: trimmed(piece[..<sign]), as: UTF8.self)
        return PaymentField(rawValue: name).map {
            ($0, Array(piece[piece.index(after: sign)...]))
        }
    }

    /// The settings as lines of `key: value`, in one order.
    public var text: String {
        var lines: [String] = []
        for field in PaymentField.allCases {
            if let heading = columns[field] { lines.append("column: \(field.name)=\(heading)") }
        }
        if let dates { lines.append("dates: \(dates.rawValue)") }
        if let sign { lines.append("sign: \(sign.rawValue)") }
        if let fund { lines.append("fund: \(fund)") }
        if let year { lines.append("year: \(year)") }
        if let project { lines.append("project: \(project)") }
        let sorted = meanings.sorted {
            $0.key.lexicographicallyPrecedes($1.key) || ($0.key == $1.key && $0.word < $1.word)
        }
        lines += sorted.map { "map: \($0)" }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Reads the lines that `text` writes; a line that says something else is refused.
    public init(reading text: String) throws(PaymentSettingsError) {
        self.init()
        for line in text.utf8.split(separator: 0x0A) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                throw .malformedLine(String(decoding: Array(line), as: UTF8.self))
            }
            let value = String(decoding: trimmed(line[line.index(after: colon)...]), as: UTF8.self)
            let key = String(decoding: Array(line[..<colon]), as: UTF8.self)
            guard try set(key, value) else {
                throw .malformedLine(String(decoding: Array(line), as: UTF8.self))
            }
        }
    }

    /// False where the key or its value is none that there is.
    private mutating func set(_ key: String, _ value: String) throws(PaymentSettingsError) -> Bool {
        switch key {
        case "column": try setColumns(parsing: value)
        case "dates": dates = DateOrder(rawValue: value)
        case "sign": sign = SpendSign(rawValue: value)
        case "fund": fund = try? Code(value)
        case "year": year = try? FinancialYear(parsing: value)
        case "project": project = try? Code(value)
        case "map": add(try PaymentMeaning(parsing: value))
        default: return false
        }
        let isSet: [String: Bool] = [
            "dates": dates != nil, "sign": sign != nil, "fund": fund != nil, "year": year != nil,
            "project": project != nil,
        ]
        return isSet[key] ?? true
    }
}

/// Why settings for a list of payments cannot be read.
public enum PaymentSettingsError: Error, Equatable, Sendable {
    case malformedColumn(String)
    case malformedMap(String)
    case malformedLine(String)
}

extension PaymentSettingsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformedColumn(let text):
            "“\(text)” names no column. Write a field and its heading, such as date=Invoice Date; the fields are \(PaymentField.allCases.map(\.name).joined(separator: ", "))."
        case .malformedMap(let text):
            "“\(text)” does not say which project a code means. Write the code or the payee, = and the project, such as CC123=PLF-03."
        case .malformedLine(let text):
            "“\(text)” is no setting of a source. Use a newer version of locality, or save the source again with --save."
        }
    }
}
