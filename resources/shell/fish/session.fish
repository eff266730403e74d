# Start-up of a scoped fish. `bulkhead shell` sources this file with --init-command, after the user's own configuration.
# Nothing in here is a secret, and nothing in here runs what a variable holds.

begin
    # A trace would print the values below.
    set -l fish_trace

    # The user's configuration may export tokens, too. What this session was given came twice; here it is put back.
    for name in (string split -n ' ' -- $BULKHEAD_VARIABLES)
        set -l given BULKHEAD_GIVEN_$name
        set -q $given; or continue
        set -gx $name $$given
        set -e $given
    end

    # And what it exported of another project's goes: only names are printed, each on a line of its own.
    if set -q BULKHEAD_NODE
        for name in ($BULKHEAD_NODE $BULKHEAD_CLI __leftovers </dev/null)
            set -eg $name
            # A universal variable would show through; in this session it is empty and not exported.
            set -q $name; and set -gu $name
        end
    end
end

set -g __bulkhead_label bulkhead
test -n "$BULKHEAD_PROJECT"; and set __bulkhead_label $BULKHEAD_PROJECT
set -g __bulkhead_end $BULKHEAD_ENDS
set -e BULKHEAD_NODE BULKHEAD_CLI BULKHEAD_ENDS

function __bulkhead_status
    return $argv[1]
end

if status is-interactive
    functions -c fish_prompt __bulkhead_user_prompt

    # `(project 59m) ` before the user's own prompt, which finds $status as the last command left it.
    function fish_prompt
        set -l last $status
        if test -n "$__bulkhead_end"
            set -l left (math "max(0, $__bulkhead_end - "(date +%s)")")
            if test $left -ge 3600
                printf '(%s %dh%dm) ' $__bulkhead_label (math -s0 $left / 3600) (math -s0 "$left % 3600 / 60")
            else if test $left -ge 60
                printf '(%s %dm) ' $__bulkhead_label (math -s0 $left / 60)
            else
                printf '(%s %ds) ' $__bulkhead_label $left
            end
        else
            printf '(%s) ' $__bulkhead_label
        end
        __bulkhead_status $last
        __bulkhead_user_prompt
    end
end
