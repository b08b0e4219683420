/// The payees of both sides, each once, and which of them resemble one another.
struct PayeeIndex {
    /// Stands for a payee that is not told; it resembles none.
    static let blank = 0

    private var ids: [PayeeName: Int] = [:]
    private var idsByText: [String: Int] = ["": blank]
    private var names = [PayeeName("")]
    /// For each payee those that resemble it, itself among them.
    private(set) var alike: [[Int]] = [[]]

    init(_ texts: some Sequence<String>) {
        for text in texts where idsByText[text] == nil {
            let name = PayeeName(text)
            guard !name.isBlank else {
                idsByText[text] = PayeeIndex.blank
                continue
            }
            let id = ids[name] ?? names.count
            if id == names.count {
                names.append(name)
                ids[name] = id
            }
            idsByText[text] = id
        }
        findAlike()
    }

    func id(of text: String) -> Int { idsByText[text] ?? PayeeIndex.blank }

    func areAlike(_ one: Int, _ other: Int) -> Bool {
        one == other ? one != PayeeIndex.blank : alike[one].contains(other)
    }

    /// Beyond this many names that begin with the same letters, only equal names are the same.
    private static let most = 400

    private mutating func findAlike() {
        var byKey: [[UInt8]: [Int]] = [:]
        var byInitials: [[UInt8]: [Int]] = [:]
        for id in names.indices.dropFirst() {
            for key in Set(names[id].words.map(PayeeName.key)) {
                byKey[key, default: []].append(id)
            }
            if names[id].initials.count >= 3 {
                byInitials[names[id].initials, default: []].append(id)
            }
        }
        alike = names.indices.map { $0 == PayeeIndex.blank ? [] : [$0] }
        for id in names.indices.dropFirst() {
            let name = names[id]
            // Every word of the shorter name has its like in the longer: the rarest finds it.
            let lists = name.words.filter { $0.count > 1 }.compactMap {
                byKey[PayeeName.key(of: $0)]
            }
            let rarest = lists.min { $0.count < $1.count } ?? []
            let initials = name.words.count == 1 ? byInitials[name.words[0]] ?? [] : []
            for other in (rarest.count <= PayeeIndex.most ? rarest : []) + initials
            where other != id && !alike[id].contains(other) && name.resembles(names[other]) {
                alike[id].append(other)
                alike[other].append(id)
            }
        }
    }
}
