# codelab's shell integration for zsh: marks prompts, commands and the folder for the terminal.
# Read as the .zshrc of a folder of codelab's; it gives ZDOTDIR back, reads the user's and adds two
# hooks behind those that are there.

if [[ -n ${__codelab_zdotdir+x} ]]; then
    ZDOTDIR=$__codelab_zdotdir
    unset __codelab_zdotdir
else
    unset ZDOTDIR
fi

{
    [[ ! -r ${ZDOTDIR:-$HOME}/.zshrc ]] || builtin source -- "${ZDOTDIR:-$HOME}/.zshrc"
} always {
    typeset -g __codelab_folder= __codelab_prompt=

    __codelab_precmd() {
        builtin local code=$?
        builtin emulate -L zsh -o no_multibyte -o extended_glob
        builtin printf '\e]133;D;%s\a' $code
        if [[ $PWD != $__codelab_folder ]]; then
            __codelab_folder=$PWD
            builtin local LC_ALL=C out= c
            for c in ${(s::)PWD}; do
                [[ $c == [a-zA-Z0-9/._~-] ]] || builtin printf -v c '%%%02X' "'$c"
                [[ $c == %* ]] && c=%${c[-2,-1]}
                out+=$c
            done
            builtin printf '\e]7;file://%s%s\a' $HOST $out
        fi
        if [[ $PS1 != $__codelab_prompt ]]; then
            PS1=$'%{\e]133;A;redraw=1\a%}'$PS1$'%{\e]133;B\a%}'
            __codelab_prompt=$PS1
        fi
        # what others do before a prompt may make a new one: stay the last
        if [[ $precmd_functions[-1] != __codelab_precmd ]]; then
            precmd_functions=(${precmd_functions:#__codelab_precmd} __codelab_precmd)
        fi
    }

    __codelab_preexec() {
        builtin printf '\e]133;C\a'
    }

    typeset -ga precmd_functions preexec_functions
    precmd_functions+=(__codelab_precmd)
    preexec_functions+=(__codelab_preexec)
}
