// Prints a digest of what each kernel computes, for every instruction set that this machine has. The sizes
// are no multiples of a vector, so that tails and partial tiles take part.
#include "CKernels.h"

#include <string.h>

void put(const char *text, size_t count);

enum { LARGEST = 1 << 17 };

static uint64_t digest;
static float inputs[4][LARGEST] __attribute__((aligned(64)));
static float outputs[3][LARGEST] __attribute__((aligned(64)));
static int32_t integers[LARGEST] __attribute__((aligned(64)));

// FNV-1a, 64 bits.
static void add_bytes(const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    digest = (digest ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3u;
  }
}

static void add_output(int which, size_t count) {
  add_bytes(outputs[which], count * sizeof(float));
}

static void begin(void) { digest = 0xcbf29ce484222325u; }

static void end(const char *set, const char *name) {
  char line[64];
  size_t count = 0;
  for (; *name != 0; name++) line[count++] = *name;
  line[count++] = ' ';
  for (; *set != 0; set++) line[count++] = *set;
  line[count++] = ' ';
  for (int shift = 60; shift >= 0; shift -= 4) line[count++] = "0123456789abcdef"[digest >> shift & 15];
  line[count++] = '\n';
  put(line, count);
}

// Multiples of 2^-20 in [-4, 4), by Knuth's MMIX congruence; and other outputs than zero to begin with.
static void fill(void) {
  uint64_t state = 1;
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < LARGEST; j++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      inputs[i][j] = (float)((int32_t)(state >> 41) - (1 << 22)) * 0x1p-20f;
    }
  }
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < LARGEST; j++) outputs[i][j] = 0.5f;
  }
  for (int j = 0; j < LARGEST; j++) integers[j] = j % 7;
}

static void products(const struct ck_kernels *k) {
  struct ck_product p = {.m = 37, .n = 45, .k = 301, .a = inputs[0], .a_row = 301, .a_column = 1,
                         .b = inputs[1], .b_row = 45, .b_column = 1, .c = outputs[0], .c_row = 48,
                         .bias = inputs[2]};
  k->product(&p);
  add_output(0, 37 * 48);
  p.a_row = 1, p.a_column = 37, p.b_row = 1, p.b_column = 301, p.n = 200, p.c_row = 200;
  k->product(&p);
  add_output(0, 37 * 200);
  struct ck_batch_product b = {.m = 29, .n = 43, .batch = 150, .output_gradient = inputs[0],
                               .output_gradient_row = 160, .input = inputs[1], .input_row = 160,
                               .c = outputs[1], .c_row = 43};
  k->batch_product(&b);
  add_output(1, 29 * 43);
  k->batch_sum(outputs[2], inputs[0], 160, 29, 150);
  add_output(2, 29);
}

static void elementwise(const struct ck_kernels *k) {
  const size_t n = 1237;
  float *y = outputs[0];
  k->add(y, inputs[0], inputs[1], n), add_output(0, n);
  k->subtract(y, inputs[0], inputs[1], n), add_output(0, n);
  k->multiply(y, inputs[0], inputs[1], n), add_output(0, n);
  k->scale(y, inputs[0], 0.3f, n), add_output(0, n);
  k->axpy(y, inputs[1], -0.7f, n), add_output(0, n);
  k->relu(y, inputs[0], n), add_output(0, n);
  k->relu_gradient(y, inputs[1], inputs[0], n), add_output(0, n);
  for (int rule = CK_DESCENT; rule <= CK_ADAM; rule++) {
    struct ck_update update = {.rule = (enum ck_update_rule)rule, .weight = y, .first = outputs[1],
                               .second = outputs[2], .rate = 0.1f, .decay = 0.01f, .keep = 0.99f,
                               .kept1 = 0.9f, .rest1 = 0.1f, .kept2 = 0.99f, .rest2 = 0.01f,
                               .epsilon = 1e-6f};
    k->update(&update, inputs[0], 0, n), add_output(0, n), add_output(1, n), add_output(2, n);
  }
}

static void elementary(const struct ck_kernels *k) {
  const size_t n = 20011;
  k->sigmoid(outputs[0], inputs[0], 3.0f, n), add_output(0, n);
  k->sigmoid_gradient(outputs[1], inputs[1], outputs[0], 3.0f, n), add_output(1, n);
  k->tanh(outputs[0], inputs[0], n), add_output(0, n);
  k->tanh_gradient(outputs[1], inputs[1], outputs[0], n), add_output(1, n);
  k->exp(outputs[0], inputs[0], n), add_output(0, n);
  k->log(outputs[1], outputs[0], n), add_output(1, n);
}

static void softmax(const struct ck_kernels *k) {
  struct ck_softmax s = {.classes = 7, .row = 48, .first = 0, .count = 41, .logits = inputs[0],
                         .labels = integers, .probabilities = outputs[0], .losses = outputs[1],
                         .gradient = outputs[2], .batch = 41};
  k->softmax(&s);
  for (size_t c = 0; c < 7; c++) {
    add_bytes(outputs[0] + c * 48, 41 * sizeof(float));
    add_bytes(outputs[2] + c * 48, 41 * sizeof(float));
  }
  add_output(1, 41);
}

static void reductions(const struct ck_kernels *k) {
  const size_t n = 1237;
  float found[5] = {k->sum(inputs[0], n), k->sum_of_squares(inputs[0], n),
                    k->dot(inputs[0], inputs[1], n), k->minimum(inputs[0], n),
                    k->maximum(inputs[0], n)};
  struct ck_statistics statistics = k->statistics(inputs[0], n);
  add_bytes(found, sizeof found);
  add_bytes(&statistics, sizeof statistics);
}

static void random_numbers(const struct ck_kernels *k) {
  const struct ck_stream s = {0x123456789abcdefu, 0xfedcba987654321u};
  k->random_bits((uint32_t *)(void *)outputs[0], 999, s, 5), add_output(0, 999);
  k->random_uniform(outputs[0], 999, -1, 2, s, 7), add_output(0, 999);
  k->random_normal(outputs[0], 999, 1, 2, s, 0), add_output(0, 999);
  k->dropout_mask(outputs[0], 48, 0, 30, 48, s, 3, 1 << 23, 2), add_output(0, 30 * 48);
  k->dropout_mask_run(outputs[1], 77, s, 5, 11, 1 << 23, 2), add_output(1, 77);
}

static void layout(const struct ck_kernels *k) {
  k->gather_transposed(outputs[0], 48, inputs[0], 53, integers, 41, 0, 53);
  add_output(0, 53 * 48);
  k->scatter_transposed(outputs[1], 53, outputs[0], 48, 41, 53);
  add_output(1, 41 * 53);
}

// Images of 9 x 7 x 5 in a halo of 1, kernels of 3 x 3, 21 output channels.
static void convolution(const struct ck_kernels *k) {
  enum { N = 6, H = 9, WIDTH = 7, C = 5, O = 21, ROW = (WIDTH + 2) * C, IMAGE = (H + 2) * ROW };
  ptrdiff_t taps[3] = {0, 3 * C * O, 6 * C * O};
  k->pack_convolution(outputs[1], inputs[1], taps, 3, 3 * C, O, 1, O, 0, O);
  struct ck_convolution c = {
      .images = N, .rows = H, .columns = WIDTH, .channels = O, .taps = 3, .depth = 3 * C,
      .input = inputs[0], .input_image = IMAGE, .input_row = ROW, .input_column = C,
      .input_tap = ROW, .packed = outputs[1], .output = outputs[0],
      .output_image = H * WIDTH * O, .output_row = WIDTH * O, .output_column = O,
      .bias = inputs[2]};
  k->convolve(&c);
  add_output(0, N * H * WIDTH * O);
  struct ck_convolution_gradient g = {
      .images = N, .rows = H, .columns = WIDTH, .channels = O, .taps = 3, .depth = 3 * C,
      .input = inputs[0], .input_image = IMAGE, .input_row = ROW, .input_column = C,
      .input_tap = ROW, .output_gradient = inputs[3], .output_gradient_image = H * WIDTH * O,
      .output_gradient_row = WIDTH * O, .weight_gradient = outputs[0],
      .bias_gradient = outputs[2]};
  k->convolve_gradient(&g, 0, 9 * C);
  add_output(0, 9 * C * O);
  add_output(2, O);
}

static void pooling(const struct ck_kernels *k) {
  struct ck_pooling p = {.rows = 4, .columns = 5, .channels = 19, .height = 8, .width = 9,
                         .kernel_row = 3, .kernel_column = 2, .stride_row = 2, .stride_column = 2,
                         .pad_row = 1, .pad_column = 0, .input = inputs[0], .input_row = 9 * 19,
                         .output = outputs[0], .output_row = 5 * 19, .taken = integers,
                         .output_gradient = inputs[1], .input_gradient = outputs[1]};
  k->max_pool(&p), add_output(0, 4 * 5 * 19);
  k->max_pool_gradient(&p), add_output(1, 8 * 9 * 19);
  k->average_pool(&p), add_output(0, 4 * 5 * 19);
  k->average_pool_gradient(&p), add_output(1, 8 * 9 * 19);
  fill();
}

static void normalization(const struct ck_kernels *k) {
  struct ck_normalization s = {.rows = 6, .columns = 7, .channels = 83, .input = inputs[0],
                               .input_row = 7 * 83, .output = outputs[0], .output_row = 7 * 83,
                               .output_gradient = inputs[1], .input_gradient = outputs[1],
                               .mean = inputs[2], .inverse = inputs[2] + 100,
                               .scale = inputs[2] + 200, .shift = inputs[2] + 300,
                               .mean_gradient = inputs[2] + 400, .mean_product = inputs[2] + 500};
  for (int kind = CK_SUM_INPUT; kind <= CK_SUM_PRODUCT; kind++) {
    k->normalization_image_sum(&s, (enum ck_normalization_sum)kind, outputs[2]);
    add_output(2, 83);
  }
  k->normalize_image(&s), add_output(0, 6 * 7 * 83);
  k->normalize_image_gradient(&s), add_output(1, 6 * 7 * 83);
  s.channels = 11, s.columns = 150, s.input_row = 160, s.output_row = 176;
  for (int kind = CK_SUM_INPUT; kind <= CK_SUM_PRODUCT; kind++) {
    k->normalization_feature_sums(&s, (enum ck_normalization_sum)kind, outputs[2]);
    add_output(2, 11);
  }
  k->normalize_features(&s);
  for (size_t c = 0; c < 11; c++) add_bytes(outputs[0] + c * 176, 150 * sizeof(float));
  k->normalize_features_gradient(&s);
  for (size_t c = 0; c < 11; c++) add_bytes(outputs[1] + c * 160, 150 * sizeof(float));
}

// 300 points in three strips, each with an affinity to 32 others; the last lanes hold no point.
static void embedding(const struct ck_kernels *k) {
  enum { POINTS = 300, LANES = 304, STRIP = CK_EMBEDDING_STRIP, NEIGHBOURS = 32 };
  static int64_t offsets[POINTS + 1];
  static double logarithms[POINTS];
  k->squared_distances(outputs[0], LANES, inputs[0], 21, 37, inputs[1], LANES / 16, 21);
  add_output(0, 37 * LANES);
  for (int i = POINTS; i < LANES; i++) inputs[0][i] = inputs[0][LANES + i] = 1e15f;
  struct ck_repulsion r = {.count = POINTS, .padded = LANES, .x = inputs[0], .y = inputs[0] + LANES,
                           .row_x = outputs[0], .row_y = outputs[0] + LANES,
                           .column_x = outputs[1], .column_y = outputs[1] + LANES};
  for (r.first = 0; r.first < LANES; r.first += STRIP) {
    r.end = r.first + STRIP < LANES ? r.first + STRIP : LANES;
    double total = k->repel_strip(&r);
    add_bytes(&total, sizeof total);
    add_output(1, 2 * LANES);
  }
  add_output(0, 2 * LANES);
  for (int i = 0; i <= POINTS; i++) offsets[i] = i * NEIGHBOURS;
  struct ck_attraction a = {.x = r.x, .y = r.y, .offsets = offsets, .indices = integers,
                            .values = inputs[1], .force_x = outputs[1], .force_y = outputs[1] + LANES};
  k->attract(&a, 0, POINTS), add_output(1, 2 * LANES);
  k->attraction_logarithms(logarithms, &a, 0, POINTS);
  add_bytes(logarithms, sizeof logarithms);
  struct ck_embedding_step s = {.row = LANES, .position = inputs[0], .velocity = outputs[2],
                                .gain = inputs[2], .pull = outputs[1], .push = outputs[0],
                                .exaggeration = 4, .repulsion = 0.01f, .rate = 0.3f,
                                .momentum = 0.8f, .longest = 0.7f};
  k->embedding_step(&s, LANES), add_output(2, 2 * LANES);
  add_bytes(inputs[0], 2 * LANES * sizeof(float));
  add_bytes(inputs[2], 2 * LANES * sizeof(float));
}

int main(void) {
  static const struct {
    const char *name;
    void (*run)(const struct ck_kernels *);
  } groups[] = {
      {"products", products},         {"elementwise", elementwise}, {"elementary", elementary},
      {"softmax", softmax},           {"reductions", reductions},   {"random", random_numbers},
      {"layout", layout},             {"convolution", convolution}, {"pooling", pooling},
      {"normalization", normalization}, {"embedding", embedding},
  };
  static const char *const sets[] = {"scalar", "fma128", "avx2", "avx512", "neon"};
  for (size_t group = 0; group < sizeof groups / sizeof groups[0]; group++) {
    for (int set = CK_SCALAR; set <= CK_NEON; set++) {
      const struct ck_kernels *kernels = ck_kernels_for((enum ck_instruction_set)set);
      if (kernels == NULL) continue;
      fill();
      begin();
      groups[group].run(kernels);
      end(sets[set], groups[group].name);
    }
  }
  return 0;
}
