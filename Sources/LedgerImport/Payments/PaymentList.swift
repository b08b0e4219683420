public import LedgerCore

/// A list of payments or invoices as it was read.
public struct PaymentList: Sendable {
    /// The file's name.
    public let file: String
    /// The sheet it was read from; nil for a CSV file.
    public let sheet: String?
    /// The payments in the order of the file, credits below nought.
    public let payments: [Payment]
    /// The line or the sheet's row of each payment.
    public let lines: [Int]
    /// The lines of the rows that could not be read; `problems` says why.
    public let unread: [Int]
    /// What keeps the list from being taken; empty when every row could be read.
    public let problems: [PaymentProblem]
    /// What the officer should know of how it was read, a sentence each.
    public let remarks: [String]
    /// How it was read, so that the next list of its source is read the same way.
    public let settings: PaymentSettings

    /// The sum of the payments, credits taken off, in pence.
    public var total: Money { payments.reduce(.zero) { $0 + $1.amount } }

    /// For each payment, how many with the same facts stand before it in the file.
    public var occurrences: [Int] {
        var counts: [[UInt8]: Int] = [:]
        return payments.map { payment in
            let facts = payment.canonicalBytes(source: "", occurrence: 0)
            let before = counts[facts, default: 0]
            counts[facts] = before + 1
            return before
        }
    }
}

/// Why a file holds no list of payments that can be read.
public enum PaymentListError: Error, Equatable, Sendable {
    case noSheet(String, known: [String])
    case severalSheets(file: String, [String])
    case statement(file: String, headings: [String])
    case noHeader(file: String, near: String?)
    case tooLong(file: String, limit: Int)
    case noColumn(PaymentField, String, file: String, headings: [String])
}

extension PaymentListError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSheet(let name, let known):
            known.isEmpty
                ? "The file is a CSV file and has no sheets. Leave --sheet out."
                : "There is no sheet “\(name)”; the file has \(PaymentListError.list(known)). Name one of them with --sheet."
        case .severalSheets(let file, let names):
            "\(file) has lists of payments on the sheets \(PaymentListError.list(names)). Say which with --sheet."
        case .noHeader(let file, let near):
            near.map {
                "No row of \(file) names both a date and an amount; \($0). Name the columns as they are headed, such as --columns \"date=Invoice Date,amount=Net\"."
            }
                ?? "\(file) does not look like a list of payments: no row of it has headings such as Date, Payee and Amount. Give a CSV or .xlsx list that has, or name them as they are, such as --columns \"date=Invoice Date,amount=Net\"."
        case .statement(let file, let headings):
            "\(file) looks like a printed statement, with \(PaymentListError.list(headings)), and not like a list of payments. Hold it against the ledger with `locality compare`."
        case .tooLong(let file, let limit):
            "\(file) has more than \(limit) payments. Split it into lists of a few months each."
        case .noColumn(let field, let heading, let file, let headings):
            "No column of \(file) is headed “\(heading)”, which would be the \(field.name); its headings are \(PaymentListError.list(headings)). Name the columns with --columns."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "“\($0)”" }.joined(separator: ", ")
    }
}
