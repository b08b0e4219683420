import Testing
import XLSXWriter

struct CellTests {
    @Test func `a text that begins with an equals sign is a text`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in try sheet.write("=1+1", at: at(0, 0)) }
        #expect(try scratch.xml().contains("<c r=\"A1\" t=\"s\"><v>0</v></c>"))
        #expect(try scratch.xml("xl/sharedStrings.xml").contains("<t>=1+1</t>"))
    }

    @Test func `a formula keeps what it comes to`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.write(formula: "=SUM(A1:A2)", result: .pence(62_562_501), at: at(2, 0))
            try sheet.write(formula: "=3/2", result: .ratio(300, of: 200), at: at(3, 0))
            try sheet.write(formula: "=7-9", result: .count(-2), at: at(5, 0))
            try sheet.write(formula: "=\"a\"&\"b\"", result: .text("ab"), at: at(4, 0))
        }
        let xml = try scratch.xml()
        #expect(xml.contains("<f>SUM(A1:A2)</f><v>625625.01</v>"))
        #expect(xml.contains("<f>7-9</f><v>-2</v>"))
        #expect(xml.contains("<f>3/2</f><v>1.5</v>"))
        #expect(xml.contains("<f>\"a\"&amp;\"b\"</f><v>ab</v>"))
    }

    @Test(arguments: [
        (Int64(0), "0"), (1, "0.01"), (-1, "-0.01"), (110, "1.1"), (123_456_789, "1234567.89"),
        (999_999_999_999_999, "9999999999999.99"), (-999_999_999_999_999, "-9999999999999.99"),
    ])
    func `pence arrive as exactly those pounds`(pence: Int64, text: String) throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.write(pence: pence, at: at(0, 0))
        }
        #expect(try scratch.xml().contains("<v>\(text)</v>"))
    }

    @Test func `a sum of sixteen digits is refused`() throws {
        #expect(throws: WorkbookError.sumTooLarge(pence: 1_000_000_000_000_000)) {
            try Scratch().write { sheet throws(WorkbookError) in
                try sheet.write(pence: 1_000_000_000_000_000, at: at(0, 0))
            }
        }
    }

    @Test(arguments: [
        (1900, 1, 1, "1"), (1900, 2, 28, "59"), (1900, 3, 1, "61"), (2000, 2, 29, "36585"),
        (2026, 4, 1, "46113"), (9999, 12, 31, "2958465"),
    ])
    func `a day is counted as Excel counts it`(
        year: Int, month: Int, day: Int, serial: String
    ) throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.write(year: year, month: month, day: day, at: at(0, 0))
        }
        #expect(try scratch.xml().contains("<v>\(serial)</v>"))
    }

    @Test(arguments: [(1900, 2, 29), (2025, 2, 29), (2025, 4, 31), (1899, 12, 31), (2025, 13, 1)])
    func `a day that is in no calendar is refused`(year: Int, month: Int, day: Int) {
        #expect(throws: WorkbookError.noSuchDay(year: year, month: month, day: day)) {
            try Scratch().write { sheet throws(WorkbookError) in
                try sheet.write(year: year, month: month, day: day, at: at(0, 0))
            }
        }
    }

    @Test(arguments: [false, true])
    func `what XML cannot hold is coded, and a text that looks coded is told apart`(
        constantMemory: Bool
    ) throws {
        let scratch = try Scratch()
        try scratch.write(constantMemory: constantMemory) { sheet throws(WorkbookError) in
            try sheet.write("a\0b\u{7}c\r\nd\u{FFFE}e_x0041_f_x_g\u{FFFD}", at: at(0, 0))
        }
        let part = constantMemory ? "xl/worksheets/sheet1.xml" : "xl/sharedStrings.xml"
        let coded = "a_x0000_b_x0007_c_x000D_\nd_xFFFE_e_x005F_x0041_f_x_g\u{FFFD}"
        #expect(try scratch.xml(part).contains("<t>\(coded)</t>"))
    }

    @Test func `a text may have 32,767 units and no more`() throws {
        let longest = String(repeating: "é", count: 32_767)
        try Scratch().write { sheet throws(WorkbookError) in try sheet.write(longest, at: at(0, 0))
        }
        #expect(
            throws: WorkbookError.textTooLong("The text of a cell", length: 32_768, limit: 32_767)
        ) {
            try Scratch().write { sheet throws(WorkbookError) in
                try sheet.write(longest + "a", at: at(0, 0))
            }
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a figure that is no number is refused`(figure: Double) {
        #expect(throws: WorkbookError.notANumber) {
            try Scratch().write { sheet throws(WorkbookError) in
                try sheet.write(number: figure, at: at(0, 0))
            }
        }
    }

    @Test(arguments: ["1+1", "", "=", "=\"\0\""]) func `what is no formula is refused`(text: String)
    {
        #expect(throws: WorkbookError.self) {
            try Scratch().write { sheet throws(WorkbookError) in
                try sheet.write(formula: text, result: .pence(2), at: at(0, 0))
            }
        }
    }

    @Test(arguments: [
        ("0", "0"), ("-1234.5", "-1234.5"), ("0.3", "0.3"), ("45.5e-2", "0.455"),
        ("33.333333333333336", "33.33333333333334"), ("1234567890123.45", "1234567890123.45"),
    ])
    func `a number arrives with the decimals it was given`(text: String, kept: String) throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.write(decimal: text, at: at(0, 0))
        }
        #expect(try scratch.xml().contains("<v>\(kept)</v>"))
    }

    @Test(arguments: ["", "1,5", "0x10", "nan", "inf", "£5", "1e999", " 1"])
    func `a text that is no plain number is not taken for one`(text: String) {
        #expect(throws: WorkbookError.notANumber) {
            try Scratch().write { sheet throws(WorkbookError) in
                try sheet.write(decimal: text, at: at(0, 0))
            }
        }
    }

    @Test func `a time is a part of its day, and a truth is neither text nor number`() throws {
        let scratch = try Scratch()
        try scratch.write { sheet throws(WorkbookError) in
            try sheet.write(year: 2019, month: 1, day: 24, seconds: 64_800, at: at(0, 0))
            try sheet.write(boolean: true, at: at(0, 1))
        }
        #expect(try scratch.xml().contains("<v>43489.75</v>"))
        #expect(try scratch.xml().contains("<c r=\"B1\" t=\"b\"><v>1</v></c>"))
    }

    @Test func `a row that is on disk is not written to again`() throws {
        #expect(throws: WorkbookError.rowAlreadyWritten(0)) {
            try Scratch().write(constantMemory: true) { sheet throws(WorkbookError) in
                try sheet.write("second", at: at(1, 0))
                try sheet.write("first", at: at(0, 0))
            }
        }
    }
}
