// Pooling of one NHWC image. A window is cut off at the borders of the image; what lies outside takes no
// part in a maximum and counts as zero in a mean.
struct window {
  size_t first_row, end_row, first_column, end_column;
};

// The part of a window's axis inside the image, as a range of kernel positions.
INLINE void clip(size_t output, size_t stride, size_t pad, size_t kernel, size_t size, size_t *first,
                 size_t *end) {
  const size_t start = output * stride;
  *first = start < pad ? pad - start : 0;
  *end = smaller(kernel, size + pad - start);
}

INLINE struct window window_at(const struct ck_pooling *s, size_t y, size_t x) {
  struct window w;
  clip(y, s->stride_row, s->pad_row, s->kernel_row, s->height, &w.first_row, &w.end_row);
  clip(x, s->stride_column, s->pad_column, s->kernel_column, s->width, &w.first_column,
       &w.end_column);
  return w;
}

INLINE size_t input_offset(const struct ck_pooling *s, size_t y, size_t x, size_t i, size_t j) {
  return (y * s->stride_row + i - s->pad_row) * s->input_row +
         (x * s->stride_column + j - s->pad_column) * s->channels;
}

// Runs BODY for each window and vector of channels: `part` of them at channel c.
#define EACH_WINDOW(BODY)                                              \
  for (size_t y = 0; y < s->rows; y++) {                               \
    for (size_t x = 0; x < s->columns; x++) {                          \
      const struct window w = window_at(s, y, x);                      \
      const size_t at = y * s->output_row + x * s->channels;           \
      const size_t taken = (y * s->columns + x) * s->channels;         \
      (void)taken;                                                     \
      for (size_t c = 0; c < s->channels; c += W) {                    \
        const size_t part = s->channels - c < W ? s->channels - c : W; \
        BODY                                                           \
      }                                                                \
    }                                                                  \
  }

#define EACH_POSITION(BODY)                                         \
  for (size_t i = w.first_row; i < w.end_row; i++) {                \
    for (size_t j = w.first_column; j < w.end_column; j++) {        \
      const size_t from = input_offset(s, y, x, i, j) + c;          \
      const int32_t position = (int32_t)(i * s->kernel_column + j); \
      (void)position;                                               \
      BODY                                                          \
    }                                                               \
  }

INLINE vf load_some(const float *p, size_t part) { return part == W ? load(p) : load_part(p, part); }
INLINE void store_some(float *p, vf v, size_t part) {
  if (part == W) {
    store(p, v);
  } else {
    store_part(p, v, part);
  }
}

// The first largest element of each window in (row, column) order, or the first NaN.
static void max_pool(const struct ck_pooling *s) {
  EACH_WINDOW({
    vf best = (vf)(0.0f);
    vi index = (vi)(-1);
    EACH_POSITION({
      vf v = load_some(s->input + from, part);
      vi takes = (v > best) | ((v != v) & (best == best)) | (index < (vi)(0));
      best = takes ? v : best;
      index = takes ? (vi)(position) : index;
    })
    store_some(s->output + at + c, best, part);
    memcpy(s->taken + taken + c, &index, part * sizeof(int32_t));
  })
}

static void clear_pool_gradient(const struct ck_pooling *s) {
  for (size_t y = 0; y < s->height; y++) {
    memset(s->input_gradient + y * s->input_row, 0, s->width * s->channels * sizeof(float));
  }
}

// To each element of the input the gradients of the windows that took it, from +0, in the order of the
// windows; windows that hold but did not take it add +0.
static void max_pool_gradient(const struct ck_pooling *s) {
  clear_pool_gradient(s);
  EACH_WINDOW({
    vi index = (vi)(-1);
    memcpy(&index, s->taken + taken + c, part * sizeof(int32_t));
    vf gradient = load_some(s->output_gradient + at + c, part);
    EACH_POSITION({
      float *target = s->input_gradient + from;
      vf share = index == (vi)(position) ? gradient : (vf)(0.0f);
      store_some(target, load_some(target, part) + share, part);
    })
  })
}

static void average_pool(const struct ck_pooling *s) {
  const vf area = (vf)((float)(s->kernel_row * s->kernel_column));
  EACH_WINDOW({
    vf sum = (vf)(0.0f);
    EACH_POSITION({ sum += load_some(s->input + from, part); })
    store_some(s->output + at + c, sum / area, part);
  })
}

static void average_pool_gradient(const struct ck_pooling *s) {
  const vf area = (vf)((float)(s->kernel_row * s->kernel_column));
  clear_pool_gradient(s);
  EACH_WINDOW({
    vf share = load_some(s->output_gradient + at + c, part) / area;
    EACH_POSITION({
      float *target = s->input_gradient + from;
      store_some(target, load_some(target, part) + share, part);
    })
  })
}
