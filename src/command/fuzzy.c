// Fuzzy matching: letters of the pattern in order, contiguous runs and word starts first.
#include "command/command.h"

#include <ctype.h>

enum { POINT = 1, RUN_BONUS = 5, WORD_BONUS = 8, BASE_BONUS = 4 };

static char lower(char c)
{
    return (char)tolower((unsigned char)c);
}

static bool word_start(Str text, size_t i)
{
    if (i == 0)
        return true;
    char before = text.p[i - 1];
    return !isalnum((unsigned char)before) ||
           (islower((unsigned char)before) && isupper((unsigned char)text.p[i]));
}

// One pass from `from`: greedy, but a word start is preferred to an earlier inner letter.
static int match_from(Str pattern, Str text, size_t from, Offsets *hits)
{
    int score = 0;
    ptrdiff_t last = -2;
    size_t at = from;
    for (size_t p = 0; p < pattern.n; p++) {
        size_t hit = text.n;
        for (size_t i = at; i < text.n; i++) {
            if (lower(text.p[i]) != lower(pattern.p[p]))
                continue;
            if (hit == text.n)
                hit = i;
            if ((ptrdiff_t)i == last + 1 || word_start(text, i)) {
                hit = i;
                break;
            }
        }
        // the preferred hit may leave too little text for the rest: then take what is nearest
        if (hit == text.n)
            return 0;
        score += POINT + ((ptrdiff_t)hit == last + 1 ? RUN_BONUS : 0) +
                 (word_start(text, hit) ? WORD_BONUS : 0);
        last = (ptrdiff_t)hit;
        at = hit + 1;
        if (hits)
            vec_push(hits, (int)hit);
    }
    return score;
}

static int match_greedy(Str pattern, Str text, Offsets *hits)
{
    size_t at = 0;
    for (size_t p = 0; p < pattern.n; p++, at++) {
        while (at < text.n && lower(text.p[at]) != lower(pattern.p[p]))
            at++;
        if (at == text.n)
            return 0;
        if (hits)
            vec_push(hits, (int)at);
    }
    return POINT;
}

// Letters that follow each other somewhere beat letters that are spread.
static int match_contiguous(Str pattern, Str text, Offsets *hits)
{
    int best = 0;
    size_t where = 0;
    for (size_t i = 0; i + pattern.n <= text.n; i++) {
        size_t k = 0;
        while (k < pattern.n && lower(text.p[i + k]) == lower(pattern.p[k]))
            k++;
        int score = k < pattern.n ? 0
                                  : (int)pattern.n * (POINT + RUN_BONUS) +
                                        (word_start(text, i) ? 2 * WORD_BONUS : 0);
        if (score > best) {
            best = score;
            where = i;
        }
    }
    for (size_t k = 0; hits && best && k < pattern.n; k++)
        vec_push(hits, (int)(where + k));
    return best;
}

static int match_word(Str pattern, Str text, Offsets *hits)
{
    size_t kept = hits ? hits->n : 0;
    int score = match_contiguous(pattern, text, hits);
    if (!score)
        score = match_from(pattern, text, 0, hits);
    if (score)
        return score;
    if (hits)
        hits->n = kept;
    score = match_greedy(pattern, text, hits);
    if (!score && hits)
        hits->n = kept;
    return score;
}

int fuzzy_match(Str pattern, Str text, Offsets *hits)
{
    Str word;
    int score = 0;
    size_t kept = hits ? hits->n : 0;
    while (str_split(&pattern, ' ', &word)) {
        if (word.n == 0)
            continue;
        int s = match_word(word, text, hits);
        if (!s) {
            if (hits)
                hits->n = kept;
            return 0;
        }
        score += s;
    }
    ptrdiff_t slash = str_rfind_byte(text, '/');
    bool in_base = hits && hits->n > kept && hits->p[kept] > slash;
    return MAX(1, score * 64 + (in_base ? BASE_BONUS * 64 : 0) - (int)MIN(text.n, (size_t)63));
}
