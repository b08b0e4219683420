/// Why the ledger will not take what is said of an entry; a case for each reason.
public enum TagRefusal: Error, Equatable, Sendable {
    case unknownWords(String)
    case noCost(Int, TransferKind)
    case entryClosed(Int, day: CalendarDay, through: CalendarDay)
    case notEarlier(ReturnPeriod, day: CalendarDay)
    case notClosed(ReturnPeriod, FundYear, through: CalendarDay?)
}

extension TagRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownWords(let words):
            "“\(words)” is not said of an entry. Write period, labour: yes, capital: yes or asset, each once."
        case .noCost(let entry, let kind):
            "Entry \(entry) is a \(kind.name); only a spend or a refund belongs to a period or is labour, capital or an asset."
        case .entryClosed(let entry, let day, let through):
            "Entry \(entry) counts for \(day), which is closed up to \(through): the period it belongs to stays as it was returned. Reverse it in the open period, or `locality reopen` with a reason."
        case .notEarlier(let period, let day):
            "\(day) is not after \(period), which ends on \(period.lastDay). Leave --belongs-to out, or give a day in the open period with --date."
        case .notClosed(let period, let fund, let through):
            "\(period) is not closed; \(fund) is \(through.map { "closed up to \($0)" } ?? "open throughout"). Record it on its own day, up to \(period.lastDay), without --belongs-to."
        }
    }
}
