#include "internal.h"

#if defined(__x86_64__)
#define CK_TARGET "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"
#pragma clang attribute push(__attribute__((target(CK_TARGET))), apply_to = function)
#define CK_TABLE ck_avx512
#define CK_WIDTH 16
#define CK_TILE_ROWS 8
#define CK_TILE_VECTORS 2
#include "kernel_template.h"
#pragma clang attribute pop
#endif
