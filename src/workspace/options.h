/* What the user can set.  The table of names, types, defaults and help is command/settings; which
 * values hold for which language is in option-set.h.  All texts are borrowed from there, until the
 * settings are read again. */
#ifndef WORKSPACE_OPTIONS_H
#define WORKSPACE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    LINE_NUMBERS_ON,
    LINE_NUMBERS_OFF,
    LINE_NUMBERS_RELATIVE,
    LINE_NUMBERS_INTERVAL
} LineNumbers;
typedef enum {
    LINE_HIGHLIGHT_NONE,
    LINE_HIGHLIGHT_GUTTER,
    LINE_HIGHLIGHT_LINE,
    LINE_HIGHLIGHT_ALL
} LineHighlight;
typedef enum {
    WHITESPACE_NONE,
    WHITESPACE_BOUNDARY,
    WHITESPACE_SELECTION,
    WHITESPACE_TRAILING,
    WHITESPACE_ALL
} Whitespace;
enum { COLUMNS_MAX = 8 };
/* Columns of the text, in any order. */
typedef struct {
    int n;
    int at[COLUMNS_MAX];
} Columns;
/* Texts of a list, or names that an object says true of. */
typedef struct {
    const char *const *p;
    size_t n;
} Texts;
typedef enum { DISCONNECT_KEEP, DISCONNECT_QUIT } OnDisconnect;
typedef enum { SHARE_OFF, SHARE_READ_ONLY, SHARE_FULL } SessionShare;
typedef enum { FOLDING_AUTO, FOLDING_BY_INDENT } FoldingStrategy;
typedef enum { WRAP_OFF, WRAP_ON, WRAP_COLUMN, WRAP_BOUNDED, WRAP_AS_SET } WordWrap;
typedef enum { WRAP_INDENT_NONE, WRAP_INDENT_SAME, WRAP_INDENT_DEEPER } WrapIndent;
typedef enum { SURROUND_ALL, SURROUND_BRACKETS, SURROUND_QUOTES, SURROUND_NEVER } AutoSurround;
typedef enum { TAB_COMPLETION_ON, TAB_COMPLETION_OFF, TAB_COMPLETION_SNIPPETS } TabCompletion;
typedef enum { SHOW_TABS_MULTIPLE, SHOW_TABS_SINGLE, SHOW_TABS_NONE } ShowTabs;
typedef enum { GLYPHS_AUTO, GLYPHS_ASCII, GLYPHS_UNICODE, GLYPHS_NERD } Glyphs;
typedef enum { UI_COLOR_AUTO, UI_COLOR_NONE, UI_COLOR_16, UI_COLOR_256, UI_COLOR_TRUE } UiColor;
typedef enum { CURSOR_STYLE_LINE, CURSOR_STYLE_BLOCK, CURSOR_STYLE_UNDERLINE } CursorStyle;
typedef enum { CONTRAST_AUTO, CONTRAST_ON, CONTRAST_OFF } HighContrast;
typedef enum { CURSOR_MODIFIER_ALT, CURSOR_MODIFIER_CTRL } CursorModifier;
typedef enum { MATCH_ALWAYS, MATCH_NEAR, MATCH_NEVER } MatchBrackets;
typedef enum { OCCURRENCES_OFF, OCCURRENCES_FILE, OCCURRENCES_ALL } Occurrences;
typedef enum { AUTO_SAVE_OFF, AUTO_SAVE_DELAY, AUTO_SAVE_FOCUS } AutoSaveWhen;
typedef enum { HOT_EXIT_OFF, HOT_EXIT_ON } HotExit;
typedef enum { DURABLE_POWER_CUT, DURABLE_CRASH } JournalDurability;
typedef enum { ICONS_NONE, ICONS_ASCII, ICONS_UNICODE, ICONS_NERD } IconTheme;
typedef enum { RELOAD_AUTO, RELOAD_ASK, RELOAD_NEVER } ReloadClean;
typedef enum { FIND_SEED_ALWAYS, FIND_SEED_NEVER, FIND_SEED_SELECTION } FindSeed;
typedef enum { FIND_SCOPE_NEVER, FIND_SCOPE_ALWAYS, FIND_SCOPE_MULTILINE } FindScope;
typedef enum { STARTUP_NONE, STARTUP_WELCOME, STARTUP_NEW_FILE } StartupEditor;
typedef enum { TRUST_PROMPT_ALWAYS, TRUST_PROMPT_ONCE, TRUST_PROMPT_NEVER } TrustPrompt;
typedef enum { SORT_DEFAULT, SORT_MIXED, SORT_FILES_FIRST, SORT_TYPE, SORT_MODIFIED } ExplorerSort;
typedef enum { SYNC_AUTO, SYNC_ON, SYNC_OFF } SyncUpdate;
typedef enum { KEYBOARD_VSCODE, KEYBOARD_VIM, KEYBOARD_EMACS, KEYBOARD_NANO } KeyboardPreset;
typedef enum { BACKSPACE_AUTO, BACKSPACE_DEL, BACKSPACE_BS } BackspaceByte;

typedef enum { CONFIRM_NEVER, CONFIRM_ALWAYS, CONFIRM_BUSY } ConfirmExit;
typedef enum { PASTE_ASK_AUTO, PASTE_ASK_ALWAYS, PASTE_ASK_NEVER } MultiLinePaste;
typedef enum { CAPTURE_NEVER, CAPTURE_FULL_SCREEN } AutoCapture;
typedef enum { OSC52_ASK, OSC52_ALLOW, OSC52_DENY } Osc52;

/* Which runs are in the jail; those of folders that are not trusted are in any case. */
typedef enum { RUN_JAIL_ALWAYS, RUN_JAIL_UNTRUSTED, RUN_JAIL_NEVER } RunJail;
typedef enum { RUN_ISOLATION_FULL, RUN_ISOLATION_LANDLOCK } RunIsolation;

typedef enum { RUN_NETWORK_OFF, RUN_NETWORK_LOCAL, RUN_NETWORK_HOSTS, RUN_NETWORK_ON } RunNetwork;

typedef enum { NEW_EOL_AUTO, NEW_EOL_LF, NEW_EOL_CRLF } NewEol;

// By the syntax from AUTO_INDENT_BRACKETS on.
typedef enum {
    AUTO_INDENT_NONE,
    AUTO_INDENT_KEEP, // that of the line before
    AUTO_INDENT_BRACKETS,
    AUTO_INDENT_ADVANCED,
    AUTO_INDENT_FULL,
} AutoIndent;

typedef enum { MOUSE_HOVER_AUTO, MOUSE_HOVER_ON, MOUSE_HOVER_OFF } MouseHover;
typedef enum { DECORATE_ALL, DECORATE_GUTTER, DECORATE_NONE } DiffDecorations;

typedef struct Options {
    int tab_size; // columns
    bool insert_spaces;
    bool detect_indentation;
    int auto_indent; // AutoIndent
    bool trim_auto_blanks;
    bool indent_pasted;
    int tab_completion;               // TabCompletion
    int close_brackets, close_quotes; // CloseRule
    int auto_surround;                // AutoSurround
    int line_numbers;                 // LineNumbers
    int line_highlight;               // LineHighlight
    int scroll_off;                   // rows kept around the cursor
    int cursor_style;                 // CursorStyle
    int cursor_blinking;              // 0: blink, 1: solid
    int word_wrap;                    // WordWrap
    bool wrap_prose;                  // nobody set it: Markdown and plain text are wrapped
    int cursor_limit;                 // cursors of one view
    int cursor_modifier;              // CursorModifier
    int match_brackets;               // MatchBrackets
    bool column_selection;
    bool selection_highlight; // mark what reads as the selection does
    int occurrences;          // Occurrences of the word at the cursor that are marked
    int wrap_column;
    int wrap_indent;     // WrapIndent
    int find_seed;       // FindSeed
    int find_auto_scope; // FindScope
    bool glyph_margin;   // columns for signs before the numbers
    bool bracket_colors;
    bool breadcrumbs; // on screens of 30 rows and more
    Columns rulers;
    int whitespace; // Whitespace
    bool guides;
    bool overview_ruler;
    bool minimap;             // the overview ruler is twice as wide
    bool show_controls;       // control characters as pictures, not as blanks
    bool large_optimizations; // no folds nor wrapping in files beyond the latter
    int large_file_mb;
    int max_colored_bytes; // of a line; longer ones have no colours
    bool tab_focus;        // Tab goes on to the next part
    bool sticky_scroll;
    bool beyond_last_line;
    int wheel_percent; // of WHEEL_ROWS
    bool folding;
    int folding_strategy; // FoldingStrategy
    bool diff_beside;     // differences in two columns where there is room
    bool diff_trim;       // blanks at the ends of lines are none
    bool git_on;          // git is asked what it has
    int diff_decorations; // DiffDecorations
    bool editorconfig;    // .editorconfig files go before the settings
    bool show_invisible;  // mark characters that could not be seen
    bool show_ambiguous;  // ... and those that read as ASCII
    bool insert_final_newline;
    bool trim_final_newlines;
    bool trim_trailing_whitespace;
    int new_eol;           // NewEol
    const char *encoding;  // id of what files are that say nothing else
    bool guess_encoding;   // tell the old encodings apart by statistics
    int reload_clean;      // ReloadClean
    int save_conflict;     // 1: what others wrote meanwhile is written over
    bool atomic_save;      // a new file takes the place of the old one
    Texts files_exclude;   // globs of what is shown nowhere
    Texts watcher_exclude; // ... of folders that are not watched
    Texts search_exclude;  // ... and of what is not searched besides
    bool search_ignore_files;
    bool search_smart_case;
    int search_max_results;
    bool exclude_ignored; // leave ignored entries out of the explorer
    bool auto_reveal;     // select the shown file in the explorer
    bool confirm_delete;  // ask before a file is deleted for good
    bool compact_folders; // folders that hold only a folder share a row with it
    int explorer_sort;    // ExplorerSort
    int icon_theme;       // IconTheme
    const char *color_theme;
    const char *color_changes, *token_changes; // JSON: over what any theme says
    int high_contrast;                         // HighContrast
    const char *window_title;                  // with ${names}
    const char *dark_theme, *light_theme;      // where the terminal says what it is
    bool detect_scheme;
    int glyphs;          // Glyphs
    int color;           // UiColor
    int sync_update;     // SyncUpdate
    bool preview_tabs;   // what is only looked at shares one tab
    int show_tabs;       // ShowTabs
    int notification_ms; // how long what informs is shown
    int leader_ms;       // how long a chord hesitates before what may follow is shown
    bool reduced_motion;
    int focus_guard_ms; // a press so soon after the terminal got the focus only means that
    int hint_bar;       // HintBar
    bool menu_bar;
    int layout_narrow, layout_wide; // columns where a size class ends
    int side_bar_cols, panel_rows;  // 0: as the screen lets it be
    int side_bar_location;          // 1: right
    bool status_bar;
    bool mouse;
    int mouse_hover; // MouseHover
    bool hover;      // what is under a pointer at rest is told of
    int hover_delay_ms;
    bool select_copies;       // what the mouse selects in an editor
    int keyboard_preset;      // KeyboardPreset
    const char *leader;       // first key of most chords, as key_parse() takes it
    int esc_timeout_ms;       // after which a lone Esc is a key
    int backspace;            // BackspaceByte that programs in the terminal get
    int screen_reader;        // ScreenReader
    int editor_reader;        // the same, by the name that VS Code has for it
    int announce;             // Announce
    int keyboard_protocol;    // as TtyKeys
    int min_contrast_percent; // of text where colours are reduced
    int ambiguous_width;
    int clip_provider;        // ClipProvider
    const char *clip_command; // JSON: programs to copy and paste with
    int clip_osc52_bytes;     // that the terminal is given at most
    int clip_history;         // copies that are kept
    const char *shell;        // name, path or $VARIABLE
    const char *terminal_cwd; // "workspace" or a path
    const char *terminal_env; // a JSON object
    Texts skip_shell;         // commands whose keys are kept, or with a - are not
    bool copy_on_selection;
    int auto_capture;       // AutoCapture
    int confirm_exit;       // ConfirmExit
    int multi_line_paste;   // MultiLinePaste
    bool shell_integration; // shells tell of their commands
    int osc52;              // Osc52
    int scrollback_rows;
    bool terminal_jail;     // shells are in the jail
    bool terminal_problems; // what compilers print there is a problem
    int run_timeout_s;      // 0: none
    int task_timeout_s;
    const char *tasks; // JSON: what a tasks.json holds
    int run_memory_mb;
    int run_procs;
    int run_cpus_percent; // 100 = one CPU
    int run_output_mb;
    int run_jail;          // RunJail
    int run_isolation;     // RunIsolation
    int run_network;       // RunNetwork, of runs of trusted folders
    Texts run_hosts;       // of RUN_NETWORK_HOSTS
    Texts run_read_paths;  // that runs of trusted folders see besides
    Texts run_env;         // variables that they get besides
    bool run_enabled;      // files, lines and tasks are run at all
    bool run_overlay;      // what a run writes waits for a review
    Texts run_auto_apply;  // globs of what does not
    int history_max_kb;    // larger files get no versions; 0 = no limit
    bool history_on;       // versions are kept at all
    int history_entries;   // versions of a file; 0 = no limit, as below
    int history_merge_s;   // old versions so close together become one
    Texts history_exclude; // globs of what has no versions
    Texts history_secrets; // ... nor anything else
    int history_days;      // that versions are kept
    int history_mb;        // of a project's versions
    bool history_external; // what others change is a version, too
    int backup_hours;      // between copies of the database; 0: none
    int backup_keep;       // copies that stay
    int memory_budget_mb;  // of large files, kept in memory
    bool undo_persist;     // what can be undone outlives the program
    bool restore_layout;
    bool restore_terminals;
    bool session_detachable;   // the terminal's end is not the end
    int session_on_disconnect; // OnDisconnect
    int session_share;         // SessionShare
    int session_idle_hours;    // after which it ends when nobody is there; 0: never
    int startup_editor;        // StartupEditor
    const char *associations;  // JSON: patterns for names, and the languages they mean
    int hot_exit;              // HotExit: unsaved edits outlive the program
    int auto_save;             // AutoSaveWhen
    int auto_save_delay_ms;    // after the last edit
    int journal_durability;    // JournalDurability
    Texts readonly_include;    // patterns for files that are only read
    bool trust_enabled;        // false: every folder is trusted
    int trust_prompt;          // TrustPrompt
    int log_level;             // of the log file; LogLevel less one
} Options;

#endif
