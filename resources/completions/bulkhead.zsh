#compdef bulkhead
# Completion of bulkhead for zsh: source <(bulkhead completion zsh), after compinit; or as _bulkhead in $fpath
#
# The words typed so far go to bulkhead on standard input, never as arguments: other users can read those.

_bulkhead() {
  local -a answer names prefixes
  local line value about
  answer=("${(@f)$(print -rN -- "${(@Q)words[2,CURRENT]}" | bulkhead __complete 2>/dev/null)}")
  case ${answer[1]} in
    (:folder)
      _files -/
      return
      ;;
    (:command*)
      shift $(( ${answer[1]#:command } + 1 )) words
      (( CURRENT -= ${answer[1]#:command } + 1 ))
      _normal
      return
      ;;
  esac
  for line in $answer; do
    value=${${line%%$'\t'*}//:/\\:}
    about=
    [[ $line == *$'\t'* ]] && about=:${line#*$'\t'}
    if [[ $value == *: ]]; then
      prefixes+=("$value$about")
    else
      names+=("$value$about")
    fi
  done
  _describe -t names bulkhead names -- prefixes -S ''
}

if [[ ${funcstack[1]} == _bulkhead ]]; then
  _bulkhead "$@"
else
  compdef _bulkhead bulkhead
fi
