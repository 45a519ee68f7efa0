// The micro-kernels of the arithmetic contract (docs/arithmetic.md), one table per instruction set.
//
// Every function of every table gives the same bits for the same arguments. All of them are single
// threaded and work on a part of the output that the caller chooses; none allocates, except that
// the products keep one scratch buffer per thread.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ck_instruction_set {
  CK_SCALAR,
  CK_FMA128,
  CK_AVX2,
  CK_AVX512,
  CK_NEON,
};

enum {
  // Activations keep one example per lane; the number of lanes is a multiple of this.
  CK_LANE_MULTIPLE = 16,
  // Constants of the contract: the examples in one chunk of a sum over a batch, and the virtual
  // lanes of a flat sum.
  CK_BATCH_CHUNK = 64,
  CK_SUM_LANES = 64,
  // Packed weights of a convolution are panels of this many channels at most.
  CK_LARGEST_PANEL = 32,
  // Constants of the contract: the virtual lanes of a sum over points, and the points of a strip.
  CK_EMBEDDING_LANES = 16,
  CK_EMBEDDING_STRIP = 128,
};

// C[m][n] = A[m][k] B[k][n] (+ bias[m], added once at the end). Strides are in elements. `a` needs
// a row or a column stride of 1 for speed, any strides are right. With `padded`, rows of `b` and
// `c` may be read and written up to the next multiple of CK_LANE_MULTIPLE past `n`.
struct ck_product {
  size_t m, n, k;
  const float *a;
  size_t a_row, a_column;
  const float *b;
  size_t b_row, b_column;
  float *c;
  size_t c_row;
  const float *bias;
  bool padded;
};

// Logits, probabilities and gradient are [classes][row] with one example per lane. `probabilities`,
// `losses` and `gradient` may be NULL; `labels` may be NULL when the last two are.
struct ck_softmax {
  size_t classes, row, first, count;
  const float *logits;
  const int32_t *labels;
  float *probabilities;
  float *losses;
  float *gradient;
  float batch;
};

// Mean squared error against one-hot labels. `output` and `gradient` are [outputs][row] with one
// example per lane; `gradient` may be NULL. `terms` is outputs times batch.
struct ck_squared_error {
  size_t outputs, row, first, count;
  const float *output;
  const int32_t *labels;
  float *losses;
  float *gradient;
  float terms;
};

enum ck_update_rule {
  CK_DESCENT,
  CK_MOMENTUM,  // `first` is the velocity
  CK_NESTEROV,  // the same
  CK_ADAM,      // `first` and `second` are the moments
};

// One step of an optimiser: L2 decay, the factor that decoupled decay leaves of a weight, the share that is
// kept of each moment (of momentum: `kept1`) and what it is short of 1; rate and epsilon have the bias
// corrections in them. A rule reads only what it needs.
struct ck_update {
  enum ck_update_rule rule;
  float *weight, *first, *second;
  float rate, decay, keep;
  float kept1, rest1;
  float kept2, rest2;
  float epsilon;
};

// dW[m][n] = sum over the batch of dY[m][b] X[n][b], in chunks of CK_BATCH_CHUNK examples. With `update` the
// sums are not written to `c` but move the parameter, whose rows are `c_row` apart: element (0, 0) is that
// at the update's pointers.
struct ck_batch_product {
  size_t m, n, batch;
  const float *output_gradient;
  size_t output_gradient_row;
  const float *input;
  size_t input_row;
  float *c;
  size_t c_row;
  const struct ck_update *update;
};

// A Philox4x32-10 stream: the key, and the two high words of the counter.
struct ck_stream {
  uint64_t key;
  uint64_t identifier;
};

struct ck_statistics {
  double mean;
  double variance;
};

// A convolution of NHWC images as sums over `taps` kernel rows and `depth` = kernel columns x input
// channels. `input` is the element at the first tap of the first output; it may lie in the halo. Strides
// are in elements: per image, output row, output column and kernel row. `output_row` and
// `output_column` may skip pixels. `packed` is what pack_convolution made.
struct ck_convolution {
  size_t images, rows, columns, channels, taps, depth;
  const float *input;
  size_t input_image, input_row, input_column, input_tap;
  const float *packed;
  float *output;
  size_t output_image, output_row, output_column;
  const float *bias;
  // Whether the output goes through a ReLU: x > 0 ? x : 0.
  bool rectified;
};

// dW[taps][depth][channels] and db[channels] (or NULL) of such a convolution, whose outputs are
// neighbours.
struct ck_convolution_gradient {
  size_t images, rows, columns, channels, taps, depth;
  const float *input;
  size_t input_image, input_row, input_column, input_tap;
  const float *output_gradient;
  size_t output_gradient_image, output_gradient_row;
  float *weight_gradient;
  float *bias_gradient;
};

// Pooling of one image; pointers are to the first pixel inside the halo. `rows` and `columns` are the
// output's; `taken` holds, for each output, the position in its window of the element taken.
struct ck_pooling {
  size_t rows, columns, channels, height, width;
  size_t kernel_row, kernel_column, stride_row, stride_column, pad_row, pad_column;
  const float *input;
  float *input_gradient;
  size_t input_row;
  float *output;
  const float *output_gradient;
  size_t output_row;
  int32_t *taken;
};

enum ck_normalization_sum {
  CK_SUM_INPUT,     // x
  CK_SUM_SQUARES,   // (x - mean)^2
  CK_SUM_GRADIENT,  // dy
  CK_SUM_PRODUCT,   // dy (x - mean) inverse
};

// Batch normalisation of one image, `channels` wide, or of feature-major activations: then `channels` rows
// of `columns` examples. One number per channel: mean, inverse (of the deviation), scale, shift and the
// means over the batch of dy and of dy (x - mean) inverse. With `rectified` the output has gone through a
// ReLU: x > 0 ? x : 0.
struct ck_normalization {
  size_t rows, columns, channels;
  const float *input;
  float *input_gradient;
  size_t input_row;
  float *output;
  const float *output_gradient;
  size_t output_row;
  const float *mean, *inverse, *scale, *shift, *mean_gradient, *mean_product;
  bool rectified;
};

// Repulsion among points in the plane, `padded` of them, a multiple of CK_EMBEDDING_LANES; those from
// `count` on are so far away that they repel nothing. Rows are the points first ..< end of a strip; a
// column array begins at point `end` and takes what the rows do to the points after the strip.
struct ck_repulsion {
  size_t count, padded, first, end;
  const float *x, *y;
  float *row_x, *row_y;
  float *column_x, *column_y;
};

// Repulsion of `rows` points in the plane, a multiple of four of them, by `columns` others, a multiple of
// CK_EMBEDDING_LANES, each of which stands for `mass` points at its place, the rows themselves among them. Rows from
// `count` on are padding.
struct ck_cell_repulsion {
  size_t count, rows, columns;
  const float *x, *y;
  const float *column_x, *column_y, *mass;
  float *row_x, *row_y;
};

// Attraction along the entries of a sparse matrix whose rows are padded with zeros to multiples of
// CK_EMBEDDING_LANES: offsets[i] ..< offsets[i + 1] of indices and values are row i.
struct ck_attraction {
  const float *x, *y;
  const int64_t *offsets;
  const int32_t *indices;
  const float *values;
  float *force_x, *force_y;
};

// One step of gradient descent with momentum and gains; arrays are x, then y after `row` elements. The
// gradient is exaggeration * pull - repulsion * push.
struct ck_embedding_step {
  size_t row;
  float *position, *velocity, *gain;
  const float *pull, *push;
  float exaggeration, repulsion, rate, momentum, longest;
};

struct ck_kernels {
  // Products.
  void (*product)(const struct ck_product *);
  void (*batch_product)(const struct ck_batch_product *);
  void (*batch_sum)(float *sum, const float *x, size_t row, size_t rows, size_t batch);

  // Elementwise; the output may be one of the inputs.
  void (*add)(float *y, const float *a, const float *b, size_t n);
  void (*subtract)(float *y, const float *a, const float *b, size_t n);
  void (*multiply)(float *y, const float *a, const float *b, size_t n);
  void (*scale)(float *y, const float *x, float factor, size_t n);
  void (*axpy)(float *y, const float *x, float factor, size_t n);
  void (*relu)(float *y, const float *x, size_t n);
  void (*relu_gradient)(float *dx, const float *dy, const float *y, size_t n);
  void (*sigmoid)(float *y, const float *x, float slope, size_t n);
  void (*sigmoid_gradient)(float *dx, const float *dy, const float *y, float slope, size_t n);
  void (*tanh)(float *y, const float *x, size_t n);
  void (*tanh_gradient)(float *dx, const float *dy, const float *y, size_t n);
  void (*softsign)(float *y, const float *x, size_t n);
  void (*softsign_gradient)(float *dx, const float *dy, const float *x, size_t n);
  void (*leaky_relu)(float *y, const float *x, float slope, size_t n);
  void (*leaky_relu_gradient)(float *dx, const float *dy, const float *x, float slope, size_t n);
  void (*elu)(float *y, const float *x, float alpha, size_t n);
  void (*elu_gradient)(float *dx, const float *dy, const float *x, float alpha, size_t n);
  void (*gelu)(float *y, const float *x, size_t n);
  void (*gelu_gradient)(float *dx, const float *dy, const float *x, size_t n);
  void (*exp)(float *y, const float *x, size_t n);
  void (*log)(float *y, const float *x, size_t n);

  // Optimisers.
  // Moves `count` elements from `at` on by their gradient, which begins there too.
  void (*update)(const struct ck_update *, const float *gradient, size_t at, size_t count);

  // Softmax, cross-entropy, arg max over classes, one example per lane.
  void (*softmax)(const struct ck_softmax *);
  void (*softmax_gradient)(float *dx, const float *dy, const float *p, size_t row, size_t classes,
                           size_t first, size_t count);
  void (*squared_error)(const struct ck_squared_error *);
  void (*argmax)(int32_t *index, const float *x, size_t row, size_t classes, size_t first,
                 size_t count);

  // Reductions.
  float (*sum)(const float *x, size_t n);
  float (*sum_of_squares)(const float *x, size_t n);
  float (*dot)(const float *a, const float *b, size_t n);
  float (*minimum)(const float *x, size_t n);
  float (*maximum)(const float *x, size_t n);
  struct ck_statistics (*statistics)(const float *x, size_t n);
  bool (*all_finite)(const float *x, size_t n);

  // Random numbers. `first` is the index in the stream of the first element written.
  void (*random_bits)(uint32_t *y, size_t n, struct ck_stream, uint64_t first);
  void (*random_uniform)(float *y, size_t n, float low, float high, struct ck_stream,
                         uint64_t first);
  void (*random_normal)(float *y, size_t n, float mean, float deviation, struct ck_stream,
                        uint64_t first);
  // mask[feature][lane] for features first_feature ..< end_feature (first_feature % 4 == 0) and
  // `lanes` lanes (a multiple of CK_LANE_MULTIPLE), lane 0 being example `first_example`.
  void (*dropout_mask)(float *mask, size_t row, size_t first_feature, size_t end_feature,
                       size_t lanes, struct ck_stream, uint32_t first_example, uint32_t threshold,
                       float kept);

  // Layout. y[column][r] = x[rows[r]][column] for columns first ..< end; `rows` may be NULL (0, 1,
  // 2 …). Lanes from `count` up to the next multiple of CK_LANE_MULTIPLE become +0.
  void (*gather_transposed)(float *y, size_t y_row, const float *x, size_t x_row,
                            const int32_t *rows, size_t count, size_t first, size_t end);
  // x[r * x_row + c] = y[c * y_row + r] for r < count, c < columns.
  void (*scatter_transposed)(float *x, size_t x_row, const float *y, size_t y_row, size_t count,
                             size_t columns);

  // Images. A mask run holds the elements `first` ... of one example, as features of dropout_mask.
  void (*dropout_mask_run)(float *mask, size_t n, struct ck_stream, uint32_t example, uint32_t first,
                           uint32_t threshold, float kept);

  // Convolutions. pack_convolution writes taps * depth * packed_channels(channels) floats, of them the
  // panels that start at a channel in first ..< end (first is a multiple of CK_LARGEST_PANEL). Weights
  // for tap t begin at tap_offsets[t], their `depth` rows are `row` apart, their channels `column`.
  size_t (*packed_channels)(size_t channels);
  void (*pack_convolution)(float *packed, const float *weight, const ptrdiff_t *tap_offsets,
                           size_t taps, size_t depth, size_t row, size_t column, size_t channels,
                           size_t first, size_t end);
  void (*convolve)(const struct ck_convolution *);
  // The rows first ..< end of taps * depth; with row 0 also the gradient of the bias.
  void (*convolve_gradient)(const struct ck_convolution_gradient *, size_t first, size_t end);

  // Pooling, one image at a time.
  void (*max_pool)(const struct ck_pooling *);
  void (*max_pool_gradient)(const struct ck_pooling *);
  void (*average_pool)(const struct ck_pooling *);
  void (*average_pool_gradient)(const struct ck_pooling *);

  // Batch normalisation, one image or some features at a time. The gradient's sums are those of the last two
  // kinds, in one pass.
  void (*normalization_image_sum)(const struct ck_normalization *, enum ck_normalization_sum,
                                  float *sum);
  void (*normalization_image_gradient_sums)(const struct ck_normalization *, float *gradient,
                                            float *product);
  void (*normalization_tree)(float *chunks, size_t count, size_t channels);
  void (*normalize_image)(const struct ck_normalization *);
  void (*normalize_image_gradient)(const struct ck_normalization *);
  void (*normalization_feature_sums)(const struct ck_normalization *, enum ck_normalization_sum,
                                     float *sums);
  void (*normalization_feature_gradient_sums)(const struct ck_normalization *, float *gradient,
                                              float *product);
  void (*normalize_features)(const struct ck_normalization *);
  void (*normalize_features_gradient)(const struct ck_normalization *);

  // Neighbour embeddings. d[i][j] is the squared distance from a[i] to point j of the panels, which are
  // [panel][features][CK_EMBEDDING_LANES]; for all lanes of all panels.
  void (*squared_distances)(float *d, size_t d_row, const float *a, size_t a_row, size_t count,
                            const float *panels, size_t panel_count, size_t features);
  // Returns the sum of 1 / (1 + distance^2) over the ordered pairs that were met.
  double (*repel_strip)(const struct ck_repulsion *);
  double (*repel_by_cells)(const struct ck_cell_repulsion *);
  void (*attract)(const struct ck_attraction *, size_t first, size_t end);
  // sums[i] = sum of value * log(1 + distance^2) over row i.
  void (*attraction_logarithms)(double *sums, const struct ck_attraction *, size_t first, size_t end);
  void (*embedding_step)(const struct ck_embedding_step *, size_t n);
};

// NULL when this build has no kernels for the instruction set, or this CPU cannot run them.
const struct ck_kernels *ck_kernels_for(enum ck_instruction_set);

// True when the calling thread rounds to nearest and keeps subnormal numbers.
bool ck_float_environment_is_default(void);

// The cores that this process may run on, at least 1.
int ck_available_cores(void);

// Eases a spinning core.
static inline void ck_relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
