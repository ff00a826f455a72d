// Typing into the whole program and killing it, again and again: what it had kept is there at the
// next start, and nothing that was not typed.  UNSAVED_ROUNDS in the environment says how often
// (8).
#include "outer.h"
#include "base/fs.h"
#include "base/path.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

static const OuterSetup setup = {.term = "xterm-256color", .args = {"-n", "--log", "log", "a.txt"}};

static void read_file(const Outer *o, const char *name, Buf *out)
{
    AUTO(free) char *path = path_join(o->home, name);
    AUTO(err) Err err = {0};
    if (!fs_read(path, 1 << 24, out, &err))
        fail_msg("%s", err_text(&err));
}

// The program tells its log when edits wait, and when all are kept.
static bool all_is_kept(const Outer *o)
{
    AUTO(buf) Buf log = BUF_INIT;
    Str rest, line;
    bool kept = false;
    read_file(o, "log", &log);
    rest = buf_str(&log);
    while (str_split(&rest, '\n', &line)) {
        kept = str_find(line, STR("all is kept")) >= 0 ||
               (kept && str_find(line, STR("edits wait")) < 0);
    }
    return kept;
}

static void wait_until_kept(Outer *o)
{
    while (!all_is_kept(o))
        outer_quiet(o, 5);
}

typedef struct {
    uint64_t state;
} Dice;

static unsigned roll(Dice *d, unsigned below)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(d->state >> 33) % below;
}

// Words of their own, so that none can be taken for another.
static void type_words(Outer *o, Buf *typed, Dice *d, unsigned most)
{
    for (unsigned i = roll(d, most) + 1; i > 0; i--) {
        AUTO(buf) Buf word = BUF_INIT;
        buf_addf(&word, "w%zu%c", typed->n, roll(d, 6) ? ' ' : '\r');
        outer_type(o, buf_str(&word));
        if (word.p[word.n - 1] == '\r')
            word.p[word.n - 1] = '\n';
        buf_add(typed, buf_str(&word));
    }
}

static void see_end_of(Outer *o, const Buf *typed)
{
    Str text = str_trim(buf_str(typed)), word = STR_NULL;
    while (str_split(&text, '\n', &word))
        ;
    ptrdiff_t blank = str_rfind_byte(word, ' ');
    AUTO(free) char *last = str_dup(str_from(word, (size_t)(blank + 1)));
    outer_see(o, last);
}

static void expect_kept(const Buf *file, const Buf *typed, size_t kept, int round)
{
    Str have = buf_str(file);
    while (have.n && have.p[have.n - 1] == '\n') // what ends the last line
        have.n--;
    Str all = buf_str(typed), least = str_trim(str_upto(all, kept));
    if (!str_starts(all, have) || have.n < least.n)
        fail_msg("round %d: of %zu bytes typed and %zu kept, %zu came back", round, typed->n, kept,
                 have.n);
}

static void what_was_kept_outlives_kill_9(void **state)
{
    (void)state;
    const char *set = getenv("UNSAVED_ROUNDS");
    long rounds = set ? strtol(set, NULL, 10) : 8;
    Dice d = {(uint64_t)rounds};
    for (int round = 0; round < rounds; round++) {
        AUTO(buf) Buf typed = BUF_INIT, file = BUF_INIT;
        Outer o;
        outer_begin(&o);
        outer_put(&o, "a.txt", STR(""));
        outer_start(&o, &setup);
        outer_see(&o, "Ln 1");
        type_words(&o, &typed, &d, 30);
        see_end_of(&o, &typed);
        wait_until_kept(&o);
        size_t kept = typed.n;
        type_words(&o, &typed, &d, 20);
        outer_quiet(&o, (int)roll(&d, 3) * (int)roll(&d, 300) + 1);
        assert_int_equal(kill(o.pid, SIGKILL), 0);
        outer_finish(&o);
        outer_restart(&o, &setup);
        outer_see(&o, "Restored 1 unsaved file");
        outer_type(&o, STR("\x13"));
        outer_see(&o, "Saved");
        outer_type(&o, STR("\x11"));
        outer_finish(&o);
        read_file(&o, "a.txt", &file);
        expect_kept(&file, &typed, kept, round);
        outer_end(&o);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_kept_outlives_kill_9)};
    return cmocka_run_group_tests_name("unsaved", tests, NULL, NULL);
}
