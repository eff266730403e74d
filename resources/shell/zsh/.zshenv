# Start-up of a scoped zsh. `bulkhead shell` lets ZDOTDIR name this folder, so zsh reads this file first; from here on
# ZDOTDIR is the user's again, and zsh finds all other start-up files by itself.
# Nothing in here is a secret, and nothing in here runs what a variable holds.

# A trace would print the values below.
typeset -g __bulkhead_trace=
[[ -o xtrace ]] && { __bulkhead_trace=x; set +x } 2>/dev/null

if [[ -n ${BULKHEAD_ZDOTDIR+set} ]]; then
  export ZDOTDIR=$BULKHEAD_ZDOTDIR
  unset BULKHEAD_ZDOTDIR
else
  unset ZDOTDIR
fi

# The user's own start-up files may export tokens, too. What this session was given is kept aside, and put back after.
typeset -gA __bulkhead_given
() {
  emulate -L zsh
  local name
  for name in ${=BULKHEAD_VARIABLES}; do
    __bulkhead_given[$name]=${(P)name}
  done
}

__bulkhead_settle() {
  emulate -L zsh
  set +x
  local name
  for name in ${(k)__bulkhead_given}; do
    export "$name=$__bulkhead_given[$name]"
  done
  unset __bulkhead_given
  # What the start-up files exported of another project's goes: only names are printed, each on a line of its own.
  if [[ -n $BULKHEAD_NODE ]]; then
    for name in ${(f)"$("$BULKHEAD_NODE" "$BULKHEAD_CLI" __leftovers </dev/null)"}; do
      unset $name
    done
  fi
  typeset -g __bulkhead_label=${BULKHEAD_PROJECT:-bulkhead}
  typeset -g __bulkhead_mark=
  # SECONDS counts from here; asking for the time at each prompt would start a process.
  typeset -g __bulkhead_end=
  if [[ -n $BULKHEAD_ENDS ]]; then
    __bulkhead_end=$((BULKHEAD_ENDS - $(date +%s) + ${SECONDS%.*}))
  fi
  unset BULKHEAD_NODE BULKHEAD_CLI BULKHEAD_ENDS
}

# Puts `(project 59m) ` before the prompt, whatever has set the prompt meanwhile.
__bulkhead_prompt() {
  emulate -L zsh
  set +x
  PROMPT=${PROMPT#$__bulkhead_mark}
  __bulkhead_mark="($__bulkhead_label) "
  if [[ -n $__bulkhead_end ]]; then
    local -i left=$((__bulkhead_end - ${SECONDS%.*}))
    local text
    if ((left >= 3600)); then
      text="$((left / 3600))h$((left % 3600 / 60))m"
    elif ((left >= 60)); then
      text="$((left / 60))m"
    else
      text="$((left > 0 ? left : 0))s"
    fi
    __bulkhead_mark="($__bulkhead_label $text) "
  fi
  PROMPT=$__bulkhead_mark$PROMPT
}

# At the first prompt all start-up files are behind us; from then on ours comes last.
__bulkhead_first_prompt() {
  precmd_functions=(${precmd_functions:#__bulkhead_first_prompt} __bulkhead_prompt)
  __bulkhead_settle
  __bulkhead_prompt
}

[[ -z $__bulkhead_trace ]] || set -x
if [[ -r ${ZDOTDIR:-$HOME}/.zshenv ]]; then
  source "${ZDOTDIR:-$HOME}/.zshenv"
fi
if [[ -o interactive ]]; then
  typeset -ga precmd_functions
  precmd_functions+=(__bulkhead_first_prompt)
else
  __bulkhead_settle
fi
