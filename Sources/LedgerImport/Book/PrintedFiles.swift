import LedgerCore

/// The printed tables of a book: the files in `statements`, and what `statements.csv` says of them.
struct PrintedFiles {
    private let folder: BookFolder
    private let index: BookIndex
    private var log: BookLog { folder.log }

    init(_ folder: BookFolder, index: BookIndex) {
        self.folder = folder
        self.index = index
    }

    func read(into places: inout BookPlaces) {
        let names = folder.tables(in: "statements")
        var listed: Set<String> = []
        let optional = ["partnership", "name"] + Placement.columns
        if let sheet = folder.sheet("statements.csv", ["file"], optional, isOptional: true) {
            let placement = Placement(sheet)
            let (file, partnership) = (sheet.column("file"), sheet.column("partnership"))
            // What it was called where its file could not have that name, or another had it.
            let own = sheet.column("name")
            sheet.forEachRow { row in
                let name = row.row.trimmed(file)
                listed.insert(name)
                guard names.contains(name) else {
                    row.report(
                        "statements/\(name.prefix(80)) is not there. Add the file, or take out the line."
                    )
                    return
                }
                let owner = composed(trimmed(row.text(partnership).utf8)[...])
                let printed = statement(
                    name, of: owner.isEmpty ? nil : owner,
                    named: row.isBlank(own) ? name : row.text(own))
                guard let printed else { return }
                places.add(placement.registration(.printed(printed), row, unplaced: nil), row)
            }
        }
        for name in names where !listed.contains(name) {
            guard let printed = statement(name, of: nil, named: name) else { continue }
            places.add(Registration(.printed(printed)), file: "statements/\(name)", line: 1)
        }
    }

    /// The file as control totals of the one fund it can be of; the log says why it is none.
    private func statement(
        _ name: String, of partnership: String?, named own: String
    ) -> PrintedStatement? {
        let file = "statements/\(name)"
        let meant: PrintedName
        do throws(PrintedNameError) {
            meant = try PrintedName(parsing: name)
        } catch {
            log.report(error.description, file: file)
            return nil
        }
        guard let table = folder.table(file) else { return nil }
        let funds = index.funds.filter {
            $0.code == meant.fund && $0.year == meant.year
                && (partnership == nil || $0.partnership == partnership)
        }.sorted()
        guard let fund = funds.first, funds.count == 1 else {
            report(funds, meant, file)
            return nil
        }
        do throws(BookProblems) {
            return try PrintedTableReader.statement(
                fund: fund, day: meant.day, name: own, content: table.plainText)
        } catch {
            for problem in error.problems {
                log.report(problem.message, file: file, line: problem.line)
            }
            return nil
        }
    }

    private func report(_ funds: [FundYear], _ meant: PrintedName, _ file: String) {
        if funds.isEmpty {
            guard index.hasAllFunds else { return }
            log.report(
                "funds.csv has no \(meant.fund) \(meant.year). Correct the file's name, or add the fund.",
                file: file)
        } else {
            let names = funds.map(\.partnership).joined(separator: " and ")
            log.report(
                "\(names) both have \(meant.fund) \(meant.year). Name the partnership in statements.csv.",
                file: file)
        }
    }
}
