private import Foundation
internal import LedgerCore
internal import LedgerExport
internal import LedgerImport
internal import LedgerStore

/// One period's return while a step of it is taken.
struct ReturnWork {
    let ledger: Ledger
    let fund: FundYear
    let period: ReturnPeriod
    let versions: [ReturnVersion]

    init(_ ledger: Ledger, of fund: FundYear, period text: String) throws {
        self.ledger = ledger
        self.fund = fund
        period = try ReturnPeriod(
            parsing: text, in: fund.year, ledger.agreement(of: fund).periods)
        let period = period
        versions = try ledger.returns(of: fund).filter { $0.period == period }
    }

    /// The version that is being worked on: the last, or the one after it where that was issued.
    var nextVersion: Int {
        guard let last = versions.last else { return 1 }
        return last.issued == nil ? last.version : last.version + 1
    }

    /// The version asked for, or the last.
    ///
    /// Throws `ReturnRefusal` where there is none.
    func version(_ number: Int? = nil) throws -> ReturnVersion {
        guard let last = versions.last else { throw Refusal.year(.return(.noReturn(fund))) }
        guard let number else { return last }
        guard let found = versions.first(where: { $0.version == number }) else {
            throw Refusal.year(.return(.unknownReturn("\(period) version \(number)")))
        }
        return found
    }

    /// The return as a version stands now, or will with one more step taken by somebody.
    func current(
        _ version: Int, stage: ReturnStage, by recorder: String, role: String = "",
        on day: CalendarDay
    ) throws -> (grantReturn: GrantReturn, state: LedgerState) {
        let state = try ledger.state()
        let steps = versions.first { $0.version == version }?.steps ?? []
        let grantReturn = try read(
            version, stage, state,
            lines(steps, taking: (stage, recorder, role, day)), today: day)
        return (grantReturn, state)
    }

    /// The return as it was when a step of it was taken.
    func past(_ step: ReturnVersion.Step) throws -> GrantReturn {
        let version = step.step.version
        let steps = versions.first { $0.version == version }?.steps ?? []
        let before = steps.filter { $0.number < step.number }
        return try read(
            version, step.step.stage, ledger.state(before: step),
            lines(before, taking: (step.step.stage, step.recorder, step.step.role, step.step.day)),
            today: step.step.day)
    }

    /// What is found as at the end of each period whose return is drafted and not issued yet: it may
    /// read otherwise than what is found today.
    static func findings(ofOpenReturnsIn ledger: Ledger) throws -> [Finding] {
        try ledger.funds().flatMap { fund in
            try ledger.returns(of: fund.key).filter { $0.issued == nil }.flatMap { version in
                try ReturnWork(ledger, of: fund.key, period: "\(version.period)").current(
                    version.version, stage: .draft, by: "", on: today()
                ).grantReturn.findings
            }
        }
    }

    /// The very file that a step issued: as the ledger kept it, or made again where it came in a book,
    /// which has no files; only ever with the SHA-256 that was kept of it.
    func issuedFile(_ step: ReturnVersion.Step) throws -> ReturnFile {
        if let bytes = try ledger.file(of: step) { return ReturnFile(bytes: bytes) }
        let again = try ReturnFile(past(step), in: ledger, at: ledger.state(before: step))
        guard sha256(again.bytes) == step.step.file else {
            throw Refusal.year(.return(.fileLost("\(period) version \(step.step.version)")))
        }
        return again
    }

    /// What changed since the version before; nil for a first version.
    func changes(to grantReturn: GrantReturn) throws -> [GrantReturn.ChangeLine]? {
        try before(grantReturn.version).map { grantReturn.changes(since: try past($0)) }
    }

    /// The issue of the version before one.
    private func before(_ version: Int) -> ReturnVersion.Step? {
        versions.last { $0.version < version }?.issued
    }

    private func read(
        _ version: Int, _ stage: ReturnStage, _ state: LedgerState,
        _ signatures: [GrantReturn.SignatureLine], today: CalendarDay
    ) throws -> GrantReturn {
        try ReturnReading(
            ledger: ledger, fund: fund, period: period, version: version, state: state
        ).read(
            stage: stage, signatures: signatures, today: today,
            since: before(version).map { try past($0) })
    }

    private func lines(
        _ steps: [ReturnVersion.Step],
        taking step: (stage: ReturnStage, name: String, role: String, day: CalendarDay)
    ) throws -> [GrantReturn.SignatureLine] {
        let agreement = try ledger.agreement(of: fund)
        var lines: [GrantReturn.SignatureLine] = []
        for (stage, words, post) in [
            (ReturnStage.draft, "Drafted by", agreement[.managerContact]),
            (.certified, "Certified by", agreement[.financeContact]),
            (.issued, "Issued by", agreement[.managerContact]),
            (.accepted, "Received for the funder by", agreement[.funderContact]),
        ] {
            let isTaken = step.stage == stage
            // A draft made anew takes back what was certified of the one before.
            let kept = step.stage == .draft ? nil : steps.last { $0.step.stage == stage }
            let role = isTaken ? step.role : kept?.step.role ?? ""
            lines.append(
                GrantReturn.SignatureLine(
                    step: words, role: role.isEmpty ? post : role,
                    name: isTaken ? step.name : kept?.recorder ?? "",
                    day: isTaken ? step.day : kept?.step.day))
        }
        return lines
    }
}

/// A return's workbook as bytes: the same return known at the same state gives the same.
struct ReturnFile {
    let bytes: [UInt8]

    init(_ grantReturn: GrantReturn, in ledger: Ledger, at state: LedgerState) throws {
        let layout = try ledger.returnLayout(of: grantReturn.fund.key, asKnown: state.asKnown)
        let created = try ledger.lastRecorded(asKnown: state.asKnown)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "locality-return-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("return.xlsx").path
        try ReturnWorkbook(grantReturn, layout: layout, created: created).write(to: path)
        let fingerprint = try WorkbookCells(path: path).fingerprint(by: sha256)
        try ReturnWorkbook(
            grantReturn, layout: layout, created: created, fingerprint: fingerprint.description
        ).write(to: path)
        bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Writes the file whole, or leaves what was there.
    func write(to path: String) throws {
        guard path.lowercased().utf8.suffix(5).elementsEqual(".xlsx".utf8) else {
            throw CommandError.notASpreadsheet(path)
        }
        try TextOutput.write(bytes, to: path)
    }

    /// `Exports/charnwood-2018-19-plf-q3-v1.xlsx`.
    static func usualPath(_ fund: FundYear, _ period: ReturnPeriod, _ version: Int, draft: Bool)
        -> String
    {
        "Exports/\(fund.fileName)-\(period.part.rawValue.lowercased())-v\(version)"
            + (draft ? "-draft.xlsx" : ".xlsx")
    }
}
