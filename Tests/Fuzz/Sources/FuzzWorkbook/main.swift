import FuzzDriver
import LedgerCore
import LedgerImport

#if canImport(Glibc)
    import Glibc
#endif

/// A workbook: a whole file where the input begins as a zip does, else the parts of one.
exit(
    fuzz { bytes in
        let content = bytes.starts(with: [0x50, 0x4B]) ? bytes : StoredPackage.file(of: bytes)
        guard let file = try? TableFile(name: "table.xlsx", content: content) else { return }
        for sheet in file.sheets {
            for row in (0..<sheet.rowCount).lazy.map({ sheet[$0] }) {
                for column in row.columns { _ = PrintedAmount(reading: row[column]) }
            }
        }
        _ = try? PaymentReader.read(file)
    })
