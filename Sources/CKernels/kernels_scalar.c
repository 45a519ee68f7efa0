// The reference: one lane, and fmaf() where the target has no fused multiply-add of its own.
#include "internal.h"

#define CK_TABLE ck_scalar
#define CK_WIDTH 1
#define CK_TILE_ROWS 4
#define CK_TILE_VECTORS 4
#include "kernel_template.h"
