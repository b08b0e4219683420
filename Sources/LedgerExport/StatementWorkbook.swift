public import LedgerCore
public import XLSXWriter

/// A statement as a spreadsheet.
public struct StatementWorkbook {
    public init(statement: FundStatement, created: Moment) {
    }

    public func write(to path: String) throws(WorkbookError) {
    }
}
