/// How the lists of one source are read, kept so that next month's list is read the same way.
public struct PaymentSource: Hashable, Sendable {
    public let partnership: String
    /// What the officer calls it, such as `council-invoices`.
    public let name: String
    /// The settings as lines of `key: value`, in one order.
    public let settings: String

    public init(partnership: String, name: String, settings: String) throws(Refusal) {
        self.partnership = try line(partnership, named: "partnership")
        self.name = try line(name, named: "name of the source")
        self.settings = settings
        guard !self.name.isEmpty else { throw .missing("name of the source") }
    }
}
