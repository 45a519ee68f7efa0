// Counts the allocations of the calling thread, where the C library lets a program stand in front of them
// (glibc). Linked into the tests only.
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stddef.h>

// Whether this build counts at all.
bool allocation_counter_works(void);

// The allocations of this thread so far.
size_t allocation_count(void);

#endif
