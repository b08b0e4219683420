/// What a formula comes to, kept in the file for readers that do not calculate.
public enum FormulaResult: Hashable, Sendable {
    /// A sum in pence, shown in pounds.
    case pence(Int64)
    /// One sum in pence as a share of another, which is not nought.
    case ratio(Int64, of: Int64)
    /// A whole number.
    case count(Int)
    /// A text.
    case text(String)
}
