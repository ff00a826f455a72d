// What wants a yes of its own, since a look at lines does not tell what it does.
#include "review/inner.h"

#include "base/mem.h"

static const struct {
    const char *name, *word; // on the command line, for a person
} kinds[REVIEW_OWN_COUNT] = {[REVIEW_OWN_CONFLICT] = {"conflict", "conflict"},
                             [REVIEW_OWN_LARGE] = {"large", "too large"},
                             [REVIEW_OWN_SECRET] = {"secret", "secret"},
                             [REVIEW_OWN_TOOLS] = {"tools", "obeyed"},
                             [REVIEW_OWN_LEAVES] = {"leaves", "leads out"},
                             [REVIEW_OWN_MOVED] = {"moved", "changed"},
                             [REVIEW_OWN_FINAL] = {"final", "no undo"},
                             [REVIEW_OWN_DELETED] = {"deleted", "deleted"},
                             [REVIEW_OWN_RETYPED] = {"retyped", "retyped"},
                             [REVIEW_OWN_LINK] = {"link", "link"},
                             [REVIEW_OWN_MODE] = {"mode", "mode"},
                             [REVIEW_OWN_BINARY] = {"binary", "binary"}};

static unsigned of_flags(unsigned flags)
{
    static const struct {
        unsigned flag;
        ReviewOwn own;
    } all[] = {{REVIEW_LARGE, REVIEW_OWN_LARGE},  {REVIEW_SECRET, REVIEW_OWN_SECRET},
               {REVIEW_TOOLS, REVIEW_OWN_TOOLS},  {REVIEW_LEAVES, REVIEW_OWN_LEAVES},
               {REVIEW_MOVED, REVIEW_OWN_MOVED},  {REVIEW_FINAL, REVIEW_OWN_FINAL},
               {REVIEW_BINARY, REVIEW_OWN_BINARY}};
    unsigned out = 0;
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (flags & all[i].flag)
            out |= REVIEW_OWN_BIT(all[i].own);
    return out;
}

static unsigned of_change(const ReviewEntry *e)
{
    switch (e->change) {
    case REVIEW_DELETED:
        return REVIEW_OWN_BIT(REVIEW_OWN_DELETED);
    case REVIEW_RETYPED:
        return REVIEW_OWN_BIT(REVIEW_OWN_RETYPED);
    case REVIEW_MODE:
        return REVIEW_OWN_BIT(REVIEW_OWN_MODE);
    case REVIEW_CHANGED:
        return e->before.mode != e->after.mode ? REVIEW_OWN_BIT(REVIEW_OWN_MODE) : 0;
    case REVIEW_ADDED:
        break;
    }
    return 0;
}

unsigned review_owns(const ReviewEntry *e)
{
    unsigned out = of_flags(e->flags) | of_change(e);
    if (e->conflict)
        out |= REVIEW_OWN_BIT(REVIEW_OWN_CONFLICT);
    if (e->after.thing == REVIEW_LINK)
        out |= REVIEW_OWN_BIT(REVIEW_OWN_LINK);
    return out;
}

const char *review_own_word(unsigned owns)
{
    for (int i = 0; i < REVIEW_OWN_COUNT; i++)
        if (owns & REVIEW_OWN_BIT(i))
            return kinds[i].word;
    return NULL;
}

const char *review_own_name(ReviewOwn own)
{
    return kinds[own].name;
}

void review_left_add(ReviewLeft *left, unsigned owns)
{
    left->n++;
    for (int i = 0; i < REVIEW_OWN_COUNT; i++)
        if (owns & REVIEW_OWN_BIT(i)) {
            left->of[i]++;
            return;
        }
}

void review_left_words(const ReviewLeft *left, Buf *out)
{
    const char *comma = "";
    for (int i = 0; i < REVIEW_OWN_COUNT; i++) {
        if (!left->of[i])
            continue;
        buf_addf(out, "%s%zu %s", comma, left->of[i], kinds[i].word);
        comma = ", ";
    }
}

bool review_own_parse(Str list, unsigned *owns, Err *err)
{
    Str word;
    *owns = 0;
    while (str_split(&list, ',', &word)) {
        int i = 0;
        if (str_eq_c(word, "everything")) {
            *owns = ~0U;
            continue;
        }
        while (i < REVIEW_OWN_COUNT && !str_eq_c(word, kinds[i].name))
            i++;
        if (i == REVIEW_OWN_COUNT)
            return err_set(err,
                           "'" STR_FMT "' is none of deleted, retyped, link, mode, binary, secret, "
                           "tools, leaves, moved, final, everything",
                           STR_ARG(word));
        *owns |= REVIEW_OWN_BIT(i);
    }
    return true;
}
