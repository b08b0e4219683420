/// What a formula comes to, kept in the file for readers that do not calculate.
public enum FormulaResult: Hashable, Sendable {
    /// A plain number.
    case number(Double)
    /// A sum in pence, shown in pounds.
    case pence(Int64)
    /// A text.
    case text(String)
}
