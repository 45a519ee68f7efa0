// Transposition of W x W blocks in registers, by log2(W) perfect shuffles of the rows.
#if W == 16
#define ZIP_LOW(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define ZIP_HIGH(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif W == 8
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#elif W == 4
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

#if W == 1
#define transpose_block(rows) ((void)(rows))
#else
INLINE void transpose_block(vf rows[W]) {
  UNROLL for (int stage = 1; stage < W; stage *= 2) {
    vf next[W];
    UNROLL for (int i = 0; i < W / 2; i++) {
      next[2 * i] = ZIP_LOW(rows[i], rows[i + W / 2]);
      next[2 * i + 1] = ZIP_HIGH(rows[i], rows[i + W / 2]);
    }
    UNROLL for (int i = 0; i < W; i++) rows[i] = next[i];
  }
}
#endif

// y[c * y_row + r] = source(r)[c] for r < W, c < width <= W. Missing rows are zero.
INLINE void transpose_tile(float *y, size_t y_row, const float *const sources[W], size_t width) {
  vf rows[W];
  UNROLL for (int r = 0; r < W; r++) {
    rows[r] = sources[r] == NULL ? (vf)(0.0f)
                                 : (width == W ? load(sources[r]) : load_part(sources[r], width));
  }
  transpose_block(rows);
  UNROLL for (int c = 0; c < W; c++) {
    if ((size_t)c < width) store(y + (size_t)c * y_row, rows[c]);
  }
}

static void gather_transposed(float *y, size_t y_row, const float *x, size_t x_row,
                              const int32_t *rows, size_t count, size_t first, size_t end) {
  size_t lanes = (count + CK_LANE_MULTIPLE - 1) / CK_LANE_MULTIPLE * CK_LANE_MULTIPLE;
  for (size_t lane = 0; lane < lanes; lane += W) {
    const float *sources[W];
    for (size_t r = 0; r < W; r++) {
      size_t example = lane + r;
      size_t row = example < count && rows != NULL ? (size_t)rows[example] : example;
      sources[r] = example < count ? x + row * x_row : NULL;
    }
    for (size_t column = first; column < end; column += W) {
      const float *columns[W];
      for (size_t r = 0; r < W; r++) columns[r] = sources[r] == NULL ? NULL : sources[r] + column;
      transpose_tile(y + column * y_row + lane, y_row, columns,
                     end - column < W ? end - column : W);
    }
  }
}
