// Pages about codelab itself, made from what is in force.
#include "base/width.h"
#include "command/inner.h"
#include "command/keys-list.h"

enum { TITLE_COLS = 44, KEY_COLS = 22 };

static void add_padded(const char *text, int cols, Buf *out)
{
    buf_add_c(out, text);
    buf_add_fill(out, ' ', (size_t)MAX(cols - width_text(str_c(text), 1), 1));
}

static void add_entry(const KeyEntry *e, Buf *out)
{
    static const char *const tiers[] = {"", " (T1)", " (T2)"};
    AUTO(buf) Buf key = BUF_INIT;
    const KeyRow *r = e->row;
    add_padded(e->command->title, TITLE_COLS, out);
    if (r) {
        keymap_pretty(str_c(r->row->keys), &key);
        buf_add_c(&key, tiers[r->tier]);
        add_padded(buf_c(&key), KEY_COLS, out);
        buf_add_c(out, r->row->when ? r->row->when : "always");
        if (r->source != KEYMAP_DEFAULT)
            buf_addf(out, "  [%s]", keys_source(r));
    }
    buf_add_byte(out, '\n');
}

// "File: Save" belongs to "File".
static Str area_of(const KeyEntry *e)
{
    Str title = str_c(e->command->title);
    ptrdiff_t colon = str_find(title, STR(": "));
    return colon < 0 ? STR("codelab") : str_upto(title, (size_t)colon);
}

static void add_reference(const Keymap *m, Buf *out)
{
    KeyEntries all = {0};
    Str area = STR_NULL;
    keys_find(m, STR_NULL, &all);
    buf_add_c(
        out,
        "Keyboard reference\n\n"
        "T1: the Linux console and TERM=screen do not send it.  T2: only terminals with the\n"
        "kitty keyboard protocol or modifyOtherKeys do.  All others come from every terminal.\n");
    VEC_EACH (const KeyEntry, e, &all) {
        if (!str_eq(area, area_of(e))) {
            area = area_of(e);
            buf_addf(out, "\n" STR_FMT "\n\n", STR_ARG(area));
        }
        add_entry(e, out);
    }
    vec_deinit(&all);
}

static bool reference(Workspace *ws, Str arg, Err *err)
{
    Buf text = BUF_INIT;
    (void)arg;
    if (!ws->keymap)
        return err_set(err, "there are no keys yet");
    add_reference(ws->keymap, &text);
    workspace_show_page(ws, "Keyboard reference", &text);
    return true;
}

static void fill_chapters(Fill *f, Workspace *ws)
{
    int rank = 1000;
    (void)ws;
    for (const GuideChapter *c = guide_chapters; c->title; c++)
        fill_add(f, str_c(c->title), NULL, str_c(c->title), rank--);
}

static bool show_chapter(Workspace *ws, Str title)
{
    Buf text = BUF_INIT;
    for (const GuideChapter *c = guide_chapters; c->title; c++)
        if (str_eq_c(title, c->title)) {
            buf_add_c(&text, c->text);
            AUTO(free) char *name = xasprintf("%s.md", c->title);
            workspace_show_page(ws, name, &text);
            layout_focus(&ws->layout, FOCUS_EDITOR);
            return true;
        }
    return false;
}

static void accept_chapter(Workspace *ws, const char *value)
{
    show_chapter(ws, str_c(value));
}

const PaletteList palette_chapters = {"guide ", fill_chapters, accept_chapter, NULL, NULL};

static bool guide(Workspace *ws, Str arg, Err *err)
{
    if (!arg.n) {
        palette_open(&ws->palette, palette_chapters.prefix);
        return true;
    }
    return show_chapter(ws, arg) ||
           err_set(err, "the guide has no chapter '" STR_FMT "'", STR_ARG(arg));
}

// Each time a new one, to do in it as one likes.
static bool tutorial(Workspace *ws, Str arg, Err *err)
{
    Buf text = BUF_INIT;
    (void)arg;
    (void)err;
    buf_add_c(&text, guide_tutorial);
    workspace_show_page(ws, "Tutorial.md", &text);
    workspace_view(ws)->doc->read_only = false;
    return true;
}

// The files are read at once; there are few, and small ones.
static bool import(Workspace *ws, Str arg, Err *err)
{
    Buf text = BUF_INIT;
    AUTO(free) char *from = arg.n ? str_dup(arg) : NULL;
    bool ok = import_vscode(from, &text, err);
    if (text.n)
        workspace_show_page(ws, "Import from VS Code", &text);
    buf_deinit(&text);
    ws->config.stamp++; // what was written holds at once
    config_watch_start(ws);
    return ok;
}

const Command commands_help[] = {
    {"help.guide", "Help: Guide", "How to do things here, chapter by chapter", guide},
    {"help.openReference", "Help: Keyboard Reference", "All keys as they are now, in a tab",
     reference},
    {"help.tutorial", "Help: Tutorial", "Ten short lessons, in a text to try them in", tutorial},
    {"settings.importVscode", "Preferences: Import from VS Code",
     "Take over settings, keys, snippets and the theme of a VS Code", import},
    {0},
};
