internal import LedgerCore
internal import LedgerStore

/// Where unspent money is: in a project, or in a fund's unallocated sum.
struct Source {
    let fund: FundYear
    let project: Code?

    init(
        named name: String, place: FundOptions, _ ledger: Ledger, _ options: LedgerOptions
    ) throws {
        let code = try Code(name)
        if try ledger.funds().contains(where: { $0.key.code == code }) {
            var place = place
            place.fund = name
            fund = try place.fundYear(in: ledger, partnership: options.partnership)
            project = nil
        } else {
            fund = try place.fundYear(
                withProject: code, in: ledger, partnership: options.partnership)
            project = code
        }
    }
}
