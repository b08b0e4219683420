import LedgerCore

/// One thing that keeps a list of payments from being read, and every place it stands at.
public struct PaymentProblem: Hashable, Sendable {
    /// Where the officer finds it: `Invoices!C14`, or `line 14`.
    public let place: String
    public let line: Int
    /// The column of the cell, from nought; nil where the whole row is meant.
    public let column: Int?
    /// What is wrong, quoting what was read, and what would be accepted.
    public let message: String
    /// The further places at which the same is wrong, in order.
    public internal(set) var others: [String] = []

    /// How many places there are.
    public var count: Int { 1 + others.count }
}

extension PaymentProblem: CustomStringConvertible {
    /// Where it is, then what it is, as in `line 4 and 2 more (line 7, line 9): …`.
    public var description: String {
        guard !others.isEmpty else { return "\(place): \(message)" }
        let named = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? ", …" : "")
        return "\(place) and \(others.count) more (\(named)): \(message)"
    }
}

/// Gathers what is found while a list is read; identical problems become one.
struct PaymentLog {
    let grid: Grid
    private var problems: [PaymentProblem] = []
    private var known: [String: Int] = [:]

    init(_ grid: Grid) {
        self.grid = grid
    }

    /// In the order of the file.
    var sorted: [PaymentProblem] {
        problems.sorted { ($0.line, $0.column ?? -1) < ($1.line, $1.column ?? -1) }
    }

    mutating func report(_ message: String, line: Int, column: Int?) {
        // A quoted cell may hold line breaks; a problem stays on one line of the terminal.
        let plain = String(
            decoding: message.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        let place = grid.place(line: line, column: column)
        let key = "\(column ?? -1) \(plain)"
        if let index = known[key] {
            problems[index].others.append(place)
        } else {
            known[key] = problems.count
            problems.append(
                PaymentProblem(place: place, line: line, column: column, message: plain))
        }
    }
}
