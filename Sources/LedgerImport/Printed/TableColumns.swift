import LedgerCore

/// What the officer said of a table's columns; blank where the table is to speak for itself.
public struct TableOptions: Sendable {
    /// The unit of every figure without one of its own; nil to go by headings and titles.
    public var unit: MoneyUnit?
    /// Which columns are what; empty to go by headings and cells.
    public var columns: [ColumnChoice]

    /// One column named by its letter, its number or its heading.
    public struct ColumnChoice: Sendable {
        public let name: String
        public let meaning: Meaning

        public enum Meaning: Sendable, Equatable {
            case label
            case money(PrintedRole?)
        }

        public init(name: String, meaning: Meaning) {
            self.name = name
            self.meaning = meaning
        }
    }

    public init(unit: MoneyUnit? = nil, columns: [ColumnChoice] = []) {
        self.unit = unit
        self.columns = columns
    }
}

/// Tells the money columns of a region from names, codes, counts and remarks.
struct TableColumns {
    private(set) var money: [PrintedColumn] = []
    private(set) var labels: [Int] = []
    /// Every column's heading, from the first of the region.
    private let headings: [Int: String]
    private let sights: [Int: ColumnSight]
    private let region: TableRegion
    private let sheet: GridFigures

    init(_ region: TableRegion, in sheet: GridFigures, options: TableOptions) {
        self.region = region
        self.sheet = sheet
        var headings: [Int: String] = [:]
        for column in region.columns {
            headings[column] = TableColumns.heading(column, region, sheet.grid)
        }
        self.headings = headings
        sights = TableColumns.look(region, sheet)
        if options.columns.isEmpty {
            findMoney(options)
            labels = findLabels()
        } else {
            choose(options)
        }
    }

    // MARK: Headings

    /// The words above a column, those of the groups over it first.
    private static func heading(_ column: Int, _ region: TableRegion, _ grid: Grid) -> String {
        var parts: [String] = []
        for (place, row) in region.header.enumerated() {
            let isLast = place == region.header.count - 1
            var text = composed(grid[row].bytes(column))
            if text.isEmpty, !isLast, grid[region.header[place + 1]].cell(column) != nil {
                text = group(over: column, row, region, grid)
            }
            if !text.isEmpty, parts.last != text { parts.append(text) }
        }
        return oneLine(parts.joined(separator: " "))
    }

    /// The nearest words to the left in a row of groups, those of the name column apart.
    private static func group(
        over column: Int, _ row: Int, _ region: TableRegion, _ grid: Grid
    ) -> String {
        let line = grid[row].line
        let area = grid.merges.first { $0.lines.contains(line) && $0.columns.contains(column) }
        if let area, let top = grid.row(ofLine: area.lines.lowerBound) {
            return composed(grid[top].bytes(area.columns.lowerBound))
        }
        // Where cells are merged at all, an empty cell is empty.
        guard grid.merges.isEmpty else { return "" }
        let left = grid[row].columns.filter { $0 < column && $0 >= region.columns.lowerBound }.max()
        guard let left, left > region.columns.lowerBound else { return "" }
        let text = composed(grid[row].bytes(left))
        // “Date” over its own “agreed” says nothing of “Allocated” beside it.
        let words = HeadingWords(text)
        return words.isNoMoney || words.isLabel ? "" : text
    }

    // MARK: Cells

    private static func look(_ region: TableRegion, _ sheet: GridFigures) -> [Int: ColumnSight] {
        let grid = sheet.grid
        var sights = Array(repeating: ColumnSight(), count: grid.columnCount)
        let gridBytes = grid.bytes
        let bytes = gridBytes.span
        for index in grid.range(ofRows: region.body) {
            let cell = grid.cells[index]
            let figure = sheet.figures[index]
            sights[Int(cell.column)].count(figure, cell.kind)
            if figure.state == .unreadable, cell.isTried(in: bytes) {
                sights[Int(cell.column)].tried += 1
            }
        }
        return Dictionary(uniqueKeysWithValues: region.columns.map { ($0, sights[$0]) })
    }

    // MARK: Money

    private mutating func findMoney(_ options: TableOptions) {
        let around = options.unit ?? unitOfTitle()
        for column in region.columns where isMoney(column) {
            let heading = headings[column] ?? ""
            let unit = options.unit ?? MoneyUnit(namedIn: heading) ?? around
            money.append(
                PrintedColumn(
                    index: column, heading: heading, role: HeadingWords(heading).role,
                    unit: unit ?? .pounds))
        }
        settleRoles()
    }

    /// The unit that a title above the table names, such as “All figures in £000”.
    private func unitOfTitle() -> MoneyUnit? {
        // Or a note below it.
        let notes = region.body.suffix(12).filter { sheet.sights[$0].amounts == 0 }
        for row in region.preamble.suffix(6).reversed() + region.header.prefix(1) + notes {
            for column in sheet.grid[row].columns where region.columns.contains(column) {
                let isHeading =
                    region.header.contains(row) && headings[column] != nil
                    && sheet.grid[row].range.count > 1 && column != region.columns.lowerBound
                if isHeading { continue }
                if let unit = MoneyUnit(namedIn: sheet.grid[row][column]) { return unit }
            }
        }
        return nil
    }

    private func isMoney(_ column: Int) -> Bool {
        guard let sight = sights[column] else { return false }
        let words = HeadingWords(headings[column] ?? "")
        if words.isRate { return false }
        let isOpen = !words.isNoMoney && !words.isCount && !words.isLabel && !words.isRemark
        let isSum = words.saysMoney || (isOpen && sight.fractions > 0 && hasTotal(column))
        let fractions = isSum && !words.isNoMoney ? sight.fractions : 0
        let known = sight.amounts + sight.nothings + sight.broken + fractions
        if region.hasOnlyWords { return words.role != nil }
        guard known + sight.tried > 0, sight.percentages <= sight.amounts,
            sight.dates <= sight.amounts
        else {
            return false
        }
        if words.isNoMoney || (words.isCount && words.role == nil) {
            return sight.currency > 0 && sight.currency * 2 >= sight.amounts
                && sight.amounts >= sight.unreadable
        }
        if words.role != nil {
            return (known + sight.tried) * 3 >= sight.unreadable && !isRemarkBelow(sight)
        }
        guard sight.amounts + sight.broken + fractions > 0 || sight.tried > 1 else { return false }
        let isOfYears = sight.years == sight.amounts && sight.broken + fractions == 0
        if isOfYears, sight.currency == 0, sight.years > 0 { return false }
        if words.saysMoney || sight.currency > 0 {
            return known + sight.tried >= sight.unreadable - sight.tried
        }
        if words.isLabel || words.isRemark { return false }
        if sight.fractions > 0 { return isSum && sight.unreadable == 0 }
        guard sight.unreadable == 0, sight.years < sight.amounts else { return false }
        return sight.written > 0 || hasRolesDown || addsUp(column)
    }

    /// A column of words with a figure here and there is of remarks, whatever its heading.
    private func isRemarkBelow(_ sight: ColumnSight) -> Bool {
        sight.amounts + sight.broken + sight.fractions + sight.tried == 0
            && sight.texts > sight.nothings
    }

    /// Whether the rows are allocated, spent and balance, and the projects stand across the page.
    private var hasRolesDown: Bool {
        guard let first = region.columns.first(where: { (sights[$0]?.texts ?? 0) > 1 }) else {
            return false
        }
        let roles = region.body.prefix(12).compactMap { row in
            HeadingWords(String(decoding: sheet.grid[row].bytes(first), as: UTF8.self)).role
        }
        return Set(roles).isSuperset(of: [.allocated, .spent])
    }

    /// Whether whole numbers under an unknown heading are sums: the last of them is what the others
    /// make, or a row called a total has one as large as any of them.
    private func addsUp(_ column: Int) -> Bool {
        let figures = region.body.map { sheet.figure($0, column) }.filter { $0.state == .amount }
            .map(\.pence)
        guard figures.count >= 3, let last = figures.last else { return false }
        let sum = figures.dropLast().reduce(Int64(0)) { addedSafely($0, $1) }
        if sum == last { return true }
        return totals(column).contains { total in figures.allSatisfy { $0 <= total } }
    }

    /// Whether a row called a total has a figure in the column.
    private func hasTotal(_ column: Int) -> Bool { !totals(column).isEmpty }

    /// The figures that rows called a total have in the column.
    private func totals(_ column: Int) -> [Int64] {
        region.body.compactMap { row in
            let figure = sheet.figure(row, column)
            let isTotal =
                [.amount, .partOfAPenny].contains(figure.state)
                && sheet.grid[row].columns.contains { other in
                    sheet.grid[row].kind(other) == .text
                        && RowCue(sheet.grid[row].bytes(other)) == .total
                }
            return isTotal ? figure.pence : nil
        }
    }

    /// One column has a role that several headings could mean.
    private mutating func settleRoles() {
        let hasAllocated = money.contains { $0.role == .allocated }
        if !hasAllocated {
            // “Grant” beside “Spend” is what was allocated to each line.
            money = money.map { column in
                let isGrant = column.role == .received && HeadingWords(column.heading).isGrant
                return isGrant ? column.with(role: .allocated) : column
            }
        }
        let allocated = money.filter { $0.role == .allocated }
        let originals = allocated.filter { HeadingWords($0.heading).isOriginal }
        if !originals.isEmpty, originals.count < allocated.count {
            money = money.map { originals.contains($0) ? $0.with(role: nil) : $0 }
        }
    }

    // MARK: Names

    private static let nameOrder = [
        "description", "project", "projects", "initiative", "scheme", "activity", "item", "service",
        "intervention", "name", "title", "programme", "organisation", "recipient", "applicant",
        "provider", "purpose", "line",
    ]

    /// The column of names, and that of codes before it where there is one.
    private func findLabels() -> [Int] {
        let taken = Set(money.map(\.index))
        let others = region.columns.filter { !taken.contains($0) && (sights[$0]?.texts ?? 0) > 0 }
        func words(_ column: Int) -> HeadingWords { HeadingWords(headings[column] ?? "") }
        let codes = region.columns.filter { !taken.contains($0) && isCode($0) }
        let named = TableColumns.nameOrder.lazy.compactMap { word in
            others.first { column in
                words(column).words.contains(word) && !codes.contains(column)
            }
        }.first
        let name =
            named ?? others.first { words($0).isName && !codes.contains($0) }
            ?? others.filter { !words($0).isRemark && !codes.contains($0) }.max {
                (sights[$0]?.texts ?? 0) < (sights[$1]?.texts ?? 0)
            } ?? others.first ?? codes.first
        guard let name else { return [] }
        return codes.filter { $0 < name }.suffix(1) + [name]
    }

    /// Whether a column holds codes: it is headed so, or “Project” over the likes of `PLF-01`.
    private func isCode(_ column: Int) -> Bool {
        let words = HeadingWords(headings[column] ?? "")
        guard words.isCode || words.words == ["project"] else { return false }
        var codes = 0
        var others = 0
        for row in region.body.prefix(200) {
            let text = sheet.grid[row].bytes(column)
            guard !text.isEmpty else { continue }
            let isShort = text.count <= 16 && !text.contains(0x20) && text.contains(where: isDigit)
            if isShort { codes += 1 } else { others += 1 }
        }
        return codes > others
    }

    // MARK: Chosen columns

    private mutating func choose(_ options: TableOptions) {
        for choice in options.columns {
            guard let column = column(named: choice.name) else { continue }
            switch choice.meaning {
            case .label: labels.append(column)
            case .money(let role):
                let heading = headings[column] ?? ""
                let unit = options.unit ?? MoneyUnit(namedIn: heading) ?? unitOfTitle() ?? .pounds
                money.append(
                    PrintedColumn(index: column, heading: heading, role: role, unit: unit))
            }
        }
        money.sort { $0.index < $1.index }
        if labels.isEmpty { labels = findLabels() }
    }

    /// The column of a heading, a letter or a number, in this order.
    func column(named name: String) -> Int? {
        let folded = foldedLabel(name)
        if let headed = region.columns.first(where: { foldedLabel(headings[$0] ?? "") == folded }) {
            return headed
        }
        if let number = wholeNumber(Array(name.utf8)[...]), region.columns.contains(number - 1) {
            return number - 1
        }
        return region.columns.first {
            Grid.letters($0).utf8.elementsEqual(name.utf8.map { $0 & 0xDF })
        }
    }
}

extension PrintedColumn {
    fileprivate func with(role: PrintedRole?) -> PrintedColumn {
        PrintedColumn(index: index, heading: heading, role: role, unit: unit)
    }
}

/// The sum, or the nearest there is: a table of absurd sums is told of, not stumbled over.
func addedSafely(_ left: Int64, _ right: Int64) -> Int64 {
    let limit: Int64 = 4_000_000_000_000_000_000
    let (sum, over) = left.addingReportingOverflow(right)
    return over ? (right > 0 ? limit : -limit) : min(max(sum, -limit), limit)
}
