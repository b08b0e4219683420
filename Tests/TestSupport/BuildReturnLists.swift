import LedgerCore

extension BuildReturn {
    /// An invoice or two for most projects, a virement, a refund and its reversal, and a claim.
    static func transactions(
        of projects: [GrantReturn.ProjectLine], words: String?
    ) throws -> [GrantReturn.TransactionLine] {
        var lines: [GrantReturn.TransactionLine] = []
        func add(_ transfer: Transfer, late: Bool = false, answering: Answered? = nil) throws {
            let entry = try Build.entry(
                transfer, number: 40 + lines.count, answering: answering,
                recorder: words ?? "Community Safety Manager")
            let tag = try EntryTag(
                fund: key(), entry: entry.id, period: late ? period("Q2") : nil,
                isLabour: lines.count % 3 == 0, isCapital: lines.count % 5 == 0,
                asset: lines.count == 9 ? words ?? "Camera 7, Market Place" : "")
            lines.append(
                GrantReturn.TransactionLine(
                    entry: entry, belongsTo: late ? try period("Q2") : nil,
                    tag: transfer.kind == .spend ? tag : nil,
                    evidence: lines.count % 4 == 0
                        ? [] : [words ?? "invoice-\(lines.count).pdf"]))
        }
        for (index, line) in projects.enumerated() where index != 14 {
            let code = line.project.code.text
            for part in 0..<(index % 2 + 1) {
                try add(
                    Build.transfer(
                        .spend, on: "2018-1\(part + 1)-\(10 + index)", in: key(), from: code,
                        pence: line.spentInPeriod.pence / Int64(index % 2 + 1),
                        reference: words ?? "INV-\(index)\(part)",
                        payee: words ?? "Supplier \(index) Limited",
                        note: words ?? (index == 2 ? "Late invoice for September" : "")),
                    late: index == 2)
            }
        }
        guard projects.count > 10 else { return lines }
        try add(
            Build.transfer(
                .virement, on: "2018-11-20", in: key(), from: "PLF-10", to: "PLF-02",
                pence: 150_000, note: words ?? "Minute 14"))
        let refund = try Build.transfer(
            .refund, on: "2018-12-03", in: key(), to: "PLF-06", pence: 4_250,
            reference: words ?? "CN-7", payee: words ?? "Supplier 5 Limited", id: "CREDIT-7")
        try add(refund)
        let last = lines[lines.count - 1].entry
        try add(
            Build.transfer(
                .reversal, on: "2018-12-04", in: key(), pence: 4_250,
                note: words ?? "Credit note was for another customer", against: "CREDIT-7"),
            answering: Answered(
                number: last.number, transfer: last.transfer, posting: last.posting, drawn: .zero,
                reversedBy: nil))
        try add(
            Build.transfer(
                .claim, on: "2018-12-31", in: key(), pence: 1_500_000, reference: words ?? "CLAIM-3"
            ))
        return lines
    }

    static func approvals(words: String?) throws -> [GrantReturn.ApprovalLine] {
        let asked = try Build.day("2018-11-05")
        let decided = try Build.day("2018-11-19")
        return [
            GrantReturn.ApprovalLine(
                name: "P1", kind: .virement, from: try Code("PLF-10"), to: try Code("PLF-02"),
                amount: Money(pence: 150_000),
                reason: words ?? "Mediation has a waiting list of nine families.",
                askedBy: words ?? "Community Safety Manager", asked: asked, verdict: "approved",
                decidedBy: words ?? "Head of Strategic and Private Sector Housing",
                decided: decided, minute: words ?? "Strategic Group, 19 November 2018, minute 14",
                before: [Money(pence: 1_000_000), Money(pence: 500_000)],
                after: [Money(pence: 850_000), Money(pence: 650_000)]),
            GrantReturn.ApprovalLine(
                name: "P2", kind: .virement, from: try Code("PLF-14"), to: try Code("PLF-03"),
                amount: Money(pence: 75_000), reason: words ?? "More patrols before Christmas.",
                askedBy: words ?? "Community Safety Manager", asked: asked, verdict: "rejected",
                decidedBy: words ?? "Head of Strategic and Private Sector Housing",
                decided: decided, minute: words ?? "Strategic Group, 19 November 2018, minute 15",
                before: [Money(pence: 700_000), Money(pence: 300_000)],
                after: [Money(pence: 700_000), Money(pence: 300_000)]),
            GrantReturn.ApprovalLine(
                name: "P3", kind: .repayment, from: nil, to: nil, amount: Money(pence: 20_000),
                reason: words ?? "Underspend of 2017-18.", askedBy: words ?? "Finance Officer",
                asked: asked, verdict: "waiting", decidedBy: "", decided: nil, minute: "",
                before: [Money(pence: 120_050)], after: [Money(pence: 100_050)]),
        ]
    }

    static func outputs(words: String?) throws -> [GrantReturn.OutputLine] {
        let quarter = try Quarter(parsing: "2018-19-Q3")
        let told: [(String, String, String, Int?, Int?, Int64?)] = [
            ("PLF-02", "Families mediated", "families", 40, 46, 10_457),
            ("PLF-10", "Clients supported", "clients", 180, 195, 3_226),
            ("PLF-12", "Packs handed out", "packs", 400, 360, 625),
            ("PLF-13", "Young people taking part", "young people", nil, 134, 2_034),
            ("PLF-18", "Cameras in place", "cameras", 2, nil, nil),
        ]
        return try told.map { code, measure, unit, target, actual, cost in
            GrantReturn.OutputLine(
                project: try Code(code),
                output: try Output(
                    fund: key(), project: Code(code), quarter: quarter, measure: words ?? measure,
                    unit: words ?? unit, target: target, actual: actual,
                    narrative: words
                        ?? "Nine in ten said that they felt safer at home three months later."),
                costPerUnit: cost.map(Money.init(pence:)))
        }
    }

    static func rules(_ count: Int) -> [GrantReturn.RuleLine] {
        let broken = count == 0 ? [] : ["duplicate-invoice", "forecast-underspend"]
        return [
            "allocation-against-award", "over-allocation", "overspend", "printed-statement",
            "spend-outside-dates", "duplicate-invoice", "indicative-award", "forecast-underspend",
        ].map { rule in
            GrantReturn.RuleLine(
                rule: rule, findings: broken.contains(rule) ? 1 : 0,
                waived: count > 0 && rule == "duplicate-invoice" ? 1 : 0,
                amount: broken.contains(rule) ? Money(pence: 123_450) : .zero)
        }
    }

    static func findings(words: String?) throws -> [Finding] {
        let underspend = Finding(
            rule: "forecast-underspend", severity: .warning, fund: try key(),
            amount: Money(pence: 266_500),
            message: words
                ?? "The fund is heading to leave £2,665.00 unspent of £76,500.50, which is above the"
                + " £0.00 that the funder is to be told of. Tell the funder what is asked for it: return,"
                + " carry forward, re-profile or re-allocate.")
        let duplicate = Finding(
            rule: "duplicate-invoice", severity: .warning, fund: try key(),
            project: try Code("PLF-06"), amount: Money(pence: 123_450),
            message: words
                ?? "Entries 47 and 48 pay Supplier 5 Limited £1,234.50 each on invoice INV-50. Reverse"
                + " one, or waive this with a reason.", entries: [47, 48])
        let waiver = try Waiver(
            finding: duplicate.reference, name: words ?? "Finance Officer",
            reason: words ?? "Two deliveries on one invoice", until: Build.day("2019-03-31"))
        return Reconciliation.findings(
            in: [], verification: [underspend, duplicate], waivers: [waiver],
            today: try Build.day("2019-01-10"))
    }

    static func signatures(words: String?) throws -> [GrantReturn.SignatureLine] {
        [
            GrantReturn.SignatureLine(
                step: "Drafted", role: words ?? "Community Safety Manager",
                name: words ?? "A. Officer", day: try Build.day("2019-01-14")),
            GrantReturn.SignatureLine(
                step: "Certified", role: words ?? "Section 151 officer",
                name: words ?? "B. Officer",
                day: try Build.day("2019-01-16")),
            GrantReturn.SignatureLine(
                step: "Accepted", role: words ?? "Grants Officer", name: "", day: nil),
        ]
    }
}
