#pragma once
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

// FreeType only reads font files here: outlines come unscaled and unhinted, in font units, and
// are drawn by our own rasteriser, so no FreeType version can change a pixel.
static inline FT_Int32 pipe_ft_load_flags(void) { return FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING; }

static inline FT_UInt pipe_ft_kerning_mode(void) { return FT_KERNING_UNSCALED; }

static inline int pipe_ft_is_outline(FT_Face face) {
  return face->glyph->format == FT_GLYPH_FORMAT_OUTLINE;
}

static inline int pipe_ft_has_kerning(FT_Face face) { return FT_HAS_KERNING(face) ? 1 : 0; }
