"""Prints the examples of the README that PyPI shows, as JSON. Fails if one is not what it says it is: Python that can be parsed."""

import json
import re
import sys
from importlib.metadata import metadata

text = str(metadata("cdk-s3-encryption").get_payload())
blocks = re.findall(r"^```(\S*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
examples = [code for language, code in blocks if language == "python"]
problems = [f"not translated:\n{code}" for language, code in blocks if language in ("ts", "typescript", "js")]
for code in examples:
    try:
        compile(code, "README.md", "exec")
    except SyntaxError as error:
        problems.append(f"{error}:\n{code}")
    if "Example automatically generated from non-compiling source" in code:
        problems.append(f"translated from source that does not compile:\n{code}")
if problems or not examples:
    sys.exit("\n".join(problems) or "The README has no example in Python.")
print(json.dumps([{"place": f"README.md, example {i + 1}", "python": code} for i, code in enumerate(examples)]))
