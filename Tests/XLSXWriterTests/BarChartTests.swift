import Testing
import XLSXWriter

struct BarChartTests {
    private static func chart(on sheet: SheetName) throws(WorkbookError) -> BarChart {
        try BarChart(
            categories: .init(CellRange(rows: 0...2, columns: 0...0), on: sheet),
            series: [
                .init(
                    "Spend & plan",
                    values: .init(CellRange(rows: 0...2, columns: 1...1), on: sheet),
                    colour: 0x1D3557)
            ], altText: "Spend of three funds")
    }

    private static func write(
        _ scratch: Scratch, change: (inout BarChart) -> Void = { _ in },
        cells: (borrowing Sheet) throws(WorkbookError) -> Void = { _ in }
    ) throws(WorkbookError) {
        let name = try SheetName("Q1")
        var chart = try chart(on: name)
        change(&chart)
        var book = try scratch.open()
        try book.addSheet(name) { sheet throws(WorkbookError) in
            try cells(sheet)
            try sheet.insert(chart, at: at(4, 0))
        }
        try book.close()
    }

    @Test func `a chart says in words what it shows`() throws {
        let scratch = try Scratch()
        try Self.write(scratch)
        let drawing = try scratch.xml("xl/drawings/drawing1.xml")
        #expect(drawing.contains("descr=\"Spend of three funds\""))
        let xml = try scratch.xml("xl/charts/chart1.xml")
        #expect(xml.contains("<c:f>'Q1'!$B$1:$B$3</c:f>"))
        #expect(xml.contains("<c:barDir val=\"bar\"/>"))
        #expect(xml.contains("Spend &amp; plan"))
    }

    @Test func `figures are kept in the chart, but not those of formulas`() throws {
        let scratch = try Scratch()
        try Self.write(
            scratch,
            cells: { sheet throws(WorkbookError) in
                for row in 0..<3 { try sheet.write(number: 7.25, at: at(row, 1)) }
            })
        #expect(try scratch.xml("xl/charts/chart1.xml").contains("<c:v>7.25</c:v>"))
        try Self.write(
            scratch,
            cells: { sheet throws(WorkbookError) in
                for row in 0..<3 {
                    try sheet.write(formula: "=29/4", result: .pence(725), at: at(row, 1))
                }
            })
        #expect(try !scratch.xml("xl/charts/chart1.xml").contains("<c:v>0</c:v>"))
    }

    @Test func `a chart of nothing, or of a sheet that is not there, is refused`() throws {
        #expect(throws: WorkbookError.chartWithoutSeries) {
            try Self.write(Scratch()) { $0.series = [] }
        }
        let other = try SheetName("Other")
        #expect(throws: WorkbookError.noSuchSheet("Other")) {
            try Self.write(Scratch()) {
                $0.categories = .init($0.categories.range, on: other)
            }
        }
        let block = try CellRange(rows: 0...1, columns: 0...1)
        #expect(throws: WorkbookError.chartNeedsOneRowOrColumn("A1:B2")) {
            try Self.write(Scratch()) { $0.categories = .init(block, on: $0.categories.sheet) }
        }
    }

    @Test func `a series that reads as a formula is refused`() {
        #expect(throws: WorkbookError.readsAsFormula("=A1")) {
            try Self.write(Scratch()) { $0.series[0].name = "=A1" }
        }
        #expect(throws: WorkbookError.readsAsFormula("=\u{338}x")) {
            try Self.write(Scratch()) { $0.series[0].name = "=\u{338}x" }
        }
    }
}
