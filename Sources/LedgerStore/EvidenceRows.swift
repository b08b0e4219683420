internal import GRDB
public import LedgerCore

extension Ledger {
    /// Where the documents are kept.
    public var evidenceFolder: EvidenceFolder { EvidenceFolder(ofLedger: path) }

    /// Every document of every fund year, once.
    public func documents() throws(LedgerError) -> Set<LedgerHash> {
        try reading { db in Set(try keptDocuments(db).map(\.hash)) }
    }
}

/// Every document of every entry; a record that is none any more is for the chain to tell.
func keptDocuments(_ db: Database) throws -> [EvidenceFile] {
    try Places(fundsOf: db).funds.values.sorted().flatMap { fund in
        try keptRecords(db, of: fund, kind: .evidence, upTo: .max).latest.compactMap {
            try? EvidenceFile($0.record)
        }
    }
}

extension Verifier {
    /// Whether every document is there and is the one that was attached.
    mutating func checkEvidence(in folder: EvidenceFolder) throws {
        enum State { case whole, missing, changed }
        var states: [LedgerHash: State] = [:]
        func state(_ hash: LedgerHash) -> State {
            do throws(LedgerError) {
                let bytes = try folder.bytes(of: hash)
                return bytes == nil ? .missing : .whole
            } catch {
                return .changed
            }
        }
        for file in try keptDocuments(db) {
            let entry =
                try Int.fetchOne(
                    db, sql: "SELECT number FROM entry WHERE id = ?", arguments: [file.entry.text])
                ?? 0
            let found = states[file.hash] ?? state(file.hash)
            states[file.hash] = found
            let refusal: EvidenceRefusal? =
                switch found {
                case .whole: nil
                case .missing: .missing(entry, file: file.name, file.hash)
                case .changed: .changed(entry, file: file.name, file.hash)
                }
            guard let refusal else { continue }
            add(
                Finding(
                    rule: "evidence-file", severity: .error, fund: file.fund,
                    message: "\(refusal)", entries: [entry]))
        }
    }
}
