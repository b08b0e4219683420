public import LedgerCore

/// Whether a workbook agrees with itself, for whoever has nothing but the file.
///
/// What each formula comes to is reckoned anew, exactly, from the cells that it names; and the
/// fingerprint that is printed in the workbook is held against what the workbook says.
public struct WorkbookSelfCheck: Equatable, Sendable {
    /// A formula whose cell says something else than it comes to.
    public struct WrongResult: Equatable, Sendable {
        public let sheet: String
        public let place: CellAddress
        public let formula: String
        public let says: CellValue
        public let comesTo: CellValue
    }

    /// A formula that is not reckoned here.
    public struct Unchecked: Equatable, Sendable {
        public let sheet: String
        public let place: CellAddress
        public let formula: String
    }

    public let wrong: [WrongResult]
    public let unchecked: [Unchecked]
    /// How many formulas came to what their cells say.
    public let right: Int
    /// How many formulas have no result in the file; some programs keep none.
    public let withoutResult: Int
    /// The fingerprint that the workbook has printed; nil where it has none.
    public let printed: String?
    /// The fingerprint of what it says.
    public let fingerprint: LedgerHash

    /// - Parameter hash: SHA-256.
    public init(_ workbook: WorkbookCells, hash: ([UInt8]) -> LedgerHash) {
        var reckoner = Reckoner(workbook)
        var wrong: [WrongResult] = []
        var unchecked: [Unchecked] = []
        var (right, withoutResult) = (0, 0)
        for (index, sheet) in workbook.sheets.enumerated() {
            for cell in sheet.cells {
                guard let formula = cell.formula else { continue }
                guard let says = cell.value else {
                    withoutResult += 1
                    continue
                }
                guard let comesTo = reckoner.result(of: cell, inSheet: index) else {
                    unchecked.append(
                        Unchecked(sheet: sheet.name, place: cell.place, formula: formula))
                    continue
                }
                if CellValue.areSame(says, comesTo) {
                    right += 1
                } else {
                    wrong.append(
                        WrongResult(
                            sheet: sheet.name, place: cell.place, formula: formula, says: says,
                            comesTo: comesTo))
                }
            }
        }
        self.wrong = wrong
        self.unchecked = unchecked
        self.right = right
        self.withoutResult = withoutResult
        printed = workbook.printedFingerprint
        fingerprint = workbook.fingerprint(by: hash)
    }

    /// Whether the printed fingerprint is that of what the workbook says.
    public var hasItsFingerprint: Bool {
        printed.flatMap { LedgerHash(hex: $0) } == fingerprint
    }

    /// Whether every figure that was reckoned agrees, and the fingerprint with all that is said.
    public var agrees: Bool { wrong.isEmpty && hasItsFingerprint }
}

extension WorkbookSelfCheck.WrongResult: CustomStringConvertible {
    public var description: String {
        let cell = Grid.place(sheet: sheet, line: place.line, column: place.column)
        return "\(cell) says \(says), but its formula =\(formula) comes to \(comesTo)."
    }
}
