extension ReturnPart {
    /// Every field the sheet can have, with its usual heading, in the usual order.
    public var fields: [(key: String, heading: String)] {
        switch self {
        case .summary: Self.summaryFields
        case .projects: Self.projectsFields
        case .transactions: Self.transactionsFields
        case .approvals: Self.approvalsFields
        case .outputs: Self.outputsFields
        case .reconciliation: Self.reconciliationFields
        case .changes: Self.changesFields
        case .declaration: Self.declarationFields
        }
    }

    private static let summaryFields: [(key: String, heading: String)] = [
        ("recipient", "Recipient"), ("accountable-body", "Accountable body"),
        ("funder", "Funder"), ("agreement", "Agreement reference"),
        ("contact-manager", "Contact for this return"),
        ("contact-finance", "Contact for finance"), ("contact-funder", "Contact at the funder"),
        ("period", "Period"), ("basis", "Basis of the award"), ("award", "Award"),
        ("brought-forward", "Brought forward"),
        ("carried-forward", "Carried forward"), ("repaid", "Repaid"),
        ("claimed", "Claimed"), ("claimed-in-period", "Claimed in the period"),
        ("received", "Received"), ("allocated", "Allocated"),
        ("unallocated", "Unallocated"), ("spent", "Spent to date"),
        ("spent-in-period", "Spent in the period"), ("committed", "Committed"),
        ("balance", "Balance"), ("free-balance", "Free balance"),
        ("forecast", "Forecast outturn"),
        ("forecast-underspend", "Forecast underspend (overspend negative)"),
        ("match-funding", "Match funding from others"), ("chart", "Profile against actual"),
        ("findings", "Findings and waivers"),
    ]

    private static let projectsFields: [(key: String, heading: String)] = [
        ("project", "Code"), ("description", "Project"), ("priority", "Priority"),
        ("lead", "Lead"), ("partner", "Partner"), ("location", "Location"),
        ("criterion", "Criterion"),
        ("original", "Original allocation"), ("virements", "Approved changes"),
        ("allocated", "Current allocation"), ("planned-in-period", "Profile, period"),
        ("planned", "Profile to date"), ("spent-in-period", "Spent in the period"),
        ("late", "of which for earlier periods"), ("spent", "Spent to date"),
        ("committed", "Committed"), ("balance", "Balance"),
        ("free-balance", "Free balance"), ("variance", "Variance (spent less profile)"),
        ("variance-share", "Variance, % of profile"), ("reason", "Reason for variance"),
        ("forecast", "Forecast outturn"),
        ("forecast-underspend", "Forecast underspend (overspend negative)"),
        ("labour", "Labour"), ("non-labour", "Non-labour"), ("capital", "Capital"),
        ("revenue", "Revenue"), ("treatment", "Underspend treatment asked for"),
        ("purpose", "Amount and purpose"), ("match-funding", "Match funding"),
        ("without-evidence", "Spend without a document"),
        ("rating", "Rating"), ("narrative", "Progress"), ("milestones", "Milestones"),
        ("risks", "Risks"), ("ahead", "Next period"),
    ]

    private static let transactionsFields: [(key: String, heading: String)] = [
        ("entry", "Entry"), ("date", "Date"), ("kind", "Kind"), ("from", "From"),
        ("to", "To"), ("amount", "Amount"), ("payee", "Payee"),
        ("reference", "Reference"), ("note", "Note"), ("belongs-to", "Belongs to"),
        ("cost", "Cost type"), ("asset", "Asset"), ("evidence", "Evidence"),
        ("recorder", "Recorded by"),
    ]

    private static let approvalsFields: [(key: String, heading: String)] = [
        ("name", "Number"), ("kind", "Kind"), ("from", "From"), ("to", "To"),
        ("amount", "Amount"), ("reason", "Reason"), ("asked-by", "Asked by"),
        ("asked", "Asked on"), ("verdict", "Decision"), ("decided-by", "Decided by"),
        ("decided", "Decided on"), ("minute", "Minute"),
        ("from-before", "From: before"), ("from-after", "From: after"),
        ("to-before", "To: before"), ("to-after", "To: after"),
    ]

    private static let outputsFields: [(key: String, heading: String)] = [
        ("project", "Project"), ("quarter", "Quarter"), ("measure", "Measure"),
        ("unit", "Unit"), ("target", "Target"), ("actual", "Actual"),
        ("difference", "Actual less target"), ("cost", "Spend to date a unit"),
        ("narrative", "Outcome"),
    ]

    private static let reconciliationFields: [(key: String, heading: String)] = [
        ("rule", "Rule"), ("result", "Result"), ("findings", "Findings"),
        ("waived", "Waived"), ("amount", "Largest sum in question"),
    ]

    private static let changesFields: [(key: String, heading: String)] = [
        ("place", "Where"), ("what", "What"), ("before", "Before"), ("after", "After"),
    ]

    private static let declarationFields: [(key: String, heading: String)] = [
        ("step", "Step"), ("role", "Post"), ("name", "Name"), ("day", "Date"),
    ]
}
