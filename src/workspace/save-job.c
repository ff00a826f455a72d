// A snapshot to a file, atomically, on a worker.
#include "workspace/save-job.h"
#include "base/path.h"
#include "base/utf8.h"
#include "workspace/inner.h"

enum { PIECE = 1024 * 1024 };

static bool is_expected(SaveJob *j)
{
    FsStat now;
    if (!j->check || !fs_stat(j->path, &now, NULL))
        return true; // not there: if it cannot be made, the save says why
    return j->existed && fs_stat_same(&now, &j->expected);
}

// "'\u65e5' (U+65E5)", "the byte E9", and where.
static bool lacks(SaveJob *j, Str bad, uint64_t off)
{
    size_t n, line = snap_line_start(j->snap, off, SIZE_MAX);
    bool valid;
    unsigned char byte = (unsigned char)bad.p[0];
    uint32_t cp = utf8_decode(bad, &n, &valid);
    AUTO(buf) Buf what = BUF_INIT;
    if (valid)
        buf_addf(&what, "'" STR_FMT "' (U+%04X)", STR_ARG(bad), (unsigned)cp);
    else if (utf8_is_escape(bad, &byte) || !valid)
        buf_addf(&what, "the byte %02X", byte);
    j->lacking = true;
    j->problem = off;
    return err_set(&j->err, "cannot save '%s': %s has no character for %s at line %zu, column %d",
                   path_base(str_c(j->path)).p, j->coding.encoding->title, buf_c(&what),
                   snap_row_at(j->snap, off).n + 1, snap_col(j->snap, line, off, j->tab_size) + 1);
}

static bool write_encoded(SaveJob *j, FsSave *out)
{
    uint64_t off;
    Encoded *e = encoded_new(j->snap, j->coding, j->converting, &j->err);
    bool ok = e != NULL;
    for (Str piece; ok && (piece = encoded_next(e)).n;)
        ok = fs_save_write(out, piece, &j->err);
    if (ok && encoded_problem(e, &off).n)
        ok = lacks(j, encoded_problem(e, &off), off);
    encoded_free(e);
    return ok;
}

// Bytes that were never touched go from file to file without coming by, if they are many.
static bool copy_run(SaveJob *j, FsSave *out, FsFile *source, size_t *at, bool *copied)
{
    enum { WORTH_IT = 256 * 1024 };
    uint64_t off;
    size_t n = source ? snap_source_run(j->snap, *at, &off) : 0;
    *copied = n >= WORTH_IT;
    if (!*copied)
        return true;
    *at += n;
    return fs_save_copy(out, source, off, n, &j->err);
}

static bool write_piece(SaveJob *j, FsSave *out, char *buf, size_t *at)
{
    size_t n = snap_read(j->snap, *at, buf, PIECE);
    *at += n;
    return fs_save_write(out, str_n(buf, n), &j->err);
}

static bool write_plain(SaveJob *j, FsSave *out)
{
    FsFile *file = document_source(j->snap);
    // what another program has written to is read by ourselves, who know what it was
    FsFile *source = file && fs_file_is_same(file) ? file : NULL;
    AUTO(free) char *buf = xmalloc(PIECE);
    bool copied;
    for (size_t at = 0; at < snap_size(j->snap);)
        if (!copy_run(j, out, source, &at, &copied) || (!copied && !write_piece(j, out, buf, &at)))
            return false;
    return !source || fs_file_is_same(source) ||
           err_set(&j->err, "cannot save '%s': its file was changed while it was copied", j->path);
}

static bool write_all(SaveJob *j, FsSave *out)
{
    size_t from, end;
    bool plain = coding_is_plain(j->coding) && !j->converting;
    fs_save_spare(out, document_source(j->snap));
    if (!j->atomic)
        fs_save_keep_file(out);
    if (!(plain ? write_plain(j, out) : write_encoded(j, out)))
        return false;
    // what could not be read went out as '?': better the old file than that
    j->lost = snap_source_failed(j->snap) && snap_next_lost(j->snap, 0, &from, &end);
    return !j->lost || j->gaps ||
           err_set(&j->err, "cannot save '%s': parts of it can no longer be read", j->path);
}

// Asked before the work and again before the old file goes: a large text takes a while.
static bool may_write(SaveJob *j)
{
    j->conflict = !is_expected(j);
    if (!j->conflict)
        return true;
    return err_set(&j->err,
                   j->as ? "cannot save '%s': there is such a file already"
                         : "cannot save '%s': it was changed by another program",
                   j->path);
}

void save_write(void *arg, const atomic_bool *cancelled)
{
    SaveJob *j = arg;
    (void)cancelled; // a save that began is finished
    // the user named the path, or its folder was there when the file was opened
    AUTO(free) char *dir = str_dup(path_dir(str_c(j->path)));
    if (!may_write(j) || !fs_mkdirs_mode(dir, 0777, &j->err))
        return;
    FsSave *out = fs_save_begin(j->path, &j->err);
    if (out && write_all(j, out) && fs_save_ready(out, &j->err))
        j->out = out;
    else
        fs_save_abort(out);
}

void save_place(void *arg, const atomic_bool *cancelled)
{
    SaveJob *j = arg;
    FsSave *out = steal(&j->out);
    (void)cancelled;
    if (may_write(j))
        j->ok = fs_save_commit(out, &j->after, &j->in_place, &j->err);
    else
        fs_save_abort(out);
}
