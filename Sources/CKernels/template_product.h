// Matrix products: one fused-multiply-add chain per element of the output, k ascending from +0. A
// register tile holds MR x NR chains; a block over k that does not start at 0 reloads them from C.
#define MR CK_TILE_ROWS
#define NV CK_TILE_VECTORS
#define NR (NV * W)

// A panel of B (KC x NR) stays in the first-level cache, a block of A (MC x KC) in the second, all
// panels of a block of B (KC x NC) in the third.
#define KC 256
#define MC 48
#define NC 2048

// From this many columns on, a packed element is used often enough to pay for packing. A is read in
// place for longer, since its packing is a transposition.
#define PACKING_A_PAYS 1024
#define PACKING_B_PAYS 128

// Steps of k between asking for an element of a strided column and using it.
#define PREFETCH_DISTANCE 16

struct tile {
  size_t k;
  const float *a;
  size_t a_row, a_column;
  const float *b;
  size_t b_row;
  float *c;
  size_t c_row;
  const float *bias;
  bool continued;
  // Of a chunk: sums of earlier chunks to add, the latest first, each a tile before the one at `merge`.
  const float *merge;
  size_t merges;
};

// One of the two strides of A is known to be 1: `by_row` says which. A chunk of a batch starts from +0 and
// ends with the sums of earlier ones; other products go on where they were and end with the bias.
INLINE void tile_body(const int rows, const int vectors, const bool by_row, const bool is_chunk,
                      const struct tile *t) {
  const size_t a_row = by_row ? t->a_row : 1;
  const size_t a_column = by_row ? 1 : t->a_column;
  const float *a = t->a, *b = t->b;
  vf acc[MR][NV];
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < vectors; j++) {
      acc[i][j] = !is_chunk && t->continued ? load(t->c + (size_t)i * t->c_row + (size_t)j * W)
                                            : (vf)(0.0f);
    }
  }
  for (size_t p = 0; p < t->k; p++) {
    // Down a column every element lies in a page of its own, where no hardware looks ahead.
    if (!by_row) __builtin_prefetch(a + PREFETCH_DISTANCE * a_column);
    vf panel[NV];
    UNROLL for (int j = 0; j < vectors; j++) panel[j] = load(b + (size_t)j * W);
    UNROLL for (int i = 0; i < rows; i++) {
      vf broadcast = (vf)(a[(size_t)i * a_row]);
      UNROLL for (int j = 0; j < vectors; j++) acc[i][j] = fma_f(broadcast, panel[j], acc[i][j]);
    }
    a += a_column;
    b += t->b_row;
  }
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < vectors; j++) {
      vf sum = acc[i][j];
      const size_t at = (size_t)i * t->c_row + (size_t)j * W;
      if (is_chunk) {
        const float *pending = t->merge + at;
        for (size_t m = 0; m < t->merges; m++, pending -= MR * NR) sum = load(pending) + sum;
      } else if (t->bias != NULL) {
        sum += (vf)(t->bias[i]);
      }
      store(t->c + at, sum);
    }
  }
}

INLINE void tile_rows(size_t rows, const int vectors, const bool by_row, const bool is_chunk,
                      const struct tile *t) {
  switch (rows) {
#define ROWS(r) \
  case r: tile_body(r, vectors, by_row, is_chunk, t); break;
    ROWS(1)
    ROWS(2)
    ROWS(3)
    ROWS(4)
#if MR > 4
    ROWS(5)
    ROWS(6)
#endif
#if MR > 6
    ROWS(7)
    ROWS(8)
#endif
#undef ROWS
  }
}

#define TILE(name, vectors, by_row, is_chunk)                                     \
  static __attribute__((noinline)) void name(size_t rows, const struct tile *t) { \
    tile_rows(rows, vectors, by_row, is_chunk, t);                                \
  }
TILE(tile_wide_by_row, NV, true, false)
TILE(tile_wide_by_column, NV, false, false)
TILE(tile_narrow_by_row, 1, true, false)
TILE(tile_narrow_by_column, 1, false, false)
TILE(tile_wide_of_chunk, NV, true, true)
TILE(tile_narrow_of_chunk, 1, true, true)
#undef TILE

// Any tile with rows <= MR and columns <= NR. Reads of B and A may run over whole vectors; C is
// touched outside `columns` only when `padded`.
static void run_tile(size_t rows, size_t columns, bool padded, const struct tile *t) {
  bool by_row = t->a_column == 1;
  if (padded || columns % W == 0) {
    if (columns > NR - W) {
      (by_row ? tile_wide_by_row : tile_wide_by_column)(rows, t);
      return;
    }
    // Fewer vectors than a whole tile has: one at a time.
    struct tile part = *t;
    for (size_t j = 0; j < columns; j += W) {
      part.b = t->b + j;
      part.c = t->c + j;
      (by_row ? tile_narrow_by_row : tile_narrow_by_column)(rows, &part);
    }
    return;
  }
  float copy[MR * NR];
  struct tile inside = *t;
  inside.c = copy;
  inside.c_row = NR;
  if (t->continued) {
    for (size_t i = 0; i < rows; i++) {
      memset(copy + i * NR, 0, NR * sizeof(float));
      memcpy(copy + i * NR, t->c + i * t->c_row, columns * sizeof(float));
    }
  }
  run_tile(rows, columns, true, &inside);
  for (size_t i = 0; i < rows; i++) {
    memcpy(t->c + i * t->c_row, copy + i * NR, columns * sizeof(float));
  }
}

// packed[panel][p][j] = b[p][panel * NR + j]; columns past n are zero, whole vectors of them undefined: no
// tile reads these.
static void pack_b(float *packed, const float *b, size_t row, size_t column, size_t k, size_t n) {
  for (size_t j0 = 0; j0 < n; j0 += NR, packed += k * NR) {
    size_t columns = n - j0 < NR ? n - j0 : NR;
    if (column == 1 && columns == NR) {
      for (size_t p = 0; p < k; p++) {
        UNROLL for (int j = 0; j < NV; j++) {
          store(packed + p * NR + (size_t)j * W, load(b + p * row + j0 + (size_t)j * W));
        }
      }
    } else if (row == 1) {
      for (size_t p = 0; p < k; p += W) {
        size_t width = k - p < W ? k - p : W;
        for (size_t j = 0; j < columns; j += W) {
          const float *sources[W];
          for (size_t r = 0; r < W; r++) {
            sources[r] = j + r < columns ? b + (j0 + j + r) * column + p : NULL;
          }
          transpose_tile(packed + p * NR + j, NR, sources, width);
        }
      }
    } else {
      for (size_t p = 0; p < k; p++) {
        for (size_t j = 0; j < NR; j++) {
          packed[p * NR + j] = j < columns ? b[p * row + (j0 + j) * column] : 0;
        }
      }
    }
  }
}

// packed[panel][p][i] = a[panel * MR + i][p]; the last panel is as narrow as its rows. Up to W
// floats behind the last one are overwritten.
static void pack_a(float *packed, const float *a, size_t row, size_t column, size_t m, size_t k) {
  for (size_t i0 = 0; i0 < m; i0 += MR, a += MR * row) {
    size_t rows = m - i0 < MR ? m - i0 : MR;
    if (column == 1) {
      for (size_t p = 0; p < k; p += W) {
        size_t width = k - p < W ? k - p : W;
        // Downwards: where a column is no whole number of vectors, the last one runs over into the
        // next column, whose first is written afterwards.
        for (size_t end = (rows + W - 1) / W * W; end > 0; end -= W) {
          size_t i = end - W;
          const float *sources[W];
          for (size_t r = 0; r < W; r++) sources[r] = i + r < rows ? a + (i + r) * row + p : NULL;
          transpose_tile(packed + p * rows + i, rows, sources, width);
        }
      }
    } else if (row == 1 && rows == MR) {
      for (size_t p = 0; p < k; p++) memcpy(packed + p * MR, a + p * column, MR * sizeof(float));
    } else {
      for (size_t p = 0; p < k; p++) {
        for (size_t i = 0; i < rows; i++) packed[p * rows + i] = a[i * row + p * column];
      }
    }
    packed += rows * k;
  }
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static void product(const struct ck_product *s) {
  bool packs_b = s->b_column != 1 || s->n >= PACKING_B_PAYS || (s->n % W != 0 && !s->padded);
  bool packs_a = s->n >= PACKING_A_PAYS || (s->a_row != 1 && s->a_column != 1);
  size_t panels = (smaller(s->n, NC) + NR - 1) / NR;
  float *packed_a = ck_scratch(MC * KC + 16 + panels * NR * KC);
  float *packed_b = packed_a + MC * KC + 16;
  // A product over nothing is +0, and still gets its bias.
  size_t k_end = s->k == 0 ? 1 : s->k;
  for (size_t j0 = 0; j0 < s->n; j0 += NC) {
    size_t n = smaller(s->n - j0, NC);
    for (size_t p0 = 0; p0 < k_end; p0 += KC) {
      size_t k = smaller(s->k - p0, KC);
      const float *b = s->b + p0 * s->b_row + j0 * s->b_column;
      if (packs_b) pack_b(packed_b, b, s->b_row, s->b_column, k, n);
      for (size_t i0 = 0; i0 < s->m; i0 += MC) {
        size_t m = smaller(s->m - i0, MC);
        const float *a = s->a + i0 * s->a_row + p0 * s->a_column;
        if (packs_a) pack_a(packed_a, a, s->a_row, s->a_column, m, k);
        for (size_t j = 0; j < n; j += NR) {
          for (size_t i = 0; i < m; i += MR) {
            size_t rows = smaller(m - i, MR);
            struct tile t = {
                .k = k,
                .a = packs_a ? packed_a + i * k : a + i * s->a_row,
                .a_row = packs_a ? 1 : s->a_row,
                .a_column = packs_a ? rows : s->a_column,
                .b = packs_b ? packed_b + j * k : b + j,
                .b_row = packs_b ? NR : s->b_row,
                .c = s->c + (i0 + i) * s->c_row + j0 + j,
                .c_row = s->c_row,
                .bias = s->bias != NULL && p0 + k == s->k ? s->bias + i0 + i : NULL,
                .continued = p0 > 0,
            };
            run_tile(rows, smaller(n - j, NR), s->padded, &t);
          }
        }
      }
    }
  }
}

// One tile of the batch product: a chain per chunk, then the pairwise tree over the chunks, done like a
// binary counter so that only its log2 pending partial sums exist. The last of them is left in `pending`.
INLINE void batch_chain(const bool wide, size_t rows, size_t batch, float *pending, struct tile t) {
  const float *a = t.a, *b = t.b;
  size_t depth = 0, chunk = 0;
  t.c_row = NR;
  for (size_t first = 0; first < batch; first += CK_BATCH_CHUNK, chunk++) {
    const bool last = first + CK_BATCH_CHUNK >= batch;
    t.merges = last ? depth : (size_t)__builtin_ctzll(~(uint64_t)chunk);
    t.merge = pending + (depth - (depth > 0)) * MR * NR;
    depth -= t.merges;
    t.k = smaller(batch - first, CK_BATCH_CHUNK);
    t.a = a + first;
    t.b = b + first * NR;
    t.c = pending + depth++ * MR * NR;
    (wide ? tile_wide_of_chunk : tile_narrow_of_chunk)(rows, &t);
  }
}

static void batch_tile(size_t rows, size_t columns, size_t batch, float *pending, struct tile t) {
  if (columns > NR - W) {
    batch_chain(true, rows, batch, pending, t);
    return;
  }
  const float *b = t.b;
  for (size_t j = 0; j < columns; j += W) {
    t.b = b + j;
    batch_chain(false, rows, batch, pending + j, t);
  }
}

// Asks for what an update will move, while its gradient is being summed.
INLINE void prefetch_rows(const struct ck_update *s, size_t at, size_t row, size_t rows) {
  const float *operands[3] = {s->weight, s->rule == CK_DESCENT ? NULL : s->first,
                              s->rule == CK_ADAM ? s->second : NULL};
  for (size_t k = 0; k < 3 && operands[k] != NULL; k++) {
    for (size_t i = 0; i < rows; i++) {
      for (size_t j = 0; j < NR; j += 16) __builtin_prefetch(operands[k] + at + i * row + j, 1);
    }
  }
}

static void batch_product(const struct ck_batch_product *s) {
  float *packed = ck_scratch(s->batch * NR);
  // Levels of the tree over at most 2^46 examples.
  float pending[40 * MR * NR];
  if (s->batch == 0) memset(pending, 0, MR * NR * sizeof(float));
  for (size_t j = 0; j < s->n; j += NR) {
    size_t columns = smaller(s->n - j, NR);
    pack_b(packed, s->input + j * s->input_row, 1, s->input_row, s->batch, columns);
    for (size_t i = 0; i < s->m; i += MR) {
      struct tile t = {
          .a = s->output_gradient + i * s->output_gradient_row,
          .a_row = s->output_gradient_row,
          .a_column = 1,
          .b = packed,
          .b_row = NR,
      };
      const size_t rows = smaller(s->m - i, MR), at = i * s->c_row + j;
      if (s->update != NULL) prefetch_rows(s->update, at, s->c_row, rows);
      batch_tile(rows, columns, s->batch, pending, t);
      if (s->update != NULL) {
        update_rows(s->update, pending, NR, at, s->c_row, rows, columns);
      } else {
        for (size_t r = 0; r < rows; r++) {
          memcpy(s->c + at + r * s->c_row, pending + r * NR, columns * sizeof(float));
        }
      }
    }
  }
}

// The sum over the batch of each row: chunks and tree as above, with plain additions.
static void batch_sum(float *sum, const float *x, size_t row, size_t rows, size_t batch) {
  for (size_t i = 0; i < rows; i++) {
    float pending[40];
    size_t sizes[40];
    size_t depth = 0;
    pending[0] = 0;
    for (size_t first = 0; first < batch; first += CK_BATCH_CHUNK) {
      float chain = 0;
      size_t end = smaller(batch, first + CK_BATCH_CHUNK);
      for (size_t b = first; b < end; b++) chain += x[i * row + b];
      pending[depth] = chain;
      sizes[depth++] = 1;
      while (depth > 1 && sizes[depth - 2] == sizes[depth - 1]) {
        depth--;
        pending[depth - 1] += pending[depth];
        sizes[depth - 1] *= 2;
      }
    }
    for (; depth > 1; depth--) pending[depth - 2] += pending[depth - 1];
    sum[i] = pending[0];
  }
}
