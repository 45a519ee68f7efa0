// The few things that the digests need of an operating system, for Linux on arm64 without a C library.
#include <string.h>

#include "internal.h"

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  char *target = to;
  const char *source = from;
  for (size_t i = 0; i < count; i++) target[i] = source[i];
  return to;
}

void *memset(void *to, int byte, size_t count) {
  char *target = to;
  for (size_t i = 0; i < count; i++) target[i] = (char)byte;
  return to;
}

static long call(long number, long a, const void *b, size_t c) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register const void *x1 __asm__("x1") = b;
  register size_t x2 __asm__("x2") = c;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
}

void put(const char *text, size_t count) { call(64, 1, text, count); }

int main(void);
void _start(void) {
  call(93, main(), NULL, 0);
  __builtin_unreachable();
}

static float memory[1 << 20] __attribute__((aligned(64)));
float *ck_scratch(size_t floats) {
  if (floats > sizeof memory / sizeof memory[0]) call(93, 3, NULL, 0);
  return memory;
}

const struct ck_kernels *ck_kernels_for(enum ck_instruction_set set) {
  return set == CK_SCALAR ? &ck_scalar : set == CK_NEON ? &ck_neon : NULL;
}
