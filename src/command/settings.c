// The table of settings: VS Code's names where it has one; type, bounds, default, help.
#include "command/inner.h"
#include "base/places.h"

#define AT(field) offsetof(Options, field)

// in the order of CloseRule and AutoSurround
static const char *const closings[] = {"always", "languageDefined", "beforeWhitespace", "never",
                                       NULL};
// in the order of AutoIndent
static const char *const auto_indents[] = {"none", "keep", "brackets", "advanced", "full", NULL};
static const char *const surrounds[] = {"languageDefined", "brackets", "quotes", "never", NULL};
static const char *const tab_completions[] = {"on", "off", "onlySnippets", NULL};
static const char *const line_numbers[] = {"on", "off", "relative", "interval", NULL};
static const char *const blanks[] = {"none", "boundary", "selection", "trailing", "all", NULL};
static const char *const foldings[] = {"auto", "indentation", NULL};
static const char *const highlights[] = {"none", "gutter", "line", "all", NULL};
static const char *const wraps[] = {"off", "on", "wordWrapColumn", "bounded", NULL};
static const char *const wrap_indents[] = {"none", "same", "indent", NULL};
static const char *const blinkings[] = {"blink", "solid", NULL};
static const char *const cursor_styles[] = {"line", "block", "underline", NULL};
static const char *const seeds[] = {"always", "never", "selection", NULL};
static const char *const find_scopes[] = {"never", "always", "multiline", NULL};
static const char *const cursor_modifiers[] = {"alt", "ctrlCmd", NULL};
static const char *const match_brackets[] = {"always", "near", "never", NULL};
// in the order of Occurrences
static const char *const occurrences[] = {"off", "singleFile", "multiFile", NULL};
// in the order of DiffDecorations
static const char *const decorations[] = {"all", "gutter", "none", NULL};
static const char *const conflicts[] = {"askUser", "overwriteFileOnDisk", NULL};
static const char *const auto_saves[] = {"off", "afterDelay", "onFocusChange", NULL};
static const char *const hot_exits[] = {"off", "onExit", NULL};
static const char *const durabilities[] = {"powerCut", "crash", NULL};
static const char *const reloads[] = {"auto", "ask", "never", NULL};
// in the order of IconTheme
static const char *const icon_themes[] = {"none", "ascii", "unicode", "nerd", NULL};
static const char *const show_tabs[] = {"multiple", "single", "none", NULL};
static const char *const hint_bars[] = {"auto", "on", "off", NULL};
static const char *const locations[] = {"left", "right", NULL};
static const char *const glyphs[] = {"auto", "ascii", "unicode", "nerd", NULL};
static const char *const colors[] = {"auto", "none", "16", "256", "truecolor", NULL};
static const char *const presets[] = {"vscode", "vim", "emacs", "nano", NULL};
static const char *const backspaces[] = {"auto", "del", "bs", NULL};
// in the order of ScreenReader, HighContrast and MouseHover
static const char *const readers[] = {"auto", "on", "off", NULL};
// in the order of Announce
static const char *const announces[] = {"status", "all", "off", NULL};
static const char *const protocols[] = {"auto", "kitty", "modifyOtherKeys", "legacy", NULL};
// in the order of ClipProvider
static const char *const clip_providers[] = {"auto",       "osc52",   "tmux",     "wayland", "x11",
                                             "pasteboard", "command", "internal", NULL};
static const char *const sorts[] = {"default", "mixed", "filesFirst", "type", "modified", NULL};
static const char *const syncs[] = {"auto", "on", "off", NULL};

static const char *const startup_editors[] = {"none", "welcomePage", "newUntitledFile", NULL};
static const char *const log_level_names[] = {"error", "warn", "info", "debug", NULL};
static const char *const trust_prompts[] = {"always", "once", "never", NULL};
static const char *const confirm_exits[] = {"never", "always", "hasChildProcesses", NULL};
static const char *const paste_warnings[] = {"auto", "always", "never", NULL};
static const char *const auto_captures[] = {"never", "altScreen", NULL};
static const char *const osc52s[] = {"ask", "allow", "deny", NULL};
// in the order of RunJail
static const char *const run_jails[] = {"always", "untrusted", "never", NULL};
// in the order of RunIsolation
static const char *const run_isolations[] = {"full", "landlock-only", NULL};
static const char *const run_networks[] = {"off", "localhost", "allowlist", "on", NULL};
static const char *const on_disconnects[] = {"keep", "quit", NULL};
// in the order of SessionShare
static const char *const shares[] = {"off", "readOnly", "full", NULL};
static const char *const new_eols[] = {"auto", "\n", "\r\n", NULL};

#define BOOL(name, field, preset, help)                         \
    {                                                           \
        name, SETTING_BOOL, AT(field), 0, 1, NULL, preset, help \
    }
#define INT(name, field, min, max, preset, help)                   \
    {                                                              \
        name, SETTING_INT, AT(field), min, max, NULL, preset, help \
    }
#define ENUM(name, field, values, preset, help)                   \
    {                                                             \
        name, SETTING_ENUM, AT(field), 0, 0, values, preset, help \
    }
#define SIZE(name, field, min, max, help)                               \
    {                                                                   \
        name, SETTING_SIZE, AT(field), min, max, NULL, "\"auto\"", help \
    }
#define NUMBER(name, field, min, max, preset, help)                    \
    {                                                                  \
        name, SETTING_PERCENT, AT(field), min, max, NULL, preset, help \
    }
#define COLUMNS(name, field, min, max, preset, help)                   \
    {                                                                  \
        name, SETTING_COLUMNS, AT(field), min, max, NULL, preset, help \
    }
#define STRING(name, field, preset, help)                         \
    {                                                             \
        name, SETTING_STRING, AT(field), 0, 0, NULL, preset, help \
    }

#define JSON(name, field, preset, help)                         \
    {                                                           \
        name, SETTING_JSON, AT(field), 0, 0, NULL, preset, help \
    }
#define SWITCHES(name, field, preset, help)                         \
    {                                                               \
        name, SETTING_SWITCHES, AT(field), 0, 0, NULL, preset, help \
    }

#define TEXTS(name, field, preset, help)                         \
    {                                                            \
        name, SETTING_TEXTS, AT(field), 0, 0, NULL, preset, help \
    }
#define ENCODING(name, field, preset, help)                         \
    {                                                               \
        name, SETTING_ENCODING, AT(field), 0, 0, NULL, preset, help \
    }

// As the store has them of its own, for who comes without settings.
#define HISTORY_SECRETS                                                                   \
    "{\"**/.env\": true, \"**/.env.{local,development,production,staging,test}\": true, " \
    "\"**/.env.*.local\": true, \"**/*.{pem,key,p12,pfx,jks,keystore,ppk,kdbx}\": true, " \
    "\"**/id_{rsa,dsa,ecdsa,ed25519}\": true, "                                           \
    "\"**/.{netrc,pgpass,pypirc,htpasswd,git-credentials}\": true, "                      \
    "\"**/.aws/credentials\": true}"

static const Setting settings[] = {
    INT("editor.tabSize", tab_size, 1, 32, "4", "columns of a tab"),
    BOOL("editor.insertSpaces", insert_spaces, "true", "the Tab key inserts spaces"),
    BOOL("editor.detectIndentation", detect_indentation, "true",
         "guess tabs or spaces from the file"),
    ENUM("editor.autoIndent", auto_indent, auto_indents, "\"full\"",
         "a new line keeps the indent (keep), and follows the syntax (all others but none)"),
    BOOL("editor.trimAutoWhitespace", trim_auto_blanks, "true",
         "a new line takes the indent of an empty one along"),
    BOOL("editor.autoIndentOnPaste", indent_pasted, "true",
         "pasted lines stand as deep as where they come to"),
    ENUM("editor.tabCompletion", tab_completion, tab_completions, "\"on\"",
         "Tab behind a snippet's prefix puts the snippet there"),
    ENUM("editor.autoClosingBrackets", close_brackets, closings, "\"languageDefined\"",
         "typing an opening bracket brings the closing one"),
    ENUM("editor.autoClosingQuotes", close_quotes, closings, "\"languageDefined\"",
         "typing a quote brings a second one"),
    ENUM("editor.autoSurround", auto_surround, surrounds, "\"languageDefined\"",
         "typing a bracket or quote puts it around what is selected"),
    ENUM("editor.lineNumbers", line_numbers, line_numbers, "\"on\"", "numbers beside the text"),
    BOOL("editor.glyphMargin", glyph_margin, "true",
         "columns before the numbers for signs of problems and bookmarks"),
    ENUM("editor.renderLineHighlight", line_highlight, highlights, "\"line\"",
         "where the cursor's line is marked"),
    ENUM("editor.wordWrap", word_wrap, wraps, "\"off\"",
         "long lines go on in the next row; unless set, they do in Markdown and plain text"),
    INT("editor.wordWrapColumn", wrap_column, 1, 10000, "80",
        "columns of a row where they are not the editor's"),
    ENUM("editor.wrappingIndent", wrap_indent, wrap_indents, "\"same\"",
         "indent of rows that a line goes on in"),
    BOOL("editor.bracketPairColorization.enabled", bracket_colors, "true",
         "brackets are coloured by how deep they stand"),
    BOOL("breadcrumbs.enabled", breadcrumbs, "true",
         "the path and the symbols around the cursor over the text, from 30 rows on"),
    COLUMNS("editor.rulers", rulers, 1, 10000, "[]", "columns at which a line is drawn"),
    ENUM("editor.renderWhitespace", whitespace, blanks, "\"selection\"",
         "which blanks and tabs are shown as signs"),
    BOOL("editor.guides.indentation", guides, "true",
         "lines that show the indent, where there are more than ASCII characters"),
    BOOL("editor.stickyScroll.enabled", sticky_scroll, "false",
         "the scopes around the top row stay in sight, on screens of 30 rows and more"),
    BOOL("ui.overviewRuler", overview_ruler, "true",
         "a column that shows what part of the text is seen, matches and cursors"),
    BOOL("editor.minimap.enabled", minimap, "false",
         "the column that shows what part of the text is seen is two columns wide"),
    BOOL("editor.scrollBeyondLastLine", beyond_last_line, "false",
         "the last line can be scrolled up to the top"),
    NUMBER("editor.mouseWheelScrollSensitivity", wheel_percent, 10, 10000, "1",
           "how many times three lines a turn of the wheel scrolls"),
    BOOL("editor.folding", folding, "true", "blocks of lines can be folded"),
    ENUM("editor.foldingStrategy", folding_strategy, foldings, "\"auto\"",
         "what folds: by the language's syntax where there is one, or by indentation"),
    INT("editor.cursorSurroundingLines", scroll_off, 0, 100, "3", "rows kept around the cursor"),
    ENUM("editor.cursorBlinking", cursor_blinking, blinkings, "\"solid\"",
         "whether the cursor blinks where the terminal lets codelab say so"),
    ENUM("editor.cursorStyle", cursor_style, cursor_styles, "\"line\"", "shape of the cursor"),
    ENUM("editor.find.seedSearchStringFromSelection", find_seed, seeds, "\"selection\"",
         "what find begins with: the selection, or the word at the cursor too (always)"),
    ENUM("editor.find.autoFindInSelection", find_auto_scope, find_scopes, "\"never\"",
         "when find looks only in the selection: never, always, or if it has several lines"),
    BOOL("editor.unicodeHighlight.invisibleCharacters", show_invisible, "true",
         "mark invisible characters, direction controls and broken bytes"),
    BOOL("editor.unicodeHighlight.ambiguousCharacters", show_ambiguous, "true",
         "mark characters that read as ASCII ones in a word and are others"),
    BOOL("editor.renderControlCharacters", show_controls, "true",
         "control characters are shown as pictures; otherwise as blanks"),
    BOOL("editor.largeFileOptimizations", large_optimizations, "true",
         "files larger than files.largeFileSize are not folded, nor wrapped unless one says so "
         "there"),
    INT("files.largeFileSize", large_file_mb, 1, 1048576, "64",
        "megabytes from which a file is large"),
    INT("editor.maxTokenizationLineLength", max_colored_bytes, 0, 1073741824, "20000",
        "bytes of a line up to which it has colours"),
    BOOL("editor.tabFocusMode", tab_focus, "false",
         "Tab goes on to the next part of the screen instead of indenting"),
    ENCODING("files.encoding", encoding, "\"utf8\"",
             "encoding of new files, and of files that are not UTF-8 nor show another"),
    BOOL("files.autoGuessEncoding", guess_encoding, "false",
         "guess the encoding of files that are not UTF-8"),
    ENUM("files.eol", new_eol, new_eols, "\"auto\"", "line end of new files; auto: \\n"),
    BOOL("files.trimTrailingWhitespace", trim_trailing_whitespace, "false",
         "saving takes blanks at the ends of lines away (in files up to 32 MB)"),
    BOOL("files.trimFinalNewlines", trim_final_newlines, "false",
         "saving takes empty lines at the end away"),
    INT("editor.multiCursorLimit", cursor_limit, 1, 100000, "10000",
        "how many cursors there can be at once"),
    ENUM("editor.multiCursorModifier", cursor_modifier, cursor_modifiers, "\"alt\"",
         "the key that adds a cursor with a click"),
    BOOL("editor.columnSelection", column_selection, "false", "selecting makes blocks of columns"),
    ENUM("editor.matchBrackets", match_brackets, match_brackets, "\"always\"",
         "mark the pair of brackets at the cursor; always: also the one around it"),
    BOOL("editor.hover.enabled", hover, "true",
         "what the mouse rests on is told of: problems, changes, links, colours, names"),
    INT("editor.hover.delay", hover_delay_ms, 0, 60000, "400",
        "milliseconds that the mouse rests before that"),
    BOOL("editor.selectionHighlight", selection_highlight, "true",
         "mark what reads as the selection does"),
    ENUM("editor.occurrencesHighlight", occurrences, occurrences, "\"singleFile\"",
         "mark the word at the cursor where else it is seen: in its file, or in all that are"),
    BOOL("diffEditor.renderSideBySide", diff_beside, "true",
         "what differs stands in two columns, from 100 columns on"),
    BOOL("diffEditor.ignoreTrimWhitespace", diff_trim, "true",
         "blanks at the ends of lines are no difference"),
    BOOL("git.enabled", git_on, "true", "ask git what it has of the files that are shown"),
    ENUM("scm.diffDecorations", diff_decorations, decorations, "\"gutter\"",
         "where lines that differ from what git has are marked: before them (gutter), in the "
         "overview ruler too (all), or nowhere"),
    BOOL("files.editorconfig", editorconfig, "true",
         ".editorconfig files say how to indent and save"),
    BOOL("files.insertFinalNewline", insert_final_newline, "true",
         "saving ends the last line with a newline"),
    ENUM("files.reloadClean", reload_clean, reloads, "\"auto\"",
         "what happens when a file without unsaved edits changes on disk"),
    ENUM("files.saveConflictResolution", save_conflict, conflicts, "\"askUser\"",
         "what happens when a file to be saved was changed by another program"),
    BOOL("files.atomicSave", atomic_save, "true",
         "saving puts a new file in the place of the old one; false: writes into it"),
    SWITCHES("files.exclude", files_exclude, "{\"**/.git\": true}",
             "globs of files and folders that are not searched"),
    SWITCHES("files.watcherExclude", watcher_exclude, "{\"**/node_modules/**\": true}",
             "globs of folders in which the explorer looks for changes only when they are opened"),
    SWITCHES("search.exclude", search_exclude, "{\"**/node_modules\": true}",
             "globs of files and folders that are not searched besides"),
    BOOL("search.useIgnoreFiles", search_ignore_files, "true",
         "files that .gitignore and .ignore name are not searched"),
    BOOL("search.smartCase", search_smart_case, "true",
         "a pattern with capitals is searched for as it is"),
    INT("search.maxResults", search_max_results, 1, 1000000, "20000",
        "results after which a search ends"),
    BOOL("explorer.autoReveal", auto_reveal, "true", "select the shown file in the explorer"),
    BOOL("explorer.compactFolders", compact_folders, "true",
         "folders that hold nothing but a folder share a row with it"),
    BOOL("explorer.confirmDelete", confirm_delete, "true",
         "ask before files are deleted for good (what goes to local history can be undone)"),
    ENUM("explorer.sortOrder", explorer_sort, sorts, "\"default\"",
         "default: folders first, by name; type: by extension; modified: newest first"),
    BOOL("explorer.excludeGitIgnore", exclude_ignored, "false",
         "leave files that git ignores out of the explorer"),
    BOOL("workbench.editor.enablePreview", preview_tabs, "true",
         "files that are only looked at share one tab, until they are edited or kept"),
    ENUM("workbench.editor.showTabs", show_tabs, show_tabs, "\"multiple\"",
         "titles over an editor: all of its tabs, the shown one, or none"),
    ENUM(
        "workbench.iconTheme", icon_theme, icon_themes, "\"unicode\"",
        "signs before names in the explorer; unicode: of files that are no text; nerd needs a font "
        "that has them"),
    STRING("workbench.colorTheme", color_theme, "\"Codelab Dark\"",
           "colour theme, by name or path; Codelab Dark gives way to what the terminal is like"),
    JSON("workbench.colorCustomizations", color_changes, "{}",
         "colours over those of the theme, by their names; for one theme in \"[Theme]\": { }"),
    JSON("editor.tokenColorCustomizations", token_changes, "{}",
         "colours of text over those of the theme: comments, strings and the like, textMateRules"),
    STRING("workbench.preferredDarkColorTheme", dark_theme, "\"Codelab Dark\"",
           "colour theme in a dark terminal"),
    STRING("workbench.preferredLightColorTheme", light_theme, "\"Codelab Light\"",
           "colour theme in a light terminal"),
    BOOL("window.autoDetectColorScheme", detect_scheme, "true",
         "ask the terminal whether it is dark or light"),
    STRING("window.title", window_title, "\"${activeEditorShort} - ${rootName}\"",
           "title of the terminal, with ${activeEditorShort}, ${activeEditorMedium}, ${rootName}, "
           "${dirty}, ${appName}; empty: as it was"),
    ENUM("workbench.sideBar.location", side_bar_location, locations, "\"left\"",
         "which side the side bar stands on"),
    BOOL("workbench.statusBar.visible", status_bar, "true", "show the last row"),
    ENUM("ui.hintBar", hint_bar, hint_bars, "\"auto\"",
         "the row of keys; auto: on screens of 20 rows and more"),
    BOOL("ui.menuBar", menu_bar, "false", "the menus stand in a row of their own at the top"),
    INT("ui.layout.narrow", layout_narrow, 60, 1000, "100",
        "columns below which the sizes of narrow screens apply"),
    INT("ui.layout.wide", layout_wide, 60, 1000, "160",
        "columns from which the sizes of wide screens apply"),
    SIZE("ui.sideBar.width", side_bar_cols, 1, 1000, "columns; auto: by the size of the screen"),
    SIZE("ui.panel.height", panel_rows, 1, 1000, "rows; auto: by the size of the screen"),
    INT("ui.notificationTime", notification_ms, 500, 600000, "5000",
        "milliseconds that what informs is shown; warnings stay twice as long, errors until "
        "dismissed"),
    INT("ui.whichKeyDelay", leader_ms, 0, 60000, "400",
        "milliseconds that a chord hesitates before the keys that may follow are shown"),
    BOOL("ui.reducedMotion", reduced_motion, "false", "nothing turns while a job goes on"),
    INT("mouse.focusGuard", focus_guard_ms, 0, 5000, "200",
        "milliseconds after the terminal got the focus in which a click does nothing else"),
    ENUM("ui.glyphs", glyphs, glyphs, "\"auto\"",
         "characters to draw with; nerd: the font has icons, which workbench.iconTheme unicode "
         "then shows"),
    ENUM("ui.color", color, colors, "\"auto\"", "colours of the terminal"),
    ENUM("ui.syncUpdate", sync_update, syncs, "\"auto\"", "paint each frame at once (mode 2026)"),
    ENUM("keyboard.preset", keyboard_preset, presets, "\"vscode\"",
         "whose keys they are, before those of keybindings.json"),
    STRING("keyboard.leader", leader, "\"ctrl+k\"", "the key that most chords begin with"),
    INT("keyboard.escTimeout", esc_timeout_ms, 1, 5000, "25",
        "milliseconds after which Esc alone is a key, not the start of one"),
    ENUM("keyboard.backspace", backspace, backspaces, "\"auto\"",
         "the byte that Backspace sends to a program: del, bs (control-H), or the terminal's own"),
    NUMBER("ui.minContrast", min_contrast_percent, 100, 2100, "3",
           "contrast of text where the terminal has few colours"),
    INT("ui.ambiguousWidth", ambiguous_width, 1, 2, "1",
        "columns of characters that are wide in East Asian terminals"),
    ENUM("a11y.screenReader", screen_reader, readers, "\"auto\"",
         "one part at a time, no lines drawn, lists say where one stands; auto: by "
         "CODELAB_SCREEN_READER=1"),
    ENUM("editor.accessibilitySupport", editor_reader, readers, "\"auto\"",
         "where a11y.screenReader is auto: the same, by the name that VS Code has for it"),
    ENUM("a11y.highContrast", high_contrast, readers, "\"auto\"",
         "a theme of high contrast; auto: where GTK_THEME names one"),
    ENUM("a11y.announce", announce, announces, "\"status\"",
         "for screen readers, in the status row: rows and results (status), notices too (all)"),
    ENUM("keyboard.protocol", keyboard_protocol, protocols, "\"auto\"",
         "how the terminal is asked for keys; a change holds from the next start on"),
    ENUM("clipboard.provider", clip_provider, clip_providers, "\"auto\"",
         "who keeps the clipboard outside codelab"),
    JSON("clipboard.command", clip_command, "{}",
         "shell commands that keep the clipboard: \"copy\" reads the text, \"paste\" prints it, "
         "\"primary\" what is selected"),
    INT("clipboard.osc52.maxBytes", clip_osc52_bytes, 0, 16777216, "74994",
        "the longest text that the terminal is given (OSC 52); longer ones stay inside"),
    INT("clipboard.history", clip_history, 1, 1000, "50", "copies that are kept"),
    BOOL("mouse.enabled", mouse, "true", "take mouse reports from the terminal"),
    ENUM("mouse.hover", mouse_hover, readers, "\"auto\"",
         "have the terminal report each move of the mouse; auto: unless by ssh"),
    BOOL("mouse.selectCopies", select_copies, "false",
         "what the mouse selects in an editor is copied at once"),
    STRING("terminal.integrated.defaultProfile.linux", shell, "\"$SHELL\"",
           "shell of the terminal: its name or path, or a variable that holds it"),
    STRING("terminal.integrated.cwd", terminal_cwd, "\"workspace\"",
           "folder in which terminals begin: workspace, or a path"),
    BOOL("terminal.integrated.copyOnSelection", copy_on_selection, "false",
         "what the mouse selects in a terminal is copied at once"),
    ENUM("terminal.integrated.confirmOnExit", confirm_exit, confirm_exits, "\"hasChildProcesses\"",
         "when quitting with terminals asks first"),
    ENUM("terminal.integrated.enableMultiLinePasteWarning", multi_line_paste, paste_warnings,
         "\"auto\"", "ask before several lines are pasted; auto: if the program would run them"),
    BOOL("terminal.integrated.shellIntegration.enabled", shell_integration, "true",
         "bash, zsh and fish mark prompts and commands"),
    JSON("terminal.integrated.env.linux", terminal_env, "{}",
         "variables that terminals get, or (null) do not"),
    TEXTS("terminal.integrated.commandsToSkipShell", skip_shell, "[]",
          "commands whose keys the program does not get, too; with a leading - those that it does"),
    ENUM("terminal.autoCapture", auto_capture, auto_captures, "\"altScreen\"",
         "when programs get the function keys: never, or those that take the whole screen"),
    BOOL("terminal.jail", terminal_jail, "false",
         "new terminals are in the jail, as runs are; unless set, they are in untrusted folders"),
    BOOL("terminal.problems", terminal_problems, "true",
         "errors and warnings that programs print in terminals are listed as problems"),
    ENUM("terminal.osc52", osc52, osc52s, "\"ask\"",
         "what becomes of a program's wish to write the clipboard"),
    INT("terminal.integrated.scrollback", scrollback_rows, 0, 1000000, "10000",
        "rows kept above the screen"),
    BOOL("run.enabled", run_enabled, "true", "files, command lines and tasks may be run at all"),
    ENUM("run.jail", run_jail, run_jails, "\"always\"",
         "which runs and tasks are in the jail: all, or those of folders that are not trusted "
         "(untrusted; never: the same, and a run there offers to trust the folder)"),
    ENUM("run.isolation", run_isolation, run_isolations, "\"full\"",
         "how runs are kept apart; landlock-only: without namespaces, which is weaker, where the "
         "machine has none: the project is read-only, there are no sockets"),
    ENUM("run.network", run_network, run_networks, "\"off\"",
         "whether runs of trusted folders may use the network; off: their own alone; localhost: "
         "by a proxy, what listens on this machine; allowlist: the places of run.networkAllow"),
    TEXTS("run.networkAllow", run_hosts, "[]",
          "places that runs may talk to where run.network is allowlist: example.org, "
          "*.example.org:443, 10.1.2.3"),
    TEXTS("run.readPaths", run_read_paths, "[]",
          "further files and folders that runs of trusted folders can read"),
    TEXTS("run.env", run_env, "[\"PATH\",\"LANG\",\"TERM\"]",
          "variables that runs get: PATH, LANG and TERM as the jail has them, others of yours in "
          "trusted folders; those that sound secret never are"),
    INT("run.timeout", run_timeout_s, 0, 86400, "30", "seconds a run may take; 0: no limit"),
    INT("run.memory", run_memory_mb, 16, 1048576, "512", "megabytes a run may use"),
    INT("run.pids", run_procs, 1, 32768, "64", "processes a run may have"),
    NUMBER("run.cpus", run_cpus_percent, 1, 100000, "1", "processors a run may use at once"),
    INT("run.outputLimit", run_output_mb, 1, 4096, "16", "megabytes a run may print"),
    BOOL("run.overlay", run_overlay, "true",
         "what a run writes in the project waits for a review; else it reaches the disk"),
    TEXTS("run.autoApply", run_auto_apply, "[\"build/**\",\"target/**\",\"**/__pycache__/**\"]",
          "globs of what is applied without a review, but for what wants care"),
    JSON("tasks", tasks, "{}",
         "tasks of your own for all projects: an object with \"tasks\" as a tasks.json has it"),
    INT("tasks.timeout", task_timeout_s, 0, 86400, "600", "seconds a task may take; 0: no limit"),
    INT("workbench.localHistory.maxFileSize", history_max_kb, 0, 1048576, "1024",
        "kilobytes up to which saves are kept as versions; 0: no limit"),
    BOOL("workbench.localHistory.enabled", history_on, "true",
         "saves, deletions and changes from outside are kept as versions"),
    INT("workbench.localHistory.maxFileEntries", history_entries, 0, 1000000, "500",
        "versions of a file beyond which the oldest go; 0: no limit"),
    INT("workbench.localHistory.mergeWindow", history_merge_s, 0, 86400, "10",
        "of versions that came within so many seconds of each other only the last is kept, once "
        "they are a day old"),
    SWITCHES("workbench.localHistory.exclude", history_exclude, "{\"**/.git/**\": true}",
             "globs of files that have no versions"),
    SWITCHES("history.exclude", history_secrets, HISTORY_SECRETS,
             "globs of files that may hold secrets: nothing of them is kept, nor how to undo"),
    INT("history.maxDays", history_days, 0, 100000, "90",
        "days after which versions go, but never the newest nor named points; 0: no limit"),
    INT("history.maxSize", history_mb, 0, 1048576, "512",
        "megabytes of a project's versions beyond which the oldest go; 0: no limit"),
    BOOL("history.external", history_external, "true",
         "changes made by other programs are versions, too"),
    INT("backup.interval", backup_hours, 0, 8760, "24",
        "hours between copies of the database that holds all history; 0: none"),
    INT("backup.keep", backup_keep, 1, 1000, "7", "copies of the database that stay"),
    INT("editor.memoryBudget", memory_budget_mb, 1, 1048576, "32",
        "megabytes of large files that are kept in memory"),
    BOOL("history.undoPersist", undo_persist, "true",
         "undo goes on where it was when a file is opened again"),
    BOOL("security.workspace.trust.enabled", trust_enabled, "true",
         "a project's own settings and tasks count only when you trust it"),
    ENUM("security.workspace.trust.startupPrompt", trust_prompt, trust_prompts, "\"once\"",
         "when codelab asks whether a project is trusted"),
    ENUM("log.level", log_level, log_level_names, "\"info\"",
         "how much goes to the log file that codelab --log FILE writes"),
    ENUM("workbench.startupEditor", startup_editor, startup_editors, "\"welcomePage\"",
         "what is shown when nothing was open"),
    JSON("files.associations", associations, "{}",
         "patterns for file names with the language each one means, as {\"*.inc\": \"php\"}"),
    ENUM("files.autoSave", auto_save, auto_saves, "\"off\"",
         "when files are saved by themselves: some time after an edit, or when their editor is "
         "left"),
    INT("files.autoSaveDelay", auto_save_delay_ms, 100, 3600000, "1000",
        "milliseconds after the last edit, for files.autoSave afterDelay"),
    ENUM("files.hotExit", hot_exit, hot_exits, "\"onExit\"",
         "unsaved edits come back after a crash, a lost terminal or a power cut"),
    ENUM("files.journalDurability", journal_durability, durabilities, "\"powerCut\"",
         "what unsaved edits outlive: a power cut, which has the disk work, or a crash"),
    SWITCHES("files.readonlyInclude", readonly_include, "{}", "files that are only to be read"),
    BOOL("session.restoreLayout", restore_layout, "true", "come back to the tabs of last time"),
    BOOL("session.restoreTerminals", restore_terminals, "true",
         "after a crash or a reboot terminals show again what they showed"),
    BOOL("session.detachable", session_detachable, "true",
         "what is open outlives the terminal; false: it ends with it"),
    ENUM("session.onDisconnect", session_on_disconnect, on_disconnects, "\"keep\"",
         "what happens when the terminal is closed or the line drops"),
    ENUM("session.share", session_share, shares, "\"off\"",
         "what a second terminal does: take over, watch (readOnly), or take part (full)"),
    INT("session.idleTimeout", session_idle_hours, 0, 8760, "0",
        "hours after which a session ends where nobody is and nothing runs; 0: never"),
};

const Setting *setting_all(size_t *n)
{
    *n = ARRAY_LEN(settings);
    return settings;
}

char *settings_path(void)
{
    return place_config("codelab/settings.json");
}
