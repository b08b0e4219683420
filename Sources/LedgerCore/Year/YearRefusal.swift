/// Why the ledger will not take what is said of a fund year; a case for each reason.
public enum YearRefusal: Error, Equatable, Sendable {
    case unknownPeriod(String, [ReturnPeriod])
    case noteTooLong(ReturnNote.Field, characters: Int)
    case unknownTreatment(String)
    /// A field that the kind of record does not have.
    case unknownField(YearRecord.Kind, String, known: [String])
    case fieldTwice(YearRecord.Kind, String)
    case malformedField(YearRecord.Kind, String, String, form: String)
    case malformedName(YearRecord.Kind, String, form: String)
    case profileQuarters(Int)
    case profileSum(Code, Money)
    case profileNotWhole(Code, planned: Money, allocated: Money)
    case profileBeyondAllocation(Code, planned: Money, allocated: Money)
    case forecastSum(Code, Money)
    case forecastBelowSpent(Code, Money, spent: Money)
    case matchSum(Code, Money)
    case unknownDuty(String)
    case layout(line: Int, LayoutFault)
    case layoutWithoutSheet
    /// What is said of an entry.
    case tag(TagRefusal)
    /// A document of an entry.
    case evidence(EvidenceRefusal)
    /// What is asked for and decided on.
    case approval(ApprovalRefusal)
    /// What a return goes through.
    case `return`(ReturnRefusal)

    public enum LayoutFault: Equatable, Sendable {
        case noColon
        case noHeading(String)
        case namedTwice(String)
        case beforeAnySheet(String)
        case unknownField(String, of: ReturnPart)
    }
}

extension YearRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownPeriod(let text, let periods):
            "“\(text)” is not a period of the agreement. Its periods are \(periods.map(\.description).joined(separator: ", "))."
        case .noteTooLong(let field, let characters):
            "The \(field.rawValue) is \(characters) characters long; \(field.limit) is the most. Shorten it."
        case .unknownTreatment(let text):
            "“\(text)” is no treatment of an underspend. Write one of \(ReturnNote.treatments.joined(separator: ", "))."
        case .unknownField(let kind, let name, let known):
            "“\(name)” is no field of the \(kind.rawValue). Its fields are \(known.joined(separator: ", "))."
        case .fieldTwice(let kind, let name):
            "The \(kind.rawValue) says \(name) twice. Say it once."
        case .malformedField(let kind, let name, let text, let form):
            "“\(text)” is not what \(name) of the \(kind.rawValue) can be. Write \(form)."
        case .malformedName(let kind, let text, let form):
            "“\(text)” is no name for the \(kind.rawValue). Write \(form)."
        case .profileQuarters, .profileSum, .profileNotWhole, .profileBeyondAllocation,
            .forecastSum, .forecastBelowSpent, .matchSum, .unknownDuty:
            planWords
        case .layout(let line, let fault): "Line \(line) of the layout \(words(fault))."
        case .tag(let refusal): refusal.description
        case .evidence(let refusal): refusal.description
        case .approval(let refusal): refusal.description
        case .return(let refusal): refusal.description
        case .layoutWithoutSheet: "The layout names no sheet; sheets are \(ReturnPart.listed)."
        }
    }

    /// What is planned, expected and given.
    private var planWords: String {
        switch self {
        case .profileQuarters(let count):
            "\(count) quarters are given. Give what is planned for the first three; the fourth takes the rest of the allocation."
        case .profileSum(let project, let sum):
            "\(sum) cannot be planned for a quarter of \(project). Write a sum from £0.00 to \(Money.entryLimit)."
        case .profileNotWhole(let project, let planned, let allocated):
            "The four quarters of \(project) make \(planned) and its allocation is \(allocated), a difference of \((planned - allocated).magnitude). Change one, or leave the fourth out: it takes the rest."
        case .profileBeyondAllocation(let project, let planned, let allocated):
            "The first three quarters of \(project) make \(planned) and its allocation is \(allocated), \(planned - allocated) less. Lower one, or allocate more first."
        case .forecastSum(let project, let sum):
            "\(sum) cannot be forecast for \(project). Write a sum from £0.00 to \(Money.entryLimit)."
        case .forecastBelowSpent(let project, let sum, let spent):
            "\(sum) is forecast for \(project), which has spent \(spent) already, \(spent - sum) more. Forecast \(spent) or more."
        case .matchSum(let id, let sum):
            "\(sum) cannot be the sum of \(id). Write a sum from £0.00 to \(Money.entryLimit)."
        case .unknownDuty(let text):
            "“\(text)” is no duty of a project. The duties are \(Duty.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
        default: ""
        }
    }

    private func words(_ fault: LayoutFault) -> String {
        switch fault {
        case .noColon: "has no colon between a name and its heading"
        case .noHeading(let name): "has no heading after \(name)"
        case .namedTwice(let name): "names \(name) a second time"
        case .beforeAnySheet(let name):
            "has “\(name)” before any sheet; sheets are \(ReturnPart.listed)"
        case .unknownField(let name, let part):
            "has “\(name)”, which is neither a sheet nor a field of \(part.rawValue); its fields are \(part.fields.map { "\(part.rawValue).\($0.key)" }.joined(separator: ", "))"
        }
    }
}
