import Testing

@testable import LedgerCore

struct LineNameTests {
    @Test(arguments: [
        ("Street Pastors", "Street Pastors"),
        ("STREET PASTORS*", "Street Pastors"),
        ("South Charnwood – Grounded", "South Charnwood - Grounded"),
        ("Central (N62)", "Central (N62"),
        ("Anstey and Mountsorrel", "Anstey & Mountsorrel"),
        ("Mediation1", "Mediation"),
        ("Mediation (1)", "Mediation"),
        ("Women's refuge", "Womens refuge"),
    ])
    func `printings of one name are the same name`(printed: String, project: String) {
        #expect(LineName(printed).isSame(asProject: LineName(project)))
    }

    @Test(arguments: [
        ("Mediation", "Mediation1"), ("Phase 2", "Phase 1"), ("Phase 2", "Phase"),
        ("East (N65)", "East (N62)"), ("Op Endeavour", "Operation Endeavour"), ("–", "…"),
    ])
    func `names that are told apart are not the same`(printed: String, project: String) {
        #expect(!LineName(printed).isSame(asProject: LineName(project)))
    }

    @Test(arguments: [
        ("Operation Endeavour", "Op Endeavour", 1),
        ("Contingency Fund", "Contingence Fund", 1),
        ("Mediation Service", "Mediation", 2),
        ("Detached Work, Shepshed", "Detached Work", 2),
        ("Anti-social behaviour patrols", "ASB patrols", 1),
        ("Street Pastors night patrols", "Street Pastors", 4),
        ("CCTV people zone", "CCTV for people zone", 0),
    ])
    func `close names have a distance`(printed: String, project: String, distance: Int) {
        #expect(LineName(printed).distance(to: LineName(project)) == distance)
    }

    @Test(arguments: [
        ("Go Getta Desire", "Go Getta Engagement"), ("Phase 2", "Phase 1"),
        ("Domestic Abuse Services", "Domestic Burglary Packs"), ("Fire Skills", "Mediation"),
        ("Priority Neighbourhood – East (N65)", "Priority Neighbourhood – Central (N62"),
        ("Mediation for young people at home", "Mediation"), ("", "Mediation"),
    ])
    func `other names are not close`(printed: String, project: String) {
        #expect(LineName(printed).distance(to: LineName(project)) == nil)
    }

    @Test(arguments: [
        ("Unallocated", true), ("Funds not yet allocated", true), ("To be allocated*", true),
        ("Unallocated balance", true), ("Contingency", false), ("Allocated", false), ("", false),
        ("Unallocated youth work", false),
    ])
    func `what is not allocated is told by its name`(label: String, isUnallocated: Bool) {
        #expect(LineName(label).isUnallocated == isUnallocated)
    }

    @Test func `a word that means something is shared, a common one is not`() {
        #expect(LineName("Youth outreach").sharesWord(with: LineName("Outreach at night")))
        #expect(!LineName("Bike project").sharesWord(with: LineName("Youth project")))
        let east = LineName("Action within the Priority Neighbourhood – East (N65)")
        #expect(east.wordsShared(with: LineName("East action fund within N65, now")) == 3)
    }

    @Test func `a name of any length is taken`() {
        let long = String(repeating: "word ", count: 5_000)
        #expect(LineName(long).distance(to: LineName("word")) == nil)
        #expect(LineName(long).isSame(asProject: LineName(long)))
    }
}
