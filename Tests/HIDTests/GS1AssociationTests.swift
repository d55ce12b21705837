import Testing

@testable import HID

@Suite("GS1 identifiers that belong together")
struct GS1AssociationTests {
    @Test("every line is read, and speaks of identifiers that there are")
    func lines() {
        let lines = DataLines.read(PackageResources.gs1_associations_txt)
        #expect(lines.count > 50)
        #expect(GS1Associations.shared.rules.count == lines.count)
        let known = GS1Table.shared.definitions.keys
        for line in lines {
            guard let rule = GS1Associations.read(line) else {
                Issue.record("\(line)")
                continue
            }
            var patterns = rule.identifiers
            switch rule.demand {
            case .needs(let alternatives): patterns += alternatives.flatMap { $0 }
            case .excludes(let others): patterns += others
            case .once: break
            }
            for pattern in patterns {
                #expect(known.contains(where: pattern.fits), "\(pattern.text)")
            }
        }
    }

    @Test(
        "a line that is none is left out",
        arguments: [
            "", "01", "01 | needs", "01 | wants | 02", "1 | not | 02", "310n-31 | not | 01", "01 | once | 02",
            "x | not | 01",
        ]
    )
    func wrong(line: String) {
        #expect(GS1Associations.read(line[...]) == nil)
    }

    @Test(
        "what stands alone or beside what it must not is told, without its value",
        arguments: [
            (["01", "10", "17"], []), (["8018", "8019"], []), (["255", "8111"], []),
            (["10"], ["(10) stands without (01) or (02) or (03) or (8006) or (8026)"]),
            (["8019"], ["(8019) stands without (8017) or (8018)"]),
            (["8017", "8018"], ["(8017) and (8018) exclude each other"]),
            (["01", "255"], ["(01) and (255) exclude each other"]),
            (["01", "3102", "3103"], ["(3102) and (3103) tell the same twice"]),
            (["01", "3102", "3922"], []),
            (["01", "3922"], ["(3922) stands without (30) or (31nn) or (32nn) or (35nn) or (36nn)"]),
            (["02", "37"], ["(37) stands without (00)"]), (["00", "02", "37"], []),
            (["01", "250"], ["(250) stands without (21)"]), (["01", "21", "250"], []),
            (["8018", "7258"], ["(7258) stands without (8018) with (7259)"]), (["8018", "7258", "7259"], []),
            (["01", "21", "8030"], []), (["8112"], []), (["99"], []),
        ]
    )
    func remarks(identifiers: [String], told: [String]) {
        #expect(GS1Associations.shared.remarks(on: identifiers).map(\.description) == told)
    }

    @Test("a message's order does not matter")
    func order() {
        let one = GS1Associations.shared.remarks(on: ["8017", "8018", "10"])
        let other = GS1Associations.shared.remarks(on: ["10", "8018", "8017"])
        #expect(Set(one) == Set(other))
        #expect(one.count == 2)
    }
}
