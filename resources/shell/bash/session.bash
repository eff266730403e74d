# Start-up of a scoped bash. `bulkhead shell` names this file with --rcfile, so bash reads it in place of ~/.bashrc.
# Nothing in here is a secret, and nothing in here runs what a variable holds.

# A trace would print the values below.
__bulkhead_trace=
case $- in *x*) { __bulkhead_trace=x; set +x; } 2>/dev/null ;; esac

# The user's own start-up files may export tokens, too. What this session was given is kept aside, and put back after.
__bulkhead_given=()
for __bulkhead_name in ${BULKHEAD_VARIABLES-}; do
  __bulkhead_given+=("$__bulkhead_name=${!__bulkhead_name-}")
done

[ -z "$__bulkhead_trace" ] || set -x
if [ -r ~/.bashrc ]; then . ~/.bashrc; fi
case $- in *x*) { __bulkhead_trace=x; set +x; } 2>/dev/null ;; *) __bulkhead_trace= ;; esac

for __bulkhead_name in ${__bulkhead_given[@]+"${__bulkhead_given[@]}"}; do
  export "${__bulkhead_name%%=*}=${__bulkhead_name#*=}"
done
unset -v __bulkhead_given

# And what they exported of another project's goes: only names are printed, each on a line of its own.
if [ -n "${BULKHEAD_NODE-}" ]; then
  for __bulkhead_name in $("$BULKHEAD_NODE" "$BULKHEAD_CLI" __leftovers </dev/null); do
    unset -v "$__bulkhead_name"
  done
fi

__bulkhead_label=${BULKHEAD_PROJECT:-bulkhead}
__bulkhead_mark=
# SECONDS counts from here; asking for the time at each prompt would start a process.
__bulkhead_end=
if [ -n "${BULKHEAD_ENDS-}" ]; then
  __bulkhead_end=$((BULKHEAD_ENDS - $(date +%s) + SECONDS))
fi
unset -v __bulkhead_name BULKHEAD_NODE BULKHEAD_CLI BULKHEAD_ENDS

# Puts `(project 59m) ` before the prompt, whatever has set the prompt meanwhile.
__bulkhead_prompt() {
  local status=$? left
  PS1=${PS1#"$__bulkhead_mark"}
  __bulkhead_mark="($__bulkhead_label) "
  if [ -n "$__bulkhead_end" ]; then
    left=$((__bulkhead_end - SECONDS))
    if ((left >= 3600)); then
      left="$((left / 3600))h$((left % 3600 / 60))m"
    elif ((left >= 60)); then
      left="$((left / 60))m"
    else
      left="$((left > 0 ? left : 0))s"
    fi
    __bulkhead_mark="($__bulkhead_label $left) "
  fi
  PS1=$__bulkhead_mark$PS1
  return "$status"
}

# Last, so that a prompt that is made anew each time is there already. A shell started from here may inherit the
# variable without the function.
case "$(declare -p PROMPT_COMMAND 2>/dev/null)" in
  'declare -a'*) PROMPT_COMMAND+=(__bulkhead_prompt) ;;
  *) PROMPT_COMMAND="${PROMPT_COMMAND:+$PROMPT_COMMAND
}! declare -F __bulkhead_prompt >/dev/null || __bulkhead_prompt" ;;
esac

[ -z "$__bulkhead_trace" ] || set -x
