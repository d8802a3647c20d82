// A template would take it for its own.
const dollar = '$';
// Each script asks `tasks --complete -- WORDS`, which answers as completionLines() says. The tool is looked for
// upwards from the current directory first, as npx does, so that an alias to `npx tasks` completes too.
const bash = String.raw `# Completion of record-tasks for bash. In ~/.bashrc: eval "$(npx tasks --print-completion-script bash)"
_tasks_ask() {
  local directory=$PWD
  while [ -n "$directory" ]; do
    if [ -x "$directory/node_modules/.bin/tasks" ]; then
      "$directory/node_modules/.bin/tasks" --complete -- "$@" 2>/dev/null
      return
    fi
    directory=${dollar}{directory%/*}
  done
  if type -P tasks >/dev/null; then command tasks --complete -- "$@" 2>/dev/null
  else npx --no-install tasks --complete -- "$@" 2>/dev/null; fi
}
_tasks() {
  local line current prefix words typed=${dollar}{COMP_LINE:0:COMP_POINT}
  # Of COMP_WORDS, bash makes three words of --filename=data and of sqlite:data.
  read -ra words <<< "$typed"
  case $typed in *[[:space:]]) words+=('') ;; esac
  current=${dollar}{words[${dollar}{#words[@]}-1]}
  case $current in
    *[=:]*) prefix=${dollar}{current%"${dollar}{current##*[=:]}"} ;;
    *) prefix= ;;
  esac
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :file) compopt -o filenames; mapfile -t -O "${dollar}{#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${dollar}{current#"$prefix"}") ;;
      :directory) compopt -o filenames; mapfile -t -O "${dollar}{#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "${dollar}{current#"$prefix"}") ;;
      ?*) line=${dollar}{line%%$'\t'*}; COMPREPLY+=("${dollar}{line#"$prefix"}") ;;
    esac
  done < <(_tasks_ask "${dollar}{words[@]:1}")
}
complete -F _tasks tasks
`;
const zsh = String.raw `#compdef tasks
# Completion of record-tasks for zsh. In ~/.zshrc, behind compinit: eval "$(npx tasks --print-completion-script zsh)"
_tasks_ask() {
  local directory=$PWD
  while [[ -n $directory ]]; do
    if [[ -x $directory/node_modules/.bin/tasks ]]; then
      "$directory/node_modules/.bin/tasks" --complete -- "$@" 2>/dev/null
      return
    fi
    directory=${dollar}{directory%/*}
  done
  if (( $+commands[tasks] )); then command tasks --complete -- "$@" 2>/dev/null
  else npx --no-install tasks --complete -- "$@" 2>/dev/null; fi
}
_tasks() {
  local line takeover
  local -a found
  while IFS= read -r line; do
    case $line in
      :file|:directory) takeover=$line ;;
      *$'\t'*) found+=("${dollar}{${dollar}{line%%$'\t'*}//:/\\:}:${dollar}{line#*$'\t'}") ;;
      ?*) found+=("${dollar}{line//:/\\:}") ;;
    esac
  done < <(_tasks_ask "${dollar}{(@)words[2,CURRENT-1]}" "$PREFIX")
  (( $#found )) && _describe -t tasks 'tasks' found
  case $takeover in
    :file) compset -P '--*='; _files ;;
    :directory) compset -P '--*='; _files -/ ;;
  esac
}
compdef _tasks tasks
`;
const fish = `# Completion of record-tasks for fish. In ~/.config/fish/config.fish: npx tasks --print-completion-script fish | source
function __tasks_ask
    set -l directory $PWD
    while test -n "$directory"
        if test -x "$directory/node_modules/.bin/tasks"
            "$directory/node_modules/.bin/tasks" --complete -- $argv 2>/dev/null
            return
        end
        set directory (string replace -r '/[^/]*$' '' -- $directory)
    end
    if type -q -f tasks
        command tasks --complete -- $argv 2>/dev/null
    else
        npx --no-install tasks --complete -- $argv 2>/dev/null
    end
end
function __tasks
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l prefix (string match -r -- '^--[^=]*=' "$current")
    set -l path (string replace -r -- '^--[^=]*=' '' "$current")
    for line in (__tasks_ask $words "$current")
        switch $line
            case :file
                string replace -r -- '^' "$prefix" (__fish_complete_path "$path")
            case :directory
                string replace -r -- '^' "$prefix" (__fish_complete_directories "$path")
            case '*'
                echo $line
        end
    end
end
complete -c tasks -f -a '(__tasks)'
`;
const scripts = { bash, zsh, fish };
/** What the shell has to evaluate so that it completes tasks, options, files and databases. */
export const completionScript = (shell) => scripts[shell];
