// Hunk by hunk in a terminal, a line for each answer, as git add -p has it.
#include "app/cli-review.h"
#include "app/cli-talk.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CONTEXT = 3, TEXT_MAX = 64 << 20 };

static const char help[] = "y  accept it          n  reject it\n"
                           "a  accept it and the rest of the file\n"
                           "d  reject it and the rest of the file\n"
                           "s  split the hunk     e  edit its new lines\n"
                           "j  leave it undecided\n"
                           "q  leave the rest undecided\n";

char review_ask_letter(const char *question, const char *letters)
{
    char line[256];
    for (;;) {
        printf("%s [", question);
        for (const char *c = letters; *c; c++)
            printf("%s%c", c == letters ? "" : ",", *c);
        fputs("]? ", stdout);
        fflush(stdout);
        if (!fgets(line, sizeof line, stdin)) {
            putchar('\n');
            return 'q';
        }
        if (line[0] && line[1] == '\n' && strchr(letters, line[0]))
            return line[0];
        fputs("Type one of the letters and Enter.\n", stdout);
    }
}

// The user changes a text in an editor; *text is replaced.  False with a sentence, and nothing is
// changed.
static bool edit(Buf *text, Err *err)
{
    const char *tmp = getenv("TMPDIR");
    AUTO(free) char *path = path_join(tmp && tmp[0] == '/' ? tmp : "/tmp", "codelab-hunk-XXXXXX");
    AUTO(buf) Buf changed = BUF_INIT;
    AUTO(fd) int fd = mkstemp(path);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot write a hunk at '%s'", path);
    bool ok = fs_write_fd(fd, buf_str(text), err) && cli_edit(path, "", err) &&
              fs_read(path, TEXT_MAX, &changed, err);
    (void)unlink(path); // who cleans there gets it
    if (!ok)
        return false;
    buf_clear(text);
    buf_add(text, buf_str(&changed));
    return true;
}

static void add_lines(Buf *out, char mark, Str text)
{
    Str line;
    if (!text.n)
        return;
    text.n -= text.p[text.n - 1] == '\n';
    while (str_split(&text, '\n', &line)) {
        buf_add_byte(out, mark);
        buf_add(out, line);
        buf_add_byte(out, '\n');
    }
}

static Str rows(const DiffLines *v, int64_t from, int64_t to)
{
    if (from >= to)
        return STR("");
    Str last = v->p[to - 1];
    return str_n(v->p[from].p, (size_t)(last.p + last.n - v->p[from].p));
}

static void add_range(Buf *out, char sign, int64_t row, int64_t n)
{
    buf_addf(out, "%c%lld,%lld ", sign, (long long)(n ? row + 1 : row), (long long)n);
}

static void print_hunk(const ReviewText *t, const ReviewEntry *e, const ReviewHunk *h)
{
    AUTO(buf) Buf out = BUF_INIT;
    int64_t end = h->old_row + h->old_n, n = (int64_t)t->before_lines.n;
    int64_t before = MIN(h->old_row, CONTEXT), around = before + MIN(n - end, CONTEXT);
    if (h->is_mode) {
        printf("mode %03o becomes %03o\n", e->before.mode, e->after.mode);
        return;
    }
    buf_add_c(&out, "@@ ");
    add_range(&out, '-', h->old_row - before, h->old_n + around);
    add_range(&out, '+', h->new_row - before, h->new_n + around);
    buf_add_c(&out, "@@\n");
    add_lines(&out, ' ', rows(&t->before_lines, h->old_row - before, h->old_row));
    add_lines(&out, '-', rows(&t->before_lines, h->old_row, end));
    add_lines(&out, '+', review_hunk_text(t, h));
    add_lines(&out, ' ', rows(&t->before_lines, end, MIN(end + CONTEXT, n)));
    cli_put_patch(buf_str(&out));
}

static bool edit_hunk(Review *r, size_t i, size_t h)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    const ReviewText *t = r->texts.p[i];
    buf_add(&text, review_hunk_text(t, &t->hunks.p[h]));
    if (!edit(&text, &err)) {
        cli_fail(&err);
        return false;
    }
    return review_edit(r, i, h, buf_str(&text));
}

static void decide_rest(Review *r, size_t i, size_t from, ReviewState state)
{
    for (size_t h = from; h < r->texts.p[i]->hunks.n; h++)
        if (r->texts.p[i]->hunks.p[h].state == REVIEW_PENDING)
            review_decide_hunk(r, i, h, state);
}

// False: the user wants to stop.
static bool ask_hunk(Review *r, size_t i, size_t *h)
{
    const ReviewText *t = r->texts.p[i];
    print_hunk(t, &r->entries.p[i], &t->hunks.p[*h]);
    AUTO(free) char *question = xasprintf("Hunk %zu of %zu: accept it", *h + 1, t->hunks.n);
    char letter = review_ask_letter(question, "ynadsejq?");
    switch (letter) {
    case 'y':
    case 'n':
        review_decide_hunk(r, i, (*h)++, letter == 'y' ? REVIEW_ACCEPTED : REVIEW_REJECTED);
        return true;
    case 'a':
    case 'd':
        decide_rest(r, i, *h, letter == 'a' ? REVIEW_ACCEPTED : REVIEW_REJECTED);
        return true;
    case 's':
        if (!review_split(r, i, *h))
            puts("It cannot be split further.");
        return true;
    case 'e':
        *h += edit_hunk(r, i, *h);
        return true;
    case 'j':
        ++*h;
        return true;
    case '?':
        fputs(help, stdout);
        return true;
    default:
        return false;
    }
}

static bool ask_hunks(Review *r, size_t i)
{
    for (size_t h = 0; h < r->texts.p[i]->hunks.n;)
        if (r->texts.p[i]->hunks.p[h].state != REVIEW_PENDING)
            h++;
        else if (!ask_hunk(r, i, &h))
            return false;
    return true;
}

static bool ask_whole(Review *r, size_t i)
{
    for (;;)
        switch (review_ask_letter("Accept it", "ynjq?")) {
        case 'y':
            review_decide(r, i, REVIEW_ACCEPTED);
            if (r->entries.p[i].state != REVIEW_ACCEPTED)
                puts("It is too large to have been kept, and cannot be applied.");
            return true;
        case 'n':
            review_decide(r, i, REVIEW_REJECTED);
            return true;
        case 'j':
            return true;
        case '?':
            fputs(help, stdout);
            break;
        default:
            return false;
        }
}

// The merged text; of a conflict both sides, between marks, or the one that is wanted.
static void write_merge(const ReviewMerge *m, char take, Buf *out)
{
    VEC_EACH (const MergePiece, p, &m->pieces) {
        bool both = p->kind == MERGE_CONFLICT && take == 'e';
        Str one = p->kind == MERGE_THEIRS || (p->kind == MERGE_CONFLICT && take == 'y') ? p->theirs
                                                                                        : p->ours;
        if (!both) {
            buf_add(out, one);
            continue;
        }
        buf_add_c(out, "<<<<<<< the disk\n");
        buf_add(out, p->ours);
        buf_add_c(out, "||||||| before the run\n");
        buf_add(out, p->base);
        buf_add_c(out, "=======\n");
        buf_add(out, p->theirs);
        buf_add_c(out, ">>>>>>> the run\n");
    }
}

static bool has_marks(Str text)
{
    Str line;
    while (str_split(&text, '\n', &line))
        if (str_starts(line, STR("<<<<<<< ")) || str_starts(line, STR(">>>>>>> ")))
            return true;
    return false;
}

static void resolve(Review *r, size_t i, const ReviewMerge *m, char take)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    write_merge(m, take, &text);
    if (take == 'e' && !edit(&text, &err))
        cli_fail(&err);
    else if (take == 'e' && has_marks(buf_str(&text)))
        puts("The marks of a conflict are still in it, so it is left as it is.");
    else
        review_resolve(r, i, buf_str(&text), m->disk_hash);
}

static void print_conflict(const ReviewMerge *m)
{
    AUTO(buf) Buf out = BUF_INIT;
    VEC_EACH (const MergePiece, p, &m->pieces)
        if (p->kind == MERGE_CONFLICT) {
            buf_add_c(&out, "@@ the disk has - where the run wrote + @@\n");
            add_lines(&out, '-', p->ours);
            add_lines(&out, '+', p->theirs);
        }
    cli_put_patch(buf_str(&out));
}

static bool ask_conflict(Review *r, size_t i, Store *s)
{
    AUTO(err) Err err = {0};
    ReviewMerge m;
    char letter = 'q';
    if (!review_merge(s, r, i, &m, &err)) {
        cli_fail(&err);
        review_merge_deinit(&m);
        return ask_whole(r, i);
    }
    print_conflict(&m);
    letter = review_ask_letter("Take the run's lines (y), keep the disk's (n), or edit", "ynejq");
    if (letter == 'n')
        review_decide(r, i, REVIEW_REJECTED);
    else if (letter == 'y' || letter == 'e')
        resolve(r, i, &m, letter);
    review_merge_deinit(&m);
    return letter != 'q';
}

static void print_whole(const Review *r, size_t i)
{
    AUTO(buf) Buf out = BUF_INIT;
    review_patch(r, i, &out);
    cli_put_patch(buf_str(&out));
}

static bool ask_entry(Review *r, size_t i, Store *s)
{
    const ReviewText *t = r->texts.p[i];
    bool go_on;
    putchar('\n');
    review_print_entry(&r->entries.p[i]);
    if (r->entries.p[i].conflict) {
        go_on = ask_conflict(r, i, s);
    } else if (t->whole) {
        print_whole(r, i);
        go_on = ask_whole(r, i);
    } else {
        go_on = ask_hunks(r, i);
    }
    return go_on;
}

static bool wants_answer(const ReviewEntry *e)
{
    return e->conflict || e->state == REVIEW_PENDING || e->state == REVIEW_PARTLY;
}

bool review_ask(Review *r, Store *s, Err *err)
{
    bool go_on = true;
    for (size_t i = 0; go_on && i < r->entries.n; i++) {
        if (!wants_answer(&r->entries.p[i]))
            continue;
        if (!review_text_read(r, i, s, err))
            return false;
        go_on = ask_entry(r, i, s);
        if (!review_save(r, s, err))
            return false;
    }
    return true;
}
