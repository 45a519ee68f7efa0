// Optimisers beyond plain descent and classical momentum; see docs/arithmetic.md, section 6.

static void nesterov(float *w, float *v, const float *g, float rate, float momentum, float decay,
                     size_t n) {
  EACH({
    vf weight = LOAD(w);
    vf gradient = fma_f((vf)(decay), weight, LOAD(g));
    vf velocity = fma_f((vf)(momentum), LOAD(v), gradient);
    vf ahead = fma_f((vf)(momentum), velocity, gradient);
    STORE(v, velocity);
    STORE(w, fma_f((vf)(-rate), ahead, weight));
  });
}

static void adam(float *w, float *m, float *v, const float *g, const struct ck_adam *s, size_t n) {
  EACH({
    vf weight = LOAD(w);
    vf gradient = fma_f((vf)(s->decay), weight, LOAD(g));
    vf first = fma_f((vf)(s->beta1), LOAD(m), (vf)(s->rest1) * gradient);
    vf second = fma_f((vf)(s->beta2), LOAD(v), (vf)(s->rest2) * (gradient * gradient));
    vf size = __builtin_elementwise_sqrt(second) + (vf)(s->epsilon);
    STORE(m, first);
    STORE(v, second);
    STORE(w, fma_f((vf)(-s->rate), first / size, (vf)(s->keep) * weight));
  });
}
