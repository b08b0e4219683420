import Testing
import XLSXWriter

struct SheetTests {
    @Test func `equal styles share one format, and black is not the library's "not set"`() throws {
        let scratch = try Scratch()
        let style = CellStyle().with {
            $0.bold = true
            $0.fontColour = 0x000000
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
            page.footer = PageLine(
                left: "R&G & [Picture] &[Picture]", centre: "Page \(.page) of \(.pages)")
            try sheet.setPage(page)
        }
        let xml = try scratch.xml()
        #expect(xml.contains("&amp;LR&amp;&amp;&amp;\"-,Regular\"G"))
        #expect(xml.contains("&amp;CPage &amp;P of &amp;N"))
    }

    @Test func `a text can have a line below, as links do`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.write(
                "PLF-01", at: at(0, 0), style: CellStyle().with { $0.underlined = true })
        }
        #expect(try scratch.xml("xl/styles.xml").contains("<font><u/>"))
    }

    @Test func `a sheet is shrunk to one page when told`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            var page = PageSetup()
            page.pagesWide = 1
            page.pagesHigh = 1
            try sheet.setPage(page)
        }
        let xml = try scratch.xml()
        #expect(xml.contains("<pageSetUpPr fitToPage=\"1\"/>") && !xml.contains("fitToHeight"))
    }

    @Test func `a page has a head of its own`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            var page = PageSetup()
            page.header = PageLine(left: "PLF & more", right: "Version 2")
            try sheet.setPage(page)
        }
        #expect(
            try scratch.xml().contains(
                "<headerFooter><oddHeader>&amp;LPLF &amp;&amp; more&amp;RVersion 2</oddHeader>"
                    + "</headerFooter>"))
    }

    @Test func `a protected sheet keeps what is locked, and lets columns be made wider`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            let open = CellStyle().with { $0.isLocked = false }
            try sheet.write("typed over", at: at(0, 0), style: open)
            try sheet.write("kept", at: at(0, 1))
            sheet.protect()
        }
        #expect(
            try scratch.xml().contains(
                "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\""
                    + " formatColumns=\"0\" formatRows=\"0\" autoFilter=\"0\"/>"))
        #expect(try scratch.xml().contains("<c r=\"A1\" s=\"1\""))
        #expect(try scratch.xml("xl/styles.xml").contains("<protection locked=\"0\"/>"))
    }

    @Test func `a page is A4 across with its rows repeated, on a sheet named like a cell`() throws {
        let scratch = try Scratch()
        var book = try scratch.open()
        try book.addSheet(SheetName("Q1")) { sheet throws(WorkbookError) in
            var page = PageSetup()
            page.isLandscape = true
            page.pagesWide = 1
            page.repeatedRows = 0...2
            page.repeatedColumns = 0...1
            page.printArea = try CellRange(rows: 0...9, columns: 0...3)
            try sheet.setPage(page)
        }
        try book.close()
        #expect(
            try scratch.xml().contains(
                "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>"))
        let names = try scratch.xml("xl/workbook.xml")
        #expect(names.contains(">'Q1'!$A:$B,'Q1'!$1:$3</definedName>"))
        #expect(names.contains(">'Q1'!$A$1:$D$10</definedName>"))
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

    @Test func `a comment keeps its author, its look, and shows where a character was lost`() throws
    {
        let scratch = try Scratch()
        try scratch.write(constantMemory: true) { sheet throws(WorkbookError) in
            var comment = CellComment("Moved\0 <by>\nvirement", author: "An officer")
            comment.fill = 0xFBDAD7
            try sheet.write("text", at: at(0, 0))
            try sheet.add(comment, at: at(0, 0))
            try sheet.write("below", at: at(5, 0))
        }
        let xml = try scratch.xml("xl/comments1.xml")
        #expect(xml.contains("<author>An officer</author>"))
        #expect(xml.contains("Moved\u{FFFD} &lt;by&gt;\nvirement"))
        #expect(xml.contains("<rFont val=\"Arial\"/>") && xml.contains("<sz val=\"9\"/>"))
        #expect(try scratch.xml("xl/drawings/vmlDrawing1.vml").contains("#fbdad7"))
    }

    @Test func `a comment's box has a size that Excel takes`() {
        for size in [19, 2_001] {
            #expect(throws: WorkbookError.self) {
                try Scratch().write { sheet throws(WorkbookError) in
                    var comment = CellComment("text", author: "An officer")
                    comment.height = size
                    try sheet.add(comment, at: at(0, 0))
                }
            }
        }
    }

    @Test(arguments: ["Fund", "Fund #1", "It's 3", "external", "Q1"])
    func `a link leads to the cell of a sheet, whatever the sheet's name`(name: String) throws {
        let scratch = try Scratch()
        var book = try scratch.open(constantMemory: true)
        let other = try SheetName(name)
        try book.addSheet(SheetName("Links")) { sheet throws(WorkbookError) in
            for row in 0..<3 {
                try sheet.write(
                    "=see \(row)", leadingTo: at(13, 2), on: other, at: at(row, 1))
            }
        }
        try book.addSheet(other) { _ in }
        try book.close()
        let place = other.quoted.replacing("'", with: "&apos;")
        let quoted = [place, other.quoted].map { "location=\"\($0)!$C$14\"" }
        let xml = try scratch.xml()
        for row in 1...3 {
            #expect(quoted.contains { xml.contains("ref=\"B\(row)\" \($0)") })
        }
        #expect(xml.contains("=see 1"))
    }

    @Test func `a link beyond the most that Excel follows is refused`() {
        #expect(throws: WorkbookError.self) {
            try Scratch().write(constantMemory: true) { sheet throws(WorkbookError) in
                for row in 0...Sheet.linkLimit {
                    try sheet.write("x", leadingTo: at(0, 0), on: sheet.name, at: at(row, 0))
                }
            }
        }
    }

    @Test func `blocks become one cell each, and one that overlaps another stays apart`() throws {
        let scratch = try Scratch()
        var left: [CellRange] = []
        try scratch.write(constantMemory: true) { sheet throws(WorkbookError) in
            for row in 0..<4 { try sheet.write("row \(row)", at: at(row, 0)) }
            let blocks = try [
                CellRange(rows: 1...2, columns: 2...3), CellRange(rows: 0...1, columns: 0...2),
                CellRange(rows: 2...2, columns: 0...1), CellRange(at(3, 3)),
                CellRange(rows: 3...1_048_575, columns: 4...16_383),
            ]
            left = try sheet.join(blocks)
        }
        #expect(left.map(\.description) == ["C2:D3", "D4"])
        let merged = "<mergeCells count=\"3\"><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"A3:B3\"/>"
        #expect(try scratch.xml().contains(merged + "<mergeCell ref=\"E4:XFD1048576\"/>"))
    }

    @Test func `a head or foot beyond 255 characters is refused`() {
        for (line, what) in [(\PageSetup.header, "The head"), (\PageSetup.footer, "The foot")] {
            let refusal = WorkbookError.textTooLong("\(what) of a page", length: 256, limit: 255)
            #expect(throws: refusal) {
                try Scratch().write { sheet throws(WorkbookError) in
                    var page = PageSetup()
                    page[keyPath: line] = PageLine(
                        left: PrintedText(String(repeating: "a", count: 254)))
                    try sheet.setPage(page)
                }
            }
        }
    }
}
