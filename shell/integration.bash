# codelab's shell integration for bash: marks prompts, commands and the folder for the terminal.
# Read in place of ~/.bashrc, which it reads first; nothing of the user's is changed on disk, and no
# trap is set.

if [ -r ~/.bashrc ]; then
    . ~/.bashrc
fi

__codelab_folder=
__codelab_prompt=
# What bash prints again for another width: the last line of its prompt.  Before 4.4 it does not
# tell when a command begins, so what is on the screen may be a command's.
__codelab_again=last
if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
    __codelab_again=0
fi

# The folder, escaped as in a URL; only when it changed.
__codelab_tell_folder() {
    [ "$PWD" != "$__codelab_folder" ] || return
    __codelab_folder=$PWD
    local LC_ALL=C out= c i
    for ((i = 0; i < ${#PWD}; i++)); do
        c=${PWD:i:1}
        case $c in
        [a-zA-Z0-9/._~-]) out+=$c ;;
        *) printf -v c '%%%02X' "'$c" && out+=%${c: -2} ;;
        esac
    done
    builtin printf '\e]7;file://%s%s\a' "${HOSTNAME-}" "$out"
}

# Before what the user has in PROMPT_COMMAND: the command's code is still known.
__codelab_before() {
    local code=$?
    builtin printf '\e]133;D;%s\a' "$code"
    __codelab_tell_folder
    return "$code"
}

# After it: it may have made a new prompt.
__codelab_after() {
    local code=$?
    if [ "${PS1-}" != "$__codelab_prompt" ]; then
        PS1='\[\e]133;A;redraw='$__codelab_again'\a\]'${PS1-}'\[\e]133;B\a\]'
        __codelab_prompt=$PS1
    fi
    case ${PS0-} in
    *']133;C'*) ;;
    *) PS0=${PS0-}'\e]133;C\a' ;;
    esac
    return "$code"
}

if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
    PROMPT_COMMAND=(__codelab_before "${PROMPT_COMMAND[@]}" __codelab_after)
else
    PROMPT_COMMAND=$'__codelab_before\n'${PROMPT_COMMAND-}$'\n__codelab_after'
fi
