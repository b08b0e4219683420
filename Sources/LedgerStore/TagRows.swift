internal import GRDB
public import LedgerCore

/// Decides on what is said of a ledger's entries, and reads it.
extension RecordingDesk {
    /// Decides on what rests on the ledger's entries, or on its closed periods.
    func checkAdmitted(
        _ record: YearRecord, after latest: YearRecord?, at fund: FundDesk
    ) throws {
        switch record.kind {
        case .tag:
            let tag = try EntryTag(record)
            try tag.checkAdmitted(
                of: answer(tag.entry), after: latest.map { try EntryTag($0) },
                closedThrough: fund.closedThrough, agreement: fund.agreement)
        case .evidence:
            let file = try EvidenceFile(record)
            guard try answer(file.entry).transfer.fund == record.fund else {
                throw Refusal.unknownEntry(file.entry.text)
            }
        default: break
        }
    }

    /// The spend up to a claim's day, and what of it has a document or needs none.
    func claimGround(
        for claim: Transfer, at fund: FundDesk, _ db: Database
    ) throws -> ClaimGround {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT ifnull(sum(CASE e.kind WHEN 8 THEN e.pence ELSE -e.pence END), 0),
                        ifnull(sum(CASE WHEN e.kind = 9 THEN -e.pence
                            WHEN e.pence <= ?3 OR EXISTS (
                                SELECT 1 FROM year_record y
                                WHERE y.fund_id = ?1 AND y.kind = 'evidence'
                                    AND y.name >= e.id || ' ' AND y.name < e.id || '!')
                            THEN e.pence ELSE 0 END), 0)
                    FROM entry e
                    WHERE e.fund_id = ?1 AND e.kind IN (8, 9) AND e.day <= ?2 AND NOT EXISTS (
                        SELECT 1 FROM entry r
                        WHERE r.answers = e.number AND r.kind = 12 AND r.day <= ?2)
                    """),
            arguments: [
                fund.id, claim.day.number, (fund.agreement.money(.evidenceFrom) ?? .zero).pence,
            ])
        return ClaimGround(
            spent: Money(pence: Int64(try row?.whole(0, in: "entry", 0) ?? 0)),
            evidenced: Money(pence: Int64(try row?.whole(1, in: "entry", 0) ?? 0)))
    }

    private func answer(_ id: EntryID) throws -> Entry {
        guard let entry = try entry(named: id) else { throw Refusal.unknownEntry(id.text) }
        return entry
    }
}

/// The latest of a kind and name, as the transaction that asks sees it; nil where there is none.
func latestRecord(
    _ db: Database, of fund: FundYear, row: Int64, _ kind: YearRecord.Kind, named name: String = ""
) throws -> YearRecord? {
    let found = try Row.fetchOne(
        db.cachedStatement(
            sql: """
                SELECT kind, name, content, registration FROM year_record
                WHERE fund_id = ? AND kind = ? AND name = ? ORDER BY registration DESC LIMIT 1
                """), arguments: [row, kind.rawValue, name])
    return try found.map {
        try yearRecord($0, fund, number: $0.whole(3, in: "year_record", 0), from: 0)
    }
}

extension Ledger {
    /// What was said of a fund year's entries besides their money, by the entry.
    public func tags(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [EntryID: EntryTag] {
        let kept = try keptRecords(of: fund, .tag, asKnown: asKnown)
        return try translating(path) {
            try kept.reduce(into: [:]) { tags, next in
                let tag = try EntryTag(next.record)
                tags[tag.entry] = tag.isBlank ? nil : tag
            }
        }
    }

    /// The documents of a fund year's entries, by the entry, in the order they were attached.
    public func evidence(
        of fund: FundYear, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [EntryID: [EvidenceFile]] {
        let kept = try keptRecords(of: fund, .evidence, asKnown: asKnown)
        return try translating(path) {
            try kept.latest.reduce(into: [:]) { files, next in
                let file = try EvidenceFile(next.record)
                files[file.entry, default: []].append(file)
            }
        }
    }
}
