/// What an officer says a printed line is, where the table alone does not tell.
public enum LineIdentity: Hashable, Sendable {
    case project(Code)
    case newProject
}

/// Which line of a printed table is which project: by code, then by name, then by figures.
struct LineMatching {
    /// How a line was told to be its project.
    enum Evidence: Hashable, Sendable {
        case told
        case code
        case name
        case closeName
        case figures
    }

    /// The project of an item and how it was told, by the item's index.
    private(set) var found: [Int: (project: Int, evidence: Evidence)] = [:]
    /// Why an item can be matched to no one project, by its index.
    private(set) var ambiguous: [Int: String] = [:]
    /// The item that says what of the fund is not allocated.
    private(set) var unallocated: Int?
    /// Projects that an item may be, though none was told to be.
    private(set) var doubted: Set<Int> = []
    private let items: [PrintedItem]
    private let held: [FundStatement.Line]
    private let names: [LineName]
    private var openItems: Set<Int>
    private var openProjects: Set<Int>

    init(
        _ items: [PrintedItem], to held: [FundStatement.Line],
        told: [Int: LineIdentity] = [:], formerNames: [Code: [String]] = [:]
    ) {
        self.items = items
        self.held = held
        names = held.map { LineName($0.project.description) }
        openItems = Set(items.indices)
        openProjects = Set(held.indices)
        matchTold(told)
        matchCodes()
        matchNames({ $0.folded }, { $0.folded })
        matchNames({ $0.words.spaced }, { $0.words.spaced })
        matchNames({ $0.withoutFootnote.spaced }, { $0.words.spaced })
        matchFormerNames(formerNames)
        takeUnallocated()
        matchCloseNames()
        matchFigures()
    }

    private mutating func match(_ item: Int, _ project: Int, _ evidence: Evidence) {
        found[item] = (project, evidence)
        openItems.remove(item)
        openProjects.remove(project)
    }

    private mutating func doubt(_ item: Int, _ why: String) {
        ambiguous[item] = why
        openItems.remove(item)
    }

    /// A line that is told to be new is no project's, whatever it is called.
    private mutating func matchTold(_ told: [Int: LineIdentity]) {
        for index in items.indices {
            switch told[items[index].line.number] {
            case .project(let code):
                if let project = openProjects.first(where: { held[$0].project.code == code }) {
                    match(index, project, .told)
                }
            case .newProject: openItems.remove(index)
            case nil: break
            }
        }
    }

    private mutating func matchCodes() {
        let byCode = Dictionary(
            held.indices.map { (foldedLabel(held[$0].project.code.text), $0) },
            uniquingKeysWith: { first, _ in first })
        var taken = Dictionary(
            uniqueKeysWithValues: found.map { ($0.value.project, $0.key) })
        for item in openItems.sorted() {
            let first = items[item].name.folded.prefix { $0 != 0x20 }
            guard let project = byCode[Array(first)] else { continue }
            if let other = taken[project] {
                doubt(
                    item,
                    "\(held[project].project.code) stands on line \(items[other].line.number) "
                        + "already")
            } else {
                match(item, project, .code)
                taken[project] = item
            }
        }
    }

    /// Matches what has the same name: those with the ledger's figures first, the rest by position.
    private mutating func matchNames(
        _ printed: (LineName) -> [UInt8], _ known: (LineName) -> [UInt8]
    ) {
        let byName = Dictionary(grouping: openProjects.sorted()) { known(names[$0]) }
        let groups = Dictionary(grouping: openItems.sorted()) { printed(items[$0].name) }
        for (name, lines) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
            guard !name.isEmpty, var projects = byName[name] else { continue }
            guard lines.count != projects.count else {
                matchInOrder(lines, projects)
                continue
            }
            var lines = lines
            for line in lines {
                let same = projects.filter { items[line].hasFigures(of: held[$0]) }
                guard let project = nearest(to: line, among: same) else { continue }
                match(line, project, .name)
                projects.removeAll { $0 == project }
                lines.removeAll { $0 == line }
            }
            for (index, line) in lines.enumerated() where !projects.isEmpty {
                // So many are kept for the lines that follow.
                let most = max(1, projects.count - (lines.count - index - 1))
                guard let project = nearest(to: line, among: projects.prefix(most)) else {
                    continue
                }
                match(line, project, .name)
                projects.removeSubrange(...(projects.firstIndex(of: project) ?? 0))
            }
        }
    }

    /// Matches lines and projects of one name, each in order: what has the ledger's figures in its
    /// own place, then in another, since that takes no entry; the rest by position.
    private mutating func matchInOrder(_ lines: [Int], _ projects: [Int]) {
        for (line, project) in zip(lines, projects)
        where items[line].hasFigures(of: held[project]) {
            match(line, project, .name)
        }
        for line in lines where openItems.contains(line) {
            let same = projects.first {
                openProjects.contains($0) && items[line].hasFigures(of: held[$0])
            }
            if let same { match(line, same, .name) }
        }
        let left = (lines.filter(openItems.contains), projects.filter(openProjects.contains))
        for (line, project) in zip(left.0, left.1) { match(line, project, .name) }
    }

    /// The project whose place in the fund is nearest to the line's in the table.
    private func nearest(to line: Int, among projects: some Sequence<Int>) -> Int? {
        projects.min { abs($0 - line) < abs($1 - line) }
    }

    /// Matches the names that projects had before, as the tables of then print them.
    private mutating func matchFormerNames(_ names: [Code: [String]]) {
        var projects: [[UInt8]: [Int]] = [:]
        for project in openProjects.sorted() {
            for name in Set(names[held[project].project.code] ?? []) {
                projects[LineName(name).key, default: []].append(project)
            }
        }
        let groups = Dictionary(grouping: openItems.sorted()) { items[$0].name.key }
        for (name, lines) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
            let open = (projects[name] ?? []).filter(openProjects.contains)
            matchInOrder(lines, open)
        }
    }

    /// Takes out the line of what is not allocated, which is no project unless it is told to be.
    private mutating func takeUnallocated() {
        for item in openItems.sorted() where items[item].name.isUnallocated {
            if let first = unallocated {
                doubt(item, "line \(items[first].line.number) says what is unallocated already")
            } else {
                unallocated = item
                openItems.remove(item)
            }
        }
    }

    /// One way in which an item may be a project; the lower the rank the surer.
    private struct Candidate {
        let item: Int
        let project: Int
        let rank: Int
    }

    /// More pairs than this are not looked at: no statement is that long.
    private static let mostPairs = 40_000

    private mutating func matchCloseNames() {
        guard openItems.count * openProjects.count <= LineMatching.mostPairs else { return }
        let candidates = openItems.sorted().flatMap { item in
            openProjects.sorted().compactMap { project -> Candidate? in
                guard let distance = items[item].name.distance(to: names[project]) else {
                    return nil
                }
                return Candidate(item: item, project: project, rank: distance)
            }
        }
        // Of names as close as each other, the figures tell where they tell one from the rest.
        let same = candidates.filter { items[$0.item].hasFigures(of: held[$0.project]) }
        let choices = Dictionary(grouping: same, by: \.item).mapValues(\.count)
        let takers = Dictionary(grouping: same, by: \.project).mapValues(\.count)
        for candidate in same
        where choices[candidate.item] == 1 && takers[candidate.project] == 1 {
            match(candidate.item, candidate.project, .closeName)
        }
        choose(candidates, .closeName, leavesDoubt: { _ in true })
    }

    /// The same figures tell a project only with more to go by: money was spent, so that the
    /// project cannot be gone; a word of the name is the same; or the line stands in its place.
    private mutating func matchFigures() {
        guard openItems.count * openProjects.count <= LineMatching.mostPairs else { return }
        let places = samePlaces()
        let candidates = openItems.sorted().flatMap { item in
            openProjects.sorted().compactMap { project -> Candidate? in
                guard items[item].hasFigures(of: held[project]) else { return nil }
                let isShared = items[item].name.sharesWord(with: names[project])
                if held[project].spent != .zero {
                    return Candidate(item: item, project: project, rank: isShared ? 0 : 1)
                }
                guard isShared || places[item] == project else { return nil }
                return Candidate(item: item, project: project, rank: isShared ? 2 : 3)
            }
        }
        matchMostWords(candidates)
        choose(candidates, .figures) { $0.rank <= 1 }
    }

    /// Of lines and projects with the same figures, those that share most words that mean something,
    /// where no other shares as many with either.
    private mutating func matchMostWords(_ candidates: [Candidate]) {
        let common = candidates.map { candidate in
            items[candidate.item].name.wordsShared(with: names[candidate.project])
        }
        func most(_ side: KeyPath<Candidate, Int>) -> [Int: (words: Int, isAlone: Bool)] {
            zip(candidates, common).reduce(into: [:]) { most, next in
                let (key, words) = (next.0[keyPath: side], next.1)
                guard let known = most[key], known.words >= words else {
                    most[key] = (words, true)
                    return
                }
                if known.words == words { most[key]?.isAlone = false }
            }
        }
        let (ofItem, ofProject) = (most(\.item), most(\.project))
        for (candidate, words) in zip(candidates, common) {
            guard let item = ofItem[candidate.item], let project = ofProject[candidate.project],
                words > 0, item.words == words, project.words == words, item.isAlone,
                project.isAlone
            else { continue }
            match(candidate.item, candidate.project, .figures)
        }
    }

    /// The project that an open item stands in the place of: between the same two others.
    ///
    /// The end of the table is no such place, since new lines are put there.
    private func samePlaces() -> [Int: Int] {
        let matched = Dictionary(uniqueKeysWithValues: found.map { ($0.value.project, $0.key) })
        let lines = gaps(items.indices) { found[$0]?.project }
        let gone = gaps(held.indices) { matched[$0] == nil ? nil : $0 }
        return lines.reduce(into: [:]) { places, gap in
            let (open, projects) = (
                gap.value.filter(openItems.contains), gone[gap.key]?.filter(openProjects.contains)
            )
            guard let projects, projects.count == open.count else { return }
            for (item, project) in zip(open, projects) { places[item] = project }
        }
    }

    /// Between which two matched projects, next to each other in a list, others stand.
    private struct Gap: Hashable {
        let before: Int?
        let after: Int
    }

    /// What stands in the gaps of a list; `project` is nil for what is not matched.
    private func gaps(_ list: Range<Int>, _ project: (Int) -> Int?) -> [Gap: [Int]] {
        var gaps: [Gap: [Int]] = [:]
        var before: Int?
        var waiting: [Int] = []
        for index in list {
            if let matched = project(index) {
                gaps[Gap(before: before, after: matched), default: []] += waiting
                (before, waiting) = (matched, [])
            } else {
                waiting.append(index)
            }
        }
        return gaps
    }

    /// Takes the surest candidates first; as many lines as projects that could each be any of the
    /// others are matched by position, other ties are left in doubt.
    private mutating func choose(
        _ candidates: [Candidate], _ evidence: Evidence, leavesDoubt: (Candidate) -> Bool
    ) {
        for rank in Set(candidates.map(\.rank)).sorted() {
            let ranked = candidates.filter {
                $0.rank == rank && openItems.contains($0.item) && openProjects.contains($0.project)
            }
            let choices = Dictionary(grouping: ranked, by: \.item)
            let takers = Dictionary(grouping: ranked, by: \.project).mapValues(\.count)
            let ties = Dictionary(grouping: choices.keys) { choices[$0]?.map(\.project) ?? [] }
            for (projects, lines) in ties.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                let isShared = projects.contains { takers[$0] != lines.count }
                if lines.count == projects.count, !isShared {
                    for (line, project) in zip(lines.sorted(), projects) {
                        match(line, project, evidence)
                    }
                } else if lines.contains(where: {
                    choices[$0]?.contains(where: leavesDoubt) ?? false
                }) {
                    doubted.formUnion(projects)
                    let codes = projects.map { held[$0].project.code.text }
                    let words =
                        codes.count == 1
                        ? "other lines could be \(codes[0]) as well"
                        : "it could be " + codes.joined(separator: " or ")
                    for line in lines { doubt(line, words) }
                }
            }
            openProjects.subtract(doubted)
        }
    }
}

extension [[UInt8]] {
    /// The words with a space after each.
    fileprivate var spaced: [UInt8] { flatMap { $0 + [0x20] } }
}
