/// The scripts that make a system shell complete `postil`. They run `postil complete`, so that the
/// candidates are always those of the installed program.
enum CompletionScript: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The text of the script.
  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let bashText = #"""
    # Completion of postil for bash: source it, or put it into bash-completion's folder.
    _postil() {
      local word line words=() last
      # Bash splits words at "="; rejoin them.
      for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        last=$((${#words[@]} - 1))
        if ((last >= 0)) && { [[ $word == = ]] || [[ ${words[last]} == *= ]]; }; then
          words[last]+=$word
        else
          words+=("$word")
        fi
      done
      COMPREPLY=()
      while IFS=$'\t' read -r line _; do
        [[ $word == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]] && line=${line#*=}
        printf -v line %q "$line"
        COMPREPLY+=("$line")
      done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
      if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
      fi
    }
    complete -F _postil postil

    """#

  private static let zshText = #"""
    #compdef postil
    # Completion of postil for zsh: put it as _postil into a folder of $fpath.
    _postil() {
      local line name
      local -a ended open ended_shown open_shown
      for line in "${(@f)$("${words[1]}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        name=${line%%$'\t'*}
        [[ -n $name ]] || continue
        [[ $line == *$'\t'* ]] && line="$name -- ${line#*$'\t'}"
        if [[ $name == *[=/] ]]; then
          open+=("$name") open_shown+=("$line")
        else
          ended+=("$name") ended_shown+=("$line")
        fi
      done
      (( $#ended )) && compadd -l -d ended_shown -a ended
      (( $#open )) && compadd -S '' -l -d open_shown -a open
      (( $#ended + $#open ))
    }
    [[ $funcstack[1] == _postil ]] && _postil "$@" || compdef _postil postil

    """#

  private static let fishText = #"""
    # Completion of postil for fish: put it into a folder of $fish_complete_path.
    function __postil_complete
        set -l words (commandline -opc) (commandline -ct)
        $words[1] complete -- $words[2..-1] 2>/dev/null
    end
    complete -c postil -f -a '(__postil_complete)'

    """#
}
