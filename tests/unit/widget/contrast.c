// Every text of every theme of ours can be read: the contrast of WCAG 2, with its exact curve.
#include "groups.h"
#include "base/mem.h"
#include "widget/theme.h"

#include <math.h>

static double light(unsigned channel)
{
    double c = (channel & 0xff) / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(Color c)
{
    return 0.2126 * light(c >> 16) + 0.7152 * light(c >> 8) + 0.0722 * light(c);
}

static double contrast(Color a, Color b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

// Tokens by the backgrounds that they are drawn on.
static const struct {
    const char *background;
    const char *texts[14];
} pairs[] = {
    {"editor.background",
     {"foreground", "editor.foreground", "editorLineNumber.foreground",
      "editorLineNumber.activeForeground", "editorInlayHint.foreground", "editorError.foreground",
      "editorWarning.foreground", "editorInfo.foreground", "editorHint.foreground",
      "breadcrumb.foreground", "editorBracketHighlight.foreground1",
      "editorBracketHighlight.foreground2", "editorBracketHighlight.foreground3"}},
    {"panel.background",
     {"foreground", "panelTitle.activeForeground", "panelTitle.inactiveForeground",
      "run.okForeground", "run.failedForeground", "run.blockedForeground", "list.errorForeground",
      "list.warningForeground", "editorError.foreground", "editorWarning.foreground",
      "editorInfo.foreground"}},
    {"sideBar.background",
     {"sideBar.foreground", "list.highlightForeground", "list.errorForeground",
      "list.warningForeground", "gitDecoration.modifiedResourceForeground",
      "gitDecoration.addedResourceForeground", "gitDecoration.untrackedResourceForeground",
      "gitDecoration.deletedResourceForeground", "gitDecoration.conflictingResourceForeground"}},
    {"list.activeSelectionBackground", {"sideBar.foreground", "foreground"}},
    {"list.inactiveSelectionBackground", {"sideBar.foreground", "foreground"}},
    {"part.headerBackground", {"sideBar.foreground", "foreground"}},
    {"part.focusedHeaderBackground", {"sideBar.foreground", "foreground"}},
    {"quickInput.background", {"foreground", "list.highlightForeground"}},
    {"quickInputList.focusBackground", {"foreground", "list.highlightForeground"}},
    {"editorWidget.background", {"foreground"}},
    {"notifications.background", {"foreground"}},
    {"input.background", {"foreground"}},
    {"button.background", {"button.foreground"}},
    {"tab.activeBackground", {"tab.activeForeground"}},
    {"tab.inactiveBackground", {"tab.inactiveForeground", "tab.activeForeground"}},
    {"hintBar.background", {"hintBar.foreground", "hintBar.keyForeground"}},
    {"statusBar.background", {"statusBar.foreground"}},
    {"statusBar.debuggingBackground", {"statusBar.foreground"}},
    {"statusBarItem.errorBackground", {"statusBar.foreground"}},
    {"statusBarItem.warningBackground", {"statusBar.foreground"}},
    {"statusBarItem.remoteBackground", {"statusBar.foreground"}},
    {"terminal.background", {"terminal.foreground"}},
    {"editor.lineHighlightBackground", {"editor.foreground", "editorLineNumber.activeForeground"}},
    {"editor.selectionBackground", {"editor.foreground"}},
    {"editor.inactiveSelectionBackground", {"editor.foreground"}},
    {"editor.selectionHighlightBackground", {"editor.foreground"}},
    {"editor.findMatchBackground", {"editor.foreground"}},
    {"editor.findMatchHighlightBackground", {"editor.foreground"}},
    {"editorBracketMatch.background", {"editor.foreground"}},
    {"editorStickyScroll.background", {"editor.foreground"}},
    {"diffEditor.insertedLineBackground", {"editor.foreground"}},
    {"diffEditor.removedLineBackground", {"editor.foreground"}},
    {"diffEditor.insertedTextBackground", {"editor.foreground"}},
    {"diffEditor.removedTextBackground", {"editor.foreground"}},
};

static Color color_of(const Theme *t, const char *name)
{
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        if (strcmp(theme_tokens[i].name, name) == 0)
            return theme_tokens[i].background ? t->tokens[i].bg : t->tokens[i].fg;
    fail_msg("there is no token %s", name);
    return 0;
}

static void check(const char *theme, const char *what, Color text, Color under, double want)
{
    double got = contrast(text, under);
    if (got < want)
        fail_msg("%s: %s has a contrast of %.2f, not %.1f", theme, what, got, want);
}

static void check_captures(const Theme *t, const char *theme, double want)
{
    static const char *const plain[] = {"editor.background", "editor.lineHighlightBackground"};
    static const char *const marked[] = {
        "editor.selectionBackground", "editor.findMatchHighlightBackground",
        "diffEditor.insertedLineBackground", "diffEditor.removedLineBackground"};
    for (size_t i = 0; i < theme_ncaptures; i++) {
        Color fg = t->captures[i].fg;
        for (size_t j = 0; fg && j < ARRAY_LEN(plain); j++)
            check(theme, theme_captures[i].name, fg, color_of(t, plain[j]), want);
        for (size_t j = 0; fg && j < ARRAY_LEN(marked); j++)
            check(theme, theme_captures[i].name, fg, color_of(t, marked[j]), want * 2 / 3);
    }
}

static void check_theme(const char *name, double want)
{
    Theme *t = theme_new(name, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        for (const char *const *text = pairs[i].texts; *text; text++) {
            AUTO(free) char *what = xasprintf("%s on %s", *text, pairs[i].background);
            check(name, what, color_of(t, *text), color_of(t, pairs[i].background), want);
        }
    check_captures(t, name, want);
    theme_free(t);
}

static void all_text_of_all_themes_can_be_read(void **state)
{
    (void)state;
    static const char *const own_colors[] = {"Terminal 16", "Mono"}; // only the terminal knows
    size_t checked = 0;
    for (size_t i = 0; theme_builtin(i); i++) {
        const char *name = theme_builtin(i);
        if (strcmp(name, own_colors[0]) == 0 || strcmp(name, own_colors[1]) == 0)
            continue;
        check_theme(name, strstr(name, "High Contrast") ? 7.0 : 4.5);
        checked++;
    }
    assert_int_equal(checked, 6);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_text_of_all_themes_can_be_read),
};

const TestGroup contrast_tests = {tests, ARRAY_LEN(tests)};
