/// One thing that a fund year's agreement settles, with what holds where nothing was agreed.
///
/// The settings are those that published grant agreements have; where these differ, the standard is
/// the most cautious of them. None binds a fund year before its agreement is settled.
public enum AgreementSetting: String, CaseIterable, Sendable {
    case reference
    case accountableBody = "accountable-body"
    case managerContact = "contact-manager"
    case financeContact = "contact-finance"
    case funderContact = "contact-funder"
    case periods
    case dueDays = "due-days"
    case payment
    case varianceReason = "variance-reason"
    case underspendNotice = "underspend-notice"
    case virementConsent = "virement-consent"
    case evidenceFrom = "evidence-from"
    case assetRegister = "asset-register"
    case staleOrderDays = "stale-order-days"
    case overAllocation = "over-allocation"
    case matchFunding = "match-funding"
    case labour
    case capital
    case steeringGroup = "steering-group"
    case firstMonthCheck = "first-month-check"
    case caseStudy = "case-study"

    /// What may stand in it.
    public enum Form: Equatable, Sendable {
        case text
        case money
        /// Up to two decimals.
        case percent
        case days
        case yesOrNo
        case choice([String])
    }

    public var form: Form {
        switch self {
        case .reference, .accountableBody, .managerContact, .financeContact, .funderContact: .text
        case .periods: .choice(PeriodScheme.allCases.map(\.rawValue))
        case .payment: .choice(PaymentMode.allCases.map(\.rawValue))
        case .dueDays, .staleOrderDays: .days
        case .varianceReason, .overAllocation, .matchFunding: .percent
        case .underspendNotice, .virementConsent, .evidenceFrom, .assetRegister, .labour, .capital,
            .steeringGroup:
            .money
        case .firstMonthCheck, .caseStudy: .yesOrNo
        }
    }

    /// What holds where nothing else was agreed; blank where nothing does.
    public var standard: String {
        switch self {
        case .reference, .accountableBody, .managerContact, .financeContact, .funderContact,
            .labour, .capital:
            ""
        case .periods: PeriodScheme.quarterly.rawValue
        case .payment: PaymentMode.arrears.rawValue
        case .dueDays: "30"
        case .staleOrderDays: "90"
        case .varianceReason: "10%"
        case .overAllocation, .matchFunding: "0%"
        case .underspendNotice, .virementConsent, .evidenceFrom: "£0.00"
        case .assetRegister: "£250.00"
        case .steeringGroup: "£5,000.00"
        case .firstMonthCheck, .caseStudy: "yes"
        }
    }

    /// What it settles, in a sentence.
    public var explanation: String {
        switch self {
        case .reference: "The funder's number of the agreement."
        case .accountableBody: "The council that holds the money and answers for it."
        case .managerContact: "The post that prepares the returns."
        case .financeContact: "The post that certifies them, such as the section 151 officer."
        case .funderContact: "The funder's post that receives them."
        case .periods: "How often a return is due."
        case .dueDays: "Days from the end of a period until its return is due."
        case .payment: "Whether money comes in advance, in tranches or in arrears of spend."
        case .varianceReason: "From this share of the profile on, a variance needs a reason."
        case .underspendNotice: "The funder is told of a forecast underspend above this."
        case .virementConsent: "A virement above this needs the funder's consent."
        case .evidenceFrom: "Spend above this needs a document before a return is certified."
        case .assetRegister: "Things that cost this or more are entered in the asset register."
        case .staleOrderDays: "An order open for more days than this is looked into."
        case .overAllocation: "How far allocations may go beyond the award on purpose."
        case .matchFunding: "What others must add, as a share of the award."
        case .labour: "The part of the award that is for staff only."
        case .capital: "The part of the award that is for lasting assets only."
        case .steeringGroup: "Projects of this award or more report to the steering group."
        case .firstMonthCheck: "Whether projects are seen in their first month."
        case .caseStudy: "Whether projects end with a case study."
        }
    }
}

/// When the funder pays.
public enum PaymentMode: String, CaseIterable, Sendable {
    case advance
    case tranches
    case arrears
}
