// exp, log, tanh, sigmoid, sine and cosine in double with explicit fused multiply-adds, rounded
// once to Float32 by the caller. docs/arithmetic.md, section 5, gives the algorithms and their accuracy.

#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

// Adding and subtracting 1.5 * 2^52 rounds to an integer, which is then in the low bits.
#define ROUNDER 0x1.8p52

struct reduced {
  vd rest;
  vl exponent;
  vd power;
};

// x = n ln 2 + rest, |rest| <= ln 2 / 2, power = 2^n. |x| <= 700.
INLINE struct reduced reduce_exp(vd x) {
  vd shifted = fma_d(x, splat_d(0x1.71547652b82fep0), splat_d(ROUNDER));
  vd n = shifted - splat_d(ROUNDER);
  vd r = fma_d(n, splat_d(-LN2_HIGH), x);
  r = fma_d(n, splat_d(-LN2_LOW), r);
  vl e = bits_of(shifted) << 52;
  return (struct reduced){r, e, double_of(e + bits_of(splat_d(1.0)))};
}

// (exp(r) - 1 - r) / r^2 for |r| <= ln 2 / 2: the Taylor series to r^13.
INLINE vd exp_tail(vd r) {
  vd p = splat_d(0x1.6124613a86d09p-33);
  p = fma_d(p, r, splat_d(0x1.1eed8eff8d898p-29));
  p = fma_d(p, r, splat_d(0x1.ae64567f544e4p-26));
  p = fma_d(p, r, splat_d(0x1.27e4fb7789f5cp-22));
  p = fma_d(p, r, splat_d(0x1.71de3a556c734p-19));
  p = fma_d(p, r, splat_d(0x1.a01a01a01a01ap-16));
  p = fma_d(p, r, splat_d(0x1.a01a01a01a01ap-13));
  p = fma_d(p, r, splat_d(0x1.6c16c16c16c17p-10));
  p = fma_d(p, r, splat_d(0x1.1111111111111p-7));
  p = fma_d(p, r, splat_d(0x1.5555555555555p-5));
  p = fma_d(p, r, splat_d(0x1.5555555555555p-3));
  return fma_d(p, r, splat_d(0.5));
}

INLINE vd clamp_d(vd x, double low, double high) {
  x = x > splat_d(high) ? splat_d(high) : x;
  return x < splat_d(low) ? splat_d(low) : x;
}

// exp(x) for |x| <= 700.
INLINE vd exp_double(vd x) {
  struct reduced s = reduce_exp(x);
  vd p = fma_d(exp_tail(s.rest) * s.rest, s.rest, s.rest) + splat_d(1.0);
  return double_of(bits_of(p) + s.exponent);
}

// exp(x) - 1 for |x| <= 700, relative accuracy down to 0.
INLINE vd expm1_double(vd x) {
  struct reduced s = reduce_exp(x);
  vd p = fma_d(exp_tail(s.rest) * s.rest, s.rest, s.rest);
  return fma_d(s.power, p, s.power - splat_d(1.0));
}

// log(x) for positive normal x.
INLINE vd log_double(vd x) {
  vl b = bits_of(x);
  // Subtracting the bits of sqrt(1/2) puts the mantissa into [sqrt(1/2), sqrt(2)).
  vl e = (b - 0x3fe6a09e667f3bcd) >> 52;
  vd m = double_of(b - (e << 52));
  vd k = double_of(e + bits_of(splat_d(ROUNDER))) - splat_d(ROUNDER);
  vd f = (m - splat_d(1.0)) / (m + splat_d(1.0));
  vd s = f * f;
  vd p = splat_d(1.0 / 23);
  p = fma_d(p, s, splat_d(1.0 / 21));
  p = fma_d(p, s, splat_d(1.0 / 19));
  p = fma_d(p, s, splat_d(1.0 / 17));
  p = fma_d(p, s, splat_d(1.0 / 15));
  p = fma_d(p, s, splat_d(1.0 / 13));
  p = fma_d(p, s, splat_d(1.0 / 11));
  p = fma_d(p, s, splat_d(1.0 / 9));
  p = fma_d(p, s, splat_d(1.0 / 7));
  p = fma_d(p, s, splat_d(1.0 / 5));
  p = fma_d(p, s, splat_d(1.0 / 3));
  vd f2 = f + f;
  vd small = fma_d(f2 * s, p, k * splat_d(LN2_LOW));
  return fma_d(k, splat_d(LN2_HIGH), f2 + small);
}

INLINE vf exp_f(vf x) {
  return nan_where_nan(x, narrow(exp_double(clamp_d(widen(x), -150, 150))));
}

INLINE vf log_f(vf x) {
  // Zero, negative numbers, infinity and NaN take any finite path, then are replaced.
  vf infinity = float_of((vi)(0x7f800000));
  vi regular = (x > (vf)(0.0f)) & (x < infinity);
  vf y = narrow(log_double(widen(regular ? x : (vf)(1.0f))));
  vf special = x == infinity ? x : (x == (vf)(0.0f) ? -infinity : QUIET_NAN);
  return regular ? y : special;
}

INLINE vf tanh_f(vf x) {
  vi sign = bits_of_f(x) & (vi)(INT32_MIN);
  vd size = widen(float_of(bits_of_f(x) ^ sign));
  vd e = expm1_double(clamp_d(size + size, 0, 64));
  vf t = narrow(e / (e + splat_d(2.0)));
  return nan_where_nan(x, float_of(bits_of_f(t) | sign));
}

// 1 / (1 + exp(-slope x)).
INLINE vf sigmoid_f(vf x, float slope) {
  vd z = clamp_d(widen(x) * splat_d(slope), -150, 150);
  return nan_where_nan(x, narrow(splat_d(1.0) / (splat_d(1.0) + exp_double(-z))));
}

struct sine_cosine {
  vd sine, cosine;
};

// sin(2 pi t) and cos(2 pi t) for 0 <= t < 2^20. Reduction to |r| <= 1/8 is exact.
INLINE struct sine_cosine sine_cosine_of_turns(vd t) {
  vd shifted = fma_d(t, splat_d(4.0), splat_d(ROUNDER));
  vd q = shifted - splat_d(ROUNDER);
  vd x = fma_d(q, splat_d(-0.25), t) * splat_d(0x1.921fb54442d18p2);
  vd s = x * x;
  vd a = splat_d(0x1.952c77030ad4ap-49);
  a = fma_d(a, s, splat_d(-0x1.ae7f3e733b81fp-41));
  a = fma_d(a, s, splat_d(0x1.6124613a86d09p-33));
  a = fma_d(a, s, splat_d(-0x1.ae64567f544e4p-26));
  a = fma_d(a, s, splat_d(0x1.71de3a556c734p-19));
  a = fma_d(a, s, splat_d(-0x1.a01a01a01a01ap-13));
  a = fma_d(a, s, splat_d(0x1.1111111111111p-7));
  a = fma_d(a, s, splat_d(-0x1.5555555555555p-3));
  vd sine = fma_d(a * s, x, x);
  vd b = splat_d(0x1.ae7f3e733b81fp-45);
  b = fma_d(b, s, splat_d(-0x1.93974a8c07c9dp-37));
  b = fma_d(b, s, splat_d(0x1.1eed8eff8d898p-29));
  b = fma_d(b, s, splat_d(-0x1.27e4fb7789f5cp-22));
  b = fma_d(b, s, splat_d(0x1.a01a01a01a01ap-16));
  b = fma_d(b, s, splat_d(-0x1.6c16c16c16c17p-10));
  b = fma_d(b, s, splat_d(0x1.5555555555555p-5));
  b = fma_d(b, s, splat_d(-0.5));
  vd cosine = fma_d(b, s, splat_d(1.0));
  vl quadrant = bits_of(shifted);
  vl odd = (quadrant & 1) != 0;
  vd first = odd ? cosine : sine;
  vd second = odd ? sine : cosine;
  vl flip_first = (quadrant & 2) << 62;
  vl flip_second = ((quadrant + 1) & 2) << 62;
  return (struct sine_cosine){double_of(bits_of(first) ^ flip_first),
                              double_of(bits_of(second) ^ flip_second)};
}
