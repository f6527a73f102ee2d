"""How long sentence-transformers takes to embed the passages of our index, with its stock settings in 32 bits.

Run by `make bench` with the interpreter of the peers: `same_passages.py TEXTS WEIGHTS`, both written by
`benchmarks.ours texts`. Loading the model is not counted.
"""

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Embed, and print a line of JSON."""
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found,unused-ignore]

    texts = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    folder, longest = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    model = SentenceTransformer(folder, device="cpu")
    model.max_seq_length = longest
    began, cpu = time.perf_counter(), time.process_time()
    model.encode(texts, batch_size=32, normalize_embeddings=True)
    took = {"whole_s": time.perf_counter() - began, "cpu_s": time.process_time() - cpu}
    print(json.dumps({**took, "passages": len(texts)}))


if __name__ == "__main__":
    main()
