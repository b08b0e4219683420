public import LedgerCore

/// Something in a printed table that does not add up or cannot be read.
public struct TableFinding: Hashable, Sendable {
    /// The rule's id, such as `column-does-not-foot`.
    public let rule: String
    public let severity: Finding.Severity
    /// Where the officer finds it: `PLF!C14`, or `line 14`.
    public let place: String
    /// The line of the file or the number of the sheet's row; nil for the table as a whole.
    public let line: Int?
    /// The column of the cell, from nought; nil where the whole row is meant.
    public let column: Int?
    /// The column's heading; nil where no one column is meant.
    public let heading: String?
    /// What is printed there, where it is a sum.
    public let printed: Money?
    /// What the other figures make.
    public let computed: Money?
    /// What is wrong, with the figures, and what would be accepted.
    public let message: String
    /// The one explanation that fits, marked as a guess; nil where none or several do.
    public let guess: String?

    /// Printed less computed.
    public var difference: Money? {
        guard let printed, let computed else { return nil }
        return printed - computed
    }

    public init(
        rule: String, severity: Finding.Severity, place: String, line: Int? = nil,
        column: Int? = nil, heading: String? = nil, printed: Money? = nil, computed: Money? = nil,
        message: String, guess: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.line = line
        self.column = column
        self.heading = heading
        self.printed = printed
        self.computed = computed
        self.message = message
        self.guess = guess
    }
}
