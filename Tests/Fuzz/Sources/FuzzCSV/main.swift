import FuzzDriver
import LedgerCore
import LedgerImport

#if canImport(Glibc)
    import Glibc
#endif

/// A table's text, in whatever encoding, read as a table and as a list of payments.
exit(
    fuzz { bytes in
        guard let file = try? TableFile(name: "table.csv", content: bytes) else { return }
        for sheet in file.sheets {
            for row in (0..<sheet.rowCount).lazy.map({ sheet[$0] }) {
                for column in row.columns { _ = PrintedAmount(reading: row[column]) }
            }
        }
        _ = try? PaymentReader.read(file)
    })
