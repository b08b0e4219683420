CREATE UNIQUE INDEX account_place ON account (fund_id, ifnull(project_id, 0), role);
CREATE INDEX closing_fund ON closing (fund_id);
CREATE INDEX entry_answers ON entry (answers) WHERE answers IS NOT NULL;
CREATE INDEX entry_awaited ON entry (from_account) WHERE is_awaited IS NOT NULL;
CREATE INDEX entry_from ON entry (from_account, day);
CREATE INDEX entry_to ON entry (to_account, day);
CREATE INDEX extract_fund ON extract (fund_id);
CREATE INDEX fund_detail_fund ON fund_detail (fund_id);
CREATE INDEX matching_fund ON matching (fund_id);
CREATE INDEX project_detail_project ON project_detail (project_id);
CREATE INDEX registration_after ON registration (after_entry);
CREATE INDEX year_record_fund ON year_record (fund_id, kind, name);
CREATE TABLE account (
    id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund,
    project_id INTEGER REFERENCES project, role INTEGER NOT NULL,
    CHECK ((project_id IS NOT NULL) = (role >= 6))) STRICT;
CREATE TABLE balance (
    account_id INTEGER NOT NULL REFERENCES account, kind INTEGER NOT NULL,
    paid_in INTEGER NOT NULL, paid_out INTEGER NOT NULL,
    PRIMARY KEY (account_id, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE closing (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, through INTEGER,
    reason TEXT NOT NULL) STRICT;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 90000000),
    id TEXT NOT NULL UNIQUE,
    recorded INTEGER NOT NULL, recorder_id INTEGER NOT NULL REFERENCES recorder,
    day INTEGER NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 14),
    fund_id INTEGER NOT NULL REFERENCES fund,
    from_account INTEGER NOT NULL REFERENCES account,
    to_account INTEGER NOT NULL REFERENCES account,
    pence INTEGER NOT NULL CHECK (pence BETWEEN 0 AND 100000000000),
    reference TEXT NOT NULL, payee TEXT NOT NULL, note TEXT NOT NULL,
    answers INTEGER REFERENCES entry, overspend_reason TEXT NOT NULL,
    is_awaited INTEGER CHECK (is_awaited = 1),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK (from_account <> to_account)) STRICT;
CREATE TABLE extract (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
    CHECK (first_day <= last_day)) STRICT;
CREATE TABLE fund (
    id INTEGER PRIMARY KEY, partnership TEXT NOT NULL, code TEXT NOT NULL,
    year INTEGER NOT NULL, UNIQUE (partnership, code, year)) STRICT;
CREATE TABLE fund_detail (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, name TEXT NOT NULL, funder TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('confirmed', 'indicative')),
    spend_from INTEGER NOT NULL, spend_by INTEGER NOT NULL,
    criteria TEXT NOT NULL) STRICT;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE matching (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, payments TEXT NOT NULL,
    entries TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'broken')),
    reason TEXT NOT NULL) STRICT;
CREATE TABLE month_balance (
    account_id INTEGER NOT NULL REFERENCES account, month INTEGER NOT NULL,
    kind INTEGER NOT NULL, paid_in INTEGER NOT NULL, paid_out INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE printed (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, day INTEGER NOT NULL, name TEXT NOT NULL,
    content TEXT NOT NULL) STRICT;
CREATE TABLE project (
    id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund, code TEXT NOT NULL,
    UNIQUE (fund_id, code)) STRICT;
CREATE TABLE project_detail (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    project_id INTEGER NOT NULL REFERENCES project, description TEXT NOT NULL,
    priority TEXT NOT NULL, lead TEXT NOT NULL, partner TEXT NOT NULL,
    location TEXT NOT NULL, criterion TEXT NOT NULL) STRICT;
CREATE TABLE recorder (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE "registration" (
    number INTEGER PRIMARY KEY, after_entry INTEGER NOT NULL,
    recorded INTEGER NOT NULL, recorder_id INTEGER NOT NULL REFERENCES recorder,
    subject TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
CREATE TABLE return_file (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    content BLOB NOT NULL) STRICT;
CREATE TABLE source (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    partnership TEXT NOT NULL, name TEXT NOT NULL, settings TEXT NOT NULL) STRICT;
CREATE TABLE waiver (
    registration INTEGER PRIMARY KEY REFERENCES registration, finding TEXT NOT NULL,
    name TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
CREATE TABLE year_record (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, kind TEXT NOT NULL, name TEXT NOT NULL,
    content TEXT NOT NULL) STRICT;
CREATE TRIGGER account_in_order BEFORE INSERT ON account
WHEN NEW.id <= (SELECT max(id) FROM account)
BEGIN SELECT RAISE(ABORT, 'account rows are only added at the end'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'account rows are never deleted; record a correction'); END;
CREATE TRIGGER account_no_update BEFORE UPDATE ON account
BEGIN SELECT RAISE(ABORT, 'account rows are never changed; record a correction'); END;
CREATE TRIGGER account_once BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE fund_id = NEW.fund_id
    AND ifnull(project_id, 0) = ifnull(NEW.project_id, 0) AND role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'each account stands once'); END;
CREATE TRIGGER closing_in_order BEFORE INSERT ON closing
WHEN NEW.registration <= (SELECT max(registration) FROM closing)
BEGIN SELECT RAISE(ABORT, 'closing rows are only added at the end'); END;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'closing rows are never deleted; record a correction'); END;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'closing rows are never changed; record a correction'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry rows are never deleted; record a correction'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry rows are never changed; record a correction'); END;
CREATE TRIGGER entry_without_gaps BEFORE INSERT ON entry
WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM entry)
    OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'entries are numbered without gaps, each id once'); END;
CREATE TRIGGER extract_in_order BEFORE INSERT ON extract
WHEN NEW.registration <= (SELECT max(registration) FROM extract)
BEGIN SELECT RAISE(ABORT, 'extract rows are only added at the end'); END;
CREATE TRIGGER extract_no_delete BEFORE DELETE ON extract
BEGIN SELECT RAISE(ABORT, 'extract rows are never deleted; record a correction'); END;
CREATE TRIGGER extract_no_update BEFORE UPDATE ON extract
BEGIN SELECT RAISE(ABORT, 'extract rows are never changed; record a correction'); END;
CREATE TRIGGER fund_detail_in_order BEFORE INSERT ON fund_detail
WHEN NEW.registration <= (SELECT max(registration) FROM fund_detail)
BEGIN SELECT RAISE(ABORT, 'fund_detail rows are only added at the end'); END;
CREATE TRIGGER fund_detail_no_delete BEFORE DELETE ON fund_detail
BEGIN SELECT RAISE(ABORT, 'fund_detail rows are never deleted; record a correction'); END;
CREATE TRIGGER fund_detail_no_update BEFORE UPDATE ON fund_detail
BEGIN SELECT RAISE(ABORT, 'fund_detail rows are never changed; record a correction'); END;
CREATE TRIGGER fund_in_order BEFORE INSERT ON fund
WHEN NEW.id <= (SELECT max(id) FROM fund)
BEGIN SELECT RAISE(ABORT, 'fund rows are only added at the end'); END;
CREATE TRIGGER fund_no_delete BEFORE DELETE ON fund
BEGIN SELECT RAISE(ABORT, 'fund rows are never deleted; record a correction'); END;
CREATE TRIGGER fund_no_update BEFORE UPDATE ON fund
BEGIN SELECT RAISE(ABORT, 'fund rows are never changed; record a correction'); END;
CREATE TRIGGER fund_once BEFORE INSERT ON fund
WHEN EXISTS (SELECT 1 FROM fund WHERE partnership = NEW.partnership
    AND code = NEW.code AND year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'each fund year stands once'); END;
CREATE TRIGGER matching_in_order BEFORE INSERT ON matching
WHEN NEW.registration <= (SELECT max(registration) FROM matching)
BEGIN SELECT RAISE(ABORT, 'matching rows are only added at the end'); END;
CREATE TRIGGER matching_no_delete BEFORE DELETE ON matching
BEGIN SELECT RAISE(ABORT, 'matching rows are never deleted; record a correction'); END;
CREATE TRIGGER matching_no_update BEFORE UPDATE ON matching
BEGIN SELECT RAISE(ABORT, 'matching rows are never changed; record a correction'); END;
CREATE TRIGGER printed_in_order BEFORE INSERT ON printed
WHEN NEW.registration <= (SELECT max(registration) FROM printed)
BEGIN SELECT RAISE(ABORT, 'printed rows are only added at the end'); END;
CREATE TRIGGER printed_no_delete BEFORE DELETE ON printed
BEGIN SELECT RAISE(ABORT, 'printed rows are never deleted; record a correction'); END;
CREATE TRIGGER printed_no_update BEFORE UPDATE ON printed
BEGIN SELECT RAISE(ABORT, 'printed rows are never changed; record a correction'); END;
CREATE TRIGGER project_detail_in_order BEFORE INSERT ON project_detail
WHEN NEW.registration <= (SELECT max(registration) FROM project_detail)
BEGIN SELECT RAISE(ABORT, 'project_detail rows are only added at the end'); END;
CREATE TRIGGER project_detail_no_delete BEFORE DELETE ON project_detail
BEGIN SELECT RAISE(ABORT, 'project_detail rows are never deleted; record a correction'); END;
CREATE TRIGGER project_detail_no_update BEFORE UPDATE ON project_detail
BEGIN SELECT RAISE(ABORT, 'project_detail rows are never changed; record a correction'); END;
CREATE TRIGGER project_in_order BEFORE INSERT ON project
WHEN NEW.id <= (SELECT max(id) FROM project)
BEGIN SELECT RAISE(ABORT, 'project rows are only added at the end'); END;
CREATE TRIGGER project_no_delete BEFORE DELETE ON project
BEGIN SELECT RAISE(ABORT, 'project rows are never deleted; record a correction'); END;
CREATE TRIGGER project_no_update BEFORE UPDATE ON project
BEGIN SELECT RAISE(ABORT, 'project rows are never changed; record a correction'); END;
CREATE TRIGGER project_once BEFORE INSERT ON project
WHEN EXISTS (SELECT 1 FROM project WHERE fund_id = NEW.fund_id AND code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'each project stands once in its fund'); END;
CREATE TRIGGER recorder_in_order BEFORE INSERT ON recorder
WHEN NEW.id <= (SELECT max(id) FROM recorder)
BEGIN SELECT RAISE(ABORT, 'recorder rows are only added at the end'); END;
CREATE TRIGGER recorder_no_delete BEFORE DELETE ON recorder
BEGIN SELECT RAISE(ABORT, 'recorder rows are never deleted; record a correction'); END;
CREATE TRIGGER recorder_no_update BEFORE UPDATE ON recorder
BEGIN SELECT RAISE(ABORT, 'recorder rows are never changed; record a correction'); END;
CREATE TRIGGER recorder_once BEFORE INSERT ON recorder
WHEN EXISTS (SELECT 1 FROM recorder WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'each recorder stands once'); END;
CREATE TRIGGER registration_no_delete BEFORE DELETE ON registration
BEGIN SELECT RAISE(ABORT, 'registration rows are never deleted; record a correction'); END;
CREATE TRIGGER registration_no_update BEFORE UPDATE ON registration
BEGIN SELECT RAISE(ABORT, 'registration rows are never changed; record a correction'); END;
CREATE TRIGGER registration_without_gaps BEFORE INSERT ON registration
WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM registration)
BEGIN SELECT RAISE(ABORT, 'registrations are numbered without gaps'); END;
CREATE TRIGGER return_file_in_order BEFORE INSERT ON return_file
WHEN NEW.registration <= (SELECT max(registration) FROM return_file)
BEGIN SELECT RAISE(ABORT, 'return_file rows are only added at the end'); END;
CREATE TRIGGER return_file_no_delete BEFORE DELETE ON return_file
BEGIN SELECT RAISE(ABORT, 'return_file rows are never deleted; record a correction'); END;
CREATE TRIGGER return_file_no_update BEFORE UPDATE ON return_file
BEGIN SELECT RAISE(ABORT, 'return_file rows are never changed; record a correction'); END;
CREATE TRIGGER source_in_order BEFORE INSERT ON source
WHEN NEW.registration <= (SELECT max(registration) FROM source)
BEGIN SELECT RAISE(ABORT, 'source rows are only added at the end'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'source rows are never deleted; record a correction'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'source rows are never changed; record a correction'); END;
CREATE TRIGGER waiver_in_order BEFORE INSERT ON waiver
WHEN NEW.registration <= (SELECT max(registration) FROM waiver)
BEGIN SELECT RAISE(ABORT, 'waiver rows are only added at the end'); END;
CREATE TRIGGER waiver_no_delete BEFORE DELETE ON waiver
BEGIN SELECT RAISE(ABORT, 'waiver rows are never deleted; record a correction'); END;
CREATE TRIGGER waiver_no_update BEFORE UPDATE ON waiver
BEGIN SELECT RAISE(ABORT, 'waiver rows are never changed; record a correction'); END;
CREATE TRIGGER year_record_in_order BEFORE INSERT ON year_record
WHEN NEW.registration <= (SELECT max(registration) FROM year_record)
BEGIN SELECT RAISE(ABORT, 'year_record rows are only added at the end'); END;
CREATE TRIGGER year_record_no_delete BEFORE DELETE ON year_record
BEGIN SELECT RAISE(ABORT, 'year_record rows are never deleted; record a correction'); END;
CREATE TRIGGER year_record_no_update BEFORE UPDATE ON year_record
BEGIN SELECT RAISE(ABORT, 'year_record rows are never changed; record a correction'); END;
