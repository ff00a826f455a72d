#include "finder/inner.h"
#include "base/mem.h"

static Term term_of(Str word)
{
    Term t = {.n = MIN(word.n, (size_t)TERM_MAX)};
    for (size_t i = 0; i < t.n; i++)
        t.p[i] = fold((unsigned char)word.p[i]);
    t.mask = letters_of(str_n(word.p, t.n));
    return t;
}

FinderQuery *finder_query_new(Str text)
{
    FinderQuery *q = NEW(FinderQuery);
    Str word;
    while (str_split(&text, ' ', &word)) {
        if (word.n == 0)
            continue;
        Term t = term_of(word);
        vec_push(&q->terms, t);
        q->mask |= t.mask;
    }
    return q;
}

void finder_query_free(FinderQuery *q)
{
    if (!q)
        return;
    vec_deinit(&q->terms);
    free(q);
}

bool finder_query_is_empty(const FinderQuery *q)
{
    return q->terms.n == 0;
}

// What a letter counts in a run that begins a name; a bit less, as the first of them counts more.
enum { GOOD = 26 };

int finder_good_score(const FinderQuery *q)
{
    int sum = 0;
    VEC_EACH (const Term, t, &q->terms)
        sum += (int)t->n * GOOD;
    return sum;
}

int finder_score(const FinderQuery *q, Str path, FinderMode mode, FinderOffsets *hits)
{
    size_t kept = hits ? hits->n : 0;
    int sum = 0;
    VEC_EACH (const Term, t, &q->terms) {
        int score = term_score(t, path, hits);
        if (!score && mode == FINDER_LOOSE)
            score = term_score_loose(t, path, hits);
        if (!score) {
            if (hits)
                hits->n = kept;
            return 0;
        }
        sum += score;
    }
    return MAX(sum, 1);
}
