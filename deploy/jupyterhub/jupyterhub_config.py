# What a JupyterHub needs for Long Attention: add these lines to your own jupyterhub_config.py.
# How to install the course, and what its users see: docs/instructors.md.
import os

course = os.environ.get("LONG_ATTENTION_COURSE", "/srv/long-attention")

c = get_config()  # noqa: F821
c.Spawner.cmd = [f"{course}/deploy/jupyterhub/singleuser"]
c.Spawner.default_url = "/lab/tree/notebooks/start.ipynb"
c.Spawner.http_timeout = 120  # seconds; the first start of a user copies and signs the notebooks
