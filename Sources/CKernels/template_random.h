// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011), W counters at a time. The counter's words are index low, index high, identifier low,
// identifier high.
struct block {
  vw word[4];
};

#define LOW_WORD 0xffffffffu

// Only the low 32 bits of each state word mean anything until the end, which saves masking them.
INLINE struct block philox(vw c0, vw c1, vw c2, vw c3, uint64_t key) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  UNROLL for (int round = 0; round < 10; round++) {
    vw p0 = (c0 & LOW_WORD) * (vw)(0xD2511F53u);
    vw p1 = (c2 & LOW_WORD) * (vw)(0xCD9E8D57u);
    c0 = (p1 >> 32) ^ c1 ^ (vw)(k0);
    c2 = (p0 >> 32) ^ c3 ^ (vw)(k1);
    c1 = p1;
    c3 = p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return (struct block){{c0, c1, c2, c3}};
}

INLINE vu low_words(vw x) { return __builtin_convertvector(x & LOW_WORD, vu); }

INLINE vw lane_numbers(void) {
  vw lanes;
  for (int j = 0; j < W; j++) lanes[j] = (uint64_t)j;
  return lanes;
}

// The W blocks whose indices start at `index`.
INLINE struct block stream_blocks(struct ck_stream s, uint64_t index) {
  vw at = (vw)(index) + lane_numbers();
  return philox(at, at >> 32, (vw)(s.identifier), (vw)(s.identifier >> 32), s.key);
}

// Top 24 bits over 2^24: [0, 1), exact.
INLINE vf unit_float(vu bits) {
  return __builtin_convertvector(bits >> 8, vf) * (vf)(0x1p-24f);
}

struct pair {
  vf first, second;
};

// Box and Muller, 1958, in double: one word for the radius, one for the angle.
INLINE struct pair normals(vu radius, vu angle) {
  vd u = (__builtin_convertvector(radius >> 8, vd) + splat_d(0.5)) * splat_d(0x1p-24);
  vd t = __builtin_convertvector(angle >> 8, vd) * splat_d(0x1p-24);
  vd r = __builtin_elementwise_sqrt(splat_d(-2.0) * log_double(u));
  struct sine_cosine s = sine_cosine_of_turns(t);
  return (struct pair){narrow(r * s.cosine), narrow(r * s.sine)};
}

enum random_kind { RANDOM_BITS, RANDOM_UNIFORM, RANDOM_NORMAL };

// Element i of a stream comes from word i % 4 of block i / 4; 4 W elements at a time.
INLINE void fill(uint32_t *y, size_t n, struct ck_stream s, uint64_t first,
                 const enum random_kind kind, float a, float b) {
  uint64_t index = first / 4;
  size_t skip = (size_t)(first % 4);
  for (size_t done = 0; done < n; index += W, skip = 0) {
    struct block words = stream_blocks(s, index);
    vu word[4];
    UNROLL for (int j = 0; j < 4; j++) word[j] = low_words(words.word[j]);
    if (kind == RANDOM_UNIFORM) {
      UNROLL for (int j = 0; j < 4; j++) {
        vf value = fma_f(unit_float(word[j]), (vf)(b), (vf)(a));
        memcpy(&word[j], &value, sizeof value);
      }
    } else if (kind == RANDOM_NORMAL) {
      UNROLL for (int j = 0; j < 4; j += 2) {
        struct pair z = normals(word[j], word[j + 1]);
        vf value = fma_f(z.first, (vf)(b), (vf)(a));
        memcpy(&word[j], &value, sizeof value);
        value = fma_f(z.second, (vf)(b), (vf)(a));
        memcpy(&word[j + 1], &value, sizeof value);
      }
    }
    uint32_t group[4 * W];
    for (int j = 0; j < 4; j++) {
      for (int lane = 0; lane < W; lane++) group[4 * lane + j] = word[j][lane];
    }
    size_t count = 4 * W - skip;
    if (count > n - done) count = n - done;
    memcpy(y + done, group + skip, count * sizeof(uint32_t));
    done += count;
  }
}

static void random_bits(uint32_t *y, size_t n, struct ck_stream s, uint64_t first) {
  fill(y, n, s, first, RANDOM_BITS, 0, 0);
}

static void random_uniform(float *y, size_t n, float low, float high, struct ck_stream s,
                           uint64_t first) {
  fill((uint32_t *)(void *)y, n, s, first, RANDOM_UNIFORM, low, high - low);
}

static void random_normal(float *y, size_t n, float mean, float deviation, struct ck_stream s,
                          uint64_t first) {
  fill((uint32_t *)(void *)y, n, s, first, RANDOM_NORMAL, mean, deviation);
}

// One block per example and four features, so that the four words go to four rows, lane by lane.
static void dropout_mask(float *mask, size_t row, size_t first_feature, size_t end_feature,
                         size_t lanes, struct ck_stream s, uint32_t first_example,
                         uint32_t threshold, float kept) {
  vw numbers = lane_numbers();
  for (size_t feature = first_feature; feature < end_feature; feature += 4) {
    size_t rows = end_feature - feature < 4 ? end_feature - feature : 4;
    for (size_t lane = 0; lane < lanes; lane += W) {
      vw example = (vw)((uint64_t)first_example + lane) + numbers;
      struct block words = philox((vw)((uint64_t)feature / 4), example, (vw)(s.identifier),
                                  (vw)(s.identifier >> 32), s.key);
      for (size_t j = 0; j < rows; j++) {
        vu draw = low_words(words.word[j]) >> 8;
        vf value = draw < (vu)(threshold) ? (vf)(kept) : (vf)(0.0f);
        store(mask + (feature + j) * row + lane, value);
      }
    }
  }
}
