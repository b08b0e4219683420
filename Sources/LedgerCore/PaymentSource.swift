/// How the lists of one source are read, kept so that next month's list is read the same way.
public struct PaymentSource: Hashable, Sendable {
    public let partnership: String
    /// What the officer calls it, such as `council-invoices`.
    public let name: String
    /// The settings as lines of `key: value`, in one order; nothing looks at them but the reader.
    public let settings: String

    public init(partnership: String, name: String, settings: String) throws(Refusal) {
        self.partnership = try line(partnership, named: "partnership")
        self.name = try line(name, named: "name of the source")
        self.settings = settings
        guard !self.partnership.isEmpty else { throw .missing("partnership") }
        guard !self.name.isEmpty else { throw .missing("name of the source") }
        guard settings.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x0A }) else {
            throw .controlCharacter("settings of the source")
        }
    }
}
