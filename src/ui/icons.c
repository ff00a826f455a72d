// Signs before the names of files, by what their endings say that they are.
#include "base/path.h"
#include "ui/inner.h"

typedef enum {
    FILE_OTHER,
    FILE_FOLDER,
    FILE_CODE,
    FILE_TEXT,
    FILE_DATA,
    FILE_PICTURE,
    FILE_ARCHIVE,
    FILE_SCRIPT,
    FILE_KINDS
} FileKind;

// In the order of IconTheme, from ICONS_ASCII on; those of "nerd" are in fonts patched for it.
static const char *const signs[FILE_KINDS][3] = {
    [FILE_OTHER] = {"-", "\u00b7", "\uf15b"},   [FILE_FOLDER] = {"/", "\u25aa", "\uf07b"},
    [FILE_CODE] = {"<", "\u25c7", "\uf121"},    [FILE_TEXT] = {"=", "\u2261", "\uf15c"},
    [FILE_DATA] = {":", "\u2237", "\uf1c0"},    [FILE_PICTURE] = {"%", "\u25a3", "\uf1c5"},
    [FILE_ARCHIVE] = {"&", "\u25a4", "\uf1c6"}, [FILE_SCRIPT] = {"$", "$", "\uf120"}};

static const struct {
    FileKind kind;
    const char *endings; // with blanks around each
} kinds[] = {
    {FILE_CODE,
     " c h cc cpp cxx hpp rs go py rb js jsx ts tsx java kt swift php pl lua cs scala hs "
     "ml ex exs erl clj r jl zig nim d dart vue css scss html htm sql m "},
    {FILE_TEXT, " md txt rst adoc org tex log pdf doc odt "},
    {FILE_DATA, " json yaml yml toml ini cfg conf xml csv tsv db sqlite lock env "},
    {FILE_PICTURE, " png jpg jpeg gif svg webp bmp ico tiff "},
    {FILE_ARCHIVE, " zip tar gz xz bz2 zst 7z rar jar deb rpm "},
    {FILE_SCRIPT, " sh bash zsh fish ps1 bat awk mk "},
};

static FileKind kind_of(const ExplorerRow *x)
{
    AUTO(buf) Buf ending = BUF_INIT;
    Str ext = path_ext(str_c(x->name));
    if (x->is_dir)
        return FILE_FOLDER;
    buf_addf(&ending, " " STR_FMT " ", STR_ARG(ext));
    for (size_t i = 0; ext.n && i < ARRAY_LEN(kinds); i++)
        if (str_find(str_c(kinds[i].endings), buf_str(&ending)) >= 0)
            return kinds[i].kind;
    return FILE_OTHER;
}

// IconTheme as the font lets it be.
static int theme_of(const Ui *ui)
{
    int theme = ui->reader ? ICONS_NONE : ui->ws->options.icon_theme;
    if (theme == ICONS_UNICODE && ui->ws->options.glyphs == GLYPHS_NERD)
        return ICONS_NERD;
    return theme == ICONS_NERD && theme_is_ascii(ui->theme) ? ICONS_ASCII : theme;
}

bool ui_icon_leads(const Ui *ui)
{
    return theme_of(ui) != ICONS_UNICODE;
}

const char *ui_icon(const Ui *ui, const ExplorerRow *x)
{
    int theme = theme_of(ui);
    if (theme == ICONS_NONE)
        return NULL;
    FileKind kind = kind_of(x);
    if (theme == ICONS_UNICODE && kind != FILE_PICTURE && kind != FILE_ARCHIVE)
        return NULL; // what is text opens as text, which needs no sign
    return signs[kind][theme_is_ascii(ui->theme) ? 0 : theme - ICONS_ASCII];
}
