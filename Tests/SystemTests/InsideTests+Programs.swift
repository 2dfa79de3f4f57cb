extension InsideTests {
  private static let decided = "$Q tag a.txt '\"Ana\"' PER > /dev/null"

  static let outputs = [
    Trigger(
      "an export into a linked folder",
      "\(decided); ln -s ../home out; $P export brat out; $P export jsonl out --force", says: leaves
    ),
    Trigger(
      "an export to a link",
      "\(decided); ln -s ../home/x.jsonl o.jsonl; $P export jsonl o.jsonl --force", says: leaves),
    Trigger(
      "an export over a pipe, and a marker that leads out",
      """
      \(decided); mkdir out new; mkfifo out/a.ann; $P export brat out --force
      ln -s ../../home/marker new/.postil-export; $P export brat new
      """, says: "'out/a.ann' is not a regular file"),
    Trigger(
      "a model that leads out, to be trained",
      "\(decided); ln -s ../home/precious entity-tagger.model; $P train", says: leaves),
    Trigger(
      "a model in a linked folder", "\(decided); ln -s ../home out; $P train --out=out/m --force",
      says: leaves),
    Trigger(
      "a checkpoint that leads out",
      """
      for end in '' .run .done; do
        ln -s ../home/made o$end
        echo '{"id":1,"text":"May 2026"}' | $P annotate --stream --only date --out o
        echo '{"id":1,"text":"May 2026"}' | $P annotate --stream --only date --out o --resume
        rm o$end
      done
      """, says: leaves),
    Trigger(
      "a recording that leads out",
      "ln -s ../home/.bash_aliases r; printf '%s\\n' 'record r' q | $T $P shell",
      says: leaves),
  ]

  private static let plugin = """
    mkdir -p plugins/q; echo 'touch "$HOME/pwned"' > plugins/q/run.sh; chmod +x plugins/q/run.sh
    manifest() {
      echo '{"name":"q","version":"1.0.0","api":1,"summary":"Q.","produces":["quote"],"start":'"$1"'}' \\
        > plugins/q/plugin.json
    }
    """

  static let programs = [
    Trigger(
      "a model and a list of another folder",
      """
      ln -s ../home/secret.txt m
      for key in 'model = "m"' 'lists = ["m"]'; do
        printf '[plugins.entity-tagger]\\n%s\\n' "$key" > postil.toml
        $P annotate a.txt --only entity-tagger; $P annotate a.txt --only entity-tagger --isolate
      done
      """, says: leaves),
    Trigger(
      "a plugin that nobody trusts",
      "\(plugin)\nmanifest '{\"command\":[\"./run.sh\"]}'; $P annotate .; $P annotate . --only q; $P plugins",
      says: "the plugin 'q' comes with this workspace and is not trusted"),
    Trigger(
      "a library that nobody trusts",
      """
      \(plugin)
      manifest '{"library":"Q"}'; cp $(dirname $Q)/../lib/postil/plugins/entity-tagger/lib*.so plugins/q/libQ.so
      $P annotate . --only date; $P shell -c 'run q'; $P annotate . --only q --isolate
      """, says: "is not trusted"),
    Trigger(
      "a folder of plugins that leads out",
      """
      \(plugin)
      manifest '{"command":["./run.sh"]}'; mv plugins ../elsewhere; ln -s ../elsewhere plugins
      $P plugins; $P annotate . --only q; $P trust q
      """, says: leaves),
    Trigger(
      "a payload that changed after it was trusted",
      """
      \(plugin)
      echo 'exit 0' > payload.sh; manifest '{"command":["sh","../../payload.sh"]}'; $Q trust q
      echo 'touch "$HOME/pwned"' > payload.sh; $P annotate . --only q; $P shell -c 'run q'
      """, says: "is not trusted"),
    Trigger(
      "settings that name programs",
      "printf '[shell]\\npager = \"touch pwned\"\\n' > postil.toml; $P show a.txt",
      says: "pager cannot be set by a workspace"),
    Trigger(
      "git's settings that name programs",
      """
      git init -q . 2> /dev/null; printf '[core]\\npager = touch pwned\\nfsmonitor = touch pwned\\n\
      hooksPath = .\\n[alias]\\nconfig = !touch pwned\\n[user]\\nname = Eve\\n' >> .git/config
      env -u POSTIL_ANNOTATOR $P tag a.txt '"Ana"' PER; ls pwned
      """, says: "PER \"Ana\""),
    Trigger(
      "a script of the workspace",
      """
      \(plugin)
      manifest '{"command":["./run.sh"]}'
      printf '%s\\n' '!touch pwned' 'trust q' 'run q' 'alias list = trust q' 'set pager "touch pwned"' \\
        'record ../home/.bash_aliases' 'show a' > .postilrc
      $P shell .postilrc --keep-going; $P source .postilrc --keep-going
      command -v python3 > /dev/null || { echo works only at a prompt; exit; }
      printf '%s\\n' 'source .postilrc --keep-going' 'source .postilrc' q | $T $P shell; ls pwned
      """, says: "works only at a prompt"),
  ]
}
