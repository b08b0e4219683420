public import XLSXWriter

/// A copy of a checked file as a spreadsheet: every cell where it was and as it was printed, the
/// findings as colours and comments, and a sheet before them that sums up.
public enum AnnotatedWorkbook {
    /// No date, so that the same file gives the same bytes: the first second that a zip can name.
    private static let created: Int64 = 315_532_800

    /// Writes the file whole, or leaves what was there as it is.
    public static func write(_ book: AnnotatedBook, to path: String) throws(WorkbookError) {
        let names = try AnnotatedNames(book)
        var workbook = try Workbook(
            path: path, properties: book.properties(created: created), constantMemory: true)
        try workbook.addSheet(names.summary) { _ in }
        var outcomes: [AnnotatedCopy.Outcome] = []
        for (index, name) in names.sheets.enumerated() {
            var copy = AnnotatedCopy(ofSheet: index, in: book, summary: names.summary)
            let outcome = try workbook.addSheet(name) { sheet throws(WorkbookError) in
                try copy.write(on: sheet)
            }
            outcomes.append(outcome)
        }
        try workbook.withSheet(names.summary) { sheet throws(WorkbookError) in
            var summary = AnnotatedSummary(of: book, names: names, outcomes: outcomes)
            try summary.write(on: sheet)
        }
        try workbook.close()
    }
}

extension AnnotatedBook {
    fileprivate func properties(created: Int64) -> WorkbookProperties {
        WorkbookProperties(
            title: StatementLettering.property("\(fileName), checked"),
            subject: "Check of a printed table", author: AnnotatedComment.author,
            category: "Checked table", comments: "SHA-256 of the checked file: \(sha256)",
            created: created)
    }

    /// What stands at the foot of every page.
    var footer: PageLine {
        // The format codes each ampersand, and a line with its codes holds 255 characters.
        let ampersands = fileName.utf8.count { $0 == UInt8(ascii: "&") }
        let name = ampersands > 5 ? "" : StatementLettering.shortened(fileName, to: 60)
        return PageLine(
            left: PrintedText(name), centre: "\(.sheetName), page \(.page) of \(.pages)",
            right: "SHA-256 \(String(sha256.prefix(12)))")
    }
}
