import Synchronization

/// Opens the fonts when they are first needed and keeps them: a counter that draws nothing does not hold them.
///
/// Safe to share between threads.
public final class GlyphOpener: Sendable {
    private let source = Mutex<GlyphSource?>(nil)
    private let fonts: [FontFile]

    public init(fonts: [FontFile] = FontFile.debian) {
        self.fonts = fonts
    }

    /// The source; throws what `GlyphSource` throws, and tries again the next time.
    public func open() throws(ImagingError) -> GlyphSource {
        let result: Result<GlyphSource, ImagingError> = source.withLock { source in
            if let source {
                return .success(source)
            }
            do throws(ImagingError) {
                let opened = try GlyphSource(fonts: fonts)
                source = opened
                return .success(opened)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
