internal import LedgerCore
internal import LedgerImport

/// The funds and projects of a partnership that payments can be for.
struct SpendPlaces {
    let partnership: String
    let funds: [Fund]
    /// The fund years that have a project, by its code.
    let projects: [Code: [FundYear]]

    /// Refuses what `--map`, `--project`, `--fund` and `--year` say of projects and funds that there
    /// are not, so that it is not kept for later lists; `all` are the settings with saved ones.
    func check(_ own: PaymentSettings, with all: PaymentSettings) throws {
        let isKnown = funds.contains { fund in
            (own.fund == nil || fund.key.code == own.fund)
                && (own.year == nil || fund.key.year == own.year)
        }
        guard isKnown || (own.fund == nil && own.year == nil) else {
            throw CommandError.noFund(SpendPlaces.words(own.fund, own.year))
        }
        for meaning in own.meanings {
            try check(
                meaning.project, fund: meaning.fund ?? all.fund, year: meaning.year ?? all.year)
        }
        if let project = own.project { try check(project, fund: all.fund, year: all.year) }
    }

    private func check(_ project: Code, fund: Code?, year: FinancialYear?) throws {
        let isThere = (projects[project] ?? []).contains {
            (fund == nil || $0.code == fund) && (year == nil || $0.year == year)
        }
        guard isThere else {
            let place = SpendPlaces.words(fund, year)
            throw CommandError.noProject(
                project, place.isEmpty ? "" : " of \(place)")
        }
    }

    private static func words(_ fund: Code?, _ year: FinancialYear?) -> String {
        [fund?.text, year.map { "\($0)" }].compactMap(\.self).joined(separator: " ")
    }
}
