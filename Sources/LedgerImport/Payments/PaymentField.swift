/// What a column of a list of payments holds.
public enum PaymentField: String, Sendable, CaseIterable {
    case date
    case payee
    case reference
    case amount
    case debit
    case credit
    case code
    case note
    /// Whether the row is an invoice or a credit note, where its amount does not say.
    case kind = "type"

    /// The word used in settings and options.
    public var name: String { rawValue }
}

/// Which part of a date such as `02/11/18` comes first.
public enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
    case yearFirst = "year-first"
}

/// Whether a list shows what was spent above or below nought.
public enum SpendSign: String, Sendable, CaseIterable {
    case positive = "spend-positive"
    case negative = "spend-negative"
}
