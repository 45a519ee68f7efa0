// Every kernel of one instruction set. The including file defines
//   CK_TABLE         the table to define,
//   CK_WIDTH         floats in one vector register,
//   CK_TILE_ROWS     rows and
//   CK_TILE_VECTORS  vectors per row of a product's register tile.
// None of the last three can change a bit of any result.
#pragma STDC FP_CONTRACT OFF

// Vectors wider than the build's baseline have no settled calling convention. None is ever passed:
// every function that takes or returns one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include <float.h>
#include <string.h>

// What the others build on comes first: vectors, scalar functions, the loop over elements, tiles.
#include "template_vectors.h"

#include "template_elementary.h"
#include "template_elementwise.h"
#include "template_layout.h"
#include "template_optimizers.h"
#include "template_product.h"

#include "template_activations.h"
#include "template_random.h"
#include "template_reductions.h"
#include "template_softmax.h"
#include "template_losses.h"

#include "template_convolution.h"
#include "template_images.h"
#include "template_pooling.h"
#include "template_normalization.h"

#include "template_embedding.h"

const struct ck_kernels CK_TABLE = {
    .product = product,
    .batch_product = batch_product,
    .batch_sum = batch_sum,
    .add = add,
    .subtract = subtract,
    .multiply = multiply,
    .scale = scale,
    .axpy = axpy,
    .relu = relu,
    .relu_gradient = relu_gradient,
    .sigmoid = sigmoid,
    .sigmoid_gradient = sigmoid_gradient,
    .tanh = tanh_forward,
    .tanh_gradient = tanh_gradient,
    .softsign = softsign,
    .softsign_gradient = softsign_gradient,
    .leaky_relu = leaky_relu,
    .leaky_relu_gradient = leaky_relu_gradient,
    .elu = elu,
    .elu_gradient = elu_gradient,
    .gelu = gelu,
    .gelu_gradient = gelu_gradient,
    .exp = exp_forward,
    .log = log_forward,
    .update = update,
    .softmax = softmax,
    .softmax_gradient = softmax_gradient,
    .squared_error = squared_error,
    .argmax = argmax,
    .sum = sum,
    .sum_of_squares = sum_of_squares,
    .dot = dot,
    .minimum = minimum,
    .maximum = maximum,
    .statistics = statistics,
    .all_finite = all_finite,
    .random_bits = random_bits,
    .random_uniform = random_uniform,
    .random_normal = random_normal,
    .dropout_mask = dropout_mask,
    .gather_transposed = gather_transposed,
    .scatter_transposed = scatter_transposed,
    .dropout_mask_run = dropout_mask_run,
    .packed_channels = packed_channels,
    .pack_convolution = pack_convolution,
    .convolve = convolve,
    .convolve_gradient = convolve_gradient,
    .max_pool = max_pool,
    .max_pool_gradient = max_pool_gradient,
    .average_pool = average_pool,
    .average_pool_gradient = average_pool_gradient,
    .normalization_image_sum = normalization_image_sum,
    .normalization_image_gradient_sums = normalization_image_gradient_sums,
    .normalization_tree = normalization_tree,
    .normalize_image = normalize_image,
    .normalize_image_gradient = normalize_image_gradient,
    .normalization_feature_sums = normalization_feature_sums,
    .normalization_feature_gradient_sums = normalization_feature_gradient_sums,
    .normalize_features = normalize_features,
    .normalize_features_gradient = normalize_features_gradient,
    .squared_distances = squared_distances,
    .repel_strip = repel_strip,
    .repel_by_cells = repel_by_cells,
    .attract = attract,
    .attraction_logarithms = attraction_logarithms,
    .embedding_step = embedding_step,
};
