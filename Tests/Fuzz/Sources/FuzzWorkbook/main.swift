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
        if let check = try? FileCheck(file) {
            for finding in check.allFindings { precondition(!finding.message.isEmpty) }
        }
        _ = try? PaymentReader.read(file)
        guard let cells = try? WorkbookCells(name: "table.xlsx", content: content) else { return }
        precondition(WorkbookComparison(sent: cells, returned: cells).isUnaltered)
        _ = WorkbookSelfCheck(cells) { _ in .none }
    })
