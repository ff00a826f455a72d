#include "jail/helper/sysv.h"

#include "base/mem.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { SEMAPHORE_BYTES = 64, ENTRY_BYTES = 256 }; // as the kernel has them, about

/* A table, the column (from 0) that tells what an entry holds, and what one of these takes. */
static const struct {
    const char *path;
    int column, bytes;
} kinds[] = {
    {"/proc/sysvipc/shm", 14, 1}, // resident bytes
    {"/proc/sysvipc/sem", 3, SEMAPHORE_BYTES},
    {"/proc/sysvipc/msg", 3, 1}, // bytes waiting
};
_Static_assert(ARRAY_LEN(kinds) == CHANNEL_FDS, "they go through the channel at once");

void sysv_open(int fds[CHANNEL_FDS])
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        fds[i] = open(kinds[i].path, O_RDONLY | O_CLOEXEC);
}

void sysv_take(Sysv *s, int fds[CHANNEL_FDS])
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (fds[i] >= 0 && !(s->tables[i] = fdopen(fds[i], "re")))
            close(fds[i]);
}

/* The number in a column of a line. */
static int64_t column(const char *line, int want)
{
    int at = 0;
    for (const char *p = line + strspn(line, " "); *p; p += strspn(p, " ")) {
        int64_t n;
        if (at++ == want)
            return sscanf(p, "%" SCNd64, &n) == 1 ? n : 0;
        p += strcspn(p, " ");
    }
    return 0;
}

int64_t sysv_bytes(const Sysv *s)
{
    int64_t sum = 0;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        char line[512];
        if (!s->tables[i])
            continue;
        rewind(s->tables[i]);
        if (!fgets(line, sizeof line, s->tables[i])) // the names of the columns
            continue;
        while (fgets(line, sizeof line, s->tables[i]))
            sum += column(line, kinds[i].column) * kinds[i].bytes + ENTRY_BYTES;
    }
    return sum;
}

void sysv_close(Sysv *s)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (s->tables[i])
            fclose(s->tables[i]);
    *s = (Sysv){0};
}
