import LedgerCore

/// Why a command cannot tell what is meant of an entry, an order or a document.
enum EntryCommandError: Error, Equatable {
    case nothingToTag
    case noDocument(Int)
    case notAnEmptyFolder(String)
    case noDocumentInBook(String, EvidenceFile)
    case accrualDay
    case accrualAtYearEnd(ReturnPeriod)
    case nothingToRelease
    case nothingLeft(Order)
}

extension EntryCommandError: CustomStringConvertible {
    var description: String {
        switch self {
        case .nothingToTag:
            "Nothing was said of the entry. Name at least one, such as --belongs-to or --labour."
        case .noDocument(let entry):
            "Entry \(entry) has no document. Attach one with `locality evidence attach`."
        case .notAnEmptyFolder(let path):
            "\(path) is there already and was left alone. Name a new folder with --output."
        case .noDocumentInBook(let folder, let file):
            "\(folder) lacks evidence/\(file.hash), the document \(file.name) of entry \(file.entry), or it was changed. Put the file there; nothing was loaded."
        case .accrualDay:
            "An accrual counts on its period's last day. Leave --date out."
        case .accrualAtYearEnd(let period):
            "\(period) ends the year, and an accrual is undone in the next period of the same year. Goods received by \(period.lastDay) are a spend of that day: use `locality spend --date \(period.lastDay)`."
        case .nothingToRelease:
            "Neither an amount nor an order is named. Give the amount, or the order with --against to release the rest of it."
        case .nothingLeft(let order):
            "Order \(order.entry.number) of \(order.ordered) has nothing left: \(order.invoiced) is invoiced and \(order.released) released. Nothing was changed."
        }
    }
}
