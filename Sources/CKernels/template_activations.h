// Softsign, leaky ReLU, ELU and GELU with their gradients, all from the input of the activation.
// docs/arithmetic.md, sections 5 and 6, gives the formulas and their accuracy.

static void softsign(float *y, const float *x, size_t n) {
  EACH({
    vf v = LOAD(x);
    // An infinity would give infinity / infinity.
    v = v > (vf)(FLT_MAX) ? (vf)(FLT_MAX) : v;
    v = v < (vf)(-FLT_MAX) ? (vf)(-FLT_MAX) : v;
    vf size = float_of(bits_of_f(v) & (vi)(INT32_MAX));
    STORE(y, v / ((vf)(1.0f) + size));
  });
}

static void softsign_gradient(float *dx, const float *dy, const float *x, size_t n) {
  EACH({
    vf d = (vf)(1.0f) + float_of(bits_of_f(LOAD(x)) & (vi)(INT32_MAX));
    STORE(dx, LOAD(dy) / (d * d));
  });
}

static void leaky_relu(float *y, const float *x, float slope, size_t n) {
  EACH({
    vf v = LOAD(x);
    STORE(y, v > (vf)(0.0f) ? v : (vf)(slope)*v);
  });
}

static void leaky_relu_gradient(float *dx, const float *dy, const float *x, float slope,
                                size_t n) {
  EACH({
    vf d = LOAD(dy);
    STORE(dx, LOAD(x) > (vf)(0.0f) ? d : (vf)(slope)*d);
  });
}

static void elu(float *y, const float *x, float alpha, size_t n) {
  EACH({
    vf v = LOAD(x);
    vf below = narrow(splat_d(alpha) * expm1_double(clamp_d(widen(v), -150, 0)));
    STORE(y, v > (vf)(0.0f) ? v : nan_where_nan(v, below));
  });
}

static void elu_gradient(float *dx, const float *dy, const float *x, float alpha, size_t n) {
  EACH({
    vf v = LOAD(x);
    vf d = LOAD(dy);
    vf slope = narrow(splat_d(alpha) * exp_double(clamp_d(widen(v), -150, 0)));
    STORE(dx, v > (vf)(0.0f) ? d : d * nan_where_nan(v, slope));
  });
}

struct normal {
  vd below;
  vd density;
};

// The standard normal distribution below x, and its density there, for |x| <= 15; x has no more
// than 26 significant bits, so that its square is exact. The polynomial is that of
// scripts/make_normal_tail.py.
INLINE struct normal normal_distribution(vd x) {
  vd t = double_of(bits_of(x) & INT64_MAX);
  vd e = exp_double(splat_d(-0.5) * (x * x));
  vd inverse = splat_d(1.0) / (t + splat_d(5.0));
  vd u = fma_d(splat_d(-10.0), inverse, splat_d(1.0));
  vd p = splat_d(-0x1.a316c14119febp-32);
  p = fma_d(p, u, splat_d(-0x1.3e80bc5f6662fp-30));
  p = fma_d(p, u, splat_d(0x1.318c5044c71f7p-29));
  p = fma_d(p, u, splat_d(0x1.72dc6f52e048ep-27));
  p = fma_d(p, u, splat_d(-0x1.2642cc0185d4ap-27));
  p = fma_d(p, u, splat_d(-0x1.2d416a4d13499p-24));
  p = fma_d(p, u, splat_d(0x1.59377386def26p-25));
  p = fma_d(p, u, splat_d(0x1.d478200a33a33p-22));
  p = fma_d(p, u, splat_d(-0x1.6740d805ffe1dp-22));
  p = fma_d(p, u, splat_d(-0x1.73e15b8f72762p-19));
  p = fma_d(p, u, splat_d(0x1.0b14924ebbff7p-18));
  p = fma_d(p, u, splat_d(0x1.17df1ac924cep-16));
  p = fma_d(p, u, splat_d(-0x1.a1700fe513766p-15));
  p = fma_d(p, u, splat_d(-0x1.f2149398a450ep-15));
  p = fma_d(p, u, splat_d(0x1.1daf1ad48f01ep-11));
  p = fma_d(p, u, splat_d(-0x1.a250377707491p-11));
  p = fma_d(p, u, splat_d(-0x1.88590e97fbcdep-9));
  p = fma_d(p, u, splat_d(0x1.54b4d4f489fe2p-6));
  p = fma_d(p, u, splat_d(-0x1.1b1c254ca42cfp-4));
  p = fma_d(p, u, splat_d(0x1.51f6329f01bb2p-3));
  p = fma_d(p, u, splat_d(-0x1.410ed5f875946p-2));
  p = fma_d(p, u, splat_d(0x1.fb31653876f89p-2));
  p = fma_d(p, u, splat_d(-0x1.54ad03f27ca18p-1));
  p = fma_d(p, u, splat_d(0x1.89d3abe1f95aep-1));
  vd tail = (e * p) * inverse;
  vd below = x < splat_d(0.0) ? tail : splat_d(1.0) - tail;
  return (struct normal){below, e * splat_d(0x1.9884533d43651p-2)};
}

static void gelu(float *y, const float *x, size_t n) {
  EACH({
    vf v = LOAD(x);
    vd wide = widen(v);
    vd bounded = clamp_d(wide, -15, 15);
    // Beyond 15 the factor is 1; below -15 the product rounds to -0.
    vd factor = normal_distribution(bounded).below;
    wide = wide < splat_d(-15) ? bounded : wide;
    STORE(y, nan_where_nan(v, narrow(wide * factor)));
  });
}

static void gelu_gradient(float *dx, const float *dy, const float *x, size_t n) {
  EACH({
    vf v = LOAD(x);
    vd bounded = clamp_d(widen(v), -15, 15);
    struct normal normal = normal_distribution(bounded);
    vf slope = narrow(fma_d(bounded, normal.density, normal.below));
    STORE(dx, LOAD(dy) * nan_where_nan(v, slope));
  });
}
