internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// What the ledger keeps of the finance system: its extracts, and what people decided on them.
struct FinanceSide {
    let extracts: [ExtractReview]
    let decisions: [DecidedMatch]
    /// Extracts that cannot be read, with the reason.
    let unreadable: [(extract: FinanceExtract, error: KeptExtractError)]

    init(_ ledger: Ledger, of fund: FundYear, asKnown: AsKnown? = nil) throws {
        var extracts: [ExtractReview] = []
        var unreadable: [(FinanceExtract, KeptExtractError)] = []
        for extract in try ledger.financeExtracts(of: fund, asKnown: asKnown) {
            do throws(KeptExtractError) {
                let payments = try extract.payments()
                extracts.append(
                    ExtractReview(
                        extract: extract,
                        payments: FinanceSide.named(payments, of: extract.name)))
            } catch {
                unreadable.append((extract, error))
            }
        }
        self.extracts = extracts
        self.unreadable = unreadable
        decisions = try ledger.matchDecisions(of: fund, asKnown: asKnown).map {
            DecidedMatch($0.decision, by: $0.recorder, recorded: $0.recorded)
        }
    }

    /// The payments of one list under the names that decisions know them by.
    static func named(_ payments: [Payment], of extract: String) -> [NamedPayment] {
        NamedPayment.named(payments, of: extract) { sha256($0).bytes }
    }

    /// What must be told of extracts that cannot be read.
    var findings: [Finding] {
        unreadable.map { extract, error in
            Finding(
                rule: "finance-extract", severity: .error, fund: extract.fund,
                message: error.description)
        }
    }
}
