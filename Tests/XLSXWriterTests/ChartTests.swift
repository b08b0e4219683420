import Foundation
import Testing
import XLSXWriter

struct ChartTests {
    private static func chart(
        _ arrangement: Chart.Arrangement, on sheet: SheetName
    ) throws(WorkbookError) -> Chart {
        try Chart(
            arrangement, categories: .init(CellRange(rows: 0...2, columns: 0...0), on: sheet),
            series: [
                .init(
                    "Spend & plan",
                    values: .init(CellRange(rows: 0...2, columns: 1...1), on: sheet),
                    colour: 0x1D3557)
            ], altText: "Spend of three funds")
    }

    private static func write(
        _ scratch: Scratch, _ arrangement: Chart.Arrangement = .endToEnd,
        change: (inout Chart) -> Void = { _ in },
        cells: (borrowing Sheet) throws(WorkbookError) -> Void = { _ in }
    ) throws(WorkbookError) {
        let name = try SheetName("Q1")
        var chart = try chart(arrangement, on: name)
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

    @Test func `columns stand side by side, with a title, words at both axes and figures`() throws {
        let scratch = try Scratch()
        try Self.write(scratch, .sideBySide) {
            $0.title = "Profile & actual"
            $0.categoryTitle = "Quarter"
            $0.valueTitle = "Pounds"
            $0.figureFormat = "£#,##0"
            $0.series[0].edge = 0x17365D
        }
        let xml = try scratch.xml("xl/charts/chart1.xml")
        #expect(xml.contains("<c:barDir val=\"col\"/>"))
        #expect(xml.contains("<c:grouping val=\"clustered\"/>"))
        #expect(!xml.contains("<c:autoTitleDeleted"))
        for words in ["Profile &amp; actual", "Quarter", "Pounds"] {
            #expect(xml.contains("<a:t>\(words)</a:t>"))
        }
        let category = try #require(xml.range(of: "<c:catAx>"))
        let value = try #require(xml.range(of: "<c:valAx>"))
        let quarter = try #require(xml.range(of: "<a:t>Quarter</a:t>"))
        #expect(category.upperBound < quarter.lowerBound && quarter.upperBound < value.lowerBound)
        #expect(xml.contains("<c:numFmt formatCode=\"£#,##0\" sourceLinked=\"0\"/>"))
        #expect(xml.contains("<c:showVal val=\"1\"/>"))
        #expect(xml.contains("<a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"17365D\"/>"))
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

    @Test func `a series or a title that reads as a formula is refused`() {
        #expect(throws: WorkbookError.readsAsFormula("=A1")) {
            try Self.write(Scratch()) { $0.series[0].name = "=A1" }
        }
        #expect(throws: WorkbookError.readsAsFormula("=\u{338}x")) {
            try Self.write(Scratch()) { $0.series[0].name = "=\u{338}x" }
        }
        for property in [\Chart.title, \Chart.categoryTitle, \Chart.valueTitle] {
            #expect(throws: WorkbookError.readsAsFormula("=A1")) {
                try Self.write(Scratch()) { $0[keyPath: property] = "=A1" }
            }
        }
    }
}
