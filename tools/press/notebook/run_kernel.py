"""Executes a notebook in its real Jupyter kernel and prints as JSON what every code cell showed.

usage: run_kernel.py SECONDS_PER_CELL FILE
The kernel is found through JUPYTER_PATH; started by kernel.ts.
"""

import json
import os
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def run(path, seconds_per_cell):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    started, seconds, failure = {}, {}, None

    def on_start(cell, cell_index):
        started[cell_index] = time.monotonic()

    def on_done(cell, cell_index, execute_reply):
        seconds[cell_index] = time.monotonic() - started[cell_index]

    client = NotebookClient(
        notebook,
        timeout=seconds_per_cell,
        startup_timeout=max(60, int(seconds_per_cell)),
        kernel_name=notebook.metadata.get("kernelspec", {}).get("name", "tslab"),
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}},
        on_cell_execute=on_start,
        on_cell_executed=on_done,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        failure = f"{error.ename}: {error.evalue}"
    except Exception as error:  # a kernel that does not start, dies or hangs: the sentence goes to the reader
        failure = f"{type(error).__name__}: {error}"
    cells = [
        {"outputs": cell.outputs, "seconds": seconds.get(index), "executed": index in seconds}
        if cell.cell_type == "code"
        else None
        for index, cell in enumerate(notebook.cells)
    ]
    last = max(started, default=None)
    return {"cells": cells, "failure": failure, "failed_cell": last if failure else None}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[2], float(sys.argv[1]))))
