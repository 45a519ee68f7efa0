// Between images (NHWC) and feature-major activations, and random masks of images.

// x[r * x_row + c] = y[c * y_row + r] for examples r < count and columns c < columns.
static void scatter_transposed(float *x, size_t x_row, const float *y, size_t y_row, size_t count,
                               size_t columns) {
  for (size_t lane = 0; lane < count; lane += W) {
    const size_t lanes = smaller(W, count - lane);
    for (size_t column = 0; column < columns; column += W) {
      const size_t width = smaller(W, columns - column);
      vf rows[W];
      UNROLL for (int c = 0; c < W; c++) {
        rows[c] = (size_t)c < width ? load(y + (column + (size_t)c) * y_row + lane) : (vf)(0.0f);
      }
      transpose_block(rows);
      UNROLL for (int r = 0; r < W; r++) {
        if ((size_t)r < lanes) {
          float *target = x + (lane + (size_t)r) * x_row + column;
          if (width == W) {
            store(target, rows[r]);
          } else {
            store_part(target, rows[r], width);
          }
        }
      }
    }
  }
}

// mask[i] for the elements first ..< first + n of one example: as dropout_mask, whose features they are.
static void dropout_mask_run(float *mask, size_t n, struct ck_stream s, uint32_t example,
                             uint32_t first, uint32_t threshold, float kept) {
  const vw numbers = lane_numbers();
  uint64_t index = first / 4;
  size_t skip = first % 4;
  for (size_t done = 0; done < n; index += W, skip = 0) {
    struct block words = philox((vw)(index) + numbers, (vw)((uint64_t)example), (vw)(s.identifier),
                                (vw)(s.identifier >> 32), s.key);
    float group[4 * W];
    for (int j = 0; j < 4; j++) {
      vu draw = low_words(words.word[j]) >> 8;
      vf value = draw < (vu)(threshold) ? (vf)(kept) : (vf)(0.0f);
      for (int lane = 0; lane < W; lane++) group[4 * lane + j] = value[lane];
    }
    size_t count = smaller(4 * W - skip, n - done);
    memcpy(mask + done, group + skip, count * sizeof(float));
    done += count;
  }
}
