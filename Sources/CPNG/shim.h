#pragma once
#include <png.h>
#include <string.h>

// libpng's simplified interface is used because it reports errors by value: the classic one
// reports them by longjmp, which must not cross Swift frames. Its formats, sizes and start value
// are macros, so they are given names here that Swift can call.

static inline png_image pipe_png_image(void) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  return image;
}

static inline png_uint_32 pipe_png_format_rgb(void) { return PNG_FORMAT_RGB; }

static inline png_uint_32 pipe_png_format_rgb_palette(void) { return PNG_FORMAT_RGB_COLORMAP; }

static inline png_uint_32 pipe_png_flag_fast(void) { return PNG_IMAGE_FLAG_FAST; }

// An upper bound on the size of the encoded file, so that one pass is enough.
static inline size_t pipe_png_size_limit(png_image image) { return PNG_IMAGE_PNG_SIZE_MAX(image); }

static inline int pipe_png_failed(png_image image) { return PNG_IMAGE_FAILED(image); }
