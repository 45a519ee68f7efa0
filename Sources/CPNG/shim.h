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

static inline int pipe_png_failed(png_image image) { return PNG_IMAGE_FAILED(image); }
