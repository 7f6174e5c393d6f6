// Stands in for Python with venv, pip, nbformat and JupyterLab. FAKE_PIP: hangs, breaks. FAKE_LAB: breaks.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hang, note } from "./note.mjs";

const [version, able, ...args] = process.argv.slice(2);
const self = fileURLToPath(import.meta.url);
const [flag, module] = args;
note(flag === "-m" ? module : "python", args);

if (flag === "-c") console.log(`python ${version} ${able}`);
if (module === "venv") {
  mkdirSync(".venv", { recursive: true });
  for (const name of readdirSync(".venv")) rmSync(join(".venv", name), { recursive: true }); // --clear follows links
  mkdirSync(".venv/bin", { recursive: true });
  const command = [process.execPath, self, version, able].map((word) => `'${word}'`).join(" ");
  writeFileSync(".venv/bin/python", `#!/bin/sh\nexec ${command} "$@"\n`);
  chmodSync(".venv/bin/python", 0o755);
}
if (module === "pip") {
  if (process.env.FAKE_PIP === "hangs") {
    spawn(process.execPath, [fileURLToPath(new URL("stubborn.mjs", import.meta.url))]);
    await hang();
  }
  if (process.env.FAKE_PIP === "breaks") {
    console.error("ERROR: No space left on device");
    process.exit(1);
  }
}
if (module === "jupyterlab") {
  if (process.env.FAKE_LAB === "breaks") {
    console.error("[C] Bad config encountered");
    process.exit(1);
  }
  const server = createServer((_, response) => response.end("{}"));
  const port = Number(args[args.indexOf("--port") + 1]) || 0;
  server.listen(port, "127.0.0.1", () => {
    const info = { url: `http://127.0.0.1:${server.address().port}/`, token: "secret" };
    writeFileSync(
      join(process.env.JUPYTER_RUNTIME_DIR, `jpserver-${process.pid}.json`),
      JSON.stringify(info),
    );
  });
  process.on("SIGTERM", () => process.exit(0));
}
