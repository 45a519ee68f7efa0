#pragma once

#include <hdf5.h>
#include <stdint.h>

// Swift cannot import macros that expand to expressions, and most of HDF5's constants are macros
// over variables that H5open fills in. Each has a function here. What differs between the versions
// of the library (1.10, 1.12, 1.14) is hidden here too.

static inline hid_t chdf5_ieee_f32le(void) { return H5T_IEEE_F32LE; }
static inline hid_t chdf5_ieee_f64le(void) { return H5T_IEEE_F64LE; }
static inline hid_t chdf5_std_u8le(void) { return H5T_STD_U8LE; }
static inline hid_t chdf5_std_i32le(void) { return H5T_STD_I32LE; }
static inline hid_t chdf5_std_i64le(void) { return H5T_STD_I64LE; }

static inline hid_t chdf5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t chdf5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t chdf5_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t chdf5_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t chdf5_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t chdf5_c_s1(void) { return H5T_C_S1; }

static inline hid_t chdf5_file_create_class(void) { return H5P_FILE_CREATE; }
static inline hid_t chdf5_file_access_class(void) { return H5P_FILE_ACCESS; }
static inline hid_t chdf5_group_create_class(void) { return H5P_GROUP_CREATE; }
static inline hid_t chdf5_dataset_create_class(void) { return H5P_DATASET_CREATE; }
static inline hid_t chdf5_link_create_class(void) { return H5P_LINK_CREATE; }
static inline hid_t chdf5_attribute_create_class(void) { return H5P_ATTRIBUTE_CREATE; }
static inline hid_t chdf5_default_list(void) { return H5P_DEFAULT; }
static inline hid_t chdf5_whole_space(void) { return H5S_ALL; }

static inline unsigned chdf5_open_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned chdf5_create_truncating(void) { return H5F_ACC_TRUNC; }

// No flush at exit (every file is closed by its owner; at exit another thread may still be inside
// the library), no filter loaded from a path that the environment names.
static inline herr_t chdf5_initialize(void) {
  if (H5dont_atexit() < 0) return -1;
  if (H5open() < 0) return -1;
  return H5PLset_loading_state(0);
}

// The error stack and its printing belong to the thread where the library was built thread-safe.
static inline herr_t chdf5_silence_thread(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

// Files are private until they are renamed, and immutable after: HDF5's own locks would protect
// nothing and fail on file systems without them. The environment variable HDF5_USE_FILE_LOCKING
// still has the last word.
static inline herr_t chdf5_disable_file_locking(hid_t access_list) {
#if H5_VERSION_GE(1, 12, 1) || (H5_VERSION_GE(1, 10, 7) && !H5_VERSION_GE(1, 12, 0))
  return H5Pset_file_locking(access_list, 0, 1);
#else
  (void)access_list;
  return 0;
#endif
}

// The lower bound fixes the layout of what is written; without it the default of the installed
// library decides, and 2.0 changed that default.
static inline herr_t chdf5_fix_format(hid_t access_list) {
  return H5Pset_libver_bounds(access_list, H5F_LIBVER_V18, H5F_LIBVER_V110);
}

// 1: hard link, 0: any other kind, negative: error.
static inline int chdf5_is_hard_link(hid_t group, const char *name) {
  H5L_info_t info;
  if (H5Lget_info(group, name, &info, H5P_DEFAULT) < 0) return -1;
  return info.type == H5L_TYPE_HARD;
}

// 0: group, 1: dataset, 2: anything else, negative: error.
static inline int chdf5_object_kind(hid_t group, const char *name) {
  hid_t object = H5Oopen(group, name, H5P_DEFAULT);
  if (object < 0) return -1;
  H5I_type_t type = H5Iget_type(object);
  if (H5Oclose(object) < 0) return -1;
  if (type == H5I_GROUP) return 0;
  if (type == H5I_DATASET) return 1;
  return 2;
}

static inline int chdf5_attribute_count(hid_t object) { return H5Aget_num_attrs(object); }

static inline herr_t chdf5_walk_errors(H5E_walk2_t visitor, void *context) {
  return H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visitor, context);
}

static inline herr_t chdf5_clear_errors(void) { return H5Eclear2(H5E_DEFAULT); }

// Frees what the library allocated for variable-length strings read into `values`.
static inline herr_t chdf5_reclaim(hid_t type, hid_t space, void *values) {
#if H5_VERSION_GE(1, 12, 0)
  return H5Treclaim(type, space, H5P_DEFAULT, values);
#else
  return H5Dvlen_reclaim(type, space, H5P_DEFAULT, values);
#endif
}
