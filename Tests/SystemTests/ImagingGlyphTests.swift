import Testing

@testable import Imaging

@Suite("Glyphs")
struct ImagingGlyphTests {
    let glyphs: GlyphSource

    init() throws {
        glyphs = try GlyphSource()
    }

    @Test(
        "characters of every script on a receipt fill their cell",
        arguments: [
            ("A", false), ("ö", false), ("¥", false), ("€", false), ("Ж", false), ("中", true), ("，", true), ("℃", true),
            ("Ⅴ", true),
        ]
            as [(Unicode.Scalar, Bool)]
    )
    func cells(scalar: Unicode.Scalar, wide: Bool) throws {
        let cell = try #require(try glyphs.cell(scalar, wide: wide))
        #expect(cell.width == (wide ? 24 : 12))
        #expect(cell.height == 24)
        #expect(cell.bytes.contains { $0 != 0 })
    }

    @Test("a space is white")
    func space() throws {
        let cell = try #require(try glyphs.cell(" ", wide: false))
        #expect(cell.bytes.allSatisfy { $0 == 0 })
    }

    @Test("a Han character the first font lacks comes from the second")
    func fallback() throws {
        #expect(try GlyphSource(fonts: [.microHei]).cell("\u{3400}", wide: true) == nil)
        #expect(try glyphs.cell("\u{3400}", wide: true) != nil)
    }

    @Test("a character no font has is nil, not a box")
    func missing() throws {
        #expect(try glyphs.cell("\u{10FFFD}", wide: false) == nil)
    }

    @Test("the second answer, from the cache, equals the first")
    func cache() throws {
        #expect(try glyphs.cell("油", wide: true) == glyphs.cell("油", wide: true))
        #expect(try glyphs.cell("\u{10FFFD}", wide: true) == glyphs.cell("\u{10FFFD}", wide: true))
    }

    @Test("a missing font names its Debian package")
    func missingFont() {
        let font = FontFile(path: "/nonexistent/font.ttc", package: "fonts-wqy-microhei")
        let error = #expect(throws: ImagingError.self) { try GlyphSource(fonts: [.unifont, font]) }
        #expect(error == .fontMissing(path: "/nonexistent/font.ttc", package: "fonts-wqy-microhei"))
        #expect(error?.description.contains("apt-get install fonts-wqy-microhei") == true)
    }

    @Test("a file that is no font is an error")
    func noFont() {
        #expect(throws: ImagingError.self) { try GlyphSource(fonts: [FontFile(path: "/etc/passwd", package: "x")]) }
    }

    @Test("after closing, every call is an error and closing again is harmless")
    func closed() throws {
        let source = try GlyphSource()
        source.close()
        source.close()
        #expect(throws: ImagingError.closed) { try source.cell("A", wide: false) }
    }
}
