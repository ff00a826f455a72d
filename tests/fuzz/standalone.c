/* Runs a fuzzer over the files it is given, where there is no libFuzzer to do so: each file whole,
 * then cut short, since a parser meets most of its surprises at the end of its input. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUTS = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Feed a copy of exactly n bytes, so that the sanitizers see one byte read too many. */
static void feed(const uint8_t *data, size_t n)
{
    uint8_t *copy = malloc(n ? n : 1);
    if (!copy)
        abort();
    memcpy(copy, data, n);
    LLVMFuzzerTestOneInput(copy, n);
    free(copy);
}

static void feed_with_cuts(const uint8_t *data, size_t n)
{
    feed(data, n);
    size_t step = n / CUTS + 1;
    for (size_t cut = 0; cut < n; cut += step)
        feed(data, cut);
}

/* All bytes of a file, owned by the caller; NULL with a line on stderr if it cannot be read. */
static uint8_t *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0) {
        perror(path);
        return NULL;
    }
    long size = ftell(f);
    rewind(f);
    uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
    *n = size > 0 ? (size_t)size : 0;
    if (!data || fread(data, 1, *n, f) != *n) {
        perror(path);
        free(data);
        data = NULL;
    }
    fclose(f);
    return data;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t n = 0;
        uint8_t *data = read_file(argv[i], &n);
        if (!data)
            return 1;
        feed_with_cuts(data, n);
        free(data);
    }
    return 0;
}
