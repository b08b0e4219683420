import LedgerCore

/// The files of one folder of a book: each name once, and no content lost.
struct BookFileNames {
    /// In the order they were added, as UTF-8.
    private(set) var files: [(name: String, content: [UInt8])] = []
    private var places: [String: Int] = [:]

    /// The file of a printed table: of its own name where that says which fund and day it is of.
    mutating func add(_ printed: PrintedStatement) -> String {
        let stem = "\(printed.fund)_\(printed.day)".underscored
        let isOwn = printed.name.isFileName(after: stem)
        return add(printed.content, as: isOwn ? printed.name : "\(stem).csv", else: stem)
    }

    /// The file of an extract, `PLF_2018-19_2018-04-01_2018-06-30.csv`: the name that finance gave
    /// it need not be one of a file here.
    mutating func add(_ extract: FinanceExtract) -> String {
        let days = "\(extract.days.lowerBound)_\(extract.days.upperBound)"
        let stem = "\(extract.fund)_\(days)".underscored
        return add(extract.content, as: "\(stem).csv", else: stem)
    }

    /// The first name that is free or has this content: `…_2.csv`, `…_3.csv` and so on.
    private mutating func add(_ content: String, as wanted: String, else stem: String) -> String {
        let bytes = Array(content.utf8)
        var (name, count) = (wanted, 1)
        while let place = places[name], files[place].content != bytes {
            count += 1
            name = "\(stem)_\(count).csv"
        }
        if places[name] == nil {
            places[name] = files.count
            files.append((name, bytes))
        }
        return name
    }
}

extension String {
    /// The words of a fund year with `_` between them, as the names of files have it.
    fileprivate var underscored: String {
        String(decoding: utf8.map { $0 == 0x20 ? 0x5F : $0 }, as: UTF8.self)
    }

    /// Whether it is the stem, or the stem with `_` and more after it, and `.csv`; a name that
    /// leads to another folder is none.
    fileprivate func isFileName(after stem: String) -> Bool {
        let rest = utf8.dropFirst(stem.utf8.count)
        return utf8.starts(with: stem.utf8) && utf8.count <= 200
            && (rest.count == 4 || rest.first == UInt8(ascii: "_"))
            && rest.suffix(4).elementsEqual(".csv".utf8)
            && rest.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C }
    }
}
