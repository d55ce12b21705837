import Imaging

/// Pages that the printer composes itself, in page mode.
extension ESCPOSEncoder {
    /// False, and nothing said, when the printer cannot print the page just as its picture shows it.
    func encodeNatively(_ page: LayoutPage, of layout: ReceiptLayout, into stream: inout ESCPOSStream) -> Bool {
        guard let highest = profile.pageDots, (1...highest).contains(page.height), !layout.isUpsideDown,
            page.areas.allSatisfy({ canCompose($0, on: page, metrics: layout.metrics) })
        else {
            return false
        }
        let mark = stream.beginLine()
        stream.raw(ESCPOSCommand.enterPage)
        for area in page.areas {
            compose(area, metrics: layout.metrics, into: &stream)
        }
        // The page is as long as its last area reaches.
        stream.raw(ESCPOSCommand.pageArea(x: 0, y: 0, width: profile.dots, height: units(page.height)))
        stream.raw(ESCPOSCommand.printPage)
        guard stream.missing.isEmpty, !RealTimeCommand.isHidden(in: Array(stream.bytes(since: mark))) else {
            stream.takeBack(to: mark)
            return false
        }
        stream.forgetMode()
        return true
    }

    private func canCompose(_ area: LayoutArea, on page: LayoutPage, metrics: CellMetrics) -> Bool {
        let isSideways = area.turn == .left || area.turn == .right
        let depth = isSideways ? area.width : area.height
        var top = 0
        return area.x >= 0 && area.y >= 0 && area.width > 0 && area.height > 0 && area.x + area.width <= profile.dots
            && area.y + area.height <= page.height
            && area.blocks.allSatisfy { block in
                top += block.isPrinted ? block.height() : 0
                return top <= depth && canCompose(block, columns: area.columns)
            }
    }

    /// Pictures have to come in one piece, and of stored ones only the printer knows the height.
    private func canCompose(_ block: LayoutBlock, columns: Int) -> Bool {
        switch block {
        case .line(let line):
            line.runs.allSatisfy { $0.column + $0.span <= columns } && line.verticals.allSatisfy { $0 < columns }
        case .frame(let frame): frame.cells.upperBound < columns
        case .symbol(let symbol):
            symbol.place.left(width: symbol.width) + symbol.width <= columns * FontA.cellWidth
                && nativeCommand(symbol) != nil
        case .image(let image):
            image.place.left(width: image.picture.width) + image.picture.width <= columns * FontA.cellWidth
                && profile.image == .graphics
        case .logo: false
        default: true
        }
    }

    private func compose(_ area: LayoutArea, metrics: CellMetrics, into stream: inout ESCPOSStream) {
        stream.raw(
            ESCPOSCommand.pageArea(x: area.x, y: units(area.y), width: area.width, height: units(area.height))
        )
        stream.raw(ESCPOSCommand.pageDirection(area.turn))
        let isSideways = area.turn == .left || area.turn == .right
        func place(_ bottom: Int, _ left: Int = 0, into stream: inout ESCPOSStream) {
            stream.raw(
                ESCPOSCommand.pagePlace(
                    baseline: isSideways ? bottom : units(bottom),
                    along: isSideways ? units(left) : left
                )
            )
        }
        var top = 0
        for block in area.blocks where block.isPrinted {
            switch block {
            case .line(let line):
                place(top + line.heightScale * FontA.cellHeight, into: &stream)
                encodeText(line, metrics: metrics, into: &stream)
            case .rule:
                place(top + FontA.cellHeight, into: &stream)
                stream.text(String(repeating: "-", count: area.columns), .plain, metrics: metrics)
            case .frame(let frame):
                place(top + FontA.cellHeight, into: &stream)
                stream.spaces(frame.cells.lowerBound)
                stream.strokes(frame.strokes)
            case .symbol(let symbol):
                place(top + symbol.height, symbol.place.left(width: symbol.width), into: &stream)
                stream.raw(nativeCommand(symbol) ?? [])
                stream.forgetMode()
            case .image(let image):
                place(top + image.picture.height, image.place.left(width: image.picture.width), into: &stream)
                stream.raw(ESCPOSCommand.graphics(image.picture, bandBytes: image.picture.bytes.count))
                stream.forgetMode()
            case .blank, .feed, .logo, .page, .cut, .drawer, .beep: break
            }
            top += block.height()
        }
    }

    /// Dots down the paper in the printer's units.
    private func units(_ dots: Int) -> Int { dots * profile.feedUnits / FontA.linePitch }
}
