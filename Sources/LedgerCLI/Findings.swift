internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

/// All findings of a ledger in one run, and how they are shown.
struct Findings {
    let all: [Finding]

    /// Findings that no waiver covers.
    var errors: Int { count(.error) }

    init(
        _ ledger: Ledger, place: FundOptions, partnership: String?, today day: CalendarDay?
    ) throws {
        let verification = try ledger.verify()
        let isDamaged = verification.findings.contains { $0.rule == "file-integrity" }
        let keys = isDamaged ? [] : try place.fundYears(in: ledger, partnership: partnership)
        let registrations = isDamaged ? [] : try ledger.registrations()
        let day = day ?? LedgerCLI.today()
        let readings = try keys.map {
            try FundReading(ledger, of: $0, registrations: registrations, today: day)
        }
        all = Reconciliation.findings(
            in: readings.map(\.review),
            verification: verification.findings + readings.flatMap(\.findings),
            waivers: FundReading.waivers(registrations), today: day)
    }

    private func count(_ severity: Finding.Severity) -> Int {
        all.count { $0.severity == severity && $0.waiver == nil }
    }

    func text(width: Int?) -> String {
        let summary =
            "\(plural(errors, "error")), \(plural(count(.warning), "warning")), "
            + "\(plural(count(.note), "note"))"
        let waived = all.count { $0.waiver != nil }
        let end = waived > 0 ? "\(summary); \(waived) waived." : "\(summary)."
        guard !all.isEmpty else { return Colour.green("Every figure agrees. ") + end }
        return all.map { text($0, width: width ?? 120) }.joined(separator: "\n") + "\n\n" + end
    }

    private func text(_ finding: Finding, width: Int) -> String {
        let colour: Colour =
            finding.waiver != nil
            ? .dim
            : finding.severity == .error ? .red : finding.severity == .warning ? .yellow : .dim
        let place = finding.fund.map { "\($0)" } ?? "ledger"
        let word = finding.waiver == nil ? finding.severity.rawValue : "waived"
        var lines = [
            colour("\(word)  \(finding.amount)  \(place)") + "  " + Colour.dim(finding.reference)
        ]
        lines += TextTable.broken(finding.message, at: max(40, width - 4)).map { "    \($0)" }
        if let waiver = finding.waiver {
            let words = "waived by \(waiver.name) until \(waiver.until): \(waiver.reason)"
            lines += TextTable.broken(words, at: max(40, width - 4)).map { "    \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    var csv: String {
        var csv = CSVText()
        csv.addRow([
            "Severity", "Rule", "Fund", "Year", "Project", "Amount", "Message", "Entries",
            "Reference", "Waived by", "Until", "Reason",
        ])
        for finding in all {
            csv.addRow([
                finding.severity.rawValue, finding.rule, finding.fund?.code.text ?? "",
                finding.fund.map { "\($0.year)" } ?? "", finding.project?.text ?? "",
                finding.amount.plain, finding.message,
                finding.entries.map(String.init).joined(separator: " "), finding.reference,
                finding.waiver?.name ?? "", finding.waiver.map { "\($0.until)" } ?? "",
                finding.waiver?.reason ?? "",
            ])
        }
        return csv.text
    }
}

/// `1 warning`, `2 warnings`.
func plural(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
}

/// Findings as programs read them.
struct FindingsJSON: Encodable {
    struct WaiverJSON: Encodable {
        let name: String
        let reason: String
        let until: String
    }

    struct FindingJSON: Encodable {
        let rule: String
        let severity: String
        let reference: String
        let partnership: String?
        let fund: String?
        let year: String?
        let project: String?
        let amount: Int64
        let message: String
        let entries: [Int]
        let waiver: WaiverJSON?
    }

    let errors: Int
    let warnings: Int
    let notes: Int
    let waived: Int
    let findings: [FindingJSON]

    init(_ all: [Finding]) {
        func count(_ severity: Finding.Severity) -> Int {
            all.count { $0.severity == severity && $0.waiver == nil }
        }
        errors = count(.error)
        warnings = count(.warning)
        notes = count(.note)
        waived = all.count { $0.waiver != nil }
        findings = all.map { finding in
            FindingJSON(
                rule: finding.rule, severity: finding.severity.rawValue,
                reference: finding.reference, partnership: finding.fund?.partnership,
                fund: finding.fund?.code.text, year: finding.fund.map { "\($0.year)" },
                project: finding.project?.text, amount: finding.amount.pence,
                message: finding.message, entries: finding.entries,
                waiver: finding.waiver.map {
                    WaiverJSON(name: $0.name, reason: $0.reason, until: "\($0.until)")
                })
        }
    }
}
