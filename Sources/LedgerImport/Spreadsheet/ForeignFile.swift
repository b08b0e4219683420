/// What a file is that is no workbook, though it may be named as one.
public enum ForeignFile: Sendable, Hashable, CaseIterable {
    case oldWorkbook
    case binaryWorkbook
    case openDocument
    case wordDocument
    case oldDocument
    case presentation
    case webPage
    case xmlDocument
    case pdf
    case richText
    case picture
    case archive
    /// Text such as CSV, where a workbook is needed.
    case text
    case binary

    var inWords: String {
        switch self {
        case .oldWorkbook: "an old .xls workbook"
        case .binaryWorkbook: "a binary .xlsb workbook"
        case .openDocument: "an OpenDocument file such as .ods"
        case .wordDocument: "a Word document"
        case .oldDocument: "an old Office document"
        case .presentation: "a PowerPoint presentation"
        case .webPage: "a web page"
        case .xmlDocument: "an XML document"
        case .pdf: "a PDF document"
        case .richText: "an RTF document"
        case .picture: "a picture"
        case .archive: "an archive without a workbook"
        case .text: "text such as CSV"
        case .binary: "neither text nor a file that is known here"
        }
    }

    /// Whether the file begins as zip files do, and so may be a workbook.
    static func isZip(_ file: [UInt8]) -> Bool {
        file.starts(with: "PK".utf8) && file.count > 3
            && [[3, 4], [5, 6], [7, 8]].contains(Array(file[2...3]))
    }

    /// Whether the file begins as the containers do that Office used before 2007, and still uses
    /// for what is protected by a password.
    static func isContainer(_ file: [UInt8]) -> Bool {
        file.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    }

    /// Refuses what is no workbook, or one that is protected by a password.
    static func checkWorkbook(_ file: [UInt8]) throws(SpreadsheetError) {
        guard !isZip(file) else { return }
        if isContainer(file) {
            throw ForeignFile(inContainer: file).map { .foreign($0) } ?? .protected
        }
        throw .foreign(ForeignFile(startOf: file) ?? (file.contains(0) ? .binary : .text))
    }

    /// What a file is by its first bytes; nil for what may be text.
    init?(startOf file: [UInt8]) {
        if file.starts(with: "%PDF".utf8) {
            self = .pdf
        } else if file.starts(with: "{\\rtf".utf8) {
            self = .richText
        } else if ForeignFile.pictures.contains(where: { file.starts(with: $0) }) {
            self = .picture
        } else if ForeignFile.archives.contains(where: { file.starts(with: $0) }) {
            self = .archive
        } else if file.first == 9, file.count > 3, [0, 2, 4, 8].contains(file[1]), file[3] == 0 {
            // Excel 2 to 4 had no container.
            self = .oldWorkbook
        } else if let form = ForeignFile(markup: file) {
            self = form
        } else {
            return nil
        }
    }

    private static let pictures: [[UInt8]] = [
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8),
    ]
    private static let archives: [[UInt8]] = [
        [0x1F, 0x8B], [0x37, 0x7A, 0xBC, 0xAF], Array("Rar!".utf8),
    ]

    /// A web page or an XML document; many a system calls its web page an .xls file.
    private init?(markup file: [UInt8]) {
        let body = file.prefix(1_024).drop { [0xEF, 0xBB, 0xBF, 0x20, 9, 10, 13].contains($0) }
        let start = body.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        let pages = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta"]
        if pages.contains(where: { start.starts(with: $0.utf8) }) {
            self = .webPage
        } else if start.starts(with: "<?xml".utf8) || start.starts(with: "<!doctype".utf8) {
            self = .xmlDocument
        } else {
            return nil
        }
    }

    /// What an old Office container holds, by the names of its streams; nil for one that is
    /// protected by a password.
    init?(inContainer file: [UInt8]) {
        let names = ForeignFile.streamNames(file)
        if names.contains("EncryptedPackage") { return nil }
        let isWorkbook = names.contains("Workbook") || names.contains("Book")
        self = isWorkbook ? .oldWorkbook : .oldDocument
    }

    /// The names in the container's directory, whose entries lie at every 128 bytes.
    private static func streamNames(_ file: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        for start in stride(from: 512, to: file.count - 127, by: 128) {
            let length = Int(file[start + 64])
            guard file[start + 65] == 0, (4...64).contains(length), length.isMultiple(of: 2) else {
                continue
            }
            let units = stride(from: start, to: start + length - 2, by: 2)
            guard units.allSatisfy({ file[$0 + 1] == 0 && (0x20...0x7E).contains(file[$0]) }) else {
                continue
            }
            names.insert(String(decoding: units.map { file[$0] }, as: UTF8.self))
            guard names.count < 1_000 else { break }
        }
        return names
    }

    /// What a zip file without a workbook's parts is.
    init(without workbook: borrowing ZipArchive) {
        if workbook.part("xl/workbook.bin") != nil {
            self = .binaryWorkbook
        } else if workbook.part("mimetype") != nil {
            self = .openDocument
        } else if workbook.holdsFolder("word/") {
            self = .wordDocument
        } else if workbook.holdsFolder("ppt/") {
            self = .presentation
        } else {
            self = .archive
        }
    }
}
