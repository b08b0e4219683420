import LedgerCore
import TestSupport
import Testing

struct FundTests {
    @Test func `a fund may be spent on a single day but not backwards`() throws {
        let oneDay = try Build.fund(spendFrom: "2018-04-01", spendBy: "2018-04-01")
        #expect(oneDay.spendFrom == oneDay.spendBy)
        let refusal = Refusal.spendingDatesReversed(
            try Build.key(), from: try Build.day("2018-04-01"), by: try Build.day("2018-03-31"))
        #expect(throws: refusal) {
            try Build.fund(spendFrom: "2018-04-01", spendBy: "2018-03-31")
        }
    }

    @Test func `a confirmed fund differs in its basis alone`() throws {
        let indicative = try Build.fund(basis: .indicative, criteria: "Reduce burglary")
        #expect(try indicative.confirmed() == Build.fund(criteria: "Reduce burglary"))
    }

    @Test func `a partnership and a description are never blank`() throws {
        #expect(throws: Refusal.missing("partnership")) { try Build.key(partnership: " ") }
        #expect(throws: Refusal.missing("description")) { try Build.project(description: "\u{A0}") }
    }

    @Test func `a fund year is named by its code and year and followed by the next`() throws {
        let key = try Build.key("ci001", year: "2018/19")
        #expect(key.description == "CI001 2018-19")
        #expect(try key.following() == Build.key("CI001", year: "2019-20"))
        #expect(throws: FinancialYearError.self) { try Build.key(year: "2149-50").following() }
    }

    @Test func `fund years stand by partnership, then code, then year`() throws {
        let keys = try [
            Build.key("PLF", year: "2019-20", partnership: "Blaby"), Build.key("CI001"),
            Build.key("PLF", year: "2017-18"), Build.key("PLF"),
        ]
        #expect(keys.reversed().sorted() == keys)
    }

    @Test(arguments: ["name", "funder", "criteria"])
    func `a fund's texts are single lines`(field: String) {
        #expect(throws: Refusal.controlCharacter(field)) {
            try Build.fund(
                name: field == "name" ? "a\nb" : "", funder: field == "funder" ? "a\nb" : "",
                criteria: field == "criteria" ? "a\nb" : "")
        }
    }

    @Test(arguments: ["description", "priority", "lead", "partner", "location", "criterion"])
    func `a project's texts are single lines`(field: String) {
        let texts = { (name: String) in name == field ? "a\tb" : "a" }
        #expect(throws: Refusal.controlCharacter(field)) {
            try Build.project(
                description: texts("description"), priority: texts("priority"), lead: texts("lead"),
                partner: texts("partner"), location: texts("location"),
                criterion: texts("criterion"))
        }
    }

    @Test func `accounts of projects are known by their role`() {
        let ofProject = AccountRole.allCases.filter(\.isOfProject)
        #expect(ofProject == [.available, .committed, .spent])
        #expect(Set(AccountRole.allCases.map(\.name)).count == AccountRole.allCases.count)
    }
}
