# codelab's shell integration for zsh: the .zshenv of a folder of codelab's, which reads the user's
# from where the user has it.  An interactive shell comes back to that folder for its .zshrc.

__codelab_dots=$ZDOTDIR
if [[ -n ${CODELAB_ZDOTDIR+x} ]]; then
    export ZDOTDIR=$CODELAB_ZDOTDIR
    unset CODELAB_ZDOTDIR
else
    unset ZDOTDIR
fi

{
    [[ ! -r ${ZDOTDIR:-$HOME}/.zshenv ]] || builtin source -- "${ZDOTDIR:-$HOME}/.zshenv"
} always {
    if [[ -o interactive && -o rcs ]]; then
        [[ -z ${ZDOTDIR+x} ]] || __codelab_zdotdir=$ZDOTDIR
        ZDOTDIR=$__codelab_dots
    fi
    unset __codelab_dots
}
