private import Foundation

/// A file of tables, CSV or .xlsx, read into grids.
public struct TableFile: Sendable {
    /// The file's name, without its folder.
    public let name: String
    /// The file's bytes as they are on the disk.
    public let content: [UInt8]
    /// One for a CSV file; of a workbook every sheet with cells, hidden ones too.
    public let sheets: [Grid]
    /// What the officer should know of how it was read, a sentence each.
    public let remarks: [String]

    /// Reads a file, whatever its name ends in; by its first bytes it is a workbook or text.
    public init(path: String) throws(TableFileError) {
        let name = (path as NSString).lastPathComponent
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path)
        }
        try self.init(name: name, content: Array(data))
    }

    public init(name: String, content: [UInt8]) throws(TableFileError) {
        self.name = name
        self.content = content
        do throws(CSVError) {
            let table = try CSVReader.read(content)
            sheets = [Grid(table)]
            remarks = table.source.isPlain ? [] : [table.source.remark(on: name)]
        } catch {
            throw .csv(name, error)
        }
    }
}

/// Why a file cannot be read as tables.
public enum TableFileError: Error, Equatable, Sendable {
    case unreadable(String)
    case csv(String, CSVError)
}

extension TableFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path):
            "“\(path)” cannot be read. Check the name, and who may read it."
        case .csv(let name, let error):
            "\(name)\(error.line.map { " line \($0)" } ?? ""): \(error)"
        }
    }
}
