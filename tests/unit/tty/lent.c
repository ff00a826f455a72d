// Several terminals, lent by others: each is what it was opened as, and none is waited for.
#include "tty/terminal.h"
#include "groups.h"
#include "base/mem.h"

#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <unistd.h>

static const TtyOptions options = {.mouse = true, .sync = -1};

typedef struct {
    int master, slave;
    TtyLoan *loan;
    Tty *tty;
} Lent;

static Lent lend(const char *term)
{
    struct winsize size = {.ws_row = 10, .ws_col = 40};
    Lent l;
    assert_int_equal(openpty(&l.master, &l.slave, NULL, NULL, &size), 0);
    assert_int_equal(fcntl(l.master, F_SETFL, O_NONBLOCK), 0);
    setenv("LANG", "C.UTF-8", 1);
    setenv("TERM", term, 1);
    unsetenv("TMUX");
    l.loan = tty_loan_new(l.slave, l.slave, NULL);
    l.tty = tty_open_lent(l.slave, l.slave, tty_loan_fd(l.loan), &options, NULL);
    assert_non_null(l.tty);
    return l;
}

static void end(Lent *l)
{
    tty_free(l->tty);
    tty_loan_free(l->loan);
    close(l->master);
    close(l->slave);
}

static size_t take_all(const Lent *l, Buf *out)
{
    char bytes[4096];
    size_t was = out->n;
    for (ssize_t n; (n = read(l->master, bytes, sizeof bytes)) > 0;)
        buf_add(out, str_n(bytes, (size_t)n));
    return out->n - was;
}

static void each_stays_what_it_was_when_it_was_lent(void **state)
{
    (void)state;
    Lent console = lend("linux"), x = lend("xterm-256color"), plain = lend("vt100");
    setenv("TMUX", "/tmp/x,1,0", 1);
    assert_false(tty_has_signs(console.tty));
    assert_true(tty_has_signs(x.tty));
    assert_int_equal(tty_key_tier(console.tty), 0);
    assert_int_equal(tty_key_tier(x.tty), 1);
    assert_int_equal(tty_key_tier(plain.tty), 0);
    unsetenv("TMUX");
    end(&console);
    end(&x);
    end(&plain);
}

// Every cell of it is another than before.
static void draw(Surface *s, int i)
{
    for (int row = 0; row < surface_rows(s); row++)
        for (int col = 0; col < surface_cols(s); col++) {
            char letter = (char)('a' + (row + col + i) % 26);
            Style style = {.fg = COLOR_ANSI(1 + (col + i) % 200)};
            surface_put(s, row, col, 1, str_n(&letter, 1), style);
        }
}

static void one_that_takes_nothing_owes_one_frame_and_one_of_each_wish(void **state)
{
    (void)state;
    Lent l = lend("xterm-256color");
    Surface *s = surface_new(10, 40);
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(buf) Buf text = BUF_INIT;
    size_t most = 0;
    buf_add_fill(&text, 'x', 1000);
    for (int i = 0; i < 2000; i++) {
        const char *route;
        char title[] = {(char)('A' + i % 26), 0};
        draw(s, i);
        tty_set_title(l.tty, str_c(title));
        assert_true(tty_copy(l.tty, buf_str(&text), &route));
        tty_paint(l.tty, s, 0, 0, CURSOR_LINE);
        most = MAX(most, l.tty->backlog.n + l.tty->pending.n + l.tty->copy.n);
    }
    assert_true(tty_retry_ms(l.tty) >= 0);
    assert_true(most < 64 << 10);
    for (int idle = 0; idle < 3;) { // it reads again
        idle = take_all(&l, &got) ? 0 : idle + 1;
        tty_paint(l.tty, s, 0, 0, CURSOR_LINE);
    }
    assert_int_equal(tty_retry_ms(l.tty), -1);
    assert_true(str_find(buf_str(&got), STR("\033]2;X\033\\")) >= 0); // 1999 % 26
    surface_free(s);
    end(&l);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_stays_what_it_was_when_it_was_lent),
    cmocka_unit_test(one_that_takes_nothing_owes_one_frame_and_one_of_each_wish),
};

const TestGroup lent_tests = {tests, ARRAY_LEN(tests)};
