#include "AllocationCounter.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <errno.h>

static _Thread_local size_t count;

void *__libc_malloc(size_t);
void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  count++;
  return __libc_malloc(size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count++;
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  count++;
  void *memory = __libc_memalign(alignment, size);
  if (memory == NULL) return ENOMEM;
  *result = memory;
  return 0;
}

size_t allocation_count(void) { return count; }

bool allocation_counter_works(void) {
  size_t before = count;
  void *volatile memory = malloc(1);
  free(memory);
  return count == before + 1;
}
#else
size_t allocation_count(void) { return 0; }
bool allocation_counter_works(void) { return false; }
#endif
