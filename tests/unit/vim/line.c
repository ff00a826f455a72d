// Command lines: what they do to a text, and what they say where they do nothing.
#include "suite.h"

#include "workspace/message.h"

#include <stdio.h>

typedef struct {
    const char *name, *text, *keys, *want;
    const char *says; // NULL: whatever
} LineCase;

static const LineCase cases[] = {
    {"y and n are asked for each match", "a a\na", ":%s/a/b/gc<CR>yny", "b a\nb", NULL},
    {"all takes those that are left", "a a\na a", ":%s/a/b/gc<CR>na", "a b\nb b", NULL},
    {"l takes this one and no more", "a a\na a", ":%s/a/b/gc<CR>nl", "a b\na a", NULL},
    {"q leaves the rest", "a a\na a", ":%s/a/b/gc<CR>yq", "b a\na a", NULL},
    {"Esc leaves the rest", "a a\na a", ":%s/a/b/gc<CR>y<Esc>", "b a\na a", NULL},
    {"other keys are no answer", "a a", ":s/a/b/gc<CR>xyzy", "b b", NULL},
    {"without g one of each line is asked about", "a a\na a", ":%s/a/b/c<CR>yy", "b a\nb a", NULL},
    {"what came in is not asked about", "aa", ":s/a/aa/gc<CR>yy", "aaaa", NULL},
    {"groups are expanded one by one", "x1 x2", ":s/x\\(.\\)/\\1/gc<CR>ny", "x1 2", NULL},
    {"all answers are one step of undo", "a a\na a", ":%s/a/b/gc<CR>yya<Esc>u", "a a\na a", NULL},
    {"it asks for nothing that is not there", "a", ":s/b/c/c<CR>", "a", NULL},
    {"a line end can be asked about", "a\nb\nc", ":%s/\\n/-/c<CR>ny", "a\nb-c", NULL},
    {"line ends found once a line join all", "a\nb\nc\nd", ":%s/\\n/-/<CR>", "a-b-c-d-", NULL},
    {"an empty match is one of each line", "a\nb\n\nc", ":%s/^/-/<CR>", "-a\n-b\n-\n-c", NULL},
    {"an empty match is asked about once", "a\nb\n\nc", ":%s/^/-/c<CR>yyny", "-a\n-b\n\n-c", NULL},
    {"a bar begins another command", "a\nb\nc", ":1d|s/b/d/|$s/c/e/<CR>", "d\ne", NULL},
    {"a bar in a pattern is of the pattern", "a|b", ":s/a|b/c|d/<CR>", "c|d", NULL},
    {"a bar behind g is of each line", "a\nb\na", ":g/a/s/a/x/|s/x/y/<CR>", "y\nb\ny", NULL},
    {"what fails ends the line", "a\nb", ":s/zz/y/|d<CR>", "a\nb", NULL},
    {"the dot register is what was typed", "x", "ione<CR>two<BS>o<Esc>o<Esc>\".p",
     "one\ntwox\none\ntwo", NULL},
    {"the dot register is not written to", "x", "\".yy", "x", NULL},
    {"left sets the indent", "a\n b", ":%le 2<CR>", "  a\n  b", NULL},
    {"center and right count columns", "abc", ":ce 9<CR>:t.|ri 5<CR>", "   abc\n  abc", NULL},
    {"retab writes tabs as they are set", "\tx", ":set et|ret<CR>", "    x", NULL},
    {"= tells the last line", "a\nb\nc", ":=<CR>", "a\nb\nc", "line 3"},
    {"a number behind d counts lines", "a\nb\nc\nd", ":2d 2<CR>", "a\nd", NULL},
    {"a register and a number behind d", "a\nb\nc", ":1d q 2<CR>\"qp", "c\na\nb", NULL},
    {"a number behind j counts lines", "a\nb\nc\nd", ":1j 3<CR>", "a b c\nd", NULL},
    {"@ runs a register as command lines", "s/a/b/\na", "\"qdd:@q<CR>", "b", NULL},
    {"& does the last :s again", "aa\naa", ":s/a/b/<CR>j&", "ba\nba", NULL},
    {"g& does it in all lines with its flags", "aa\naa", ":s/a/b/g<CR>g&", "bb\nbb", NULL},
    {"startinsert types on", "a", ":star!<CR>b", "ab", NULL},
    {"ctrl+k takes two characters for one", "", "i<C-k>a:<C-k>:ax<C-k>Eu", "ääx€", NULL},
    {"... and the second where there is none", "", "i<C-k>qq", "q", NULL},
    {"... and writes over in replace mode", "abc", "R<C-k>o:<Esc>", "öbc", NULL},
    {"... and is what r and f take", "aäb", "f<C-k>a:r<C-k>ss", "aßb", NULL},
    {"... and what a dot does again", "x", "A<C-k>o:<Esc>.", "xöö", NULL},
    {"... and stands on the command line", "äa", ":s/<C-k>a:/<C-k>ss/<CR>", "ßa", NULL},
    {"ctrl+v takes a number", "", "i<C-v>u20acx<C-v>65y", "\xe2\x82\xacxAy", NULL},
    {"0 ctrl+d drops the indent", "\ta", "A<CR>\t\t0<C-d>b", "\ta\nb", NULL},
    {"ctrl+o goes back however near it was", "a\nb\nc", "Ggg<C-o>x", "a\nb\n", NULL},
    {"ctrl+i goes there again", "a\nb\nc", "G<C-o><C-i>x", "a\nb\n", NULL},
    {"gN is the match before the cursor", "xa ab ac\nad", "/a<CR>gg$dgN", "xa ab c\nad", NULL},
    {"... or at it", "xa ab ac\nad", "/a<CR>gg3lcgNZZ<Esc>", "xa ZZb ac\nad", NULL},
    {"... and what is selected grows to it", "xa ab ac\nad", "/a<CR>gg4lvgNd", "xa  ac\nad", NULL},
    {"zj goes to the next fold", "a\nb\n  c\nd\n  e", "zjx", "a\n\n  c\nd\n  e", NULL},
    {"2zj to the second", "a\nb\n  c\nd\n  e", "2zjx", "a\nb\n  c\n\n  e", NULL},
    {"zk to the end of the one before", "b\n  cc\nd", "Gzkx", "b\n cc\nd", NULL},
    {"dzj takes lines", "a\nb\n  c\nd\n  e", "dzj", "  c\nd\n  e", NULL},
    {"U takes back what was done in a line", "abc", "xxU", "abc", NULL},
    {"U twice does it again", "abc", "xxUU", "c", NULL},
    {"U says that there is nothing", "abc", "U", "abc", "no line"},
    {"a range with w wants a name", "a\nb", ":1w<CR>", "a\nb", ":'<,'>w NAME"},
    {"w does not write to a command", "a", ":w !tee x<CR>", "a", "only files"},
    {"! without a range says what it is for", "a", ":!ls<CR>", "a", ":%!sort"},
    {"r wants a file", "a", ":r<CR>", "a", ":r wants a file"},
    {"r of what is not there says so", "a", ":r /nonexistent/x<CR>", "a", "nonexistent"},
    {"cd to what is no folder says so", "a", ":cd /nonexistent/x<CR>", "a", "is no folder"},
    {"an unknown command is named", "a", ":zork<CR>", "a", "'zork'"},
};

static void text_of(const World *w, Buf *out)
{
    const Snap *s = text_now(workspace_view(w->ws)->doc->text);
    snap_add_to(s, 0, snap_size(s), out);
    if (out->n && out->p[out->n - 1] == '\n')
        out->p[--out->n] = '\0';
}

static bool holds(const LineCase *c)
{
    World w;
    world_new(&w);
    world_text(&w, c->text);
    world_keys(&w, c->keys);
    AUTO(buf) Buf got = BUF_INIT;
    text_of(&w, &got);
    const Message *m = message_result(w.ws);
    bool said = !c->says || (m && strstr(m->text, c->says));
    bool ok = said && strcmp(buf_c(&got), c->want) == 0;
    if (!ok)
        fprintf(stderr, "%s: '%s', said '%s'\n", c->name, buf_c(&got), m ? m->text : "");
    world_free(&w);
    return ok;
}

static void command_lines_do_what_they_say(void **state)
{
    size_t bad = 0;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        bad += !holds(&cases[i]);
    assert_int_equal(bad, 0);
}

static void what_is_pasted_while_typing_is_done_again(void **state)
{
    World w;
    AUTO(buf) Buf got = BUF_INIT;
    (void)state;
    world_new(&w);
    world_text(&w, "a\nb");
    world_keys(&w, "A");
    Key paste = {.kind = KEY_PASTE, .text = STR("[x]")};
    assert_int_equal(vim_key(w.vim, &paste), VIM_PASS);
    assert_true(view_paste(workspace_view(w.ws), paste.text, NULL));
    world_keys(&w, "<Esc>j.");
    text_of(&w, &got);
    assert_string_equal(buf_c(&got), "a[x]\nb[x]");
    world_free(&w);
}

// Lines that come again and again, over more bytes than one turn looks through.
enum { UNIT_LINES = 1000, BIG_BYTES = 34 << 20 };

static void add_lines(const char *const *lines, size_t n, size_t bytes, Buf *out)
{
    for (size_t i = 0; out->n < bytes || i % UNIT_LINES; i++)
        buf_add_c(out, lines[i % n]);
    out->p[--out->n] = '\0'; // the end of the last one comes with the text
}

// What a command makes of a big text is what it makes of a piece of it, so many times.
static void same_as_a_piece(const char *keys)
{
    static const char *const lines[] = {"one two\n", "a\n", "\n", "two two\n", "  x two\n"};
    World small, big;
    AUTO(buf) Buf piece = BUF_INIT, whole = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
    add_lines(lines, ARRAY_LEN(lines), 1, &piece);
    add_lines(lines, ARRAY_LEN(lines), BIG_BYTES, &whole);
    world_new(&small);
    world_text(&small, buf_c(&piece));
    world_keys(&small, keys);
    text_of(&small, &want);
    buf_add_byte(&want, '\n');
    world_new(&big);
    world_text(&big, buf_c(&whole));
    world_keys(&big, keys);
    assert_non_null(big.ws->replacing);
    while (big.ws->replacing)
        loop_turn(big.loop, -1);
    text_of(&big, &got);
    buf_add_byte(&got, '\n');
    for (size_t at = 0; at < got.n; at += want.n)
        if (!str_starts(str_from(buf_str(&got), at), buf_str(&want)))
            fail_msg("%s differs behind byte %zu", keys, at);
    assert_int_equal(got.n / want.n, (whole.n + 1) / (piece.n + 1));
    world_keys(&big, "u");
    buf_clear(&got);
    text_of(&big, &got);
    assert_true(str_eq(buf_str(&got), buf_str(&whole)));
    world_free(&small);
    world_free(&big);
}

static void very_many_lines_become_what_few_do(void **state)
{
    (void)state;
    same_as_a_piece(":%s/two/2\\r&/<CR>");
    same_as_a_piece(":%s/t\\|o*/<&>/g<CR>");
    same_as_a_piece(":g/two/d<CR>");
}

// What a worker made is not brought into another text than it was made of.
static void an_edit_meanwhile_is_kept(void **state)
{
    World w;
    AUTO(buf) Buf text = BUF_INIT, got = BUF_INIT;
    static const char *const lines[] = {"a\n"};
    (void)state;
    add_lines(lines, 1, BIG_BYTES, &text);
    world_new(&w);
    world_text(&w, buf_c(&text));
    world_keys(&w, ":%s/a/b/<CR>");
    world_keys(&w, ":%s/a/c/<CR>");
    assert_non_null(strstr(message_result(w.ws)->text, "under way"));
    world_keys(&w, "x");
    while (w.ws->replacing)
        loop_turn(w.loop, -1);
    text_of(&w, &got);
    assert_int_equal(got.n, text.n - 1);
    assert_null(memchr(got.p, 'b', got.n));
    world_keys(&w, ":%s/a/b/<CR>");
    world_free(&w); // with one under way
}

const struct CMUnitTest line_tests[] = {
    cmocka_unit_test(command_lines_do_what_they_say),
    cmocka_unit_test(what_is_pasted_while_typing_is_done_again),
    cmocka_unit_test(very_many_lines_become_what_few_do),
    cmocka_unit_test(an_edit_meanwhile_is_kept),
};
const size_t nline_tests = sizeof line_tests / sizeof line_tests[0];
