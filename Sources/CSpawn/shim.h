// Functions of the C library for starting programs that its headers declare for C with GNU extensions
// only, so that Swift does not see them. In glibc since 2.29 and 2.34.
#include <spawn.h>

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
