#include "internal.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define CK_TABLE ck_avx2
#define CK_WIDTH 8
#define CK_TILE_ROWS 6
#define CK_TILE_VECTORS 2
#include "kernel_template.h"
#pragma clang attribute pop
#endif
