import Testing

@testable import Imaging

@Suite("Grey pictures")
struct ImagingGreyTests {
    private func grey(_ width: Int, _ height: Int, _ sample: (Int, Int) -> Int) throws -> GreyPicture {
        let samples = (0..<height).flatMap { y in (0..<width).map { x in UInt8(clamping: sample(x, y)) } }
        return try GreyPicture(width: width, height: height, samples: samples)
    }

    // MARK: PNG

    @Test("every kind of PNG becomes grey over white")
    func kinds() throws {
        let grey8 = HandmadePNG(width: 2, height: 1, rows: [[0, 200]])
        #expect(try GreyPicture(png: grey8.bytes).samples == [0, 200])
        let grey1 = HandmadePNG(width: 9, height: 1, bitDepth: 1, rows: [[0b1010_0000, 0x80]])
        #expect(try GreyPicture(png: grey1.bytes).samples == [255, 0, 255, 0, 0, 0, 0, 0, 255])
        let grey16 = HandmadePNG(width: 2, height: 1, bitDepth: 16, rows: [[0xFF, 0xFF, 0x00, 0x00]])
        #expect(try GreyPicture(png: grey16.bytes).samples == [255, 0])
        let colour = HandmadePNG(width: 2, height: 1, colourType: 2, rows: [[255, 255, 255, 0, 0, 0]])
        #expect(try GreyPicture(png: colour.bytes).samples == [255, 0])
        let palette = HandmadePNG(
            width: 4,
            height: 1,
            bitDepth: 2,
            colourType: 3,
            palette: [0, 0, 0, 255, 255, 255, 0, 0, 0],
            transparency: [255, 255, 0],
            rows: [[0b0001_1000]]
        )
        // The third colour is black and transparent: white paper.
        #expect(try GreyPicture(png: palette.bytes).samples == [0, 255, 255, 0])
        let alpha = HandmadePNG(width: 3, height: 1, colourType: 4, rows: [[0, 255, 0, 0, 90, 255]])
        #expect(try GreyPicture(png: alpha.bytes).samples == [0, 255, 90])
        let colourAlpha = HandmadePNG(
            width: 2,
            height: 1,
            bitDepth: 16,
            colourType: 6,
            rows: [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]]
        )
        #expect(try GreyPicture(png: colourAlpha.bytes).samples == [255, 0])
    }

    @Test("an interlaced PNG comes out row by row")
    func interlaced() throws {
        // Adam7 on 4 by 4 dots: passes 1, 4, 5, 6 and 7 have dots.
        let picture = try grey(4, 4) { x, y in x * 16 + y * 64 }
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        var rows: [[UInt8]] = []
        for (x0, y0, dx, dy) in passes where x0 < 4 {
            for y in stride(from: y0, to: 4, by: dy) {
                rows.append(stride(from: x0, to: 4, by: dx).map { picture.samples[y * 4 + $0] })
            }
        }
        let png = HandmadePNG(width: 4, height: 4, isInterlaced: true, rows: rows)
        #expect(try GreyPicture(png: png.bytes) == picture)
    }

    @Test("broken, cut and gigantic files are errors, never traps")
    func hostile() throws {
        let png = HandmadePNG(width: 2, height: 2, rows: [[0, 200], [1, 2]]).bytes
        for length in 0..<png.count - 12 {
            #expect(throws: ImagingError.self) { try GreyPicture(png: Array(png[..<length])) }
        }
        for index in png.indices {
            var broken = png
            broken[index] ^= 0xFF
            _ = try? GreyPicture(png: broken)
        }
        #expect(throws: ImagingError.tooLarge(width: 8_192, height: 8_192)) {
            try GreyPicture(png: HandmadePNG(width: 8_192, height: 8_192, rows: []).bytes)
        }
        #expect(throws: ImagingError.tooLarge(width: 70_000, height: 1)) {
            try GreyPicture(width: 70_000, height: 1, samples: [])
        }
        #expect(try GreyPicture(width: 2, height: 1, samples: [7]).samples == [7, 255])
        #expect(try GreyPicture(width: 1, height: 1, samples: [7, 8]).samples == [7])
    }

    // MARK: scaling

    @Test("each dot of a smaller picture is the mean of what it stands for")
    func scaling() throws {
        let checks = try grey(4, 4) { x, y in (x + y) % 2 * 200 }
        #expect(checks.scaled(width: 2, height: 2).samples == [100, 100, 100, 100])
        let ramp = try grey(3, 1) { x, _ in x * 90 }
        // Thirds: 0 and half of 90; half of 90 and 180.
        #expect(ramp.scaled(width: 2, height: 1).samples == [30, 150])
        #expect(ramp.scaled(width: 3, height: 1) == ramp && ramp.scaled(width: 9, height: 9) == ramp)
    }

    @Test(
        "a picture is fitted in proportion and never enlarged",
        arguments: [
            (100, 50, 40, 1_000, 40, 20), (100, 50, 200, 20, 40, 20), (100, 50, 100, 50, 100, 50),
            (1, 60_000, 384, 8_000, 1, 8_000), (2_000, 1, 384, 8_000, 384, 1), (600, 600, 384, 100, 100, 100),
        ]
    )
    func fitting(width: Int, height: Int, limit: Int, most: Int, fitWidth: Int, fitHeight: Int) throws {
        let fitted = try grey(width, height) { _, _ in 128 }.fitted(width: limit, height: most)
        #expect(fitted.width == fitWidth && fitted.height == fitHeight)
        #expect(fitted.samples.allSatisfy { $0 == 128 })
    }

    // MARK: dithering

    @Test("black stays black and white stays white", arguments: Dithering.allCases)
    func extremes(method: Dithering) throws {
        let halves = try grey(19, 7) { x, _ in x < 9 ? 0 : 255 }
        let dots = halves.dithered(method)
        for y in 0..<7 {
            for x in 0..<19 where dots[x, y] != (x < 9) {
                Issue.record("dot \(x),\(y)")
            }
        }
        #expect(dots.bytes.count == 21)
    }

    @Test(
        "as many dots are black as the grey is dark; Atkinson's lightens light and darkens dark",
        arguments: [
            (Dithering.floydSteinberg, 64, 0.72...0.78), (.floydSteinberg, 128, 0.47...0.53),
            (.floydSteinberg, 230, 0.07...0.13), (.atkinson, 64, 0.75...0.90), (.atkinson, 128, 0.45...0.55),
            (.atkinson, 230, 0.0...0.1), (.threshold, 127, 1.0...1.0), (.threshold, 128, 0.0...0.0),
        ] as [(Dithering, Int, ClosedRange<Double>)]
    )
    func density(method: Dithering, sample: Int, share: ClosedRange<Double>) throws {
        let dots = try grey(80, 60) { _, _ in sample }.dithered(method)
        let black = dots.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(share.contains(Double(black) / 4_800), "\(black)")
    }

    @Test("Floyd and Steinberg's first dots are those of their paper")
    func firstDots() throws {
        // 100 is black, 7/16 of 100 go on: 143 is white, -112 * 7/16 go on: 51 is black.
        #expect(try grey(3, 1) { _, _ in 100 }.dithered(.floydSteinberg).bytes == [0b1010_0000])
    }
}
