// A change of one path, held against what the disk has.
#include "review/inner.h"

#include "base/mem.h"

// Does the disk have what the change begins with?
static bool is_as_was(const ReviewSide *from, const ReviewSide *now)
{
    return review_same_content(from, now) ||
           (from->thing == REVIEW_FILE && !from->has_hash && review_is_untouched(from, now));
}

static bool is_file_or_nothing(const ReviewSide *s)
{
    return s->thing == REVIEW_FILE || s->thing == REVIEW_NOTHING;
}

// The mode it gets, with what the disk alone changed.  False: both changed it.
static bool merge_modes(const ReviewMove *m, uint32_t *mode)
{
    uint32_t from = m->from->mode, to = m->to->mode, now = m->now->mode;
    *mode = m->now->thing != m->to->thing || m->from->thing != m->to->thing || now == from ? to
            : to == from                                                                   ? now
                                                                                           : to;
    return *mode == to || to == from || now == from || now == to;
}

static bool is_mode_only(const ReviewMove *m)
{
    return m->from->thing == m->to->thing && m->now->thing == m->to->thing &&
           m->to->thing != REVIEW_LINK &&
           (m->to->thing == REVIEW_FOLDER || review_same_content(m->from, m->to));
}

static void begin_step(const ReviewMove *m, uint32_t mode, ReviewStep *out)
{
    *out = (ReviewStep){0};
    review_side_copy(&out->before, m->now);
    if (m->from->blob && review_same_content(m->from, m->now))
        out->before.blob = m->from->blob;
    if (m->now->thing == REVIEW_FILE && !out->before.blob && m->now->has_hash && m->now_text.p) {
        buf_add(&out->before_bytes, m->now_text);
        out->keep_before = true;
    }
    review_side_copy(&out->after, is_mode_only(m) ? m->now : m->to);
    out->after.mode = mode;
    if (is_mode_only(m)) // the bytes stay where they are
        out->after.blob = out->before.blob;
}

static void set_text(ReviewStep *out, Str text)
{
    out->after.nbytes = (int64_t)text.n;
    hash_sha256(text, out->after.hash);
    out->after.has_hash = true;
    out->after.blob = 0;
    buf_clear(&out->after_bytes);
    buf_add(&out->after_bytes, text);
    out->keep_after = true;
}

static const char *what_is(const ReviewSide *s)
{
    static const char *const names[] = {[REVIEW_NOTHING] = "is no longer there",
                                        [REVIEW_FILE] = "is a file now",
                                        [REVIEW_LINK] = "is a link now",
                                        [REVIEW_FOLDER] = "is a folder now"};
    return names[s->thing];
}

static ReviewMoveKind collide(const ReviewMove *m, const char *path, char **why)
{
    bool gone = m->to->thing == REVIEW_NOTHING;
    if (m->now->thing == m->from->thing || (m->now->thing == REVIEW_FILE && !gone)) {
        *why = xasprintf("'%s' was changed on the disk as well: %s", path,
                         gone ? "it is not deleted" : "nothing was written to it");
        return MOVE_CONFLICT;
    }
    *why = xasprintf("'%s' %s on the disk: nothing was changed there", path, what_is(m->now));
    return m->now->thing == REVIEW_NOTHING ? MOVE_CONFLICT : MOVE_FAILED;
}

static ReviewMoveKind merge(const ReviewMove *m, const char *path, ReviewStep *out, char **why)
{
    Merge pieces = {0};
    AUTO(buf) Buf text = BUF_INIT;
    uint32_t mode;
    bool clean =
        merge_texts(m->from_text, m->now_text, m->to_text, &pieces) && merge_modes(m, &mode);
    if (clean)
        merge_write(&pieces, &text);
    vec_deinit(&pieces);
    if (!clean) {
        *why = xasprintf("the same lines of '%s' were changed on the disk as well", path);
        return MOVE_CONFLICT;
    }
    begin_step(m, mode, out);
    set_text(out, buf_str(&text));
    return MOVE_MERGED;
}

ReviewMoveKind review_move(const ReviewMove *m, const char *path, ReviewStep *out, char **why)
{
    uint32_t mode;
    bool both_files =
        m->now->thing == REVIEW_FILE && m->to->thing == REVIEW_FILE && is_file_or_nothing(m->from);
    bool folder_stays = m->now->thing == REVIEW_FOLDER && m->from->thing != REVIEW_FOLDER;
    bool made = review_same_content(m->to, m->now);
    if (made && (m->now->mode == m->to->mode || folder_stays))
        return MOVE_NONE;
    if (!made && !is_mode_only(m) && !is_as_was(m->from, m->now)) {
        bool texts = m->from_text.p && m->now_text.p && m->to_text.p;
        return both_files && texts ? merge(m, path, out, why) : collide(m, path, why);
    }
    if (!merge_modes(m, &mode)) {
        *why = xasprintf("the mode of '%s' was changed on the disk as well", path);
        return MOVE_CONFLICT;
    }
    if (is_mode_only(m) && mode == m->now->mode)
        return MOVE_NONE;
    if (m->to->thing == REVIEW_FILE && !m->to->blob && !m->to_text.p && !is_mode_only(m) && !made) {
        *why = xasprintf("what '%s' held is not kept", path);
        return MOVE_FAILED;
    }
    begin_step(m, mode, out);
    if (m->to->thing == REVIEW_FILE && !out->after.blob && m->to_text.p && !is_mode_only(m))
        set_text(out, m->to_text);
    return MOVE_STEP;
}
