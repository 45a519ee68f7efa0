#ifndef CKERNELS_INTERNAL_H
#define CKERNELS_INTERNAL_H

#include "CKernels.h"

// A buffer of at least `floats` floats, 64-byte aligned, that belongs to the calling thread until
// its next call. It grows when needed and is freed when the thread ends.
float *ck_scratch(size_t floats);

extern const struct ck_kernels ck_scalar;
#if defined(__x86_64__)
extern const struct ck_kernels ck_fma128;
extern const struct ck_kernels ck_avx2;
extern const struct ck_kernels ck_avx512;
#elif defined(__aarch64__)
extern const struct ck_kernels ck_neon;
#endif

#endif
