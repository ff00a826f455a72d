#include "patience.h"
#include "sessions.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>

#include <cmocka.h>

const OuterSetup sessions_bare = {.term = "xterm-256color", .session = true, .answers = true};
const OuterSetup sessions_with_file = {
    .term = "xterm-256color", .args = {"a.txt"}, .session = true, .answers = true};

void sessions_begin(Outer *o)
{
    outer_begin(o);
    outer_put(o, "a.txt", STR("hello\n"));
    outer_start(o, &sessions_with_file);
    outer_see(o, "hello");
    outer_type(o, STR("x"));
    outer_see(o, "xhello");
}

void sessions_finish(Outer *o)
{
    sessions_end(o);
    outer_end(o);
}

void sessions_detach(Outer *o)
{
    outer_type(o, STR("\013q"));
    outer_see(o, SESSIONS_BACK);
    assert_int_equal(outer_finish(o), 0);
}

// What a command line of codelab prints, with its exit code; it runs in `home`, as the user's.
int sessions_words(const Outer *o, const char *args, Buf *out)
{
    AUTO(free)
    char *line = xasprintf("cd %s && HOME=%s XDG_RUNTIME_DIR=%s LANG=C.UTF-8 %s %s 2>&1", o->home,
                           o->home, o->home, PROGRAM, args);
    char bytes[4096];
    FILE *f = popen(line, "r");
    assert_non_null(f);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        buf_add(out, str_n(bytes, n));
    int status = pclose(f);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

bool sessions_list(const Outer *o, const char *text)
{
    AUTO(buf) Buf out = BUF_INIT;
    assert_int_equal(sessions_words(o, "-l", &out), 0);
    return strstr(buf_c(&out), text);
}

void sessions_wait(const Outer *o, const char *text, bool there)
{
    enum { STEP_MS = 10 };
    Patience p = patience_new(o->home);
    while (sessions_list(o, text) != there) {
        (void)poll(NULL, 0, STEP_MS);
        if (!patience_lasts(&p))
            outer_give_up(o, text);
    }
}

// The pid of the only session there is.
pid_t sessions_pid(const Outer *o)
{
    AUTO(buf) Buf out = BUF_INIT;
    long long pid = 0;
    assert_int_equal(sessions_words(o, "-l --json", &out), 0);
    const char *at = strstr(buf_c(&out), "\"pid\":");
    assert_non_null(at);
    Str rest = str_trim(str_c(at + 6)), number;
    assert_true(str_split(&rest, ',', &number) && str_to_i64(number, &pid));
    return (pid_t)pid;
}

void sessions_end(const Outer *o)
{
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(buf) Buf json = BUF_INIT;
    assert_int_equal(sessions_words(o, "-l", &out), 0);
    Str rest = buf_str(&out), line;
    while (str_split(&rest, '\n', &line)) {
        Str name = STR_NULL, all = line;
        AUTO(buf) Buf ignored = BUF_INIT;
        if (!str_split(&all, ' ', &name) || !name.n)
            continue;
        AUTO(free) char *args = xasprintf("-k '" STR_FMT "'", STR_ARG(name));
        (void)sessions_words(o, args, &ignored);
    }
    assert_int_equal(sessions_words(o, "-l --json", &json), 0);
    assert_string_equal(buf_c(&json), "[]\n");
}

void sessions_another(const Outer *first, Outer *o)
{
    *o = (Outer){.home = first->home, .fd = -1, .slave = -1};
}

void sessions_leave(Outer *o)
{
    close(o->fd);
    close(o->slave);
    vt_free(o->vt);
    buf_deinit(&o->sent);
    buf_deinit(&o->typed);
}
