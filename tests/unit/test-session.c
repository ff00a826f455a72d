// Frames, connections and places of sessions.
#include "base/mem.h"
#include "session/session.h"

#include "../lib/temp-dir.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <cmocka.h>

static SessionFrame frame;

static void a_frame_is_read_as_it_was_written_however_it_is_split(void **state)
{
    (void)state;
    AUTO(buf) Buf out = BUF_INIT;
    Str fields[] = {STR("one"), STR(""), STR("a\0b"), STR("last")};
    size_t used;
    assert_true(session_frame_write(&out, SESSION_OPEN, fields, ARRAY_LEN(fields), 2));
    for (size_t n = 0; n < out.n; n++)
        assert_int_equal(session_frame_read(str_upto(buf_str(&out), n), &frame, &used),
                         SESSION_PART);
    buf_add_c(&out, "cls");
    assert_int_equal(session_frame_read(buf_str(&out), &frame, &used), SESSION_WHOLE);
    assert_int_equal(used, out.n - 3);
    assert_int_equal(frame.kind, SESSION_OPEN);
    assert_int_equal(frame.nfds, 2);
    assert_int_equal(frame.n, ARRAY_LEN(fields));
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        assert_true(str_eq(frame.field[i], fields[i]));
    assert_int_equal(session_field(&frame, 4).n, 0);
}

static void lengths_that_lie_break_the_frame(void **state)
{
    (void)state;
    AUTO(buf) Buf whole = BUF_INIT;
    assert_true(session_frame_write(&whole, SESSION_OPEN, (Str[]){STR("abc"), STR("de")}, 2, 0));
    // where a length or a count stands, any other value must not be believed
    static const size_t at[] = {12, 16, SESSION_HEAD, SESSION_HEAD + 7};
    for (size_t i = 0; i < ARRAY_LEN(at); i++)
        for (int v = 0; v < 256; v++)
            for (size_t byte = 0; byte < 4; byte++) {
                AUTO(buf) Buf bad = BUF_INIT;
                size_t used = 0;
                buf_add(&bad, buf_str(&whole));
                if ((unsigned char)bad.p[at[i] + byte] == v)
                    continue;
                bad.p[at[i] + byte] = (char)v;
                assert_int_not_equal(session_frame_read(buf_str(&bad), &frame, &used),
                                     SESSION_WHOLE);
            }
    size_t used;
    assert_int_equal(session_frame_read(STR("GET /"), &frame, &used), SESSION_BROKEN);
}

static void what_is_too_large_is_not_written(void **state)
{
    (void)state;
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(buf) Buf large = BUF_INIT;
    buf_add_fill(&large, 'x', SESSION_BYTES_MAX);
    assert_false(session_frame_write(&out, SESSION_OPEN, (Str[]){buf_str(&large)}, 1, 0));
    assert_int_equal(out.n, 0);
}

static void descriptors_come_with_their_frame_or_are_closed(void **state)
{
    (void)state;
    SessionLink *ends[2];
    int pipe_fds[2];
    char byte;
    assert_true(session_pair(ends, NULL));
    assert_int_equal(pipe(pipe_fds), 0);
    assert_true(session_send_fds(ends[0], SESSION_ATTACH, NULL, 0, &pipe_fds[1], 1));
    assert_true(session_send(ends[0], SESSION_INFO, NULL, 0));
    close(pipe_fds[1]);
    assert_true(session_link_read(ends[1]));
    assert_true(session_link_next(ends[1], &frame));
    assert_int_equal(frame.nfds, 1);
    int got = session_link_take_fd(ends[1]);
    assert_true(got >= 0);
    assert_int_equal(session_link_take_fd(ends[1]), -1);
    assert_int_equal(write(got, "x", 1), 1);
    assert_int_equal(read(pipe_fds[0], &byte, 1), 1);
    assert_true(session_send_fds(ends[0], SESSION_ATTACH, NULL, 0, &got, 1));
    close(got);
    assert_true(session_link_next(ends[1], &frame)); // INFO
    assert_true(session_link_read(ends[1]));
    assert_true(session_link_next(ends[1], &frame));
    assert_false(session_link_next(ends[1], &frame)); // nobody took it
    assert_int_equal(read(pipe_fds[0], &byte, 1), 0);
    close(pipe_fds[0]);
    session_link_free(ends[0]);
    session_link_free(ends[1]);
}

static void who_does_not_read_is_never_waited_for(void **state)
{
    (void)state;
    SessionLink *ends[2];
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_fill(&text, 'x', 100000);
    assert_true(session_pair(ends, NULL));
    int sent = 0;
    while (sent < 1000 && session_send(ends[0], SESSION_OPEN, (Str[]){buf_str(&text)}, 1))
        sent++;
    assert_in_range(sent, 1, 999);
    int got = 0;
    bool gone;
    while (session_link_flush(ends[0]) && session_await(ends[1], &frame, 0, &gone)) {
        assert_true(str_eq(session_field(&frame, 0), buf_str(&text)));
        got++;
    }
    assert_int_equal(got, sent);
    assert_false(gone);
    session_link_free(ends[0]);
    assert_false(session_await(ends[1], &frame, 0, &gone));
    assert_true(gone);
    session_link_free(ends[1]);
}

static char *runtime;

static int begin(void **state)
{
    (void)state;
    runtime = temp_dir_new();
    return setenv("XDG_RUNTIME_DIR", runtime, 1);
}

static int end(void **state)
{
    (void)state;
    temp_dir_free(runtime);
    return 0;
}

static void one_session_a_folder_by_whatever_path(void **state)
{
    (void)state;
    SessionPlace a, b;
    AUTO(err) Err err = {0};
    AUTO(free) char *link = xasprintf("%s/link", runtime);
    assert_int_equal(symlink("/usr", link), 0);
    assert_true(session_place_init(&a, "/usr", &err));
    assert_true(session_place_init(&b, link, &err));
    assert_string_equal(a.id, b.id);
    assert_memory_equal(a.id, "usr-", 4);
    int fd = session_listen(&a, &err);
    assert_true(fd >= 0);
    assert_int_equal(session_listen(&b, &err), -1);
    assert_int_equal(err.code, EEXIST);
    SessionLink *l = session_call(&b, &err);
    assert_non_null(l);
    int other = session_accept(fd);
    assert_true(other >= 0);
    assert_int_equal(session_accept(fd), -1);
    close(other);
    session_link_free(l);
    session_unlisten(&a);
    close(fd);
    assert_null(session_call(&b, &err));
    assert_int_equal(err.code, ENOENT);
    session_place_deinit(&a);
    session_place_deinit(&b);
}

static void what_a_dead_session_left_is_neither_listed_nor_in_the_way(void **state)
{
    (void)state;
    SessionPlace p;
    SessionIds ids = {0};
    AUTO(err) Err err = {0};
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        _exit(!session_place_init(&p, "/usr", NULL) || session_listen(&p, NULL) < 0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_true(session_place_init(&p, "/usr", &err));
    assert_null(session_call(&p, &err));
    assert_int_equal(err.code, ECONNREFUSED);
    int fd = session_listen(&p, &err);
    assert_true(fd >= 0);
    assert_true(session_ids(&ids, &err));
    assert_int_equal(ids.n, 1);
    assert_string_equal(ids.p[0], p.id);
    session_ids_deinit(&ids);
    close(fd);
    session_place_deinit(&p); // without taking its names away
    ids = (SessionIds){0};
    assert_true(session_ids(&ids, &err));
    assert_int_equal(ids.n, 0);
    session_ids_deinit(&ids);
}

static void a_folder_that_others_can_enter_is_refused(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    AUTO(free) char *dir = xasprintf("%s/codelab", runtime);
    assert_int_equal(mkdir(dir, 0700), 0);
    assert_int_equal(chmod(dir, 0755), 0);
    assert_int_equal(session_dir_open(&err), -1);
    assert_non_null(strstr(err_text(&err), "open to other users"));
    assert_int_equal(rmdir(dir), 0);
    assert_int_equal(symlink("/usr", dir), 0);
    assert_int_equal(session_dir_open(&err), -1);
}

static void a_caller_of_another_user_is_hung_up_on(void **state)
{
    (void)state;
    SessionPlace p;
    AUTO(err) Err err = {0};
    if (geteuid() != 0) {
        print_message("# SKIP only root can be somebody else\n");
        return;
    }
    assert_true(session_place_init(&p, "/usr", &err));
    int fd = session_listen(&p, &err);
    assert_true(fd >= 0);
    SessionLink *own = session_call(&p, &err);
    assert_non_null(own);
    int accepted = session_accept(fd);
    assert_true(accepted >= 0);
    close(accepted);
    session_link_free(own);
    pid_t pid = fork(); // with the folder open already, past all that keeps it out
    if (pid == 0) {
        AUTO(free) char *sock = xasprintf("%s/codelab/%s.sock", runtime, p.id);
        AUTO(free) char *dir = xasprintf("%s/codelab", runtime);
        bool open = chmod(runtime, 0755) == 0 && chmod(dir, 0755) == 0 && chmod(sock, 0777) == 0;
        SessionLink *l = open && seteuid(65534) == 0 ? session_call(&p, &err) : NULL;
        _exit(l ? 1 : 0); // it notices, too, that the session is another's
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(session_accept(fd), -1);
    session_unlisten(&p);
    close(fd);
    session_place_deinit(&p);
}

static void no_id_leads_out_of_the_folder(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "../x", "a/b", "a b", "\xc3\xa4"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        SessionPlace p;
        AUTO(err) Err err = {0};
        assert_false(session_place_named(&p, str_c(bad[i]), &err));
        assert_non_null(err.msg);
    }
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_is_read_as_it_was_written_however_it_is_split),
        cmocka_unit_test(lengths_that_lie_break_the_frame),
        cmocka_unit_test(what_is_too_large_is_not_written),
        cmocka_unit_test(descriptors_come_with_their_frame_or_are_closed),
        cmocka_unit_test(who_does_not_read_is_never_waited_for),
        IN_FOLDER(one_session_a_folder_by_whatever_path),
        IN_FOLDER(what_a_dead_session_left_is_neither_listed_nor_in_the_way),
        IN_FOLDER(a_folder_that_others_can_enter_is_refused),
        IN_FOLDER(a_caller_of_another_user_is_hung_up_on),
        IN_FOLDER(no_id_leads_out_of_the_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
