# Completion of bulkhead for fish: bulkhead completion fish | source
#
# The words typed so far go to bulkhead on standard input, never as arguments: other users can read those.

function __bulkhead_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (printf '%s\0' $words[2..-1] "$current" | bulkhead __complete 2>/dev/null)
    switch "$answer[1]"
        case ':folder'
            __fish_complete_directories "$current"
        case ':command *'
            set -l start (math (string replace ':command ' '' -- $answer[1]) + 2)
            complete -C (string join ' ' -- (string escape -- $words[$start..-1]) "$current")
        case '*'
            printf '%s\n' $answer
    end
end

complete -c bulkhead -f -a '(__bulkhead_complete)'
