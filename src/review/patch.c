// An entry as a patch in git's extended form.
#include "review/inner.h"

#include "base/mem.h"

enum { CONTEXT = 3, MODE_LINK = 0120000, MODE_FILE = 0100000 };

// As git writes names that hold what would end them: "a\tb".
static void add_name(Buf *out, const char *prefix, const char *path)
{
    bool plain = true;
    for (const char *c = path; *c; c++)
        plain = plain && (unsigned char)*c >= ' ' && *c != '"' && *c != '\\' && *c != 0x7f;
    if (plain) {
        buf_addf(out, "%s%s", prefix, path);
        return;
    }
    buf_addf(out, "\"%s", prefix);
    for (const char *c = path; *c; c++) {
        if (*c == '"' || *c == '\\')
            buf_addf(out, "\\%c", *c);
        else if ((unsigned char)*c < ' ' || *c == 0x7f)
            buf_addf(out, "\\%03o", (unsigned char)*c);
        else
            buf_add_byte(out, *c);
    }
    buf_add_byte(out, '"');
}

static unsigned git_mode(const ReviewSide *s)
{
    return s->thing == REVIEW_LINK ? MODE_LINK : MODE_FILE | (s->mode & 0100 ? 0755 : 0644);
}

static void add_head(const ReviewEntry *e, bool before, bool after, Buf *out)
{
    unsigned from = git_mode(&e->before), to = git_mode(&e->after);
    buf_add_c(out, "diff --git ");
    add_name(out, "a/", e->path);
    buf_add_byte(out, ' ');
    add_name(out, "b/", e->path);
    buf_add_byte(out, '\n');
    if (!before)
        buf_addf(out, "new file mode %06o\n", to);
    else if (!after)
        buf_addf(out, "deleted file mode %06o\n", from);
    else if (from != to)
        buf_addf(out, "old mode %06o\nnew mode %06o\n", from, to);
}

// A blank in a name would else be its end.
static void add_file_line(const char *mark, const char *prefix, const ReviewEntry *e, bool there,
                          Buf *out)
{
    buf_add_c(out, mark);
    if (there)
        add_name(out, prefix, e->path);
    else
        buf_add_c(out, "/dev/null");
    buf_add_c(out, there && strchr(e->path, ' ') ? "\t\n" : "\n");
}

static void add_texts(const ReviewEntry *e, Str before, Str after, const bool there[2], Buf *out)
{
    DiffLines old_lines = {0}, new_lines = {0};
    DiffHunks hunks = {0};
    diff_split(before, &old_lines);
    diff_split(after, &new_lines);
    diff_lines(&old_lines, &new_lines, &hunks);
    diff_slide(&old_lines, &new_lines, &hunks);
    if (hunks.n) {
        add_file_line("--- ", "a/", e, there[0], out);
        add_file_line("+++ ", "b/", e, there[1], out);
        diff_unified(&old_lines, &new_lines, &hunks, CONTEXT, out);
    }
    vec_deinit(&old_lines);
    vec_deinit(&new_lines);
    vec_deinit(&hunks);
}

static void add_unshown(const ReviewEntry *e, const bool there[2], Buf *out)
{
    if (e->change == REVIEW_MODE)
        return; // its head says all
    buf_add_c(out, "Binary files ");
    if (there[0])
        add_name(out, "a/", e->path);
    buf_add_c(out, there[0] ? " and " : "/dev/null and ");
    if (there[1])
        add_name(out, "b/", e->path);
    buf_add_c(out, there[1] ? " differ\n" : "/dev/null differ\n");
}

static bool is_in_patch(const ReviewSide *s)
{
    return s->thing == REVIEW_FILE || s->thing == REVIEW_LINK;
}

static void add_one(const ReviewEntry *e, const ReviewText *t, const bool there[2], Buf *out)
{
    AUTO(buf) Buf after = BUF_INIT;
    bool was_link = there[0] && e->before.thing == REVIEW_LINK;
    bool is_link = there[1] && e->after.thing == REVIEW_LINK;
    add_head(e, there[0], there[1], out);
    if (was_link || is_link) {
        add_texts(e, was_link ? str_c(e->before.target) : STR(""),
                  is_link ? str_c(e->after.target) : STR(""), there, out);
    } else if (!t || !t->is_text) {
        add_unshown(e, there, out);
    } else {
        if (there[1] && !t->whole)
            review_compose(t, ~0U, &after);
        else if (there[1])
            buf_add(&after, buf_str(&t->after));
        add_texts(e, there[0] ? buf_str(&t->before) : STR(""), buf_str(&after), there, out);
    }
}

void review_patch(const Review *r, size_t i, Buf *out)
{
    const ReviewEntry *e = &r->entries.p[i];
    bool there[2] = {is_in_patch(&e->before), is_in_patch(&e->after)};
    if (e->change == REVIEW_RETYPED) { // git has that as two changes
        const bool gone[2] = {there[0], false}, came[2] = {false, there[1]};
        if (there[0])
            add_one(e, r->texts.p[i], gone, out);
        if (there[1])
            add_one(e, r->texts.p[i], came, out);
    } else if (there[0] || there[1]) {
        add_one(e, r->texts.p[i], there, out);
    }
}
