// Vector types of CK_WIDTH lanes and the few operations that C does not spell. The 64-bit types
// have as many lanes as the 32-bit ones, so that a conversion keeps an element in its lane; the
// compiler splits them over two registers.
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")
#define W CK_WIDTH

typedef float vf __attribute__((ext_vector_type(W)));
typedef double vd __attribute__((ext_vector_type(W)));
typedef int32_t vi __attribute__((ext_vector_type(W)));
typedef uint32_t vu __attribute__((ext_vector_type(W)));
typedef int64_t vl __attribute__((ext_vector_type(W)));
typedef uint64_t vw __attribute__((ext_vector_type(W)));
typedef vf vf_at __attribute__((aligned(4), may_alias));
typedef vi vi_at __attribute__((aligned(4), may_alias));
typedef vu vu_at __attribute__((aligned(4), may_alias));

INLINE vf load(const float *p) { return *(const vf_at *)p; }
INLINE void store(float *p, vf v) { *(vf_at *)p = v; }

INLINE vf load_part(const float *p, size_t n) {
  vf v = 0;
  memcpy(&v, p, n * sizeof(float));
  return v;
}
INLINE void store_part(float *p, vf v, size_t n) { memcpy(p, &v, n * sizeof(float)); }

INLINE vf fma_f(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vd fma_d(vd a, vd b, vd c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vd splat_d(double x) { return (vd)(x); }

INLINE vd widen(vf x) { return __builtin_convertvector(x, vd); }
INLINE vf narrow(vd x) { return __builtin_convertvector(x, vf); }

INLINE vl bits_of(vd x) {
  vl b;
  memcpy(&b, &x, sizeof b);
  return b;
}
INLINE vd double_of(vl b) {
  vd x;
  memcpy(&x, &b, sizeof x);
  return x;
}
INLINE vi bits_of_f(vf x) {
  vi b;
  memcpy(&b, &x, sizeof b);
  return b;
}
INLINE vf float_of(vi b) {
  vf x;
  memcpy(&x, &b, sizeof x);
  return x;
}

#define QUIET_NAN (float_of((vi)(0x7fc00000)))

// Whatever bits a NaN came with, a kernel that tests for one answers with this one.
INLINE vf nan_where_nan(vf x, vf y) { return x != x ? QUIET_NAN : y; }
