// Neighbour embeddings: distances between points, and the forces of t-SNE in the plane
// (docs/arithmetic-embedding.md). Sums over points run in CK_EMBEDDING_LANES virtual lanes.
#define EV (CK_EMBEDDING_LANES / W)

// Points, and rows of forces, that a register tile holds. Neither can change a bit; the second is even.
#if CK_WIDTH == 16
#define DISTANCE_ROWS 8
#define FORCE_ROWS 4
#else
#define DISTANCE_ROWS 4
#define FORCE_ROWS 2
#endif

INLINE float lane_sum(const vf *sum) {
  float lanes[CK_EMBEDDING_LANES];
  memcpy(lanes, sum, sizeof lanes);
  for (int half = CK_EMBEDDING_LANES / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; j++) lanes[j] += lanes[j + half];
  }
  return lanes[0];
}

INLINE void distance_tile(const int rows, float *d, size_t d_row, const float *a, size_t a_row,
                          const float *panel, size_t features) {
  vf sum[DISTANCE_ROWS][EV];
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int v = 0; v < EV; v++) sum[i][v] = (vf)(0.0f);
  }
  for (size_t f = 0; f < features; f++) {
    vf b[EV];
    UNROLL for (int v = 0; v < EV; v++) b[v] = load(panel + f * CK_EMBEDDING_LANES + (size_t)v * W);
    UNROLL for (int i = 0; i < rows; i++) {
      vf point = (vf)(a[(size_t)i * a_row + f]);
      UNROLL for (int v = 0; v < EV; v++) {
        vf difference = point - b[v];
        sum[i][v] = fma_f(difference, difference, sum[i][v]);
      }
    }
  }
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int v = 0; v < EV; v++) store(d + (size_t)i * d_row + (size_t)v * W, sum[i][v]);
  }
}

static void squared_distances(float *d, size_t d_row, const float *a, size_t a_row, size_t count,
                              const float *panels, size_t panel_count, size_t features) {
  for (size_t p = 0; p < panel_count; p++) {
    const float *panel = panels + p * features * CK_EMBEDDING_LANES;
    float *out = d + p * CK_EMBEDDING_LANES;
    size_t i = 0;
    for (; i + DISTANCE_ROWS <= count; i += DISTANCE_ROWS) {
      distance_tile(DISTANCE_ROWS, out + i * d_row, d_row, a + i * a_row, a_row, panel, features);
    }
    for (; i < count; i++) {
      distance_tile(1, out + i * d_row, d_row, a + i * a_row, a_row, panel, features);
    }
  }
}

// The sums of one tile of rows: the force on each, and the kernel's values.
struct repulsion_tile {
  vf x[FORCE_ROWS], y[FORCE_ROWS];
  vf force_x[FORCE_ROWS][EV], force_y[FORCE_ROWS][EV], kernel[FORCE_ROWS][EV];
};

INLINE void begin_tile(struct repulsion_tile *t, const float *x, const float *y) {
  UNROLL for (int i = 0; i < FORCE_ROWS; i++) {
    t->x[i] = (vf)(x[i]);
    t->y[i] = (vf)(y[i]);
    UNROLL for (int v = 0; v < EV; v++) {
      t->force_x[i][v] = t->force_y[i][v] = t->kernel[i][v] = (vf)(0.0f);
    }
  }
}

// One vector of columns against the tile. One division serves two rows: 1/a = b (1/(a b)).
INLINE void repel_columns(struct repulsion_tile *t, const int v, vf x, vf y, const vf *mass,
                          vf *column_x, vf *column_y) {
  UNROLL for (int i = 0; i < FORCE_ROWS; i += 2) {
    vf dx[2], dy[2], size[2], kernel[2];
    UNROLL for (int k = 0; k < 2; k++) {
      dx[k] = t->x[i + k] - x;
      dy[k] = t->y[i + k] - y;
      size[k] = fma_f(dx[k], dx[k], fma_f(dy[k], dy[k], (vf)(1.0f)));
    }
    vf inverse = (vf)(1.0f) / (size[0] * size[1]);
    kernel[0] = size[1] * inverse;
    kernel[1] = size[0] * inverse;
    UNROLL for (int k = 0; k < 2; k++) {
      vf weighed = mass != NULL ? *mass * kernel[k] : kernel[k];
      vf square = weighed * kernel[k];
      t->kernel[i + k][v] += weighed;
      t->force_x[i + k][v] = fma_f(square, dx[k], t->force_x[i + k][v]);
      t->force_y[i + k][v] = fma_f(square, dy[k], t->force_y[i + k][v]);
      if (column_x != NULL) {
        *column_x = fma_f(-square, dx[k], *column_x);
        *column_y = fma_f(-square, dy[k], *column_y);
      }
    }
  }
}

// Every pair of points with at least one in rows first ..< end and none before them.
static double repel_strip(const struct ck_repulsion *r) {
  double total = 0;
  memset(r->column_x, 0, (r->padded - r->end) * sizeof(float));
  memset(r->column_y, 0, (r->padded - r->end) * sizeof(float));
  for (size_t row = r->first; row < r->end; row += FORCE_ROWS) {
    struct repulsion_tile t;
    begin_tile(&t, r->x + row, r->y + row);
    for (size_t j = r->first; j < r->end; j += CK_EMBEDDING_LANES) {
      UNROLL for (int v = 0; v < EV; v++) {
        size_t at = j + (size_t)v * W;
        repel_columns(&t, v, load(r->x + at), load(r->y + at), NULL, NULL, NULL);
      }
    }
    float within[FORCE_ROWS];
    UNROLL for (int i = 0; i < FORCE_ROWS; i++) {
      within[i] = lane_sum(t.kernel[i]);
      UNROLL for (int v = 0; v < EV; v++) t.kernel[i][v] = (vf)(0.0f);
    }
    for (size_t j = r->end; j < r->padded; j += CK_EMBEDDING_LANES) {
      UNROLL for (int v = 0; v < EV; v++) {
        size_t at = j + (size_t)v * W;
        float *column_x = r->column_x + (at - r->end), *column_y = r->column_y + (at - r->end);
        vf sum_x = load(column_x), sum_y = load(column_y);
        repel_columns(&t, v, load(r->x + at), load(r->y + at), NULL, &sum_x, &sum_y);
        store(column_x, sum_x);
        store(column_y, sum_y);
      }
    }
    UNROLL for (int i = 0; i < FORCE_ROWS; i++) {
      r->row_x[row + (size_t)i] = lane_sum(t.force_x[i]);
      r->row_y[row + (size_t)i] = lane_sum(t.force_y[i]);
      // A point does not repel itself; the pairs across strips are met once and count twice.
      if (row + (size_t)i < r->count) {
        total += ((double)within[i] - 1.0) + 2.0 * (double)lane_sum(t.kernel[i]);
      }
    }
  }
  return total;
}

// Every row by every column, of which one is the row itself.
static double repel_by_cells(const struct ck_cell_repulsion *r) {
  double total = 0;
  for (size_t row = 0; row < r->rows; row += FORCE_ROWS) {
    struct repulsion_tile t;
    begin_tile(&t, r->x + row, r->y + row);
    for (size_t j = 0; j < r->columns; j += CK_EMBEDDING_LANES) {
      UNROLL for (int v = 0; v < EV; v++) {
        size_t at = j + (size_t)v * W;
        vf mass = load(r->mass + at);
        repel_columns(&t, v, load(r->column_x + at), load(r->column_y + at), &mass, NULL, NULL);
      }
    }
    UNROLL for (int i = 0; i < FORCE_ROWS; i++) {
      r->row_x[row + (size_t)i] = lane_sum(t.force_x[i]);
      r->row_y[row + (size_t)i] = lane_sum(t.force_y[i]);
      if (row + (size_t)i < r->count) total += (double)lane_sum(t.kernel[i]) - 1.0;
    }
  }
  return total;
}

// The points at `index`, one lane each.
INLINE vf gather(const float *x, const int32_t *index) {
  vf v;
  UNROLL for (int lane = 0; lane < W; lane++) v[lane] = x[index[lane]];
  return v;
}

INLINE vf squared_size(vf dx, vf dy) { return fma_f(dx, dx, fma_f(dy, dy, (vf)(1.0f))); }

static void attract(const struct ck_attraction *a, size_t first, size_t end) {
  for (size_t i = first; i < end; i++) {
    vf x = (vf)(a->x[i]), y = (vf)(a->y[i]);
    vf force_x[EV], force_y[EV];
    UNROLL for (int v = 0; v < EV; v++) force_x[v] = force_y[v] = (vf)(0.0f);
    for (size_t k = (size_t)a->offsets[i]; k < (size_t)a->offsets[i + 1]; k += CK_EMBEDDING_LANES) {
      UNROLL for (int v = 0; v < EV; v++) {
        size_t at = k + (size_t)v * W;
        vf dx = x - gather(a->x, a->indices + at), dy = y - gather(a->y, a->indices + at);
        vf pull = load(a->values + at) / squared_size(dx, dy);
        force_x[v] = fma_f(pull, dx, force_x[v]);
        force_y[v] = fma_f(pull, dy, force_y[v]);
      }
    }
    a->force_x[i] = lane_sum(force_x);
    a->force_y[i] = lane_sum(force_y);
  }
}

static void attraction_logarithms(double *sums, const struct ck_attraction *a, size_t first,
                                  size_t end) {
  for (size_t i = first; i < end; i++) {
    vf x = (vf)(a->x[i]), y = (vf)(a->y[i]);
    vd sum[EV];
    UNROLL for (int v = 0; v < EV; v++) sum[v] = splat_d(0);
    for (size_t k = (size_t)a->offsets[i]; k < (size_t)a->offsets[i + 1]; k += CK_EMBEDDING_LANES) {
      UNROLL for (int v = 0; v < EV; v++) {
        size_t at = k + (size_t)v * W;
        vf dx = x - gather(a->x, a->indices + at), dy = y - gather(a->y, a->indices + at);
        vd logarithm = log_double(widen(squared_size(dx, dy)));
        sum[v] = fma_d(widen(load(a->values + at)), logarithm, sum[v]);
      }
    }
    double lanes[CK_EMBEDDING_LANES];
    memcpy(lanes, sum, sizeof lanes);
    for (int half = CK_EMBEDDING_LANES / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) lanes[j] += lanes[j + half];
    }
    sums[i] = lanes[0];
  }
}

INLINE vf stepped(const struct ck_embedding_step *s, vf pull, vf push, vf *gain, vf velocity) {
  vf gradient = fma_f((vf)(-s->repulsion), push, (vf)(s->exaggeration) * pull);
  vi same = ((gradient > (vf)(0.0f)) & (velocity > (vf)(0.0f))) |
            ((gradient < (vf)(0.0f)) & (velocity < (vf)(0.0f)));
  vf smaller = *gain * (vf)(0.8f);
  smaller = smaller > (vf)(0.01f) ? smaller : (vf)(0.01f);
  // The velocity runs against the gradient while it goes down: the same sign means too far.
  *gain = same ? smaller : *gain + (vf)(0.2f);
  return fma_f((vf)(-s->rate), *gain * gradient, (vf)(s->momentum) * velocity);
}

static void embedding_step(const struct ck_embedding_step *s, size_t n) {
  for (size_t i = 0; i < n; i += W) {
    size_t j = i + s->row;
    vf gain_x = load(s->gain + i), gain_y = load(s->gain + j);
    vf vx = stepped(s, load(s->pull + i), load(s->push + i), &gain_x, load(s->velocity + i));
    vf vy = stepped(s, load(s->pull + j), load(s->push + j), &gain_y, load(s->velocity + j));
    vf length = __builtin_elementwise_sqrt(fma_f(vx, vx, vy * vy));
    vf limit = (vf)(s->longest);
    vf shrink = length > limit ? limit / length : (vf)(1.0f);
    vx *= shrink;
    vy *= shrink;
    store(s->gain + i, gain_x);
    store(s->gain + j, gain_y);
    store(s->velocity + i, vx);
    store(s->velocity + j, vy);
    store(s->position + i, load(s->position + i) + vx);
    store(s->position + j, load(s->position + j) + vy);
  }
}
