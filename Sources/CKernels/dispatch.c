#define _GNU_SOURCE
#include "internal.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#pragma STDC FP_CONTRACT OFF

const struct ck_kernels *ck_kernels_for(enum ck_instruction_set set) {
  switch (set) {
    case CK_SCALAR:
      return &ck_scalar;
#if defined(__x86_64__)
    case CK_FMA128:
      return __builtin_cpu_supports("avx") && __builtin_cpu_supports("fma") ? &ck_fma128 : NULL;
    case CK_AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &ck_avx2 : NULL;
    case CK_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                     __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                     __builtin_cpu_supports("fma")
                 ? &ck_avx512
                 : NULL;
#elif defined(__aarch64__)
    case CK_NEON:
      return &ck_neon;
#endif
    default:
      return NULL;
  }
}

bool ck_float_environment_is_default(void) {
#if defined(__x86_64__)
  // Flush to zero, rounding control, denormals are zero.
  return (__builtin_ia32_stmxcsr() & 0xe040u) == 0;
#elif defined(__aarch64__)
  uint64_t control;
  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  // Alternative half precision, default NaN, flush to zero, rounding mode.
  return (control & 0x07c00000u) == 0;
#else
  return true;
#endif
}

int ck_available_cores(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  return cores < 1 ? 1 : (int)cores;
}

struct scratch {
  float *memory;
  size_t floats;
};

static _Thread_local struct scratch scratch;
static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;

static void make_scratch_key(void) {
  if (pthread_key_create(&scratch_key, free) != 0) abort();
}

float *ck_scratch(size_t floats) {
  if (floats <= scratch.floats) return scratch.memory;
  pthread_once(&scratch_once, make_scratch_key);
  size_t wanted = (floats + 1023) / 1024 * 1024;
  void *memory = NULL;
  // Out of memory leaves nothing to return an error through; Swift's own allocations end alike.
  if (posix_memalign(&memory, 64, wanted * sizeof(float)) != 0) abort();
  free(scratch.memory);
  scratch.memory = memory;
  scratch.floats = wanted;
  pthread_setspecific(scratch_key, memory);
  return scratch.memory;
}
