// What is said when a file operation fails.
#include "workspace/fileops-inner.h"
#include "base/name.h"
#include "base/path.h"

#include <errno.h>

static const char *advice(int code)
{
    static const struct {
        int code;
        const char *text;
    } table[] = {
        {EACCES, "you may not change its folder"},
        {EPERM, "you may not change it or its folder"},
        {EROFS, "nothing there can be changed"},
        {ENOSPC, "free some space and try again"},
        {EDQUOT, "free some space and try again"},
        {ENAMETOOLONG, "choose a shorter name"},
        {EEXIST, "choose another name"},
        {ENOENT, "it is no longer there; refresh with Shift+R"},
        {ENOTDIR, "what was a folder is now a file; refresh with Shift+R"},
        {EINVAL, "a folder cannot go into itself"},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (table[i].code == code)
            return table[i].text;
    return NULL;
}

// The sentence names more than the step does: where in a folder it failed.
static bool tells_more(const FileStep *s, const Err *err)
{
    return err->code == 0 || s->kind == FILE_COPY || s->kind == FILE_REMOVE ||
           err->code == ECANCELED;
}

void file_steps_explain(const Workspace *ws, const FileSteps *s, size_t failed, const Err *err,
                        Buf *out)
{
    const FileStep *x = &s->p[failed];
    if (s->n > 1) {
        AUTO(free) char *path = workspace_pretty(ws, x->from ? x->from : x->to);
        buf_add_byte(out, '\'');
        name_show(str_c(path), out);
        buf_add_c(out, "': ");
    }
    if (tells_more(x, err))
        name_show(str_c(err_text(err)), out);
    else
        buf_add_c(out, err_strerror(err->code));
    if (err->code && advice(err->code))
        buf_addf(out, " \u2014 %s", advice(err->code));
}
