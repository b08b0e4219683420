/// The figures of fund years, their projects grouped by what is known of them.
public struct GroupReport: Sendable {
    /// Largest allocation first; what is not given last.
    public let groups: [Group]
    /// All projects together.
    public let total: Group
    /// The fund years' money that is given to no project.
    public let unallocated: Money

    /// What projects are grouped by.
    public enum Grouping: String, CaseIterable, Sendable {
        case priority
        case lead
        case partner
        case location

        func name(of project: Project) -> String {
            switch self {
            case .priority: project.priority
            case .lead: project.lead
            case .partner: project.partner
            case .location: project.location
            }
        }
    }

    /// Sums in pence.
    public struct Group: Hashable, Sendable {
        /// Blank for what is not given.
        public let name: String
        public private(set) var projects = 0
        public private(set) var allocated = Money.zero
        public private(set) var spent = Money.zero
        public private(set) var committed = Money.zero
        public private(set) var forecast = Money.zero

        public var balance: Money { allocated - spent }
        public var freeBalance: Money { balance - committed }

        fileprivate init(name: String) { self.name = name }

        fileprivate mutating func add(_ line: FundForecast.Line) {
            projects += 1
            allocated += line.allocated
            spent += line.spent
            committed += line.committed
            forecast += line.forecast
        }
    }

    public init(_ forecasts: [FundForecast], by grouping: Grouping) {
        var found: [String: Group] = [:]
        var total = Group(name: "")
        for line in forecasts.flatMap(\.lines) {
            let name = line.project.map(grouping.name) ?? ""
            found[name, default: Group(name: name)].add(line)
            total.add(line)
        }
        self.total = total
        groups = found.values.sorted { left, right in
            if left.name.isEmpty != right.name.isEmpty { return right.name.isEmpty }
            if left.allocated != right.allocated { return left.allocated > right.allocated }
            return left.name < right.name
        }
        unallocated = forecasts.reduce(.zero) { $0 + $1.statement.unallocated }
    }
}
