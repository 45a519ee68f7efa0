// Batch normalisation. Sums over the batch are made of chunks, added by a pairwise tree: one image for
// images, CK_BATCH_CHUNK examples for feature-major activations. Within a chunk one chain per channel, from
// +0, in the order of the pixels (or examples).
INLINE vf normalized(vf x, vf mean, vf inverse) { return (x - mean) * inverse; }

// A term's contribution to a chain; `x` is the input, `dy` the output's gradient.
INLINE vf normalization_term(const enum ck_normalization_sum kind, vf sum, vf x, vf dy, vf mean,
                             vf inverse) {
  switch (kind) {
    case CK_SUM_INPUT:
      return sum + x;
    case CK_SUM_SQUARES: {
      vf d = x - mean;
      return fma_f(d, d, sum);
    }
    case CK_SUM_GRADIENT:
      return sum + dy;
    case CK_SUM_PRODUCT:
      return fma_f(dy, normalized(x, mean, inverse), sum);
  }
}

#define NORMALIZATION_SUMS(kind, vectors)                                                        \
  do {                                                                                           \
    vf sums[vectors], mean[vectors], inverse[vectors];                                           \
    UNROLL for (int j = 0; j < vectors; j++) {                                                   \
      sums[j] = (vf)(0.0f);                                                                      \
      mean[j] = load_some(s->mean + c + (size_t)j * W, part);                                    \
      inverse[j] = load_some(s->inverse + c + (size_t)j * W, part);                              \
    }                                                                                            \
    for (size_t y = 0; y < s->rows; y++) {                                                       \
      const float *x = s->input + y * s->input_row + c;                                          \
      const float *dy = s->output_gradient + y * s->output_row + c;                              \
      for (size_t i = 0; i < s->columns; i++, x += s->channels, dy += s->channels) {             \
        UNROLL for (int j = 0; j < vectors; j++) {                                               \
          const size_t at = (size_t)j * W;                                                       \
          vf value = kind == CK_SUM_GRADIENT ? (vf)(0.0f) : load_some(x + at, part);             \
          vf gradient = kind == CK_SUM_GRADIENT || kind == CK_SUM_PRODUCT                        \
                            ? load_some(dy + at, part)                                           \
                            : (vf)(0.0f);                                                        \
          sums[j] = normalization_term(kind, sums[j], value, gradient, mean[j], inverse[j]);     \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
    UNROLL for (int j = 0; j < vectors; j++) store_some(sum + c + (size_t)j * W, sums[j], part); \
  } while (0)

INLINE void normalization_chunk(const struct ck_normalization *s,
                                const enum ck_normalization_sum kind, float *sum) {
  size_t c = 0, part = W;
  for (; c + 4 * W <= s->channels; c += 4 * W) NORMALIZATION_SUMS(kind, 4);
  for (; c < s->channels; c += W) {
    part = smaller(W, s->channels - c);
    NORMALIZATION_SUMS(kind, 1);
  }
}

// One chunk of images: a chain for each channel.
static void normalization_image_sum(const struct ck_normalization *s, enum ck_normalization_sum kind,
                                    float *sum) {
  switch (kind) {
    case CK_SUM_INPUT: normalization_chunk(s, CK_SUM_INPUT, sum); break;
    case CK_SUM_SQUARES: normalization_chunk(s, CK_SUM_SQUARES, sum); break;
    case CK_SUM_GRADIENT: normalization_chunk(s, CK_SUM_GRADIENT, sum); break;
    case CK_SUM_PRODUCT: normalization_chunk(s, CK_SUM_PRODUCT, sum); break;
  }
}

// chunks[0][c] becomes the pairwise sum over all `count` chunks.
static void normalization_tree(float *chunks, size_t count, size_t channels) {
  for (size_t step = 1; step < count; step *= 2) {
    for (size_t i = 0; i + step < count; i += 2 * step) {
      add(chunks + i * channels, chunks + i * channels, chunks + (i + step) * channels, channels);
    }
  }
}

static void normalize_image(const struct ck_normalization *s) {
  for (size_t y = 0; y < s->rows; y++) {
    for (size_t i = 0; i < s->columns; i++) {
      const float *x = s->input + y * s->input_row + i * s->channels;
      float *target = s->output + y * s->output_row + i * s->channels;
      for (size_t c = 0; c < s->channels; c += W) {
        const size_t part = smaller(W, s->channels - c);
        vf value = normalized(load_some(x + c, part), load_some(s->mean + c, part),
                              load_some(s->inverse + c, part));
        value = fma_f(value, load_some(s->scale + c, part), load_some(s->shift + c, part));
        store_some(target + c, value, part);
      }
    }
  }
}

// dx = (dy - mean dy - h mean(dy h)) (scale inverse) with h = (x - mean) inverse; the two means are zero
// where the statistics are not the batch's own.
INLINE vf normalization_gradient(vf x, vf dy, vf mean, vf inverse, vf factor, vf mean_gradient,
                                 vf mean_product) {
  vf centred = dy - mean_gradient;
  return fma_f(-normalized(x, mean, inverse), mean_product, centred) * factor;
}

static void normalize_image_gradient(const struct ck_normalization *s) {
  for (size_t y = 0; y < s->rows; y++) {
    for (size_t i = 0; i < s->columns; i++) {
      const float *x = s->input + y * s->input_row + i * s->channels;
      const float *dy = s->output_gradient + y * s->output_row + i * s->channels;
      float *target = s->input_gradient + y * s->input_row + i * s->channels;
      for (size_t c = 0; c < s->channels; c += W) {
        const size_t part = smaller(W, s->channels - c);
        vf inverse = load_some(s->inverse + c, part);
        vf value = normalization_gradient(
            load_some(x + c, part), load_some(dy + c, part), load_some(s->mean + c, part), inverse,
            load_some(s->scale + c, part) * inverse, load_some(s->mean_gradient + c, part),
            load_some(s->mean_product + c, part));
        store_some(target + c, value, part);
      }
    }
  }
}

// Feature-major activations: `channels` rows of `columns` examples, `input_row` and `output_row` apart.
INLINE float normalization_feature(const struct ck_normalization *s,
                                   const enum ck_normalization_sum kind, size_t c) {
  const float mean = s->mean[c], inverse = s->inverse[c];
  const float *x = s->input + c * s->input_row;
  const float *dy = s->output_gradient + c * s->output_row;
  float pending[40];
  size_t depth = 0, chunk = 0;
  pending[0] = 0;
  for (size_t first = 0; first < s->columns; first += CK_BATCH_CHUNK, chunk++) {
    const size_t end = smaller(s->columns, first + CK_BATCH_CHUNK);
    float sum = 0;
    for (size_t i = first; i < end; i++) {
      switch (kind) {
        case CK_SUM_INPUT: sum += x[i]; break;
        case CK_SUM_SQUARES: sum = __builtin_fmaf(x[i] - mean, x[i] - mean, sum); break;
        case CK_SUM_GRADIENT: sum += dy[i]; break;
        case CK_SUM_PRODUCT: sum = __builtin_fmaf(dy[i], (x[i] - mean) * inverse, sum); break;
      }
    }
    size_t merges = end == s->columns ? depth : (size_t)__builtin_ctzll(~(uint64_t)chunk);
    for (; merges > 0; merges--) sum = pending[--depth] + sum;
    pending[depth++] = sum;
  }
  return pending[0];
}

static void normalization_feature_sums(const struct ck_normalization *s,
                                       enum ck_normalization_sum kind, float *sums) {
  for (size_t c = 0; c < s->channels; c++) {
    switch (kind) {
      case CK_SUM_INPUT: sums[c] = normalization_feature(s, CK_SUM_INPUT, c); break;
      case CK_SUM_SQUARES: sums[c] = normalization_feature(s, CK_SUM_SQUARES, c); break;
      case CK_SUM_GRADIENT: sums[c] = normalization_feature(s, CK_SUM_GRADIENT, c); break;
      case CK_SUM_PRODUCT: sums[c] = normalization_feature(s, CK_SUM_PRODUCT, c); break;
    }
  }
}

static void normalize_features(const struct ck_normalization *s) {
  for (size_t c = 0; c < s->channels; c++) {
    for (size_t i = 0; i < s->columns; i += W) {
      vf value = normalized(load(s->input + c * s->input_row + i), (vf)(s->mean[c]),
                            (vf)(s->inverse[c]));
      store(s->output + c * s->output_row + i,
            fma_f(value, (vf)(s->scale[c]), (vf)(s->shift[c])));
    }
  }
}

static void normalize_features_gradient(const struct ck_normalization *s) {
  for (size_t c = 0; c < s->channels; c++) {
    const float factor = s->scale[c] * s->inverse[c];
    for (size_t i = 0; i < s->columns; i += W) {
      vf value = normalization_gradient(
          load(s->input + c * s->input_row + i), load(s->output_gradient + c * s->output_row + i),
          (vf)(s->mean[c]), (vf)(s->inverse[c]), (vf)(factor), (vf)(s->mean_gradient[c]),
          (vf)(s->mean_product[c]));
      store(s->input_gradient + c * s->input_row + i, value);
    }
  }
}
