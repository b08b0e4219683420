/// A workbook's file around parts that are not packed, with right check sums.
///
/// Mutated zip bytes would seldom get past the check sums, so the parts are mutated instead.
enum StoredPackage {
    /// The parts an input holds, with a nought between; what it lacks is as below.
    static let parts: [(name: String, usual: String)] = [
        (
            "xl/worksheets/sheet1.xml",
            """
            <worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>
            """
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>Total</t></si></sst>"),
        (
            "xl/styles.xml",
            """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>
            """
        ),
        (
            "xl/workbook.xml",
            """
            <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <sheets><sheet name="PLF" sheetId="1" r:id="rId1"/></sheets></workbook>
            """
        ),
        (
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Target="worksheets/sheet1.xml" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
            <Relationship Id="rId2" Target="sharedStrings.xml" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>
            <Relationship Id="rId3" Target="styles.xml" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>
            </Relationships>
            """
        ),
        (
            "_rels/.rels",
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Target="xl/workbook.xml" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
            </Relationships>
            """
        ),
        (
            "[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType=\
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
            """
        ),
    ]

    static func file(of input: [UInt8]) -> [UInt8] {
        let given = input.split(separator: 0, omittingEmptySubsequences: false)
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let content =
                index < given.count && !given[index].isEmpty
                ? Array(given[index]) : Array(part.usual.utf8)
            let name = Array(part.name.utf8)
            let place = file.count
            let fields =
                little(0, 2) + little(0, 2) + little(0, 4) + little(checkSum(content), 4)
                + little(content.count, 4) + little(content.count, 4) + little(name.count, 2)
            file += little(0x0403_4B50, 4) + little(20, 2) + fields + little(0, 2) + name + content
            directory +=
                little(0x0201_4B50, 4) + little(20, 2) + little(20, 2) + fields + little(0, 2)
                + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(place, 4)
                + name
        }
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(parts.count, 2) + little(parts.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
        return file + directory + end
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let sums: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { sum, _ in
            sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1
        }
    }

    private static func checkSum(_ bytes: [UInt8]) -> Int {
        let sum = bytes.reduce(UInt32.max) { sum, byte in
            sums[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
        }
        return Int(~sum)
    }
}
