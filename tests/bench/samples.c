#include "samples.h"

#include "base/str.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double samples_at(Samples *s, double q)
{
    if (s->n == 0)
        return NAN;
    qsort(s->p, s->n, sizeof *s->p, by_value);
    return s->p[(size_t)(q * (double)(s->n - 1) + 0.5)];
}

void samples_print(Samples *s, const char *what, const char *who)
{
    if (s->n == 0) {
        printf("  %-38s %-14s no figures\n", what, who);
        return;
    }
    printf("  %-38s %-14s n %4zu  min %9.3f  p50 %9.3f  p99 %9.3f  max %9.3f\n", what, who, s->n,
           samples_at(s, 0), samples_at(s, 0.5), samples_at(s, 0.99), samples_at(s, 1));
    (void)fflush(stdout); // progress for who watches; the figures are printed again in the table
}

double samples_ms(int64_t start_ns, int64_t end_ns)
{
    return (double)(end_ns - start_ns) / 1e6;
}

int samples_setting(const char *name, int otherwise)
{
    const char *set = getenv(name);
    long long n;
    return set && str_to_i64(str_c(set), &n) && n > 0 && n <= INT_MAX ? (int)n : otherwise;
}
