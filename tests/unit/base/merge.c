#include "base/merge.h"
#include "base/mem.h"
#include "suite.h"

#include "../../lib/temp-dir.h"

#include <stdio.h>
#include <sys/wait.h>

static const char letters[] = "=<>&!"; // same, ours, theirs, both, conflict

/* "=a\n|<x\n|…": the kind of each piece, and what it makes of the text. */
static void show(const char *base, const char *ours, const char *theirs, Buf *out)
{
    Merge m = {0};
    merge_texts(str_c(base), str_c(ours), str_c(theirs), &m);
    VEC_EACH (MergePiece, p, &m) {
        buf_add_byte(out, letters[p->kind]);
        if (p->kind == MERGE_CONFLICT) {
            buf_add(out, p->base);
            buf_add_byte(out, '/');
            buf_add(out, p->ours);
            buf_add_byte(out, '/');
        }
        buf_add(out, p->kind == MERGE_THEIRS || p->kind == MERGE_CONFLICT ? p->theirs : p->ours);
    }
    vec_deinit(&m);
}

static void pieces_say_who_changed_what(void **state)
{
    (void)state;
    static const struct {
        const char *name, *base, *ours, *theirs, *want;
    } cases[] = {
        {"nothing is changed", "a\nb\n", "a\nb\n", "a\nb\n", "=a\nb\n"},
        {"all are empty", "", "", "", ""},
        {"one side changes a line", "a\nb\nc\n", "a\nX\nc\n", "a\nb\nc\n", "=a\n<X\n=c\n"},
        {"so does the other", "a\nb\nc\n", "a\nb\nc\n", "a\nX\nc\n", "=a\n>X\n=c\n"},
        {"both change lines apart", "a\nb\nc\n", "X\nb\nc\n", "a\nb\nY\n", "<X\n=b\n>Y\n"},
        {"both change the same line", "a\nb\n", "a\nX\n", "a\nY\n", "=a\n!b\n/X\n/Y\n"},
        {"both make the same change", "a\nb\n", "a\nX\n", "a\nX\n", "=a\n&X\n"},
        {"changes that touch are a conflict", "a\nb\n", "X\nb\n", "a\nY\n",
         "!a\nb\n/X\nb\n/a\nY\n"},
        {"one deletes what the other changes", "a\nb\nc\n", "a\nc\n", "a\nX\nc\n",
         "=a\n!b\n//X\n=c\n"},
        {"both add at the same place", "a\nb\n", "a\nX\nb\n", "a\nY\nb\n", "=a\n!/X\n/Y\n=b\n"},
        {"both add the same among equal lines", "a\na\nb\n", "a\na\na\nb\n", "a\na\na\nb\n",
         "=a\na\n&a\n=b\n"},
        {"both make a file", "", "X\n", "Y\n", "!/X\n/Y\n"},
        {"the last line feed is a change", "a\nb\nc\n", "a\nb\nc", "X\nb\nc\n", ">X\n=b\n<c"},
        {"both at the end", "a", "a\nb", "X", "!a/a\nb/X"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf have = BUF_INIT;
        show(cases[i].base, cases[i].ours, cases[i].theirs, &have);
        if (strcmp(buf_c(&have), cases[i].want) != 0)
            fail_msg("%s: %s, not %s", cases[i].name, buf_c(&have), cases[i].want);
    }
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Lines from a small alphabet, or each one once. */
static void random_text(uint32_t *seed, uint32_t kinds, Buf *out)
{
    uint32_t n = next(seed) % 30;
    for (uint32_t i = 0; i < n; i++)
        buf_addf(out, "line %u\n", kinds ? next(seed) % kinds : i);
}

/* Some lines go, change or come. */
static void change(uint32_t *seed, Str text, char who, Buf *out)
{
    Str line;
    text.n -= text.n > 0;
    for (uint32_t i = 0; text.p && str_split(&text, '\n', &line); i++) {
        uint32_t what = next(seed) % 12;
        if (what == 0)
            continue;
        if (what < 3)
            buf_addf(out, "%c %u\n", who, next(seed) % 4);
        if (what != 1)
            buf_addf(out, STR_FMT "\n", STR_ARG(line));
    }
}

typedef struct {
    Buf base, ours, theirs;
} Texts;

static void texts_random(Texts *t, uint32_t *seed, uint32_t kinds)
{
    *t = (Texts){0};
    random_text(seed, kinds, &t->base);
    change(seed, buf_str(&t->base), 'x', &t->ours);
    change(seed, buf_str(&t->base), next(seed) % 4 ? 'y' : 'x', &t->theirs);
}

static void texts_deinit(Texts *t)
{
    buf_deinit(&t->base);
    buf_deinit(&t->ours);
    buf_deinit(&t->theirs);
}

static void pieces_of_one_text_make_that_text(void **state)
{
    uint32_t seed = 1;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        Texts t;
        Merge m = {0};
        AUTO(buf) Buf base = BUF_INIT, ours = BUF_INIT, theirs = BUF_INIT;
        texts_random(&t, &seed, (uint32_t)i % 5 * 3);
        merge_texts(buf_str(&t.base), buf_str(&t.ours), buf_str(&t.theirs), &m);
        VEC_EACH (MergePiece, p, &m) {
            buf_add(&base, p->base);
            buf_add(&ours, p->ours);
            buf_add(&theirs, p->theirs);
        }
        assert_true(str_eq(buf_str(&base), buf_str(&t.base)));
        assert_true(str_eq(buf_str(&ours), buf_str(&t.ours)));
        assert_true(str_eq(buf_str(&theirs), buf_str(&t.theirs)));
        vec_deinit(&m);
        texts_deinit(&t);
    }
}

static void the_sides_can_be_exchanged(void **state)
{
    uint32_t seed = 2;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        Texts t;
        Merge m = {0}, n = {0};
        AUTO(buf) Buf one = BUF_INIT, other = BUF_INIT;
        texts_random(&t, &seed, (uint32_t)i % 5 * 3);
        bool clean = merge_texts(buf_str(&t.base), buf_str(&t.ours), buf_str(&t.theirs), &m);
        assert_int_equal(merge_texts(buf_str(&t.base), buf_str(&t.theirs), buf_str(&t.ours), &n),
                         clean);
        if (clean) {
            merge_write(&m, &one);
            merge_write(&n, &other);
            assert_true(str_eq(buf_str(&one), buf_str(&other)));
        }
        vec_deinit(&m);
        vec_deinit(&n);
        texts_deinit(&t);
    }
}

/* git merge-file: its text, and whether it found no conflict. */
static bool git_merges(const char *dir, const Texts *t, Buf *out)
{
    const Str all[] = {buf_str(&t->ours), buf_str(&t->base), buf_str(&t->theirs)};
    for (int i = 0; i < 3; i++) {
        AUTO(free) char *path = xasprintf("%s/%d", dir, i);
        temp_write(path, all[i]);
    }
    AUTO(free) char *command = xasprintf("cd %s && git merge-file -p 0 1 2 2>/dev/null", dir);
    FILE *f = popen(command, "r");
    size_t n;
    test_must(f != NULL, command);
    while ((n = fread(buf_reserve(out, 4096), 1, 4096, f)) > 0)
        out->n += n;
    return pclose(f) == 0;
}

enum { AGAINST_GIT = 150 };

/* Of texts whose lines differ both say the same.  Where lines are alike there is more than one way
 * to see what a side did: then they say so of all but few. */
static void what_git_merges_we_merge_to_the_same(void **state)
{
    uint32_t seed = 3;
    (void)state;
    if (system("git merge-file -h >/dev/null 2>&1") == 127 << 8) {
        print_message("# SKIP there is no git here\n");
        return;
    }
    char *dir = temp_dir_new();
    int differ = 0;
    for (uint32_t i = 0; i < AGAINST_GIT; i++) {
        Texts t;
        Merge m = {0};
        AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
        texts_random(&t, &seed, i % 3 ? 0 : 6);
        bool clean = merge_texts(buf_str(&t.base), buf_str(&t.ours), buf_str(&t.theirs), &m);
        bool git_clean = git_merges(dir, &t, &want);
        if (clean)
            merge_write(&m, &have);
        bool same = clean == git_clean && (!clean || str_eq(buf_str(&have), buf_str(&want)));
        if (!same && i % 3)
            fail_msg("%u: %s, not %s:\n%s", i, clean ? "clean" : "a conflict",
                     git_clean ? "clean" : "a conflict", buf_c(&want));
        differ += !same;
        vec_deinit(&m);
        texts_deinit(&t);
    }
    assert_true(differ * 20 <= AGAINST_GIT / 3);
    temp_dir_free(dir);
}

const struct CMUnitTest merge_tests[] = {
    cmocka_unit_test(pieces_say_who_changed_what),
    cmocka_unit_test(pieces_of_one_text_make_that_text),
    cmocka_unit_test(the_sides_can_be_exchanged),
    cmocka_unit_test(what_git_merges_we_merge_to_the_same),
};
const size_t merge_tests_n = ARRAY_LEN(merge_tests);
