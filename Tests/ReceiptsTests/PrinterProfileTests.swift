import Domain
import Linux
import Testing

@testable import Receipts

@Suite("Printer profiles")
struct PrinterProfileTests {
    @Test("the shipped file reads without a problem and all of it is there")
    func shipped() throws {
        let read = try PrinterProfileReader.read(PackageResources.printers_json5)
        #expect(PrinterProfile.all == read)
        let names = read.map(\.name)
        #expect(Set(names).count == names.count)
        for name in ["generic", "generic-cn", "TM-T20II", "TM-T82", "TM-T88V", "TM-T88IV", "TM-U220", "XP-58", "XP-80"]
        {
            #expect(PrinterProfile.named(name)?.name == name)
        }
        #expect(PrinterProfile.named("tm-t88v") == nil)
    }

    @Test(
        "every charset is known to glibc, every page is numbered once, every line fits on its dots",
        arguments: PrinterProfile.all
    )
    func sound(profile: PrinterProfile) {
        let iconv = Iconv()
        for page in profile.codePages {
            #expect(iconv.knows(page.charset), "\(page.charset)")
        }
        #expect(Set(profile.codePages.map(\.number)).count == profile.codePages.count)
        // Without CP437 there is no yen sign on a clone; Star's printers with Han know no page, or draw everything.
        #expect(profile.codePages.contains { $0.charset == "CP437" } == !profile.hasNoPages)
        #expect((profile.beeper == .star) == (profile.dialect != .escpos && profile.beeper != nil))
        #expect(profile.multibyte.map { iconv.knows($0.charset) } ?? true)
        #expect(profile.columns * FontA.cellWidth <= profile.dots)
        #expect(profile.columns == profile.dots / FontA.cellWidth)
        #expect(profile.drawer.map { $0.pin == 2 || $0.pin == 5 } ?? true)
        #expect(profile.cutter == .feedsAndCuts || profile.feedLines > 0)
    }

    @Test("a clone that answers nothing is asked nothing")
    func silent() throws {
        let profile = try #require(PrinterProfile.named("XP-58"))
        #expect(profile.columns == 32)
        #expect(!profile.status.answers)
        #expect(try #require(PrinterProfile.named("XP-80")).status.answers)
    }

    @Test(
        "a mistake in the file names profile and field",
        arguments: [
            ("{", nil),
            ("{codePages: {a: [[300, 'CP437']]}, symbols: {}, printers: {}}", "codePages.a"),
            ("{codePages: {}, symbols: {none: []}, printers: {X: {codePages: 'b'}}}", "X.codePages"),
            ("{codePages: {a: []}, symbols: {none: []}, printers: {X: {codePages: 'a', cutter: 'saw'}}}", "X.cutter"),
            (
                "{codePages: {a: []}, symbols: {none: []}, printers: {X: {codePages: 'a', cutter: 'none', image: 'raster', note: 'n', columns: 8}}}",
                "X.columns"
            ),
            (
                "{codePages: {a: []}, symbols: {none: []}, printers: {X: {codePages: 'a', cutter: 'none', image: 'raster', note: 'n'}}}",
                "X.columns"
            ),
            (
                "{codePages: {a: []}, symbols: {none: []}, printers: {X: {codePages: 'a', cutter: 'none', quirks: ['odd']}}}",
                "X.quirks"
            ),
            ("{codePages: {}, symbols: {}, printers: {}, models: {}}", "models"),
            ("{codePages: {}, symbols: {all: ['qr', 'maxicode']}, printers: {}}", "symbols.all"),
            ("{codePages: {a: []}, symbols: {}, printers: {X: {codePages: 'a', symbols: 'b'}}}", "X.symbols"),
            (
                "{codePages: {a: []}, symbols: {none: []}, printers: {X: {codePages: 'a', cutter: 'none', image: 'laser'}}}",
                "X.image"
            ),
            (
                """
                {codePages: {a: []}, symbols: {none: []}, printers: {X: {codePages: 'a', cutter: 'none',
                image: 'raster', columns: 24, dots: 288, note: 'n', dialect: 'klingon'}}}
                """, "X.dialect"
            ),
        ] as [(String, String?)]
    )
    func mistakes(text: String, subject: String?) {
        let problem = #expect(throws: Problem.self) { try PrinterProfileReader.read(Array(text.utf8)) }
        #expect(problem?.subject == subject)
    }
}

extension PrinterProfile {
    fileprivate var hasNoPages: Bool {
        dialect == .starGraphic || dialect != .escpos && multibyte != nil && multibyte?.charset != "CP932"
    }
}
