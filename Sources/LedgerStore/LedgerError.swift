public import LedgerCore

/// Why the ledger did not do what was asked; nothing was changed.
public enum LedgerError: Error, Equatable, Sendable {
    case refused(Refusal)
    case noLedger(path: String)
    case notALedger(path: String)
    case newerLedger(path: String)
    case ledgerExists(path: String)
    case ledgerInPlace(path: String)
    case noBackup(path: String)
    case readOnly(path: String)
    case diskFull(path: String)
    case busy(path: String)
    case movedAway(path: String)
    case noHead(path: String)
    case damaged(path: String, detail: String)
    case corruptRow(table: String, number: Int)
    case bookRefused([String])
    case batchRefused([BatchRefusal])
    case decisionsRefused([DecisionRefusal])
    case recordedInFuture(String)
    case unknownMoment(String)
    case headDiffers(path: String, String)
    case failed(path: String, detail: String)
}

extension LedgerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let refusal): refusal.description
        case .noLedger(let path):
            "There is no ledger at \(path). Make one with `locality init` or `locality load`, or name another with --ledger."
        case .notALedger(let path):
            "\(path) is not a Locality ledger. Name the ledger's own .sqlite file with --ledger."
        case .newerLedger(let path):
            "\(path) was written by a newer version of locality. Use that version, or a newer one."
        case .ledgerExists(let path):
            "\(path) is there already and was left alone. Choose another name, or move it away."
        case .ledgerInPlace(let path):
            "\(path) is there already and was left alone. Add --replace to put the backup in its place; what is there is then kept beside it."
        case .noBackup(let path): "There is no backup at \(path). Check the name."
        case .readOnly(let path):
            "\(path) cannot be written: the file or its folder is read-only or missing. Nothing was recorded; ask for write access or choose another place with --ledger."
        case .diskFull(let path):
            "The disk that holds \(path) is full. Nothing was recorded and the ledger is intact; free some space and try again."
        case .busy(let path):
            "Another program is using \(path). Nothing was changed; try again when it is done."
        case .movedAway(let path):
            "\(path) was moved or replaced meanwhile. Nothing was recorded; try again."
        case .noHead(let path):
            "There is no head file \(path). Keep a backup and its .head file together, or check the backup with `locality verify --head` and a head you kept."
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)). Run `locality verify`, and restore the last backup with `locality restore`."
        case .corruptRow(let table, let number):
            "Row \(number) of the ledger's \(table) table cannot be read. Run `locality verify`, and restore the last backup with `locality restore`."
        case .bookRefused(let differences): LedgerError.list(differences)
        case .batchRefused(let refused): LedgerError.list(refused)
        case .decisionsRefused(let refused): LedgerError.list(refused)
        case .recordedInFuture(let what):
            "\(what), which is still to come. Check the recorded column, or this computer's clock."
        case .unknownMoment(let text):
            "The ledger does not reach \(text). See `locality verify` for its last entry."
        case .headDiffers(let path, let detail):
            "\(path) is not what its head says: \(detail). Do not use it; take an older backup."
        case .failed(let path, let detail):
            "\(path) could not be used (\(detail)). Nothing was changed; try again."
        }
    }

    private static func list(_ refused: [DecisionRefusal]) -> String {
        guard refused.count > 1 else {
            return refused.map(\.refusal.description).joined()
        }
        return
            (["\(refused.count) proposals cannot be decided on and nothing was recorded."]
            + refused.map { "\($0.proposal): \($0.refusal)" }).joined(separator: "\n")
    }

    private static func list(_ refused: [BatchRefusal]) -> String {
        let words = refused.map { "Number \($0.index + 1): \($0.refusal)" }
        return
            ([
                "\(refused.count) \(refused.count == 1 ? "entry was" : "entries were") refused and "
                    + "nothing was written."
            ] + words).joined(separator: "\n")
    }

    private static func list(_ differences: [String]) -> String {
        let count = differences.count
        guard count > 1 else {
            return "The book was refused and nothing was written: "
                + differences.joined()
        }
        return "The book was refused and nothing was written; \(count) things do not agree.\n"
            + differences.joined(separator: "\n")
    }
}
