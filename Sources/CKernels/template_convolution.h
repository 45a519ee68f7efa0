// Convolutions of NHWC images. One register tile serves all three directions: a sum over an outer and an
// inner index, each advancing both factors by a stride, in one fused-multiply-add chain per element.
//
//   forward           rows = pixels of the output, outer = kernel rows, inner = kernel columns x channels
//   input gradient    the same over the output's gradient, with the weights turned around
//   weight gradient   rows = kernel columns x channels, outer and inner = the pixels of one image
//
// CONV_ROWS accumulators of NV vectors fit the registers beside the operands.
#if W == 16 || (W == 4 && defined(__aarch64__))
#define CONV_ROWS 12
#elif W == 1
#define CONV_ROWS 4
#else
#define CONV_ROWS 6
#endif

// What one block of images (forward) or of pending sums (weight gradient) may take of the second-level
// cache, in floats.
#define CONV_BLOCK 32768

struct conv_tile {
  size_t outer, inner;
  const float *a;
  size_t a_row, a_band, a_inner, a_outer;
  const float *b;
  size_t b_inner, b_outer;
  float *c;
  size_t c_row, c_band;
  // Floats that are stored of the last vector.
  size_t tail;
  // One per element of a row, or NULL.
  const float *bias;
  bool rectified;
  // Sums of earlier chunks to add, the latest first: `merges` of them, each `merge_stride` before the
  // one at `merge`, with rows of `c_row`.
  const float *merge;
  size_t merges, merge_stride;
};

// `bands` x `rows` rows of `vectors` vectors. With `window` the rows are neighbours in memory, else the
// inner index is.
INLINE void conv_tile_body(const int bands, const int rows, const int vectors, const bool window,
                           const struct conv_tile *t) {
  const size_t a_row = window ? 1 : t->a_row;
  const size_t a_inner = window ? t->a_inner : 1;
  vf acc[CONV_ROWS][NV];
  UNROLL for (int i = 0; i < bands * rows; i++) {
    UNROLL for (int j = 0; j < vectors; j++) acc[i][j] = (vf)(0.0f);
  }
  for (size_t q = 0; q < t->outer; q++) {
    const float *a = t->a + q * t->a_outer;
    const float *b = t->b + q * t->b_outer;
    for (size_t p = 0; p < t->inner; p++) {
      vf panel[NV];
      UNROLL for (int j = 0; j < vectors; j++) panel[j] = load(b + (size_t)j * W);
      UNROLL for (int band = 0; band < bands; band++) {
        UNROLL for (int i = 0; i < rows; i++) {
          vf broadcast = (vf)(a[(size_t)band * t->a_band + (size_t)i * a_row]);
          UNROLL for (int j = 0; j < vectors; j++) {
            acc[band * rows + i][j] = fma_f(broadcast, panel[j], acc[band * rows + i][j]);
          }
        }
      }
      a += a_inner;
      b += t->b_inner;
    }
  }
  UNROLL for (int band = 0; band < bands; band++) {
    UNROLL for (int i = 0; i < rows; i++) {
      const size_t at = (size_t)band * t->c_band + (size_t)i * t->c_row;
      UNROLL for (int j = 0; j < vectors; j++) {
        vf sum = acc[band * rows + i][j];
        const float *pending = t->merge + at + (size_t)j * W;
        for (size_t merge = 0; merge < t->merges; merge++) {
          sum = load(pending) + sum;
          pending -= t->merge_stride;
        }
        if (t->bias != NULL) sum += load(t->bias + (size_t)j * W);
        if (t->rectified) sum = sum > (vf)(0.0f) ? sum : (vf)(0.0f);
        if (j + 1 < vectors || t->tail == W) {
          store(t->c + at + (size_t)j * W, sum);
        } else {
          store_part(t->c + at + (size_t)j * W, sum, t->tail);
        }
      }
    }
  }
}

#define CONV_CASE(r) \
  case r: conv_tile_body(1, r, vectors, window, t); break;
INLINE void conv_tile_rows(size_t rows, const int vectors, const bool window,
                           const struct conv_tile *t) {
  switch (rows) {
    CONV_CASE(1)
    CONV_CASE(2)
    CONV_CASE(3)
    CONV_CASE(4)
#if CONV_ROWS > 4
    CONV_CASE(5)
    CONV_CASE(6)
#endif
#if CONV_ROWS > 6
    CONV_CASE(7)
    CONV_CASE(8)
    CONV_CASE(9)
    CONV_CASE(10)
    CONV_CASE(11)
    CONV_CASE(12)
#endif
  }
}
#undef CONV_CASE

#define CONV_TILE(name, vectors, window)                                               \
  static __attribute__((noinline)) void name(size_t rows, const struct conv_tile *t) { \
    conv_tile_rows(rows, vectors, window, t);                                          \
  }
CONV_TILE(conv_pixels_wide, NV, false)
CONV_TILE(conv_pixels_narrow, 1, false)
CONV_TILE(conv_window_wide, NV, true)
CONV_TILE(conv_window_narrow, 1, true)
#undef CONV_TILE

// Narrow images: two or three of their rows in one tile.
#if CONV_ROWS >= 12
#define CONV_MOST_BANDS 3
static __attribute__((noinline)) void conv_bands(size_t bands, size_t rows, bool wide,
                                                 const struct conv_tile *t) {
#define CONV_CASE(n, r)                                                                \
  case 16 * n + r:                                                                     \
    wide ? conv_tile_body(n, r, NV, false, t) : conv_tile_body(n, r, 1, false, t); \
    break;
  switch (16 * bands + rows) {
    CONV_CASE(2, 1)
    CONV_CASE(2, 2)
    CONV_CASE(2, 3)
    CONV_CASE(2, 4)
    CONV_CASE(2, 5)
    CONV_CASE(2, 6)
    CONV_CASE(3, 1)
    CONV_CASE(3, 2)
    CONV_CASE(3, 3)
    CONV_CASE(3, 4)
  }
#undef CONV_CASE
}
#else
#define CONV_MOST_BANDS 1
#endif

// Width of the tile at `start` when what is left of `count` columns is cut into as few and as equal tiles
// as can be.
INLINE size_t conv_columns(size_t count, size_t start) {
  size_t tiles = (count - start + CONV_ROWS - 1) / CONV_ROWS;
  return (count - start + tiles - 1) / tiles;
}

// The output channels from `first` on, at most a tile's width, of one image.
static void convolve_image(const struct ck_convolution *s, size_t image, size_t first, size_t width,
                           struct conv_tile *t) {
  const bool wide = width > W;
  const float *input = s->input + image * s->input_image;
  float *output = s->output + image * s->output_image + first;
  size_t most_bands = CONV_ROWS / s->columns;
  if (most_bands > CONV_MOST_BANDS) most_bands = CONV_MOST_BANDS;
  if (most_bands == 0) most_bands = 1;
  for (size_t y = 0; y < s->rows;) {
    size_t bands = smaller(most_bands, s->rows - y);
    for (size_t x = 0; x < s->columns;) {
      size_t columns = conv_columns(s->columns, x);
      t->a = input + y * s->input_row + x * s->input_column;
      t->c = output + y * s->output_row + x * s->output_column;
#if CONV_MOST_BANDS > 1
      if (bands > 1) {
        conv_bands(bands, columns, wide, t);
      } else
#endif
      {
        (wide ? conv_pixels_wide : conv_pixels_narrow)(columns, t);
      }
      x += columns;
    }
    y += bands;
  }
}

// From `packed`, as pack_convolution makes it.
static void convolve(const struct ck_convolution *s) {
  if (s->rows == 0 || s->columns == 0) return;
  const size_t k = s->taps * s->depth;
  size_t block = CONV_BLOCK / (s->rows * s->input_row + 1);
  if (block == 0) block = 1;
  for (size_t first = 0; first < s->images; first += block) {
    size_t end = smaller(s->images, first + block);
    for (size_t j = 0; j < s->channels;) {
      size_t left = s->channels - j;
      size_t width = smaller(left > NR - W ? NR : W, left);
      struct conv_tile t = {
          .outer = s->taps,
          .inner = s->depth,
          .a_row = s->input_column,
          .a_band = s->input_row,
          .a_outer = s->input_tap,
          .b = s->packed + j / NR * NR * k + j % NR,
          .b_inner = NR,
          .b_outer = s->depth * NR,
          .c_row = s->output_column,
          .c_band = s->output_row,
          .tail = (width - 1) % W + 1,
          .bias = s->bias == NULL ? NULL : s->bias + j,
          .rectified = s->rectified,
      };
      for (size_t image = first; image < end; image++) convolve_image(s, image, j, width, &t);
      j += width;
    }
  }
}

// packed[panel][tap][p][j]: the panels of NR output channels that start in first ..< end, each as the tile
// reads it. Tap t begins at weight + tap_offsets[t]; p and the channels advance by `row` and `column`.
static void pack_convolution(float *packed, const float *weight, const ptrdiff_t *tap_offsets,
                             size_t taps, size_t depth, size_t row, size_t column, size_t channels,
                             size_t first, size_t end) {
  for (size_t j = first; j < smaller(end, channels); j += NR) {
    float *panel = packed + j * taps * depth;
    for (size_t tap = 0; tap < taps; tap++) {
      pack_b(panel + tap * depth * NR, weight + tap_offsets[tap] + (ptrdiff_t)(j * column), row,
             column, depth, smaller(NR, channels - j));
    }
  }
}

static size_t packed_channels(size_t channels) { return (channels + NR - 1) / NR * NR; }

// The sum over the pixels of one image of `vectors` vectors of channels, from +0, in the order of the
// pixels; then the sums of earlier images.
INLINE void channel_chains(const struct ck_convolution_gradient *s, const int vectors, const float *x,
                           float *sum, const float *merge, size_t merges, size_t merge_stride,
                           size_t part) {
  vf sums[4];
  UNROLL for (int j = 0; j < vectors; j++) sums[j] = (vf)(0.0f);
  for (size_t y = 0; y < s->rows; y++) {
    const float *pixel = x + y * s->output_gradient_row;
    for (size_t i = 0; i < s->columns; i++, pixel += s->channels) {
      UNROLL for (int j = 0; j < vectors; j++) {
        sums[j] += part == W ? load(pixel + (size_t)j * W) : load_part(pixel, part);
      }
    }
  }
  for (; merges > 0; merges--, merge -= merge_stride) {
    UNROLL for (int j = 0; j < vectors; j++) sums[j] = load(merge + (size_t)j * W) + sums[j];
  }
  UNROLL for (int j = 0; j < vectors; j++) store(sum + (size_t)j * W, sums[j]);
}

static void bias_chunk(const struct ck_convolution_gradient *s, size_t image, float *sum,
                       const float *merge, size_t merges, size_t merge_stride) {
  const float *x = s->output_gradient + image * s->output_gradient_image;
  size_t c = 0;
  for (; c + 4 * W <= s->channels; c += 4 * W) {
    channel_chains(s, 4, x + c, sum + c, merge + c, merges, merge_stride, W);
  }
  for (; c + 2 * W <= s->channels; c += 2 * W) {
    channel_chains(s, 2, x + c, sum + c, merge + c, merges, merge_stride, W);
  }
  for (; c < s->channels; c += W) {
    channel_chains(s, 1, x + c, sum + c, merge + c, merges, merge_stride,
                   smaller(W, s->channels - c));
  }
}

// The rows first ..< end of the weight gradient (a row is one kernel tap and input channel), in blocks whose
// pending sums stay in the cache. Chunks are images; the pairwise tree over them runs like a binary
// counter: image i merges with as many pending sums as i has trailing one bits, the last with all.
// Whoever has row 0 also sums the gradient of the bias, while each image is in the cache.
static void convolve_gradient(const struct ck_convolution_gradient *s, size_t first, size_t end) {
  size_t levels = 1;
  while (s->images >> levels != 0) levels++;
  const size_t row = packed_channels(s->channels);
  size_t block = CONV_BLOCK / row / CONV_ROWS * CONV_ROWS;
  if (block == 0) block = CONV_ROWS;
  block = smaller(block, end - first);
  const size_t level = block * row;
  float *pending = ck_scratch(levels * (level + row));
  float *pending_bias = pending + levels * level;
  if (s->images == 0) memset(pending, 0, levels * (level + row) * sizeof(float));
  for (size_t begin = first; begin < end; begin += block) {
    const size_t stop = smaller(end, begin + block);
    const bool sums_bias = begin == 0 && s->bias_gradient != NULL;
    size_t depth = 0;
    for (size_t image = 0; image < s->images; image++) {
      const bool last = image + 1 == s->images;
      const size_t merges = last ? depth : (size_t)__builtin_ctzll(~(uint64_t)image);
      const size_t latest = depth == 0 ? 0 : depth - 1;
      if (sums_bias) {
        bias_chunk(s, image, pending_bias + (depth - merges) * row, pending_bias + latest * row,
                   merges, row);
      }
      for (size_t k = begin; k < stop;) {
        // A tile stays within one kernel row, where its rows are neighbours.
        const size_t tap = k / s->depth, offset = k % s->depth;
        const size_t rows = conv_columns(smaller(s->depth, offset + (stop - k)), offset);
        for (size_t j = 0; j < s->channels;) {
          const size_t left = s->channels - j;
          const bool wide = left > NR - W;
          const size_t at = (k - begin) * row + j;
          struct conv_tile t = {
              .outer = s->rows,
              .inner = s->columns,
              .a = s->input + image * s->input_image + tap * s->input_tap + offset,
              .a_inner = s->input_column,
              .a_outer = s->input_row,
              .b = s->output_gradient + image * s->output_gradient_image + j,
              .b_inner = s->channels,
              .b_outer = s->output_gradient_row,
              .c = pending + (depth - merges) * level + at,
              .c_row = row,
              .tail = W,
              .merge = pending + latest * level + at,
              .merges = merges,
              .merge_stride = level,
          };
          (wide ? conv_window_wide : conv_window_narrow)(rows, &t);
          j += smaller(wide ? NR : W, left);
        }
        k += rows;
      }
      depth = depth - merges + 1;
    }
    for (size_t k = begin; k < stop; k++) {
      memcpy(s->weight_gradient + k * s->channels, pending + (k - begin) * row,
             s->channels * sizeof(float));
    }
    if (sums_bias) memcpy(s->bias_gradient, pending_bias, s->channels * sizeof(float));
  }
}
