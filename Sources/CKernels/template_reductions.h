// Flat sums: virtual lane j of CK_SUM_LANES takes the elements i with i mod CK_SUM_LANES == j, in
// order, from +0; then lane j += lane j + half for half = 32, 16, 8, 4, 2, 1.
#define SUM_VECTORS (CK_SUM_LANES / W)

#define FLAT_SUM(lanes, n, TERM)                                                    \
  do {                                                                              \
    vf partial[SUM_VECTORS];                                                        \
    UNROLL for (int j = 0; j < SUM_VECTORS; j++) partial[j] = (vf)(0.0f);           \
    size_t i = 0;                                                                   \
    for (; i + CK_SUM_LANES <= n; i += CK_SUM_LANES) {                              \
      UNROLL for (int j = 0; j < SUM_VECTORS; j++) {                                \
        const size_t at = i + (size_t)j * W, part = W;                              \
        partial[j] = TERM(partial[j], at, part);                                    \
      }                                                                             \
    }                                                                               \
    memcpy(lanes, partial, sizeof partial);                                         \
    for (size_t j = 0; i + j < n; j += W) {                                         \
      const size_t at = i + j, part = n - at < W ? n - at : W;                      \
      store_part(lanes + j, TERM(load_part(lanes + j, part), at, part), part);      \
    }                                                                               \
  } while (0)

#define AT(p) (part == W ? load((p) + at) : load_part((p) + at, part))

static float tree_sum(float *lanes) {
  for (int half = CK_SUM_LANES / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; j++) lanes[j] += lanes[j + half];
  }
  return lanes[0];
}

static float sum(const float *x, size_t n) {
  float lanes[CK_SUM_LANES];
#define TERM(acc, at, part) (acc + AT(x))
  FLAT_SUM(lanes, n, TERM);
#undef TERM
  return tree_sum(lanes);
}

static float sum_of_squares(const float *x, size_t n) {
  float lanes[CK_SUM_LANES];
#define TERM(acc, at, part) fma_f(AT(x), AT(x), acc)
  FLAT_SUM(lanes, n, TERM);
#undef TERM
  return tree_sum(lanes);
}

static float dot(const float *a, const float *b, size_t n) {
  float lanes[CK_SUM_LANES];
#define TERM(acc, at, part) fma_f(AT(a), AT(b), acc)
  FLAT_SUM(lanes, n, TERM);
#undef TERM
  return tree_sum(lanes);
}

// Minimum and maximum of ordinary numbers do not depend on order, except for which zero and which
// NaN comes out: a NaN anywhere gives the quiet NaN, and a zero is +0.
static float extremum(const float *x, size_t n, const bool largest) {
  vf best = (vf)(x[0]);
  vi nan = (vi)(0);
  size_t i = 0;
  for (; i + W <= n; i += W) {
    vf v = load(x + i);
    nan |= v != v;
    best = largest ? (v > best ? v : best) : (v < best ? v : best);
  }
  float lanes[W];
  int32_t seen[W];
  memcpy(lanes, &best, sizeof best);
  memcpy(seen, &nan, sizeof nan);
  float result = lanes[0];
  bool found = false;
  for (int j = 0; j < W; j++) {
    found |= seen[j] != 0;
    result = largest ? (lanes[j] > result ? lanes[j] : result)
                     : (lanes[j] < result ? lanes[j] : result);
  }
  for (; i < n; i++) {
    found |= x[i] != x[i];
    result = largest ? (x[i] > result ? x[i] : result) : (x[i] < result ? x[i] : result);
  }
  if (found || x[0] != x[0]) return __builtin_nanf("");
  return result + 0.0f;
}

static float minimum(const float *x, size_t n) { return extremum(x, n, false); }
static float maximum(const float *x, size_t n) { return extremum(x, n, true); }

// Both passes of the statistics are flat sums in double; the variance is of the population.
INLINE vd statistics_term(vd acc, vd x, double mean, const bool squared) {
  vd d = x - splat_d(mean);
  return squared ? fma_d(d, d, acc) : acc + x;
}

INLINE double flat_sum_double(const float *x, size_t n, double mean, const bool squared) {
  double lanes[CK_SUM_LANES];
  vd partial[SUM_VECTORS];
  UNROLL for (int j = 0; j < SUM_VECTORS; j++) partial[j] = splat_d(0);
  size_t i = 0;
  for (; i + CK_SUM_LANES <= n; i += CK_SUM_LANES) {
    UNROLL for (int j = 0; j < SUM_VECTORS; j++) {
      partial[j] = statistics_term(partial[j], widen(load(x + i + (size_t)j * W)), mean, squared);
    }
  }
  memcpy(lanes, partial, sizeof lanes);
  for (size_t j = 0; i + j < n; j++) {
    double d = (double)x[i + j] - mean;
    lanes[j] = squared ? __builtin_fma(d, d, lanes[j]) : lanes[j] + (double)x[i + j];
  }
  for (int half = CK_SUM_LANES / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; j++) lanes[j] += lanes[j + half];
  }
  return lanes[0];
}

static struct ck_statistics statistics(const float *x, size_t n) {
  double mean = flat_sum_double(x, n, 0, false) / (double)n;
  double variance = flat_sum_double(x, n, mean, true) / (double)n;
  return (struct ck_statistics){mean, variance};
}

static bool all_finite(const float *x, size_t n) {
  const vi exponent = (vi)(0x7f800000);
  vi special = (vi)(0);
  size_t i = 0;
  for (; i + W <= n; i += W) special |= (bits_of_f(load(x + i)) & exponent) == exponent;
  if (i < n) special |= (bits_of_f(load_part(x + i, n - i)) & exponent) == exponent;
  int32_t lanes[W];
  memcpy(lanes, &special, sizeof special);
  int32_t any = 0;
  for (int j = 0; j < W; j++) any |= lanes[j];
  return any == 0;
}
