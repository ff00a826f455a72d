#include "field.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void number(FILE *f, double x)
{
    if (isnan(x))
        fprintf(f, " - |");
    else
        fprintf(f, " %.*f |", x >= 100 ? 0 : x >= 10 ? 1 : 2, x);
}

static void head(FILE *f)
{
    fprintf(f,
            "\n| figure | floor | codelab | x floor | best of the field | x best | wanted | met |");
    for (EditorId id = EDITOR_CODELAB + 1; id < EDITOR_COUNT; id++)
        fprintf(f, " %s |", editor_name(id));
    fprintf(f, "\n|");
    for (int i = 0; i < 8 + EDITOR_COUNT - EDITOR_CODELAB - 1; i++)
        fprintf(f, "---|");
    fprintf(f, "\n");
}

static void row(FILE *f, const FieldRow *r)
{
    double ours = r->of[EDITOR_CODELAB], floor = r->of[EDITOR_FLOOR];
    fprintf(f, "| %s |", r->what);
    number(f, floor);
    number(f, ours);
    number(f, floor > 0 ? ours / floor : NAN);
    fprintf(f, " %s |", r->best ? r->best : "-");
    number(f, r->best_value > 0 ? ours / r->best_value : NAN);
    fprintf(f, " %s | %s |", r->wanted, !*r->wanted ? "" : r->met ? "yes" : "NO");
    for (EditorId id = EDITOR_CODELAB + 1; id < EDITOR_COUNT; id++)
        number(f, r->of[id]);
    fprintf(f, "\n");
}

void field_add(const FieldRow *r)
{
    static bool began;
    const char *path = getenv("BENCH_TABLE");
    FILE *f = path ? fopen(path, "ae") : stdout;
    if (!f) {
        perror(path);
        return;
    }
    if (!began)
        head(f);
    began = true;
    row(f, r);
    if (path ? fclose(f) != 0 : fflush(f) != 0)
        perror(path);
}
