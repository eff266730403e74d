# Completion of bulkhead for bash 3.2 and newer: source <(bulkhead completion bash)
#
# The words typed so far go to bulkhead on standard input, never as arguments: other users can read those.

_bulkhead_words() {
  # bash cuts words at ':' and '='; put them together again, up to the cursor.
  local index word glue=
  words=()
  for ((index = 1; index <= COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    if [[ ${#words[@]} -gt 0 && ($word == [:=] || -n $glue) ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    glue=
    [[ $word == [:=] ]] && glue=1
  done
}

_bulkhead() {
  local -a words
  local line value cut
  _bulkhead_words
  [[ ${#words[@]} -gt 0 ]] || words=('')
  local current=${words[${#words[@]} - 1]}
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :folder)
        compopt -o filenames 2>/dev/null
        while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -d -- "$current")
        return
        ;;
      :command*)
        if declare -F _command_offset >/dev/null; then
          _command_offset $((${line#:command } + 1))
        else
          compopt -o filenames 2>/dev/null
          while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -c -- "$current"; compgen -f -- "$current")
        fi
        return
        ;;
    esac
    value=${line%%$'\t'*}
    # Only what follows the last ':' is still the word to complete.
    cut=
    [[ $current == *:* && $COMP_WORDBREAKS == *:* ]] && cut=${current%"${current##*:}"}
    COMPREPLY+=("${value#"$cut"}")
    [[ $value == *: ]] && compopt -o nospace 2>/dev/null
  done < <(printf '%s\0' "${words[@]}" | bulkhead __complete 2>/dev/null)
}

complete -F _bulkhead bulkhead
