// How the active file is written: its encoding and its line ends.
#include "command/inner.h"

// A name that may end in "bom".
static bool coding_of(Str name, Coding *out, Err *err)
{
    const Encoding *e = encoding_find(name);
    if (!e)
        return err_set(err, "there is no encoding '" STR_FMT "'", STR_ARG(name));
    *out = (Coding){.encoding = e, .bom = str_ends(name, STR("bom"))};
    return true;
}

static bool reopen(Workspace *ws, Str arg, Err *err)
{
    Coding c;
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (arg.n == 0) {
        palette_open(&ws->palette, "read as ");
        return true;
    }
    return coding_of(arg, &c, err) && document_reopen(v->doc, c.encoding, err);
}

static bool save_as(Workspace *ws, Str arg, Err *err)
{
    Coding c;
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (arg.n == 0) {
        palette_open(&ws->palette, "save as ");
        return true;
    }
    if (!coding_of(arg, &c, err))
        return false;
    c.cr = v->doc->coding.cr;
    return document_save_encoded(ws, v->doc, c, err);
}

static bool set_eol(Workspace *ws, Str arg, Err *err)
{
    static const struct {
        const char *name;
        TextEol eol;
    } ends[] = {{"lf", EOL_LF}, {"crlf", EOL_CRLF}, {"cr", EOL_CR}};
    View *v = command_view(ws, err);
    if (!v)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_eq_c(arg, ends[i].name))
            return document_set_eol(v->doc, ends[i].eol, err);
    if (arg.n)
        return err_set(err, "line ends are lf, crlf or cr, not '" STR_FMT "'", STR_ARG(arg));
    palette_open(&ws->palette, "ends ");
    return true;
}

const Command commands_encoding[] = {
    {"file.reopenEncoding", "File: Reopen with Encoding…",
     "Read the active file again in another encoding", reopen},
    {"file.saveAsEncoding", "File: Save with Encoding…",
     "Write the active file in another encoding, and keep to it", save_as},
    {"file.setEol", "File: Set Line Ends…", "Convert all line ends of the active file", set_eol},
    {0},
};
