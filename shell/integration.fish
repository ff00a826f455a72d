# codelab's shell integration for fish: marks prompts, commands and the folder for the terminal.
# Sourced after the user's configuration.

if status is-interactive
    # Told to by the mark below, the terminal leaves the rows to fish when its width changes.
    set -q fish_handle_reflow[1]; and test "$fish_handle_reflow" = 1; or set -g fish_handle_reflow 1

    function __codelab_prompt --on-event fish_prompt
        printf '\e]133;A;redraw=rows\a\e]7;file://%s%s\a' $hostname (string escape --style=url -- $PWD)
    end

    function __codelab_begin --on-event fish_preexec
        printf '\e]133;C\a'
    end

    function __codelab_end --on-event fish_postexec
        printf '\e]133;D;%s\a' $status
    end
end
