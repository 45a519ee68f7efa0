#include "internal.h"

#if defined(__aarch64__)
#define CK_TABLE ck_neon
#define CK_WIDTH 4
#define CK_TILE_ROWS 8
#define CK_TILE_VECTORS 2
#include "kernel_template.h"
#endif
