// Optimisers; see docs/arithmetic.md, section 6. They run over whole parameters, or over the tile of a
// gradient that is still in the first-level cache.

INLINE void update_elements(const enum ck_update_rule rule, const struct ck_update *s, const float *g,
                            size_t at, size_t n) {
  float *w = s->weight + at;
  float *m = rule == CK_DESCENT ? NULL : s->first + at;
  float *v = rule == CK_ADAM ? s->second + at : NULL;
  EACH({
    vf weight = LOAD(w);
    vf kept = (vf)(s->keep) * weight;
    switch (rule) {
      case CK_DESCENT: {
        vf gradient = fma_f((vf)(s->decay), kept, LOAD(g));
        STORE(w, fma_f((vf)(-s->rate), gradient, kept));
        break;
      }
      case CK_MOMENTUM:
      case CK_NESTEROV: {
        vf gradient = fma_f((vf)(s->decay), kept, LOAD(g));
        vf velocity = fma_f((vf)(s->kept1), LOAD(m), gradient);
        vf step = rule == CK_MOMENTUM ? velocity : fma_f((vf)(s->kept1), velocity, gradient);
        STORE(m, velocity);
        STORE(w, fma_f((vf)(-s->rate), step, kept));
        break;
      }
      case CK_ADAM: {
        vf gradient = fma_f((vf)(s->decay), weight, LOAD(g));
        vf first = fma_f((vf)(s->kept1), LOAD(m), (vf)(s->rest1) * gradient);
        vf second = fma_f((vf)(s->kept2), LOAD(v), (vf)(s->rest2) * (gradient * gradient));
        vf size = __builtin_elementwise_sqrt(second) + (vf)(s->epsilon);
        STORE(m, first);
        STORE(v, second);
        STORE(w, fma_f((vf)(-s->rate), first / size, kept));
        break;
      }
    }
  });
}

// `rows` runs of n elements: gradients `gradient_row` apart, elements of the parameter `row` apart from
// `at` on.
static void update_rows(const struct ck_update *s, const float *gradient, size_t gradient_row, size_t at,
                        size_t row, size_t rows, size_t n) {
#define ROWS(rule)                                                                     \
  case rule:                                                                           \
    for (size_t i = 0; i < rows; i++) {                                                \
      update_elements(rule, s, gradient + i * gradient_row, at + i * row, n);          \
    }                                                                                  \
    break;
  switch (s->rule) {
    ROWS(CK_DESCENT)
    ROWS(CK_MOMENTUM)
    ROWS(CK_NESTEROV)
    ROWS(CK_ADAM)
  }
#undef ROWS
}

static void update(const struct ck_update *s, const float *gradient, size_t at, size_t count) {
  update_rows(s, gradient + at, 0, at, 0, 1, count);
}
