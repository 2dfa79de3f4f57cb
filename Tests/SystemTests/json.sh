# Prints what commands print with --json, each line after the command's name, for JSONKeysTests. Runs in an
# empty folder: sh json.sh POSTIL
POSTIL=$1
export POSTIL_PLUGINS=
mkdir -p plugins/own
cat >plugins/own/plugin.json <<END
{"name":"own","version":"1.0.0","api":1,"summary":"x","produces":["x"],"start":{"command":["true"]}}
END
echo 'Lisbon, 3 March - Ana Duarte said: "We will go." Duarte is going to Rome.' >wire.txt
echo 'Ana Duarte left Rome on Tuesday.' >storm.txt
echo 'Ann met Rui Lima in Hull on the day.' >port.txt
run() { "$POSTIL" "$@" >/dev/null 2>&1 || true; }
json() { "$POSTIL" "$@" --json 2>/dev/null | sed "s/^/$1 /"; }
run annotate
yes 'Die Fähre nach Hull wird im Herbst eingestellt, sagte die Ministerin, und das ist nicht gut.' | head -n 4 >hafen.txt
run --article wire accept all
run --article wire tag '"going"' MISC note=odd
run --article storm tag '"Rome"' LOC
for name in "Ann" "Rui Lima" "Hull"; do run --article port tag "\"$name\"" PER; done
echo 'Ann met Rui J. Lima in Hill on the day.' >port.txt
run anchor port
echo damaged >>storm.jsonl
json articles; json list on all; json list count by label on all; json list wire e1; json show wire; json show wire 1
json find wire '"Duarte"'; json find wire PER; json find PER count by label on all; json stats --all; json published --all
json log wire; json why wire e1; json schema; json plugins; json moved port
json names; json names alike; json names set Rome ref=wikidata:Q220 --dry-run
json check; json check consistency; json help; json help spans; json help per
echo 'Nine people died.' >one.txt; echo 'Eight people died.' >two.txt; json facts on one two
json trust own --show; json run wire --dry-run; json run hafen --dry-run; json annotate --force --dry-run; json annotate -v
run --sidecars ben --as ben --article wire tag '"Rome"' ORG
run --sidecars ann --as ann --article wire tag '"Rome"' GPE
run --sidecars ann --as ann --article wire tag 1.1 GPE
mkdir -p programs/paid
cat >programs/paid/plugin.json <<END
{"name":"paid","version":"1.0.0","api":1,"summary":"x","produces":["x"],"start":{"command":["sh","plugin.sh"]}}
END
cat >programs/paid/plugin.sh <<'END'
seq=0
while read -r line; do
  case $line in
    *'"method":"initialize"'*) echo '{"api":1}' ;;
    *'"method":"annotate"'*)
      seq=$((seq + 1))
      echo "{\"seq\":$seq,\"annotations\":[],\"usage\":{\"tokens\":3}}" ;;
    *) exit ;;
  esac
done
END
json plugins check programs/paid
POSTIL_PLUGINS=$PWD/programs; json annotate --only paid --dry-run; POSTIL_PLUGINS=
for who in ann ben; do
  run --sidecars $who --as $who --article storm tag '"Rome"' GPE
  run --sidecars $who --as $who --article wire tag '"going"' MISC note=$who
  run --sidecars $who --as $who --article storm quote '"left".."Rome"' source='"Ana Duarte"'; done
json agree ann ben; json diff ann ben
for name in wire storm; do
  printf '{"id":"%s","text":"%s"}\n' $name "$(head -1 $name.txt | sed 's/"/\\"/g')"; done >in.jsonl
"$POSTIL" annotate --stream <in.jsonl >out.jsonl
json score out.jsonl out.jsonl --docs=in.jsonl
json score out.jsonl out.jsonl --summary --docs=in.jsonl
json score wire.jsonl out.jsonl --details; json score ann ben --against=ann
echo 'Day one. Day two.' >day.txt; run --article day tag '"Day"#1' MISC; json echo day 1; json train --check --curve
printf '[plugins.entity-tagger]\nthreshold = 0.9\n' >postil.toml; json articles --stale; rm postil.toml
run assign anna ben --overlap=50%
json stats people; run review 'PER' on all --keys=a; json stats time --all
json export brat out; json import brat out --dry-run
