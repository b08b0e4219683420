/// An order, or invoices awaited of a known amount, as it stood on a day.
public struct Order: Hashable, Sendable {
    /// The commitment it was placed with.
    public let entry: Entry
    /// What was spent against it.
    public let invoiced: Money
    /// What of it was released.
    public let released: Money

    public var ordered: Money { entry.transfer.amount }
    public var left: Money { ordered - invoiced - released }

    /// Days from the day it counts for.
    public func age(on day: CalendarDay) -> Int { day.number - entry.transfer.day.number }
}

/// A fund year's orders as they stood on a day.
public struct OrderBook: Sendable {
    /// Those that were not reversed, the oldest first.
    public let orders: [Order]
    /// What was released of commitments without naming an order.
    public let unnamed: Money

    /// Every entry counts where no day is given.
    public init(_ entries: [Entry], of fund: FundYear, asAt day: CalendarDay? = nil) {
        let known = entries.filter { entry in
            entry.transfer.fund == fund && (day.map { entry.transfer.day <= $0 } ?? true)
        }
        let reversed = Set(known.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
        let standing = known.filter {
            $0.transfer.kind != .reversal && !reversed.contains($0.number)
        }
        var invoiced: [Int: Money] = [:]
        var released: [Int: Money] = [:]
        var unnamed = Money.zero
        for entry in standing {
            switch (entry.transfer.kind, entry.answers) {
            case (.spend, let order?): invoiced[order, default: .zero] += entry.transfer.amount
            case (.decommitment, let order?):
                released[order, default: .zero] += entry.transfer.amount
            case (.decommitment, nil): unnamed += entry.transfer.amount
            default: break
            }
        }
        self.unnamed = unnamed
        orders = standing.filter {
            $0.transfer.kind == .commitment && $0.transfer.amount > .zero
        }.map { entry in
            Order(
                entry: entry, invoiced: invoiced[entry.number] ?? .zero,
                released: released[entry.number] ?? .zero)
        }.sorted {
            ($0.entry.transfer.day, $0.entry.number) < ($1.entry.transfer.day, $1.entry.number)
        }
    }

    /// Those that have something left.
    public var open: [Order] { orders.filter { $0.left > .zero } }

    /// How long orders are open, as lists at a quarter's end group them.
    public enum Age: CaseIterable, Sendable {
        case upTo30
        case upTo60
        case upTo90
        case over90

        public init(days: Int) {
            self = days <= 30 ? .upTo30 : days <= 60 ? .upTo60 : days <= 90 ? .upTo90 : .over90
        }

        public var inWords: String {
            switch self {
            case .upTo30: "0 to 30 days"
            case .upTo60: "31 to 60 days"
            case .upTo90: "61 to 90 days"
            case .over90: "over 90 days"
            }
        }
    }
}
