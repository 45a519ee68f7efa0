// Elementwise kernels. EACH runs `BODY`, which computes the vector of the elements at i, over all n
// elements; LOAD reads an operand there and STORE writes one, whole vectors or the tail alike.
#define LOAD(p) (part == 0 ? load((p) + i) : load_part((p) + i, part))
#define STORE(p, v) (part == 0 ? store((p) + i, (v)) : store_part((p) + i, (v), part))
#define EACH(BODY)                                 \
  do {                                             \
    size_t i = 0;                                  \
    for (; i + W <= n; i += W) {                   \
      const size_t part = 0;                       \
      BODY                                         \
    }                                              \
    if (i < n) {                                   \
      const size_t part = n - i;                   \
      BODY                                         \
    }                                              \
  } while (0)

static void add(float *y, const float *a, const float *b, size_t n) {
  EACH({ STORE(y, LOAD(a) + LOAD(b)); });
}

static void subtract(float *y, const float *a, const float *b, size_t n) {
  EACH({ STORE(y, LOAD(a) - LOAD(b)); });
}

static void multiply(float *y, const float *a, const float *b, size_t n) {
  EACH({ STORE(y, LOAD(a) * LOAD(b)); });
}

static void scale(float *y, const float *x, float factor, size_t n) {
  EACH({ STORE(y, LOAD(x) * (vf)(factor)); });
}

static void axpy(float *y, const float *x, float factor, size_t n) {
  EACH({ STORE(y, fma_f((vf)(factor), LOAD(x), LOAD(y))); });
}

static void relu(float *y, const float *x, size_t n) {
  EACH({
    vf v = LOAD(x);
    STORE(y, v > (vf)(0.0f) ? v : (vf)(0.0f));
  });
}

static void relu_gradient(float *dx, const float *dy, const float *y, size_t n) {
  EACH({ STORE(dx, LOAD(y) > (vf)(0.0f) ? LOAD(dy) : (vf)(0.0f)); });
}

static void sigmoid(float *y, const float *x, float slope, size_t n) {
  EACH({ STORE(y, sigmoid_f(LOAD(x), slope)); });
}

static void sigmoid_gradient(float *dx, const float *dy, const float *y, float slope, size_t n) {
  EACH({
    vf s = LOAD(y);
    STORE(dx, LOAD(dy) * ((vf)(slope) * (s * ((vf)(1.0f) - s))));
  });
}

static void tanh_forward(float *y, const float *x, size_t n) {
  EACH({ STORE(y, tanh_f(LOAD(x))); });
}

static void tanh_gradient(float *dx, const float *dy, const float *y, size_t n) {
  EACH({
    vf t = LOAD(y);
    STORE(dx, LOAD(dy) * fma_f(-t, t, (vf)(1.0f)));
  });
}

static void exp_forward(float *y, const float *x, size_t n) {
  EACH({ STORE(y, exp_f(LOAD(x))); });
}

static void log_forward(float *y, const float *x, size_t n) {
  EACH({ STORE(y, log_f(LOAD(x))); });
}
