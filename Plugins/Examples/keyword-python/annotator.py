"""Marks the words of its settings: a Postil annotator in twenty lines of Python."""
import json, re, sys

words = re.compile(r"(?!)")
for line in sys.stdin:
    message = json.loads(line)
    if message["method"] == "initialize":
        keywords = message["configuration"]["settings"]["keywords"]
        words = re.compile(r"\b(" + "|".join(map(re.escape, keywords)) + r")\b")
        answer = {"api": 1}
    elif message["method"] == "annotate":  # Python's strings count code points, as spans do
        found = words.finditer(message["request"]["text"])
        answer = {"seq": message["seq"], "annotations": [
            {"layer": "keyword", "label": "KEYWORD", "spans": [list(match.span())]} for match in found]}
    elif message["method"] == "shutdown":
        break
    else:  # such as "cancel": the question is answered anyway
        continue
    print(json.dumps(answer), flush=True)
