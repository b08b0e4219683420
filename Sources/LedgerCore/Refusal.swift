/// Why the ledger will not take a transfer, a fund or a project; a case for each reason.
///
/// The order of checks is: shape, existence, closed period, dates, money. The first that fails is
/// the one told.
public enum Refusal: Error, Equatable, Sendable {
    // Shape.
    case missing(String)
    case textTooLong(String, bytes: Int)
    case controlCharacter(String)
    case malformedEntryID(String)
    case malformedHead(String)
    case unknownSetting(String)
    case unknownRecord(String)
    case malformedSetting(AgreementSetting, String)
    case unwantedProject(TransferKind)
    case sameProject(TransferKind, Code?)
    case amountTooLarge(Money)
    case amountNotPositive(TransferKind, Money)
    case answersNothing(TransferKind)
    /// What is said of a fund year besides money.
    case year(YearRefusal)
    case spendingDatesReversed(FundYear, from: CalendarDay, by: CalendarDay)
    // Existence.
    case unknownPartnership(String)
    case unknownFund(FundYear)
    case unknownProject(Code, FundYear)
    case unknownEntry(String)
    case idInUse(EntryID, entry: Int, kind: TransferKind, amount: Money, day: CalendarDay)
    case reversalOfReversal(Int)
    case alreadyReversed(Int, by: Int)
    case reversalAmount(Money, of: Int, amount: Money)
    case reversalFund(FundYear, of: Int, fund: FundYear)
    case notItsCommitment(Int, Code?)
    case nextYearMissing(FundYear)
    // Periods and dates.
    /// `late` is the period that it would be tagged with in an open one.
    case closedPeriod(
        FundYear, through: CalendarDay, day: CalendarDay, late: ReturnPeriod? = nil)
    case outsideSpendingDates(Fund, day: CalendarDay)
    case farFromFund(Fund, day: CalendarDay)
    case beforeOriginal(Int, day: CalendarDay, original: CalendarDay)
    // Money.
    case beyondFreeBalance(TransferKind, Code, amount: Money, free: Money)
    case beyondCommitment(Int, amount: Money, left: Money)
    case beyondCommitted(Code, amount: Money, committed: Money)
    case beyondSpent(Code, amount: Money, spent: Money)
    case beyondUnallocated(TransferKind, FundYear, amount: Money, unallocated: Money)
    case beyondAward(FundYear, amount: Money, claimed: Money, award: Money)
    case beyondEvidence(FundYear, amount: Money, claimed: Money, ClaimGround, CalendarDay)
    case reversalLeavesDebt(Int, account: String, amount: Money, holds: Money)
    case ledgerFull
}

extension Refusal: CustomStringConvertible {
    public var description: String {
        shapeWords ?? existenceWords ?? dateWords ?? moneyWords
    }

    private var shapeWords: String? {
        switch self {
        case .missing(let what): "The \(what) is missing. Give it and try again."
        case .textTooLong(let name, let bytes):
            "The \(name) is \(bytes) bytes long; 1,000 is the most. Shorten it."
        case .controlCharacter(let name):
            "The \(name) has a line break or another control character. Write it on one line."
        case .malformedEntryID(let text):
            "“\(text)” is not an entry id. Use up to 64 letters, digits and signs without spaces."
        case .malformedHead(let text):
            "“\(text)” is not a ledger head. Give the number and the whole hash, such as 25:9f3c…, or the file kept beside a backup."
        case .unknownSetting(let name):
            "An agreement has no setting “\(name)”. It has \(AgreementSetting.allCases.map(\.rawValue).joined(separator: ", "))."
        case .unknownRecord(let name):
            "“\(name)” is no record of a fund year. There are \(YearRecord.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
        case .malformedSetting(let setting, let text):
            "“\(text)” cannot be the agreement's \(setting.rawValue). \(setting.form.advice)"
        case .unwantedProject(let kind):
            "\(kind.withArticle("A")) does not take a project there. \(kind.projectAdvice)"
        case .sameProject(_, let project):
            "Both sides are \(project.map(\.text) ?? "the same"). Name two different projects."
        case .amountTooLarge(let amount):
            "\(amount) is too large; one entry moves at most \(Money.entryLimit)."
        case .amountNotPositive(let kind, let amount):
            "The amount is \(amount); \(kind.withArticle("a")) moves more than nought. To take something back, use a refund or a reversal."
        case .answersNothing(let kind):
            "\(kind.withArticle("A")) cannot be recorded against another entry; only a reversal, a spend and a decommitment can."
        case .year(let refusal): refusal.description
        case .spendingDatesReversed(let fund, let from, let by):
            "\(fund) could be spent from \(from) by \(by), which is backwards. Swap the two dates."
        default: nil
        }
    }

    private var existenceWords: String? {
        switch self {
        case .unknownPartnership(let name):
            "There is no fund of “\(name)” in this ledger. See `locality fund list`, or add one with `locality fund add`."
        case .unknownFund(let fund):
            "There is no fund \(fund) of \(fund.partnership) in this ledger. See `locality fund list`, or add it with `locality fund add`."
        case .unknownProject(let project, let fund):
            "\(fund) has no project \(project). See `locality project list`, or add it with `locality project add`."
        case .unknownEntry(let text):
            "There is no entry “\(text)” in this ledger. See `locality transactions`."
        case .idInUse(let id, let entry, let kind, let amount, let day):
            "The id \(id) belongs to entry \(entry), a \(kind.name) of \(amount) on \(day), which says something else. Give this one another id."
        case .reversalOfReversal(let entry):
            "Entry \(entry) is itself a reversal. Record what really happened as a new entry."
        case .alreadyReversed(let entry, let by):
            "Entry \(entry) was reversed already, by entry \(by). Nothing is left to reverse."
        case .reversalAmount(let amount, let entry, let original):
            "Entry \(entry) moved \(original); a reversal undoes all of it, not \(amount)."
        case .reversalFund(let fund, let entry, let original):
            "Entry \(entry) is of \(original), not of \(fund)."
        case .notItsCommitment(let entry, let project):
            "Entry \(entry) is not an open commitment of \(project.map(\.text) ?? "this project"). See `locality transactions --kind commitment`."
        case .nextYearMissing(let fund):
            "The money would go to \(fund), which is not in this ledger. Add it first with `locality fund add`."
        default: nil
        }
    }

    private var dateWords: String? {
        switch self {
        case .closedPeriod(let fund, let through, let day, let late):
            "\(fund) is closed up to \(through), and \(day) is in the closed period. "
                + (late.map {
                    "Record it as late in the open period, such as `--date \(through.adding(days: 1)) --belongs-to \($0)`, or `locality reopen` with a reason."
                } ?? "Use a later date, or `locality reopen` with a reason.")
        case .outsideSpendingDates(let fund, let day):
            "\(day) is outside the spending dates of \(fund.key), \(fund.spendFrom) to \(fund.spendBy). Give a day within them with --date; for a spend, the day the goods or services were received."
        case .farFromFund(let fund, let day):
            "\(day) is more than a year away from the spending dates of \(fund.key), \(fund.spendFrom) to \(fund.spendBy). Check the year."
        case .beforeOriginal(let entry, let day, let original):
            "\(day) is before entry \(entry), which counts for \(original). Give that day or a later one."
        default: nil
        }
    }

    private var moneyWords: String {
        switch self {
        case .beyondFreeBalance(let kind, let project, let amount, let free):
            "\(project) has \(free) free; a \(kind.name) of \(amount) is \(amount - free) too much. \(kind.shortfallAdvice)"
        case .beyondCommitment(let entry, let amount, let left):
            "Commitment \(entry) has \(left) left; \(amount) is \(amount - left) too much. Lower it, or record the rest as an entry of its own."
        case .beyondCommitted(let project, let amount, let committed):
            "\(project) has \(committed) committed; \(amount) is \(amount - committed) too much. Lower the amount."
        case .beyondSpent(let project, let amount, let spent):
            "\(project) has spent \(spent); a refund of \(amount) is \(amount - spent) too much. Lower the amount."
        case .beyondUnallocated(let kind, let fund, let amount, let unallocated):
            "\(fund) has \(unallocated) unallocated; a \(kind.name) of \(amount) is \(amount - unallocated) too much. Lower it, or release money from a project first."
        case .beyondAward(let fund, let amount, let claimed, let award):
            "\(claimed) is claimed of the \(award) that \(fund) was awarded and has not repaid; a further \(amount) would be \(claimed + amount - award) too much. Lower the claim."
        case .beyondEvidence(let fund, let amount, let claimed, let ground, let day):
            arrearsWords(fund, amount, claimed, ground, day)
        case .reversalLeavesDebt(let entry, let account, let amount, let holds):
            "Reversing entry \(entry) takes \(amount) out of \(account), which holds \(holds). Reverse what was done with the money first."
        default: "The ledger holds 90,000,000 entries, the most it can. Start a new one."
        }
    }
}

private func arrearsWords(
    _ fund: FundYear, _ amount: Money, _ claimed: Money, _ ground: ClaimGround, _ day: CalendarDay
) -> String {
    let may = max(.zero, ground.evidenced - claimed)
    return
        "\(fund) is paid in arrears: up to \(day) \(ground.spent) is spent, of it \(ground.evidenced) evidenced, and \(claimed) is claimed already, so \(may) may be claimed; \(amount) is \(amount - may) too much. Lower the claim, or attach the documents with `locality evidence attach`."
}

extension TransferKind {
    /// The kind after “a”, or “an” where its name asks for it; all such names begin with an a.
    func withArticle(_ article: String) -> String {
        "\(article)\(name.utf8.first == UInt8(ascii: "a") ? "n" : "") \(name)"
    }

    /// What an overspend can be authorised for; money that is not there cannot be given back.
    fileprivate var shortfallAdvice: String {
        switch self {
        case .virement:
            "Lower it, take it from another project, or authorise it with --overspend-reason."
        case .spend, .commitment:
            "Lower it, move money in with `locality vire`, or authorise it with --overspend-reason."
        default: "Lower it."
        }
    }

    fileprivate var projectAdvice: String {
        switch self {
        case .allocation, .refund: "Fill only the project it goes to."
        case .release, .commitment, .decommitment, .spend, .carryForward, .repayment:
            "Fill only the project it is from."
        case .virement: "Fill both projects."
        default: "Leave both projects blank."
        }
    }
}
