/** A Slurm cluster of one node, this machine, in a folder of its own: Debian's slurmctld, slurmd and munge, as root and without systemd. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, hostname } from "node:os";
import { join } from "node:path";

export interface Node {
  /** Runs one of Slurm's commands. @throws Error with what it said */
  ask(command: string, ...args: string[]): string;
  /** For programs that ask Slurm. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

const needed = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue"];

/** Why there can be no such node here; undefined when there can. */
export function whyNoSlurm(): string | undefined {
  if (process.getuid?.() !== 0) return "its daemons must be started by root";
  const missing = needed.filter(
    (name) => !existsSync(`/usr/sbin/${name}`) && !existsSync(`/usr/bin/${name}`),
  );
  return missing.length > 0
    ? `${missing.join(", ")} are not there; install Debian's packages slurmctld, slurmd, slurm-client and munge`
    : undefined;
}

export async function slurmNode(
  folder: string,
  { cpus = Math.max(4, availableParallelism()) } = {},
): Promise<Node> {
  const at = (name: string) => join(folder, name);
  for (const name of ["munge", "state", "spool"]) mkdirSync(at(name), { recursive: true, mode: 0o755 });
  const key = at("munge/key");
  writeFileSync(key, Buffer.alloc(128, "a key for one test "), { mode: 0o400 });
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(
    at("slurm.conf"),
    `ClusterName=long-attention-test
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${port}
SlurmdPort=${port + 1}
AuthType=auth/munge
AuthInfo=socket=${at("munge/socket")}
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${at("state")}
SlurmdSpoolDir=${at("spool")}
SlurmctldPidFile=${at("slurmctld.pid")}
SlurmdPidFile=${at("slurmd.pid")}
SlurmctldLogFile=${at("slurmctld.log")}
SlurmdLogFile=${at("slurmd.log")}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
SlurmctldTimeout=300
SlurmdTimeout=300
MinJobAge=3600
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=${cpus} RealMemory=64000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP MaxTime=INFINITE
`,
  );
  const env = { ...process.env, SLURM_CONF: at("slurm.conf") };
  const daemons: ChildProcess[] = [];
  const start = (file: string, ...args: string[]) =>
    daemons.push(spawn(file, args, { env, stdio: ["ignore", "ignore", "ignore"] }));
  chmodSync(at("munge"), 0o755);
  start(
    ...([
      "munged",
      "--foreground",
      "--force",
      `--socket=${at("munge/socket")}`,
      `--key-file=${key}`,
    ] as const),
    ...[`--pid-file=${at("munge/pid")}`, `--log-file=${at("munge/log")}`, `--seed-file=${at("munge/seed")}`],
  );
  await until("munged is there", () => existsSync(at("munge/socket")));
  start("slurmctld", "-D", "-f", at("slurm.conf"));
  start("slurmd", "-D", "-f", at("slurm.conf"));
  const ask = (command: string, ...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
    return stdout;
  };
  const close = async () => {
    for (const daemon of daemons.reverse()) {
      if (daemon.exitCode !== null) continue;
      const gone = new Promise((resolve) => daemon.once("exit", resolve));
      daemon.kill("SIGTERM");
      setTimeout(() => daemon.kill("SIGKILL"), 10_000).unref();
      await gone;
    }
  };
  const node = { ask, env, close };
  try {
    await until("the node is idle", () => attempted(() => ask("sinfo", "-h", "-o", "%T")).includes("idle"));
  } catch (error) {
    await close();
    throw error;
  }
  return node;
}

const attempted = (ask: () => string): string => {
  try {
    return ask();
  } catch {
    return ""; // it is not up yet
  }
};

/** Looks twice a second. @throws Error after some minutes */
export async function until(what: string, is: () => boolean, seconds = 600): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!is()) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
