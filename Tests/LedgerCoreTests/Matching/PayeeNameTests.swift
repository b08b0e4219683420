import Testing

@testable import LedgerCore

struct PayeeNameTests {
    @Test(arguments: [
        ("Acme Ltd", "ACME LIMITED"), ("The Acme Co.", "acme"), ("Smith, John", "John Smith"),
        ("St John's Ambulance", "ST JOHNS AMBULANCE"), ("Turning Point", "Turning Point Services"),
        ("Leics County Council", "Leicestershire County Council"),
        ("Leicestershire County Council", "LCC"), ("Café Noir", "CAFE NOIR"),
        ("Arts & Minds C.I.C.", "Arts and Minds"), ("J Smith", "John Smith"),
        ("Loughborough Street Pastor", "Street Pastors Loughborough"),
        ("Charnwood Neighbourhood Mediat", "Charnwood Neighbourhood Mediation"),
        ("Barnardos", "Barnardo's Services"), ("Medation Service", "Mediation Services Ltd"),
        ("Ltd", "LTD"), ("BACS TURNING POINT 51056", "Turning Point"),
        ("Łódź Club", "ŁÓDŹ CLUB".lowercased()),
    ])
    func `one payee may be written in many ways`(one: String, other: String) {
        #expect(PayeeName(one).resembles(PayeeName(other)))
        #expect(PayeeName(other).resembles(PayeeName(one)))
    }

    @Test(arguments: [
        ("Leicester City Council", "Leicestershire County Council"),
        ("Leicestershire Police", "Leicestershire County Council"),
        ("Unit 4", "Unit 5"), ("Scout Hut", "Scout Hut 12"), ("Supplier 1001", "Supplier 1002"),
        ("Supplier 1", "Supplier 11"), ("Acme", "Acme 2000"),
        ("Acme", "Apex"), ("", ""), ("", "Acme"), ("Ltd", "Acme Ltd"), ("Care", "Centre"),
        ("Art", "Art Workshop"), ("Nottingham Trust", "Nottinghamshire Trust"),
    ])
    func `different payees are told apart`(one: String, other: String) {
        #expect(!PayeeName(one).resembles(PayeeName(other)))
        #expect(!PayeeName(other).resembles(PayeeName(one)))
    }

    @Test func `the index finds all that the names say`() {
        let texts = [
            "Acme Ltd", "ACME", "Leics County Council", "Leicestershire County Council", "LCC",
            "Leicester City Council", "J Smith", "John Smith", "Smith, John", "Unit 4", "Unit 5",
            "", "Ltd", "Turning Point", "Turning Point Services Leics", "Medation Service",
            "Mediation Services",
        ]
        let index = PayeeIndex(texts)
        for one in texts {
            for other in texts {
                let isSame = PayeeName(one).resembles(PayeeName(other))
                #expect(index.areAlike(index.id(of: one), index.id(of: other)) == isSame)
            }
        }
    }
}
