import CFreeType
import Synchronization

/// Draws characters as a printer's font A does: 12 by 24 dots for a narrow cell, 24 by 24 for a wide one.
///
/// Safe to share between threads: a lock serialises FreeType. Cells are cached, at most 4,096 of them.
public final class GlyphSource: Sendable {
    private struct Key: Hashable {
        let scalar: Unicode.Scalar
        let wide: Bool
    }

    private struct Opened {
        let library: FT_Library
        var faces: [(narrow: FontFace, wide: FontFace)] = []
        var cells: [Key: Bitmap1?] = [:]
    }

    /// FreeType's pointers, reachable only under the lock around them.
    private struct State: @unchecked Sendable {
        var opened: Opened?
    }

    private let state: Mutex<State>

    /// Opens every font; throws `fontMissing` with the Debian package for the first that is not there.
    public init(fonts: [FontFile] = FontFile.debian) throws(ImagingError) {
        var library: FT_Library?
        let code = FT_Init_FreeType(&library)
        guard code == 0, let library else {
            throw .freeType(call: "FT_Init_FreeType", code: code)
        }
        var opened = Opened(library: library)
        do throws(ImagingError) {
            for font in fonts {
                let narrow = try FontFace(font, index: font.narrowFace, library: library)
                let wide =
                    font.wideFace == font.narrowFace
                    ? narrow : try FontFace(font, index: font.wideFace, library: library)
                opened.faces.append((narrow, wide))
            }
        } catch {
            // Takes the faces with it.
            FT_Done_FreeType(library)
            throw error
        }
        state = Mutex(State(opened: opened))
    }

    deinit { close() }

    /// The character's dots, or nil when no font has it.
    public func cell(_ scalar: Unicode.Scalar, wide: Bool) throws(ImagingError) -> Bitmap1? {
        let result: Result<Bitmap1?, ImagingError> = state.withLock { state in
            guard state.opened != nil else {
                return .failure(.closed)
            }
            let key = Key(scalar: scalar, wide: wide)
            if let known = state.opened?.cells[key] {
                return .success(known)
            }
            var drawn: Bitmap1?
            do throws(ImagingError) {
                for pair in state.opened?.faces ?? [] {
                    drawn = try (wide ? pair.wide : pair.narrow).cell(scalar, width: wide ? 24 : 12)
                    if drawn != nil {
                        break
                    }
                }
            } catch {
                return .failure(error)
            }
            if let count = state.opened?.cells.count, count >= 4096 {
                state.opened?.cells.removeAll(keepingCapacity: true)
            }
            state.opened?.cells[key] = .some(drawn)
            return .success(drawn)
        }
        return try result.get()
    }

    /// Frees faces and cache; later calls throw `closed`. Closing twice is harmless.
    public func close() {
        state.withLock { state in
            if let opened = state.opened {
                FT_Done_FreeType(opened.library)
            }
            state.opened = nil
        }
    }
}
