import LedgerCore
import TestSupport

extension Build {
    /// The table of the office's fund as at 2 November 2018, before anything is spent.
    static func printed(
        name: String = "PLF_2018-19_2018-11-02.csv", spent: Int64 = 0,
        content: String = "Project,Allocated,Spent\nPLF-01,£400.00,\nPLF-02,£300.00,\n"
    ) throws -> PrintedStatement {
        func line(
            _ number: Int, _ label: String, _ allocated: Int64, _ spent: Int64,
            isTotal: Bool = false
        ) -> PrintedStatement.Line {
            PrintedStatement.Line(
                number: number, label: label, isTotal: isTotal,
                allocated: Money(pence: allocated), spent: Money(pence: spent),
                balance: Money(pence: allocated - spent))
        }
        return PrintedStatement(
            fund: try key(), day: try day("2018-11-02"), name: name, content: content,
            lines: [
                line(2, "PLF-01", 40_000, spent), line(3, "PLF-02", 30_000, 0),
                line(4, "Total", 70_000, spent, isTotal: true),
            ])
    }

    static func waiver(_ finding: String = "overspend-0123abcd") throws -> Waiver {
        try Waiver(
            finding: finding, name: "B. Deputy", reason: "Agreed by the board",
            until: day("2019-03-31"))
    }
}
