import LedgerCore

/// Why an extract cannot be held against the ledger, or a decision cannot be kept.
enum MatchError: Error, Equatable {
    case noPayments(String)
    case noneOfFund(String, FundYear)
    case noneInDays(String, ClosedRange<CalendarDay>)
    case daysReversed(from: CalendarDay, to: CalendarDay)
    case malformedDays(String)
    case malformedDecision(String, option: String)
    case unknownPayment(String, file: String)
    case severalPayments(String, [String])
    case notASpend(Int, TransferKind, FundYear, of: FundYear)
    case reversed(Int)
    case contradiction(payment: String, entry: Int)
    case missingReason
}

extension MatchError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noPayments(let file):
            "\(file) has no payments below its headings. Give the finance system's list of payments."
        case .noneOfFund(let file, let fund):
            "Every payment of \(file) is of other funds than \(fund) by its code. See what the codes mean with `locality import sources`."
        case .noneInDays(let file, let days):
            "No payment of \(file) is of \(days.lowerBound) to \(days.upperBound). Give other days with --from and --to."
        case .daysReversed(let from, let to):
            "\(from) to \(to) is backwards. Swap --from and --to."
        case .malformedDays(let text):
            "“\(text)” is no number of days from 0 to 366. Write how many may lie between a spend and its payment, such as 31."
        case .malformedDecision(let text, let option):
            "“\(text)” does not say which payment and which entry. Write the payment's name, = and the entry's number, such as \(option) p-abcde=31; several with commas between them."
        case .unknownPayment(let text, let file):
            "There is no payment “\(text)” in \(file). Copy its name, which begins with p-, from `locality match`."
        case .severalPayments(let text, let names):
            "“\(text)” could be \(names.joined(separator: " or ")). Write more of its name."
        case .notASpend(let entry, let kind, let of, let fund):
            of == fund
                ? "Entry \(entry) is of the kind \(kind.name), not a spend or a refund. See `locality transactions --kind spend`."
                : "Entry \(entry) is of \(of), not of \(fund). See `locality transactions --kind spend`."
        case .reversed(let entry):
            "Entry \(entry) was reversed, so that there is nothing to match. See `locality transactions`."
        case .contradiction(let payment, let entry):
            "\(payment) and entry \(entry) stand under both --confirm and --break. Leave one of them out."
        case .missingReason:
            "Why you decide so is missing. Give it with --reason; it is kept with your name."
        }
    }
}
