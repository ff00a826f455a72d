// Copies that leave codelab, and those that come from outside: with programs played by scripts,
// and with tmux itself.
#include "suite.h"

#include "workspace/clip-program.h"

static const char *const vars[] = {"WAYLAND_DISPLAY", "DISPLAY", "TMUX", "SSH_CONNECTION"};

typedef struct {
    char *path;                  // owned; PATH as it was
    char *bin;                   // owned; folder of our programs
    char *kept[ARRAY_LEN(vars)]; // owned
} Outside;

static void begin(World *w, Outside *o)
{
    o->path = xstrdup(getenv("PATH"));
    o->bin = path_join(w->dir, "bin");
    test_must(mkdir(o->bin, 0755) == 0, o->bin);
    AUTO(free) char *path = xasprintf("%s:%s", o->bin, o->path);
    setenv("PATH", path, 1);
    setenv("OUT", w->dir, 1);
    for (size_t i = 0; i < ARRAY_LEN(vars); i++) {
        o->kept[i] = getenv(vars[i]) ? xstrdup(getenv(vars[i])) : NULL;
        unsetenv(vars[i]);
    }
    w->ws->outside.on = true;
    w->ws->options.clip_command = "{}";
    w->ws->options.clip_history = 50;
}

static void end(Outside *o)
{
    setenv("PATH", o->path, 1);
    for (size_t i = 0; i < ARRAY_LEN(vars); i++) {
        unsetenv(vars[i]);
        if (o->kept[i])
            setenv(vars[i], o->kept[i], 1);
        free(o->kept[i]);
    }
    free(o->path);
    free(o->bin);
}

static void program(const Outside *o, const char *name, const char *body)
{
    AUTO(free) char *path = path_join(o->bin, name);
    AUTO(free) char *text = xasprintf("#!/bin/sh\n%s\n", body);
    MUST(fs_write(path, str_c(text), &err));
    assert_int_equal(chmod(path, 0755), 0);
}

static void copy(World *w, const char *text)
{
    clipboard_put(w->ws, str_c(text), false);
    clip_outside_send(w->ws);
    world_wait(w, !w->ws->outside.copying);
}

static void expect_file(const World *w, const char *name, const char *want)
{
    AUTO(free) char *path = path_join(w->dir, name);
    AUTO(buf) Buf text = BUF_INIT;
    MUST(fs_read(path, 0, &text, &err));
    assert_string_equal(buf_c(&text), want);
}

static void programs_are_those_of_the_session_around(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    static const struct {
        ClipProvider wanted;
        const char *set[3], *names;
    } cases[] = {
        {CLIP_AUTO, {NULL}, "pbcopy "},
        {CLIP_AUTO, {"WAYLAND_DISPLAY", "DISPLAY"}, "wl-copy xclip xsel pbcopy "},
        {CLIP_AUTO, {"DISPLAY", "TMUX"}, "xclip xsel pbcopy tmux "},
        {CLIP_AUTO, {"DISPLAY", "SSH_CONNECTION", "TMUX"}, "tmux "},
        {CLIP_X11, {"SSH_CONNECTION"}, "xclip xsel "},
        {CLIP_TMUX, {NULL}, "tmux "},
        {CLIP_OSC52, {"TMUX", "DISPLAY"}, ""},
        {CLIP_INTERNAL, {"TMUX"}, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf names = BUF_INIT;
        const ClipProgram *found[CLIP_PROGRAMS];
        for (size_t j = 0; j < ARRAY_LEN(vars); j++)
            unsetenv(vars[j]);
        for (size_t j = 0; j < 3 && cases[i].set[j]; j++)
            setenv(cases[i].set[j], "x", 1);
        size_t n = clip_programs(cases[i].wanted, found);
        for (size_t j = 0; j < n; j++)
            buf_addf(&names, "%s ", found[j]->name);
        assert_string_equal(buf_c(&names), cases[i].names);
    }
    end(&o);
}

static void a_copy_goes_to_the_first_program_that_takes_it(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    setenv("DISPLAY", ":7", 1);
    program(&o, "xclip", "exit 1");
    program(&o, "xsel", "echo \"$@\" >$OUT/args; cat >$OUT/got");
    copy(w, "one\ntwo\n");
    expect_file(w, "args", "--clipboard --input\n");
    expect_file(w, "got", "one\ntwo\n");
    assert_string_equal(last_message(w), "Copied 2 lines (xsel)");
    assert_false(w->ws->outside.for_tty);
    w->ws->options.clip_command = "{\"copy\": \"cat >$OUT/own\"}";
    copy(w, "mine");
    expect_file(w, "own", "mine");
    assert_string_equal(last_message(w), "Copied 4 bytes (clipboard.command)");
    end(&o);
}

static void what_no_program_takes_is_for_the_terminal(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    program(&o, "pbcopy", "exit 1");
    copy(w, "text");
    assert_true(w->ws->outside.for_tty);
    w->ws->outside.for_tty = false;
    w->ws->options.clip_provider = CLIP_PASTEBOARD; // nothing else was wanted
    copy(w, "other");
    assert_false(w->ws->outside.for_tty);
    assert_string_equal(last_message(w), "Copied inside codelab only: the program of "
                                         "clipboard.provider did not take it");
    w->ws->options.clip_provider = CLIP_INTERNAL;
    copy(w, "secret");
    assert_false(w->ws->outside.for_tty);
    assert_string_equal(last_message(w),
                        "Copied inside codelab only: clipboard.provider is internal");
    end(&o);
}

static void a_program_that_hangs_holds_nothing_up_for_long(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    program(&o, "pbcopy", "exec sleep 1000");
    program(&o, "pbpaste", "exec sleep 1000");
    copy(w, "text"); // comes back: the test ends by its alarm else
    assert_true(w->ws->outside.for_tty);
    assert_true(clip_outside_read(w->ws, "edit.paste"));
    world_wait(w, w->ws->outside.due);
    assert_string_equal(buf_c(&w->ws->clipboard.text), "text");
    end(&o);
}

static void what_others_copied_is_the_newest(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    program(&o, "pbcopy", "cat >$OUT/board");
    program(&o, "pbpaste", "cat $OUT/board");
    copy(w, "ours");
    assert_true(clip_outside_read(w->ws, "edit.paste"));
    assert_null(w->ws->outside.due);
    world_wait(w, w->ws->outside.due);
    assert_string_equal(w->ws->outside.due, "edit.paste");
    assert_null(w->ws->outside.waiting);
    assert_int_equal(clipboard_count(&w->ws->clipboard), 1); // our own is no news
    free(steal(&w->ws->outside.due));
    AUTO(free) char *board = path_join(w->dir, "board");
    MUST(fs_write(board, STR("theirs\n"), &err));
    assert_true(clip_outside_read(w->ws, NULL));
    world_wait(w, !w->ws->outside.reading);
    assert_null(w->ws->outside.due);
    assert_string_equal(buf_c(&w->ws->clipboard.text), "theirs\n");
    assert_int_equal(clipboard_count(&w->ws->clipboard), 2);
    clipboard_choose(&w->ws->clipboard, 1); // an older one is wanted now
    assert_true(clip_outside_read(w->ws, NULL));
    world_wait(w, !w->ws->outside.reading);
    assert_string_equal(buf_c(&w->ws->clipboard.text), "ours");
    end(&o);
}

static void what_is_selected_outside_is_read_beside_the_clipboard(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    program(&o, "pbcopy", "exit 1");
    program(&o, "pbpaste", "echo copied");
    assert_false(clip_outside_read_primary(w->ws, "edit.pastePrimary")); // it knows of none
    setenv("DISPLAY", ":7", 1);
    program(&o, "xclip", "exit 1");
    program(&o, "xsel", "test \"$1\" = --primary && printf selected");
    assert_true(clip_outside_read_primary(w->ws, "edit.pastePrimary"));
    world_wait(w, w->ws->outside.due);
    assert_string_equal(w->ws->outside.due, "edit.pastePrimary");
    assert_string_equal(buf_c(&w->ws->outside.primary), "selected");
    assert_int_equal(clipboard_count(&w->ws->clipboard), 0);
    free(steal(&w->ws->outside.due));
    program(&o, "xsel", "exit 1"); // nothing is selected any more
    assert_true(clip_outside_read_primary(w->ws, "edit.pastePrimary"));
    world_wait(w, w->ws->outside.due);
    assert_int_equal(w->ws->outside.primary.n, 0);
    w->ws->options.clip_command = "{\"primary\": \"printf own\"}";
    free(steal(&w->ws->outside.due));
    assert_true(clip_outside_read_primary(w->ws, "edit.pastePrimary"));
    world_wait(w, w->ws->outside.due);
    assert_string_equal(buf_c(&w->ws->outside.primary), "own");
    end(&o);
}

static void nothing_outside_is_touched_without_a_terminal(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    program(&o, "pbcopy", "touch $OUT/ran");
    w->ws->outside.on = false;
    clipboard_put(w->ws, STR("text"), false);
    clip_outside_send(w->ws);
    assert_null(w->ws->outside.copying);
    assert_false(clip_outside_read(w->ws, "edit.paste"));
    end(&o);
}

/* The words after `tmux -S SOCKET`, by the shell. */
static int tmux(const char *socket, const char *words)
{
    AUTO(free) char *line = xasprintf("tmux -S '%s' -f /dev/null %s", socket, words);
    return system(line);
}

static void a_copy_inside_tmux_as_it_comes_is_in_its_buffer(void **state)
{
    World *w = *state;
    Outside o;
    begin(w, &o);
    AUTO(free) char *socket = path_join(w->dir, "tmux");
    if (tmux(socket, "new-session -d -x 80 -y 24 'sleep 1000'") != 0) {
        end(&o);
        return; // there is no tmux
    }
    AUTO(free) char *inside = xasprintf("%s,1,0", socket);
    setenv("TMUX", inside, 1);
    program(&o, "pbcopy", "exit 1");
    copy(w, "in tmux\n\xc3\xa4\n");
    assert_string_equal(last_message(w), "Copied 2 lines (tmux)");
    AUTO(free) char *show = xasprintf("save-buffer '%s/got'", w->dir);
    assert_int_equal(tmux(socket, show), 0);
    expect_file(w, "got", "in tmux\n\xc3\xa4\n");
    assert_int_equal(tmux(socket, "set-buffer 'of another pane'"), 0);
    assert_true(clip_outside_read(w->ws, NULL));
    world_wait(w, !w->ws->outside.reading);
    assert_string_equal(buf_c(&w->ws->clipboard.text), "of another pane");
    assert_int_equal(tmux(socket, "kill-server"), 0);
    end(&o);
}

const struct CMUnitTest clip_outside_tests[] = {
    CASE(programs_are_those_of_the_session_around),
    CASE(a_copy_goes_to_the_first_program_that_takes_it),
    CASE(what_no_program_takes_is_for_the_terminal),
    CASE(a_program_that_hangs_holds_nothing_up_for_long),
    CASE(what_others_copied_is_the_newest),
    CASE(what_is_selected_outside_is_read_beside_the_clipboard),
    CASE(nothing_outside_is_touched_without_a_terminal),
    CASE(a_copy_inside_tmux_as_it_comes_is_in_its_buffer),
};
const size_t clip_outside_tests_n = ARRAY_LEN(clip_outside_tests);
