CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE recorder (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE fund (
    id INTEGER PRIMARY KEY, partnership TEXT NOT NULL, code TEXT NOT NULL,
    year INTEGER NOT NULL, UNIQUE (partnership, code, year)) STRICT;
CREATE TABLE project (
    id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund, code TEXT NOT NULL,
    UNIQUE (fund_id, code)) STRICT;
CREATE TABLE account (
    id INTEGER PRIMARY KEY, fund_id INTEGER NOT NULL REFERENCES fund,
    project_id INTEGER REFERENCES project, role INTEGER NOT NULL,
    CHECK ((project_id IS NOT NULL) = (role >= 6))) STRICT;
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
CREATE TABLE fund_detail (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, name TEXT NOT NULL, funder TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('confirmed', 'indicative')),
    spend_from INTEGER NOT NULL, spend_by INTEGER NOT NULL,
    criteria TEXT NOT NULL) STRICT;
CREATE TABLE project_detail (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    project_id INTEGER NOT NULL REFERENCES project, description TEXT NOT NULL,
    priority TEXT NOT NULL, lead TEXT NOT NULL, partner TEXT NOT NULL,
    location TEXT NOT NULL, criterion TEXT NOT NULL) STRICT;
CREATE TABLE closing (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, through INTEGER,
    reason TEXT NOT NULL) STRICT;
CREATE TABLE printed (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, day INTEGER NOT NULL, name TEXT NOT NULL,
    content TEXT NOT NULL) STRICT;
CREATE TABLE waiver (
    registration INTEGER PRIMARY KEY REFERENCES registration, finding TEXT NOT NULL,
    name TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
CREATE TABLE balance (
    account_id INTEGER NOT NULL REFERENCES account, kind INTEGER NOT NULL,
    paid_in INTEGER NOT NULL, paid_out INTEGER NOT NULL,
    PRIMARY KEY (account_id, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE month_balance (
    account_id INTEGER NOT NULL REFERENCES account, month INTEGER NOT NULL,
    kind INTEGER NOT NULL, paid_in INTEGER NOT NULL, paid_out INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE "registration" (
    number INTEGER PRIMARY KEY, after_entry INTEGER NOT NULL,
    recorded INTEGER NOT NULL, recorder_id INTEGER NOT NULL REFERENCES recorder,
    subject TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
CREATE TABLE source (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    partnership TEXT NOT NULL, name TEXT NOT NULL, settings TEXT NOT NULL) STRICT;
CREATE TABLE extract (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
    CHECK (first_day <= last_day)) STRICT;
CREATE TABLE matching (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, payments TEXT NOT NULL,
    entries TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'broken')),
    reason TEXT NOT NULL) STRICT;
CREATE TABLE year_record (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    fund_id INTEGER NOT NULL REFERENCES fund, kind TEXT NOT NULL, name TEXT NOT NULL,
    content TEXT NOT NULL) STRICT;
CREATE TABLE return_file (
    registration INTEGER PRIMARY KEY REFERENCES registration,
    content BLOB NOT NULL) STRICT;
INSERT INTO grdb_migrations VALUES ('001 the ledger');
INSERT INTO grdb_migrations VALUES ('002 lists of payments');
INSERT INTO grdb_migrations VALUES ('003 records of the year');
INSERT INTO recorder VALUES (1, 'A. Officer');
INSERT INTO recorder VALUES (2, 'B');
INSERT INTO fund VALUES (1, 'Charnwood', 'PLF', 2018);
INSERT INTO fund VALUES (2, 'Charnwood', 'PLF', 2019);
INSERT INTO project VALUES (1, 1, 'PLF-01');
INSERT INTO project VALUES (2, 1, 'PLF-02');
INSERT INTO project VALUES (3, 1, 'PLF-03');
INSERT INTO account VALUES (1, 1, NULL, 1);
INSERT INTO account VALUES (2, 1, NULL, 2);
INSERT INTO account VALUES (3, 1, NULL, 3);
INSERT INTO account VALUES (4, 1, NULL, 4);
INSERT INTO account VALUES (5, 1, NULL, 5);
INSERT INTO account VALUES (6, 1, 1, 6);
INSERT INTO account VALUES (7, 1, 1, 7);
INSERT INTO account VALUES (8, 1, 1, 8);
INSERT INTO account VALUES (9, 1, 2, 6);
INSERT INTO account VALUES (10, 1, 2, 7);
INSERT INTO account VALUES (11, 1, 2, 8);
INSERT INTO account VALUES (12, 1, 3, 6);
INSERT INTO account VALUES (13, 1, 3, 7);
INSERT INTO account VALUES (14, 1, 3, 8);
INSERT INTO account VALUES (15, 2, NULL, 1);
INSERT INTO account VALUES (16, 2, NULL, 2);
INSERT INTO account VALUES (17, 2, NULL, 3);
INSERT INTO account VALUES (18, 2, NULL, 4);
INSERT INTO account VALUES (19, 2, NULL, 5);
INSERT INTO entry VALUES (1, 'A1', 1541149205000, 1, 17622, 1, 1, 1, 2, 100000, '', '', '', NULL, '', NULL, X'1EF278647A78CEDB26E9EAFBEA5E58E39BFD7D686896A235474EC69C27895A07');
INSERT INTO entry VALUES (2, 'L1', 1541149206000, 1, 17622, 3, 1, 2, 6, 40000, '', '', '', NULL, '', NULL, X'EBD12BF582AF6305FB3FC2988384E1E53B0A1C18C9925F6797F129BCF958F027');
INSERT INTO entry VALUES (3, 'L2', 1541149207000, 1, 17622, 3, 1, 2, 9, 30000, '', '', '', NULL, '', NULL, X'18270B448F9483FD6E0728AA7F858B58E920A9126890F65A031EE81E5C30D076');
INSERT INTO entry VALUES (4, 'C1', 1541149210000, 2, 17837, 6, 1, 6, 7, 5000, '', '', '', NULL, '', NULL, X'C4B4D19A1D20BB0D3759E5918218498BACBC5336A14970D24B7191FB645D1868');
INSERT INTO entry VALUES (5, 'S1', 1541149211000, 1, 17837, 8, 1, 6, 8, 700, 'INV-1', 'Acorn Ltd', '', NULL, '', NULL, X'A67D78D6593E8C03F1281BCD9101DD7C578DFBCDF3689B5A4462427FD8290B71');
INSERT INTO entry VALUES (6, 'S2', 1541149212000, 2, 17837, 8, 1, 7, 8, 3000, '', '', '', 4, '', NULL, X'6E8F35C6E72DB727F56EC5A7965075DCBF41949806832D8069DFA4223246135D');
INSERT INTO entry VALUES (7, 'V1', 1541149214000, 1, 17837, 5, 1, 6, 9, 100, '', '', 'N', NULL, '', NULL, X'DAD67B41A2F54A4E24F672C49F8D09A3A09742EFC89860E80F50621626F973D5');
INSERT INTO entry VALUES (8, 'R1', 1541149215000, 2, 17837, 12, 1, 9, 6, 100, '', '', '', 7, '', NULL, X'4C3B2B65C24D00C733AF1E27EAADB55E556613163BFBC3FC259FC67307E0CAC1');
INSERT INTO entry VALUES (9, 'F1', 1541149216000, 1, 17837, 10, 1, 9, 16, 50, '', '', '', NULL, '', NULL, X'6FC9D0788864C61CAACB491B15F0F2D8B8CB09839C4DBFFD774694C22DFB37D1');
INSERT INTO entry VALUES (10, 'W1', 1541149217000, 2, 17837, 6, 1, 6, 7, 0, '2018-19-Q3', '', '', NULL, '', 1, X'91D05BF52F8BF49BAC9924D90CDD57DE457CBB5231BADA6A92BF3ED8F30AF4E3');
INSERT INTO fund_detail VALUES (1, 1, 'Partnership Locality Fund', 'OPCC', 'confirmed', 17622, 17986, '');
INSERT INTO fund_detail VALUES (6, 2, 'Partnership Locality Fund', 'OPCC', 'confirmed', 17987, 18352, '');
INSERT INTO project_detail VALUES (2, 1, 'Project PLF-01', 'Anti-social behaviour', 'Community safety manager', '', '', '');
INSERT INTO project_detail VALUES (3, 2, 'Project PLF-02', 'Anti-social behaviour', 'Community safety manager', '', '', '');
INSERT INTO project_detail VALUES (4, 3, 'Project PLF-03', 'Anti-social behaviour', 'Community safety manager', '', '', '');
INSERT INTO closing VALUES (7, 2, 17712, 'Quarter end');
INSERT INTO printed VALUES (5, 1, 17837, 'PLF_2018-19_2018-11-02.csv', 'Project,Allocated,Spent
PLF-01,£400.00,
PLF-02,£300.00,
');
INSERT INTO waiver VALUES (8, 'overspend-0123abcd', 'B. Deputy', 'Agreed by the board', 17986);
INSERT INTO balance VALUES (1, 1, 0, 100000);
INSERT INTO balance VALUES (2, 1, 100000, 0);
INSERT INTO balance VALUES (2, 3, 0, 70000);
INSERT INTO balance VALUES (6, 3, 40000, 0);
INSERT INTO balance VALUES (6, 5, 0, 0);
INSERT INTO balance VALUES (6, 6, 0, 5000);
INSERT INTO balance VALUES (6, 8, 0, 700);
INSERT INTO balance VALUES (7, 6, 5000, 0);
INSERT INTO balance VALUES (7, 8, 0, 3000);
INSERT INTO balance VALUES (8, 8, 3700, 0);
INSERT INTO balance VALUES (9, 3, 30000, 0);
INSERT INTO balance VALUES (9, 5, 0, 0);
INSERT INTO balance VALUES (9, 10, 0, 50);
INSERT INTO balance VALUES (16, 10, 50, 0);
INSERT INTO month_balance VALUES (1, 24219, 1, 0, 100000);
INSERT INTO month_balance VALUES (2, 24219, 1, 100000, 0);
INSERT INTO month_balance VALUES (2, 24219, 3, 0, 70000);
INSERT INTO month_balance VALUES (6, 24219, 3, 40000, 0);
INSERT INTO month_balance VALUES (6, 24226, 5, 0, 0);
INSERT INTO month_balance VALUES (6, 24226, 6, 0, 5000);
INSERT INTO month_balance VALUES (6, 24226, 8, 0, 700);
INSERT INTO month_balance VALUES (7, 24226, 6, 5000, 0);
INSERT INTO month_balance VALUES (7, 24226, 8, 0, 3000);
INSERT INTO month_balance VALUES (8, 24226, 8, 3700, 0);
INSERT INTO month_balance VALUES (9, 24219, 3, 30000, 0);
INSERT INTO month_balance VALUES (9, 24226, 5, 0, 0);
INSERT INTO month_balance VALUES (9, 24226, 10, 0, 50);
INSERT INTO month_balance VALUES (16, 24226, 10, 50, 0);
INSERT INTO registration VALUES (1, 0, 1541149201000, 1, 'fund', X'E5E7D2624EC1F162A7A6AEC1B40A4836FFC18F8F6B6FE082515102D201266F05');
INSERT INTO registration VALUES (2, 0, 1541149202000, 1, 'project', X'EB7D2F8E2965C6C5AFE1E7FF18D23ED4ED02CD4D080638053AF1625B9D09460D');
INSERT INTO registration VALUES (3, 0, 1541149203000, 1, 'project', X'E61B789F163523D9405D9A2D0DB8C67CC3E83325BDC9E11C137C78F2E33C7EC2');
INSERT INTO registration VALUES (4, 0, 1541149204000, 1, 'project', X'ABB2A2BFE8818E0F2CEAB80D488B7F8232C5D453795F30C24E7463B09029DF30');
INSERT INTO registration VALUES (5, 3, 1541149208000, 1, 'printed', X'04091B27A3B373721F4094D32387EE413352D2B5EED9E0D98A283D9722219CAD');
INSERT INTO registration VALUES (6, 3, 1541149209000, 1, 'fund', X'D9EFBC646DF50AFB78C24FC9E467A8E707A3B015EC7ABDF2CAB520B0FC10EEEE');
INSERT INTO registration VALUES (7, 6, 1541149213000, 1, 'closing', X'BF6F6F6ECD7CBBDCE6CF4C046526832B11905D736A9498FC4B15F1A6BA5F2368');
INSERT INTO registration VALUES (8, 10, 1541149218000, 1, 'waiver', X'2FACDBBC47207891CF4792C3AA8A75EC7E2B730F48E4498C4630B7C79EDAD9E8');
INSERT INTO registration VALUES (9, 10, 1541149219000, 1, 'source', X'C113FAC820A56F0C57AB00F04B7B50314E2F897C5376601A3F89629CA9F9B826');
INSERT INTO registration VALUES (10, 10, 1541149220000, 1, 'extract', X'52C30D642AC7A4CAE6D9025DA3558B632F315AED43A4C96A68F51326BF94EEA4');
INSERT INTO registration VALUES (11, 10, 1541149221000, 1, 'matching', X'437D50C98589DEF6221D1B002931D4C55A9E49821DC0E915799FD0D935767A8F');
INSERT INTO registration VALUES (12, 10, 1541149222000, 1, 'record', X'0D826ACC69A2621F54F61D216AF003C84E561F66AEEA02AA7BE99BB8196229F1');
INSERT INTO source VALUES (9, 'Charnwood', 'council-invoices', 'date: Paid on
amount: Net
');
INSERT INTO extract VALUES (10, 1, 17622, 17986, 'march.csv', 'date,payee,reference,code,note,amount,place
2018-11-02,,I,,,1.00,A2
');
INSERT INTO matching VALUES (11, 1, 'P1 P2', 'A1', 'confirmed', 'Same invoice');
INSERT INTO year_record VALUES (12, 1, 'agreement', '', 'due-days: 21
');
CREATE UNIQUE INDEX account_place ON account (fund_id, ifnull(project_id, 0), role);
CREATE INDEX entry_from ON entry (from_account, day);
CREATE INDEX entry_to ON entry (to_account, day);
CREATE INDEX entry_answers ON entry (answers) WHERE answers IS NOT NULL;
CREATE INDEX entry_awaited ON entry (from_account) WHERE is_awaited IS NOT NULL;
CREATE INDEX fund_detail_fund ON fund_detail (fund_id);
CREATE INDEX project_detail_project ON project_detail (project_id);
CREATE INDEX closing_fund ON closing (fund_id);
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry rows are never changed; record a correction'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry rows are never deleted; record a correction'); END;
CREATE TRIGGER recorder_no_update BEFORE UPDATE ON recorder
BEGIN SELECT RAISE(ABORT, 'recorder rows are never changed; record a correction'); END;
CREATE TRIGGER recorder_no_delete BEFORE DELETE ON recorder
BEGIN SELECT RAISE(ABORT, 'recorder rows are never deleted; record a correction'); END;
CREATE TRIGGER fund_no_update BEFORE UPDATE ON fund
BEGIN SELECT RAISE(ABORT, 'fund rows are never changed; record a correction'); END;
CREATE TRIGGER fund_no_delete BEFORE DELETE ON fund
BEGIN SELECT RAISE(ABORT, 'fund rows are never deleted; record a correction'); END;
CREATE TRIGGER project_no_update BEFORE UPDATE ON project
BEGIN SELECT RAISE(ABORT, 'project rows are never changed; record a correction'); END;
CREATE TRIGGER project_no_delete BEFORE DELETE ON project
BEGIN SELECT RAISE(ABORT, 'project rows are never deleted; record a correction'); END;
CREATE TRIGGER account_no_update BEFORE UPDATE ON account
BEGIN SELECT RAISE(ABORT, 'account rows are never changed; record a correction'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'account rows are never deleted; record a correction'); END;
CREATE TRIGGER fund_detail_no_update BEFORE UPDATE ON fund_detail
BEGIN SELECT RAISE(ABORT, 'fund_detail rows are never changed; record a correction'); END;
CREATE TRIGGER fund_detail_no_delete BEFORE DELETE ON fund_detail
BEGIN SELECT RAISE(ABORT, 'fund_detail rows are never deleted; record a correction'); END;
CREATE TRIGGER project_detail_no_update BEFORE UPDATE ON project_detail
BEGIN SELECT RAISE(ABORT, 'project_detail rows are never changed; record a correction'); END;
CREATE TRIGGER project_detail_no_delete BEFORE DELETE ON project_detail
BEGIN SELECT RAISE(ABORT, 'project_detail rows are never deleted; record a correction'); END;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'closing rows are never changed; record a correction'); END;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'closing rows are never deleted; record a correction'); END;
CREATE TRIGGER printed_no_update BEFORE UPDATE ON printed
BEGIN SELECT RAISE(ABORT, 'printed rows are never changed; record a correction'); END;
CREATE TRIGGER printed_no_delete BEFORE DELETE ON printed
BEGIN SELECT RAISE(ABORT, 'printed rows are never deleted; record a correction'); END;
CREATE TRIGGER waiver_no_update BEFORE UPDATE ON waiver
BEGIN SELECT RAISE(ABORT, 'waiver rows are never changed; record a correction'); END;
CREATE TRIGGER waiver_no_delete BEFORE DELETE ON waiver
BEGIN SELECT RAISE(ABORT, 'waiver rows are never deleted; record a correction'); END;
CREATE TRIGGER recorder_in_order BEFORE INSERT ON recorder
WHEN NEW.id <= (SELECT max(id) FROM recorder)
BEGIN SELECT RAISE(ABORT, 'recorder rows are only added at the end'); END;
CREATE TRIGGER fund_in_order BEFORE INSERT ON fund
WHEN NEW.id <= (SELECT max(id) FROM fund)
BEGIN SELECT RAISE(ABORT, 'fund rows are only added at the end'); END;
CREATE TRIGGER project_in_order BEFORE INSERT ON project
WHEN NEW.id <= (SELECT max(id) FROM project)
BEGIN SELECT RAISE(ABORT, 'project rows are only added at the end'); END;
CREATE TRIGGER account_in_order BEFORE INSERT ON account
WHEN NEW.id <= (SELECT max(id) FROM account)
BEGIN SELECT RAISE(ABORT, 'account rows are only added at the end'); END;
CREATE TRIGGER fund_detail_in_order BEFORE INSERT ON fund_detail
WHEN NEW.registration <= (SELECT max(registration) FROM fund_detail)
BEGIN SELECT RAISE(ABORT, 'fund_detail rows are only added at the end'); END;
CREATE TRIGGER project_detail_in_order BEFORE INSERT ON project_detail
WHEN NEW.registration <= (SELECT max(registration) FROM project_detail)
BEGIN SELECT RAISE(ABORT, 'project_detail rows are only added at the end'); END;
CREATE TRIGGER closing_in_order BEFORE INSERT ON closing
WHEN NEW.registration <= (SELECT max(registration) FROM closing)
BEGIN SELECT RAISE(ABORT, 'closing rows are only added at the end'); END;
CREATE TRIGGER printed_in_order BEFORE INSERT ON printed
WHEN NEW.registration <= (SELECT max(registration) FROM printed)
BEGIN SELECT RAISE(ABORT, 'printed rows are only added at the end'); END;
CREATE TRIGGER waiver_in_order BEFORE INSERT ON waiver
WHEN NEW.registration <= (SELECT max(registration) FROM waiver)
BEGIN SELECT RAISE(ABORT, 'waiver rows are only added at the end'); END;
CREATE TRIGGER entry_without_gaps BEFORE INSERT ON entry
WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM entry)
    OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'entries are numbered without gaps, each id once'); END;
CREATE TRIGGER recorder_once BEFORE INSERT ON recorder
WHEN EXISTS (SELECT 1 FROM recorder WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'each recorder stands once'); END;
CREATE TRIGGER fund_once BEFORE INSERT ON fund
WHEN EXISTS (SELECT 1 FROM fund WHERE partnership = NEW.partnership
    AND code = NEW.code AND year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'each fund year stands once'); END;
CREATE TRIGGER project_once BEFORE INSERT ON project
WHEN EXISTS (SELECT 1 FROM project WHERE fund_id = NEW.fund_id AND code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'each project stands once in its fund'); END;
CREATE TRIGGER account_once BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE fund_id = NEW.fund_id
    AND ifnull(project_id, 0) = ifnull(NEW.project_id, 0) AND role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'each account stands once'); END;
CREATE INDEX registration_after ON registration (after_entry);
CREATE TRIGGER registration_no_update BEFORE UPDATE ON registration
BEGIN SELECT RAISE(ABORT, 'registration rows are never changed; record a correction'); END;
CREATE TRIGGER registration_no_delete BEFORE DELETE ON registration
BEGIN SELECT RAISE(ABORT, 'registration rows are never deleted; record a correction'); END;
CREATE TRIGGER registration_without_gaps BEFORE INSERT ON registration
WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM registration)
BEGIN SELECT RAISE(ABORT, 'registrations are numbered without gaps'); END;
CREATE INDEX extract_fund ON extract (fund_id);
CREATE INDEX matching_fund ON matching (fund_id);
CREATE TRIGGER source_no_update BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'source rows are never changed; record a correction'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'source rows are never deleted; record a correction'); END;
CREATE TRIGGER source_in_order BEFORE INSERT ON source
WHEN NEW.registration <= (SELECT max(registration) FROM source)
BEGIN SELECT RAISE(ABORT, 'source rows are only added at the end'); END;
CREATE TRIGGER extract_no_update BEFORE UPDATE ON extract
BEGIN SELECT RAISE(ABORT, 'extract rows are never changed; record a correction'); END;
CREATE TRIGGER extract_no_delete BEFORE DELETE ON extract
BEGIN SELECT RAISE(ABORT, 'extract rows are never deleted; record a correction'); END;
CREATE TRIGGER extract_in_order BEFORE INSERT ON extract
WHEN NEW.registration <= (SELECT max(registration) FROM extract)
BEGIN SELECT RAISE(ABORT, 'extract rows are only added at the end'); END;
CREATE TRIGGER matching_no_update BEFORE UPDATE ON matching
BEGIN SELECT RAISE(ABORT, 'matching rows are never changed; record a correction'); END;
CREATE TRIGGER matching_no_delete BEFORE DELETE ON matching
BEGIN SELECT RAISE(ABORT, 'matching rows are never deleted; record a correction'); END;
CREATE TRIGGER matching_in_order BEFORE INSERT ON matching
WHEN NEW.registration <= (SELECT max(registration) FROM matching)
BEGIN SELECT RAISE(ABORT, 'matching rows are only added at the end'); END;
CREATE INDEX year_record_fund ON year_record (fund_id, kind, name);
CREATE TRIGGER year_record_no_update BEFORE UPDATE ON year_record
BEGIN SELECT RAISE(ABORT, 'year_record rows are never changed; record a correction'); END;
CREATE TRIGGER year_record_no_delete BEFORE DELETE ON year_record
BEGIN SELECT RAISE(ABORT, 'year_record rows are never deleted; record a correction'); END;
CREATE TRIGGER year_record_in_order BEFORE INSERT ON year_record
WHEN NEW.registration <= (SELECT max(registration) FROM year_record)
BEGIN SELECT RAISE(ABORT, 'year_record rows are only added at the end'); END;
CREATE TRIGGER return_file_no_update BEFORE UPDATE ON return_file
BEGIN SELECT RAISE(ABORT, 'return_file rows are never changed; record a correction'); END;
CREATE TRIGGER return_file_no_delete BEFORE DELETE ON return_file
BEGIN SELECT RAISE(ABORT, 'return_file rows are never deleted; record a correction'); END;
CREATE TRIGGER return_file_in_order BEFORE INSERT ON return_file
WHEN NEW.registration <= (SELECT max(registration) FROM return_file)
BEGIN SELECT RAISE(ABORT, 'return_file rows are only added at the end'); END;
PRAGMA application_id = 1282362469;
PRAGMA user_version = 3;
