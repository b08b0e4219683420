/// Why the ledger will not take what is said of a fund year; a case for each reason.
public enum YearRefusal: Error, Equatable, Sendable {
    case unknownPeriod(String, [ReturnPeriod])
    case noteTooLong(ReturnNote.Field, characters: Int)
    case unknownTreatment(String)
    case layout(line: Int, LayoutFault)
    case layoutWithoutSheet

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
        case .layout(let line, let fault): "Line \(line) of the layout \(words(fault))."
        case .layoutWithoutSheet: "The layout names no sheet; sheets are \(ReturnPart.listed)."
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
