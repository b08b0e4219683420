/// One thing that keeps a book from being read.
public struct BookProblem: Hashable, Sendable {
    /// The file within the book's folder, such as `entries.csv`.
    public let file: String
    /// The physical line; nil where the file as a whole is meant.
    public let line: Int?
    public let message: String

    public init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        // A quoted cell may hold line breaks; a problem stays on one line of the terminal.
        self.message = String(
            decoding: message.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }
}

extension BookProblem: Comparable {
    public static func < (left: BookProblem, right: BookProblem) -> Bool {
        (left.file, left.line ?? 0, left.message) < (right.file, right.line ?? 0, right.message)
    }
}

extension BookProblem: CustomStringConvertible {
    /// Where it is, then what it is, as in `entries.csv line 12: “gift” is not a kind of entry.`.
    public var description: String {
        "\(file)\(line.map { " line \($0)" } ?? ""): \(message)"
    }
}

/// Everything that is wrong with a book, found in one reading.
public struct BookProblems: Error, Equatable, Sendable {
    /// Sorted by file and line.
    public let problems: [BookProblem]

    public init(_ problems: [BookProblem]) {
        self.problems = problems.sorted()
    }
}

extension BookProblems: CustomStringConvertible {
    public var description: String {
        guard problems.count > 1 else { return problems.first?.description ?? "" }
        return
            "The book has \(problems.count) problems, and nothing was written. Put them right and load it again.\n"
            + problems.map(\.description).joined(separator: "\n")
    }
}

/// Gathers what is found while a book is read.
final class BookLog {
    private(set) var problems: [BookProblem] = []
    private(set) var remarks: [String] = []

    func report(_ message: String, file: String, line: Int? = nil) {
        problems.append(BookProblem(file: file, line: line, message: message))
    }

    func remark(_ sentence: String) {
        remarks.append(sentence)
    }
}
