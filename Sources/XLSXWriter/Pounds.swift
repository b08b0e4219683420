/// The one place where pence become the floating-point pounds that a spreadsheet holds.
enum Pounds {
    /// Excel keeps 15 digits, so a sum up to here is shown to the penny.
    static let penceLimit: Int64 = 999_999_999_999_999

    /// The double nearest to the sum, which prints as exactly those pounds and pence.
    static func cellValue(pence: Int64) throws(WorkbookError) -> Double {
        guard (-penceLimit...penceLimit).contains(pence) else {
            throw .sumTooLarge(pence: pence)
        }
        return Double(pence) / 100
    }
}
