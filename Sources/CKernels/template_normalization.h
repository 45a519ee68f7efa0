// Batch normalisation. Sums over the batch are made of chunks, added by a pairwise tree: one image for
// images, CK_BATCH_CHUNK examples for feature-major activations. Within a chunk one chain per channel, from
// +0, in the order of the pixels (or examples).
INLINE vf normalized(vf x, vf mean, vf inverse) { return (x - mean) * inverse; }

// What the rectifier behind the normalisation, if there is one, lets through of a gradient.
INLINE vf rectified_gradient(const bool rectified, vf dy, vf h, vf scale, vf shift) {
  return rectified ? (fma_f(h, scale, shift) > (vf)(0.0f) ? dy : (vf)(0.0f)) : dy;
}

// Runs `BODY` for each pixel of an image with `x` and `dy` at its channels from c on.
#define EACH_PIXEL(BODY)                                                                \
  for (size_t y = 0; y < s->rows; y++) {                                                \
    const float *x = s->input + y * s->input_row + c;                                   \
    const float *dy = s->output_gradient + y * s->output_row + c;                       \
    for (size_t i = 0; i < s->columns; i++, x += s->channels, dy += s->channels) {      \
      BODY                                                                              \
    }                                                                                   \
  }

// The chains of `vectors` vectors of channels from c on; of the last `part` lanes are in use.
INLINE void input_chains(const struct ck_normalization *s, const bool squares, const int vectors,
                         size_t c, size_t part, float *sum) {
  vf sums[4], mean[4];
  UNROLL for (int j = 0; j < vectors; j++) {
    sums[j] = (vf)(0.0f);
    mean[j] = load_some(s->mean + c + (size_t)j * W, part);
  }
  EACH_PIXEL({
    (void)dy;
    UNROLL for (int j = 0; j < vectors; j++) {
      vf value = load_some(x + (size_t)j * W, part);
      vf d = value - mean[j];
      sums[j] = squares ? fma_f(d, d, sums[j]) : sums[j] + value;
    }
  })
  UNROLL for (int j = 0; j < vectors; j++) store_some(sum + c + (size_t)j * W, sums[j], part);
}

INLINE void gradient_chains(const struct ck_normalization *s, const bool rectified, const int vectors,
                            size_t c, size_t part, float *gradient, float *product) {
  vf gradients[2], products[2], mean[2], inverse[2], scale[2], shift[2];
  UNROLL for (int j = 0; j < vectors; j++) {
    const size_t at = c + (size_t)j * W;
    gradients[j] = products[j] = (vf)(0.0f);
    mean[j] = load_some(s->mean + at, part);
    inverse[j] = load_some(s->inverse + at, part);
    scale[j] = rectified ? load_some(s->scale + at, part) : (vf)(0.0f);
    shift[j] = rectified ? load_some(s->shift + at, part) : (vf)(0.0f);
  }
  EACH_PIXEL({
    UNROLL for (int j = 0; j < vectors; j++) {
      vf h = normalized(load_some(x + (size_t)j * W, part), mean[j], inverse[j]);
      vf g = rectified_gradient(rectified, load_some(dy + (size_t)j * W, part), h, scale[j],
                                shift[j]);
      gradients[j] += g;
      products[j] = fma_f(g, h, products[j]);
    }
  })
  UNROLL for (int j = 0; j < vectors; j++) {
    store_some(gradient + c + (size_t)j * W, gradients[j], part);
    store_some(product + c + (size_t)j * W, products[j], part);
  }
}
#undef EACH_PIXEL

// Calls `chains` for all channels, `most` vectors at a time.
#define EACH_CHANNEL(chains, most, variant, ...)                                  \
  do {                                                                            \
    size_t c = 0;                                                                 \
    for (; c + most * W <= s->channels; c += most * W) {                          \
      chains(s, variant, most, c, W, __VA_ARGS__);                                \
    }                                                                             \
    for (; c < s->channels; c += W) {                                             \
      chains(s, variant, 1, c, smaller(W, s->channels - c), __VA_ARGS__);         \
    }                                                                             \
  } while (0)

// One chunk of images: a chain for each channel.
static void normalization_image_sum(const struct ck_normalization *s, enum ck_normalization_sum kind,
                                    float *sum) {
  if (kind == CK_SUM_SQUARES) {
    EACH_CHANNEL(input_chains, 4, true, sum);
  } else {
    EACH_CHANNEL(input_chains, 4, false, sum);
  }
}

static void normalization_image_gradient_sums(const struct ck_normalization *s, float *gradient,
                                              float *product) {
  if (s->rectified) {
    EACH_CHANNEL(gradient_chains, 2, true, gradient, product);
  } else {
    EACH_CHANNEL(gradient_chains, 2, false, gradient, product);
  }
}
#undef EACH_CHANNEL

// chunks[0][c] becomes the pairwise sum over all `count` chunks.
static void normalization_tree(float *chunks, size_t count, size_t channels) {
  for (size_t step = 1; step < count; step *= 2) {
    for (size_t i = 0; i + step < count; i += 2 * step) {
      add(chunks + i * channels, chunks + i * channels, chunks + (i + step) * channels, channels);
    }
  }
}

INLINE vf normalized_output(const struct ck_normalization *s, vf x, vf mean, vf inverse, vf scale,
                            vf shift) {
  vf value = fma_f(normalized(x, mean, inverse), scale, shift);
  if (s->rectified) value = value > (vf)(0.0f) ? value : (vf)(0.0f);
  return value;
}

static void normalize_image(const struct ck_normalization *s) {
  for (size_t y = 0; y < s->rows; y++) {
    for (size_t i = 0; i < s->columns; i++) {
      const float *x = s->input + y * s->input_row + i * s->channels;
      float *target = s->output + y * s->output_row + i * s->channels;
      for (size_t c = 0; c < s->channels; c += W) {
        const size_t part = smaller(W, s->channels - c);
        vf value = normalized_output(s, load_some(x + c, part), load_some(s->mean + c, part),
                                     load_some(s->inverse + c, part), load_some(s->scale + c, part),
                                     load_some(s->shift + c, part));
        store_some(target + c, value, part);
      }
    }
  }
}

// dx = (dy - mean dy - h mean(dy h)) (scale inverse) with h = (x - mean) inverse; the two means are zero
// where the statistics are not the batch's own.
INLINE vf normalization_gradient(vf h, vf dy, vf factor, vf mean_gradient, vf mean_product) {
  return fma_f(-h, mean_product, dy - mean_gradient) * factor;
}

static void normalize_image_gradient(const struct ck_normalization *s) {
  for (size_t y = 0; y < s->rows; y++) {
    for (size_t i = 0; i < s->columns; i++) {
      const float *x = s->input + y * s->input_row + i * s->channels;
      const float *dy = s->output_gradient + y * s->output_row + i * s->channels;
      float *target = s->input_gradient + y * s->input_row + i * s->channels;
      for (size_t c = 0; c < s->channels; c += W) {
        const size_t part = smaller(W, s->channels - c);
        vf inverse = load_some(s->inverse + c, part), scale = load_some(s->scale + c, part);
        vf h = normalized(load_some(x + c, part), load_some(s->mean + c, part), inverse);
        vf g = rectified_gradient(s->rectified, load_some(dy + c, part), h, scale,
                                  load_some(s->shift + c, part));
        vf value = normalization_gradient(h, g, scale * inverse,
                                          load_some(s->mean_gradient + c, part),
                                          load_some(s->mean_product + c, part));
        store_some(target + c, value, part);
      }
    }
  }
}

INLINE float rectified_feature_gradient(const struct ck_normalization *s, size_t c, float x, float dy) {
  if (!s->rectified) return dy;
  const float h = (x - s->mean[c]) * s->inverse[c];
  return __builtin_fmaf(h, s->scale[c], s->shift[c]) > 0 ? dy : 0;
}

// Feature-major activations: `channels` rows of `columns` examples, `input_row` and `output_row` apart.
INLINE float normalization_feature(const struct ck_normalization *s,
                                   const enum ck_normalization_sum kind, size_t c) {
  const float mean = s->mean[c];
  const float *x = s->input + c * s->input_row;
  const float *dy = s->output_gradient + c * s->output_row;
  float pending[40];
  size_t depth = 0, chunk = 0;
  pending[0] = 0;
  for (size_t first = 0; first < s->columns; first += CK_BATCH_CHUNK, chunk++) {
    const size_t end = smaller(s->columns, first + CK_BATCH_CHUNK);
    float sum = 0;
    for (size_t i = first; i < end; i++) {
      const float d = kind == CK_SUM_GRADIENT ? 0 : x[i] - mean;
      switch (kind) {
        case CK_SUM_INPUT: sum += x[i]; break;
        case CK_SUM_SQUARES: sum = __builtin_fmaf(d, d, sum); break;
        case CK_SUM_GRADIENT:
          sum += rectified_feature_gradient(s, c, x[i], dy[i]);
          break;
        case CK_SUM_PRODUCT:
          sum = __builtin_fmaf(rectified_feature_gradient(s, c, x[i], dy[i]), d * s->inverse[c], sum);
          break;
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

static void normalization_feature_gradient_sums(const struct ck_normalization *s, float *gradient,
                                                float *product) {
  normalization_feature_sums(s, CK_SUM_GRADIENT, gradient);
  normalization_feature_sums(s, CK_SUM_PRODUCT, product);
}

static void normalize_features(const struct ck_normalization *s) {
  for (size_t c = 0; c < s->channels; c++) {
    for (size_t i = 0; i < s->columns; i += W) {
      vf value = normalized_output(s, load(s->input + c * s->input_row + i), (vf)(s->mean[c]),
                                   (vf)(s->inverse[c]), (vf)(s->scale[c]), (vf)(s->shift[c]));
      store(s->output + c * s->output_row + i, value);
    }
  }
}

static void normalize_features_gradient(const struct ck_normalization *s) {
  for (size_t c = 0; c < s->channels; c++) {
    const float factor = s->scale[c] * s->inverse[c];
    for (size_t i = 0; i < s->columns; i += W) {
      vf h = normalized(load(s->input + c * s->input_row + i), (vf)(s->mean[c]),
                        (vf)(s->inverse[c]));
      vf g = rectified_gradient(s->rectified, load(s->output_gradient + c * s->output_row + i), h,
                                (vf)(s->scale[c]), (vf)(s->shift[c]));
      store(s->input_gradient + c * s->input_row + i,
            normalization_gradient(h, g, (vf)(factor), (vf)(s->mean_gradient[c]),
                                   (vf)(s->mean_product[c])));
    }
  }
}
