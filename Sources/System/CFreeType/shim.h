#pragma once
#include <ft2build.h>
#include FT_FREETYPE_H

/// FT_LOAD_TARGET_MONO is a function-like macro, which Swift does not import.
static inline FT_Error countertop_ft_load_mono(FT_Face face, FT_UInt glyph) {
    return FT_Load_Glyph(face, glyph, FT_LOAD_RENDER | FT_LOAD_TARGET_MONO | FT_LOAD_NO_BITMAP);
}
