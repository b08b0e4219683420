public import LedgerCore

extension FinanceExtract {
    /// The payments an extract keeps, in the order it has them.
    public func payments() throws(KeptExtractError) -> [Payment] {
        do {
            let rows = try CSVReader.read(text: content).rows.filter { !$0.isBlank }
            guard let header = rows.first, header.count == 7, header[0] == "date" else {
                throw KeptExtractError(extract: name, line: 1)
            }
            return try rows.dropFirst().map { row in
                func text(_ column: Int) -> String {
                    String(decoding: unguarded(row.bytes(column)), as: UTF8.self)
                }
                do {
                    guard row.count == 7 else {
                        throw KeptExtractError(extract: name, line: row.line)
                    }
                    return try Payment(
                        place: text(6), day: CalendarDay(parsing: text(0)), payee: text(1),
                        reference: text(2), code: text(3), note: text(4),
                        amount: Money(parsing: text(5)))
                } catch {
                    throw KeptExtractError(extract: name, line: row.line)
                }
            }
        } catch {
            throw (error as? KeptExtractError) ?? KeptExtractError(extract: name, line: 1)
        }
    }
}

/// A line of a kept extract that is no payment; only a book that was changed by hand has one.
public struct KeptExtractError: Error, Equatable, Sendable {
    public let extract: String
    public let line: Int
}

extension KeptExtractError: CustomStringConvertible {
    public var description: String {
        "Line \(line) of the kept extract “\(extract)” is no payment. Keep the finance system's list again with `locality match --keep --name \"\(extract)\"`."
    }
}
