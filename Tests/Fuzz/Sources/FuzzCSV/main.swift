import FuzzDriver
import LedgerCore
import LedgerImport

#if canImport(Glibc)
    import Glibc
#endif

/// A table's text, in whatever encoding, checked as a table and read as a list of payments.
exit(
    fuzz { bytes in
        guard let file = try? TableFile(name: "table.csv", content: bytes) else { return }
        if let check = try? FileCheck(file) {
            for finding in check.allFindings { precondition(!finding.message.isEmpty) }
        }
        _ = try? PaymentReader.read(file)
    })
