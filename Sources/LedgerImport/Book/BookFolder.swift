import Foundation

/// The files of a book's folder.
struct BookFolder {
    let path: String
    let log: BookLog

    var exists: Bool { isFolder(path) }

    /// The table in a file, its columns found by their headings.
    ///
    /// Nil where it is not there or has no usable header; the log says why, unless it may be absent.
    func sheet(
        _ file: String, _ required: [String], _ optional: [String], isOptional: Bool = false
    ) -> BookSheet? {
        guard FileManager.default.fileExists(atPath: "\(path)/\(file)") else {
            if !isOptional {
                log.report(
                    "There is no such file in the book. Add it, with its header at least.",
                    file: file)
            }
            return nil
        }
        return table(file).flatMap {
            BookSheet(file: file, table: $0, required: required, optional: optional, log: log)
        }
    }

    /// The file as a table; nil where it cannot be read, and the log says why.
    func table(_ file: String) -> CSVTable? {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else {
            log.report("The file cannot be read. Check who may read it.", file: file)
            return nil
        }
        do throws(CSVError) {
            let table = try CSVReader.read(Array(data))
            if !table.source.isPlain { log.remark(table.source.remark(on: file)) }
            return table
        } catch {
            log.report(error.description, file: file, line: error.line)
            return nil
        }
    }

    /// The names of the tables in a folder of the book, sorted; hidden files apart.
    func tables(in folder: String) -> [String] {
        guard isFolder("\(path)/\(folder)") else { return [] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
        else {
            log.report("The folder cannot be read. Check who may read it.", file: folder)
            return []
        }
        let visible = names.filter { $0.utf8.first != UInt8(ascii: ".") }.sorted()
        return visible.filter { name in
            let isTable = name.utf8.suffix(4).map { $0 | 0x20 } == Array(".csv".utf8)
            if !isTable { log.remark("\(folder)/\(name) is not a .csv file, and was left alone.") }
            return isTable
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(
            atPath: path, isDirectory: &isDirectory)
        return exists && isDirectory.boolValue
    }
}
