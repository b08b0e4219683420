public import LedgerCore

/// A return of Charnwood's published fund, with a plausible year around its published position.
public enum BuildReturn {
    private static let published: [(words: String, priority: String, pounds: Int64)] = [
        ("To address transient student related ASB", "P3 tackle ASB", 10_000),
        ("Mediation", "P3 tackle ASB", 5_000),
        ("Street Pastors", "P2 safer town centres", 3_000),
        (
            "Targeted multiagency preventative action to reduce SAQ offences & offending within the"
                + " Priority Neighbourhood – Loughborough East (N65)", "P1 reduce all crime", 2_500
        ),
        (
            "Targeted multiagency preventative action to reduce SAQ offences within the Priority"
                + " Neighbourhood – Loughborough Central (N62)", "P1 reduce all crime", 2_500
        ),
        ("Prevention Campaign Materials", "P1 reduce all crime", 5_000),
        ("Student Crime Awareness", "P1 reduce all crime", 2_000),
        ("Substance Misuse Project", "P6 protect the most vulnerable", 5_000),
        ("Mobile CCTV Camera fund", "P3 tackle ASB", 3_000),
        ("Domestic Abuse Services", "P4 domestic abuse and hate crime", 10_000),
        ("Cycle Theft", "P1 reduce all crime", 1_000),
        ("Domestic Burglary Packs", "P1 reduce all crime", 5_000),
        ("Fire Skills", "P5 harm to young people", 3_684),
        ("Op Endeavour", "", 7_000),
        ("Contingence Fund", "", 16),
        ("Detached Work", "P5 harm to young people", 1_620),
        ("Detached Work", "P5 harm to young people", 2_180),
        ("CCTV for people zone", "P8 fear of crime and ASB", 7_000),
    ]

    public static func key() throws -> FundYear {
        try Build.key(partnership: "Charnwood Community Safety Partnership")
    }

    public static func period(_ part: String = "Q3") throws -> ReturnPeriod {
        try ReturnPeriod(parsing: part, in: key().year, .quarterly)
    }

    /// The return for Quarter Three; with `words` in place of every text that people type, and as
    /// many of the projects as wanted.
    public static func quarterThree(
        version: Int = 2, stage: ReturnStage = .issued, words: String? = nil,
        projects count: Int = 18
    ) throws -> GrantReturn {
        let key = try key()
        let projects = try published.prefix(count).enumerated().map { index, line in
            try project(index + 1, line, words: words)
        }
        let transactions = try transactions(of: projects, words: words)
        return GrantReturn(
            fund: try Build.fund(
                key, funder: words ?? "Police and Crime Commissioner for Leicestershire"),
            agreement: try agreement(words: words), period: try period(), version: version,
            stage: stage,
            head: LedgerHead(
                entry: 84, hash: LedgerHash(bytes: (0..<32).map { $0 * 7 + 3 }) ?? .none),
            records: 61, summary: summary(of: projects), quarters: try quarters(of: projects),
            projects: projects, transactions: transactions,
            approvals: count == 0 ? [] : try approvals(words: words),
            outputs: count == 0 ? [] : try outputs(words: words), rules: rules(count),
            findings: count == 0 ? [] : try findings(words: words),
            changes: version == 1
                ? []
                : [
                    GrantReturn.ChangeLine(
                        place: "PLF-03", what: "Spent to date", before: "£1,750.00",
                        after: "£2,250.00"),
                    GrantReturn.ChangeLine(
                        place: "", what: words ?? "Forecast outturn", before: words ?? "£74,000.00",
                        after: words ?? "£74,500.00"),
                ],
            signatures: try signatures(words: words))
    }

    private static func agreement(words: String?) throws -> Agreement {
        try Agreement(
            fund: key(),
            agreed: [
                .reference: words ?? "PLF/CHA/2018",
                .accountableBody: words ?? "Charnwood Borough Council",
                .managerContact: words ?? "Community Safety Manager",
                .financeContact: words ?? "Strategic Director of Corporate Services (section 151)",
                .funderContact: words ?? "Grants Officer",
            ])
    }

    /// Spend runs behind for every third project and ahead for every seventh.
    private static func project(
        _ number: Int, _ line: (words: String, priority: String, pounds: Int64), words: String?
    ) throws -> GrantReturn.ProjectLine {
        let code = "PLF-\(number < 10 ? "0" : "")\(number)"
        let fields: [ReturnNote.Field: String] = [
            .reason: "The supplier could not start before the schools were back; the work is under"
                + " way and will be paid for in Quarter Four.",
            .treatment: "re-profile",
            .purpose: "£500.00 to Quarter Four for two more sessions.",
            .narrative: "Sessions ran in four wards with 195 young people taking part; officers and"
                + " volunteers handed out 360 packs, and every referral was seen within a week.",
            .milestones: "Steering group held on 12 December; case study under way.",
            .risks: "Two volunteers leave at the year's end; recruiting has begun.",
            .ahead: "Evaluation with the university, and the spring campaign.",
        ]
        let told = number % 3 == 0 ? fields : fields.filter { $0.key == .narrative }
        let note = try ReturnNote(
            fund: key(), period: period(), project: Code(code),
            words: words.map { text in
                told.reduce(into: [:]) { $0[$1.key] = $1.key == .treatment ? $1.value : text }
            } ?? told)
        var result = GrantReturn.ProjectLine(
            project: try Project(
                fund: key(), code: Code(code), description: words ?? line.words,
                priority: words ?? line.priority, lead: words ?? "Lead officer",
                partner: words ?? (number == 10 ? "Living Without Abuse" : ""),
                location: words ?? (number == 4 ? "Loughborough East" : ""),
                criterion: words ?? (number == 13 ? "(b)" : "")), note: note)
        let virement: Int64 = number == 10 ? -150_000 : number == 2 ? 150_000 : 0
        let whole = line.pounds * 100 + virement
        result.original = Money(pence: line.pounds * 100)
        result.virements = Money(pence: virement)
        result.allocated = Money(pence: whole)
        result.plannedInPeriod = Money(pence: whole / 4)
        result.plannedToDate = Money(pence: whole / 4 * 3)
        let part: Int64 = number % 3 == 0 ? 45 : number % 7 == 0 ? 92 : 74
        result.spentToDate = Money(pence: whole * part / 100)
        result.spentInPeriod = Money(pence: whole * part / 400)
        result.lateInPeriod = Money(pence: number == 3 ? 50_000 : 0)
        result.committed = Money(pence: number % 5 == 0 ? whole / 20 : 0)
        result.balance = result.allocated - result.spentToDate
        result.freeBalance = result.balance - result.committed
        result.forecast = Money(pence: number % 3 == 0 ? whole * 9 / 10 : whole)
        result.labour = Money(pence: result.spentToDate.pence / 3)
        result.capital = Money(pence: number == 9 || number == 18 ? 100_000 : 0)
        result.matchFunding = Money(pence: number == 10 ? 250_000 : 0)
        result.withoutEvidence = Money(pence: number == 7 ? 12_345 : 0)
        result.rating = number % 3 == 0 ? .amber : number == 14 ? .red : .green
        result.needsReason = number % 3 == 0 || number == 14
        return result
    }

    private static func summary(
        of projects: [GrantReturn.ProjectLine]
    ) -> GrantReturn.Summary {
        func sum(_ figure: (GrantReturn.ProjectLine) -> Money) -> Money {
            projects.reduce(.zero) { $0 + figure($1) }
        }
        var summary = GrantReturn.Summary()
        summary.award = Money(pence: 7_550_000)
        summary.broughtForward = Money(pence: 120_050)
        summary.repaid = Money(pence: 20_000)
        summary.claimed = Money(pence: 4_500_000)
        summary.claimedInPeriod = Money(pence: 1_500_000)
        summary.received = Money(pence: 3_000_000)
        summary.allocated = sum(\.allocated)
        summary.unallocated =
            summary.award + summary.broughtForward - summary.repaid - summary.allocated
        summary.committed = sum(\.committed)
        summary.spent = sum(\.spentToDate)
        summary.spentInPeriod = sum(\.spentInPeriod)
        summary.balance = summary.allocated - summary.spent
        summary.freeBalance = summary.balance - summary.committed
        summary.forecast = sum(\.forecast)
        summary.matchFunding = sum(\.matchFunding)
        return summary
    }

    private static func quarters(
        of projects: [GrantReturn.ProjectLine]
    ) throws -> [GrantReturn.QuarterLine] {
        let allocated = projects.reduce(Money.zero) { $0 + $1.allocated }.pence
        let spent = projects.reduce(Money.zero) { $0 + $1.spentToDate }.pence
        let inPeriod = projects.reduce(Money.zero) { $0 + $1.spentInPeriod }.pence
        let first = (spent - inPeriod) / 3
        let actual = [first, spent - inPeriod - first, inPeriod, 0]
        return try (1...4).map { index in
            GrantReturn.QuarterLine(
                quarter: try Quarter(parsing: "2018-19-Q\(index)"),
                planned: Money(pence: index < 4 ? allocated / 4 : allocated - allocated / 4 * 3),
                actual: Money(pence: actual[index - 1]))
        }
    }
}
