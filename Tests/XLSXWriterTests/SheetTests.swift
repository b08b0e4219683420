import Testing
import XLSXWriter

struct SheetTests {
    @Test func `equal styles share one format, and black is not the library's "not set"`() throws {
        let scratch = try Scratch()
        let style = CellStyle().with {
            $0.bold = true
            $0.fontColour = .black
            $0.numberFormat = "#,##0.00"
        }
        try scratch.write { sheet throws(WorkbookError) in
            for row in 0..<40 { try sheet.write(pence: 1, at: at(row, row), style: style) }
            try sheet.write("plain", at: at(40, 0))
        }
        let styles = try scratch.xml("xl/styles.xml")
        #expect(styles.contains("<cellXfs count=\"2\">"))
        #expect(styles.contains("FF000000"))
    }

    @Test func `a page's ampersands are printed, even before a G`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            var page = PageSetup()
            page.header = PageLine(left: "R&G & [Picture] &[Picture]")
            page.footer = PageLine(centre: "Page \(.page) of \(.pages)")
            try sheet.setPage(page)
        }
        let xml = try scratch.xml()
        #expect(xml.contains("&amp;LR&amp;&amp;&amp;\"-,Regular\"G"))
        #expect(xml.contains("&amp;CPage &amp;P of &amp;N"))
    }

    @Test func `a page is A4 across with its rows repeated, on a sheet named like a cell`() throws {
        let scratch = try Scratch()
        var book = try scratch.open()
        try book.addSheet(SheetName("Q1")) { sheet throws(WorkbookError) in
            var page = PageSetup()
            page.isLandscape = true
            page.pagesWide = 1
            page.repeatedRows = 0...2
            page.printArea = try CellRange(rows: 0...9, columns: 0...3)
            try sheet.setPage(page)
        }
        try book.close()
        #expect(
            try scratch.xml().contains(
                "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>"))
        let names = try scratch.xml("xl/workbook.xml")
        #expect(names.contains(">'Q1'!$1:$3</definedName>"))
        #expect(names.contains(">'Q1'!$A$1:$D$10</definedName>"))
    }

    @Test func `a hidden first sheet stays hidden, and the workbook opens on the next`() throws {
        let scratch = try Scratch()
        var book = try scratch.open()
        try book.addSheet(SheetName("Notes")) { $0.hide() }
        try book.addSheet(SheetName("Return")) { _ in }
        try book.close()
        let xml = try scratch.xml("xl/workbook.xml")
        #expect(xml.contains("name=\"Notes\" sheetId=\"1\" state=\"hidden\""))
        #expect(xml.contains("activeTab=\"1\""))
    }

    @Test func `only the last sheet made active is selected`() throws {
        let scratch = try Scratch()
        var book = try scratch.open()
        for name in ["One", "Two", "Three"] {
            try book.addSheet(SheetName(name)) { $0.activate() }
        }
        try book.withSheet(SheetName("Two")) { $0.activate() }
        try book.close()
        #expect(try scratch.xml("xl/worksheets/sheet2.xml").contains("tabSelected"))
        #expect(try !scratch.xml("xl/worksheets/sheet1.xml").contains("tabSelected"))
        #expect(try !scratch.xml("xl/worksheets/sheet3.xml").contains("tabSelected"))
    }

    @Test func `a rule lays red over what is below nothing`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            let red = CellStyle().with { $0.fill = 0xF9DEDC }
            try sheet.highlight(
                CellRange(rows: 0...8, columns: 1...1), when: .less(than: 0), style: red)
            try sheet.highlight(
                CellRange(rows: 0...8, columns: 0...0), when: .formula("=$B1<0"), style: red)
        }
        let xml = try scratch.xml()
        #expect(xml.contains("<conditionalFormatting sqref=\"B1:B9\">"))
        #expect(xml.contains("<formula>$B1&lt;0</formula>"))
        #expect(try scratch.xml("xl/styles.xml").contains("FFF9DEDC"))
    }

    @Test func `a note keeps its author, and shows where a character was lost`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.comment("Moved\0 <by> virement", author: "An officer", at: at(0, 0))
        }
        let xml = try scratch.xml("xl/comments1.xml")
        #expect(xml.contains("<author>An officer</author>"))
        #expect(xml.contains("Moved\u{FFFD} &lt;by&gt; virement"))
    }

    @Test(arguments: [9, 401]) func `a zoom that Excel does not have is refused`(zoom: Int) {
        #expect(throws: WorkbookError.self) {
            try Scratch().write { sheet throws(WorkbookError) in try sheet.setZoom(zoom) }
        }
    }

    @Test func `a head or foot beyond 255 characters is refused`() {
        #expect(throws: WorkbookError.self) {
            try Scratch().write { sheet throws(WorkbookError) in
                var page = PageSetup()
                page.header = PageLine(left: PrintedText(String(repeating: "a", count: 254)))
                try sheet.setPage(page)
            }
        }
    }

    @Test func `a longer text asks for a wider column, up to the widest there is`() {
        let short = ColumnWidth.fitting("Fund")
        #expect(ColumnWidth.fitting("Fund\nTotal") < ColumnWidth.fitting("Fund Total"))
        #expect(ColumnWidth.fitting("Fund", bold: true) > short)
        #expect((9.0...12.0).contains(ColumnWidth.fitting("0123456789") - 2))
        #expect(ColumnWidth.fitting(String(repeating: "W", count: 900)) == ColumnWidth.limit)
    }
}
