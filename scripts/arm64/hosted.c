#include <unistd.h>

void put(const char *text, size_t count);
void put(const char *text, size_t count) {
  if (write(1, text, count) != (ssize_t)count) _exit(2);
}
