// @ts-check
/**
 * A folder of copies in a user's home, where many share one course that none of them can change: deploy/jupyterhub/singleuser
 * calls it before a user's server starts. It prints the variables that the server needs, as a shell reads them; what a
 * person has to know goes to standard error, which is the hub's log.
 */
import "./node-version.cjs";
import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PACKAGES } from "../build/build.mjs";
import { kernelEnvironment, sign } from "./jupyter.mjs";
import { Problem } from "./progress.mjs";
import { ROOT } from "./setup.mjs";
import { COURSE, makeWorkingCopies, mayWrite, workFolder } from "./work.mjs";

/** Says whose a folder is: a link, because a link appears whole or not at all, also where two claim a folder at once. */
const USER = ".user";

/** Opens before everything else where something is wrong that its reader should hear of. */
const NOTE = "READ-THIS-FIRST.md";

/**
 * The folder of a user: `wanted`, unless it is another's, as where one home serves several users by mistake.
 * @param {string} wanted @param {string} user
 * @returns {{ folder: string, note?: string }} `note`: what is wrong
 */
export function claimFolder(wanted, user) {
  const owner = claimed(wanted, user);
  if (owner === user) return { folder: wanted };
  const folder = `${wanted}-${encodeURIComponent(user)}`;
  claimed(folder, user);
  return {
    folder,
    note: `${wanted} is ${owner}'s, so the work and the progress of ${user} are kept in ${folder}: give each user of the hub a home of their own.`,
  };
}

/** @param {string} folder @param {string} user @returns {string} whose it is */
function claimed(folder, user) {
  try {
    mkdirSync(folder, { recursive: true });
    symlinkSync(user, join(folder, USER));
    return user;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST")
      return readlinkSync(join(folder, USER));
    throw asProblem(error, folder, user);
  }
}

/** A home that may not be written, or that is full. @param {unknown} error @param {string} folder @param {string} user */
function asProblem(error, folder, user) {
  if (typeof (/** @type {NodeJS.ErrnoException} */ (error).code) !== "string") return error;
  return new Problem(
    `${folder} cannot be written (${/** @type {Error} */ (error).message}): give ${user} a home with room that they may write in.`,
  );
}

/**
 * Lay into the folder what leads back to the course: a link that the copies' own links follow, and npm's two commands.
 * @param {string} root @param {string} folder
 */
function furnish(root, folder) {
  for (const [name, to] of [
    [COURSE, root],
    ["node_modules", join(root, "node_modules")],
  ]) {
    const link = join(folder, /** @type {string} */ (name));
    const there = lstatSync(link, { throwIfNoEntry: false });
    if (there && !there.isSymbolicLink())
      throw new Problem(`${link} is in the way of a link to ${to}: give it another name.`);
    if (there && readlinkSync(link) === to) continue;
    rmSync(link, { force: true });
    symlinkSync(/** @type {string} */ (to), link);
  }
  const scripts = {
    check: "long-attention check",
    fresh: `LONG_ATTENTION_WORK="$PWD" node ${COURSE}/tools/start/fresh.mjs`,
  };
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest))
    writeFileSync(manifest, `${JSON.stringify({ private: true, type: "module", scripts }, null, 2)}\n`);
}

/**
 * What lies in a user's folder: the note or none, the ways to the course, the copies.
 * @param {string} root @param {string} folder @param {string} user @param {string | undefined} note
 * @returns {string[]} copies as they were made
 */
function fill(root, folder, user, note) {
  try {
    rmSync(join(folder, NOTE), { force: true });
    if (note) {
      const text = `# This home is not yours alone\n\nTell whoever runs this hub: ${note}\n`;
      writeFileSync(join(folder, NOTE), text);
    }
    furnish(root, folder);
    return makeWorkingCopies(root, folder).untouched;
  } catch (error) {
    throw asProblem(error, folder, user);
  }
}

/**
 * Bring a user's folder up to date.
 * @param {string} root the course
 * @param {{ user: string, folder: string, env: NodeJS.ProcessEnv }} whose
 * @returns {Promise<{ env: NodeJS.ProcessEnv, notes: string[] }>} the server's variables, and what is wrong
 */
export async function personalFolder(root, { user, folder: wanted, env: inherited }) {
  const notes = [];
  if (!PACKAGES.every((name) => existsSync(join(root, name, "dist", ".tsbuildinfo"))))
    notes.push(`the course in ${root} is not built: its owner runs npm ci and npm run build there.`);
  if (process.getuid?.() !== 0 && mayWrite(root))
    notes.push(`${user} can change ${root}, and so the course of everybody: let it belong to root.`);
  const { folder, note } = claimFolder(wanted, user);
  if (note) notes.push(note);
  const untouched = fill(root, folder, user, note);
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...kernelEnvironment(root, inherited),
    LONG_ATTENTION_WORK: folder,
    JUPYTERHUB_ROOT_DIR: folder,
    ...(note
      ? {
          LONG_ATTENTION_PROGRESS: join(folder, ".progress.json"),
          JUPYTERLAB_SETTINGS_DIR: join(folder, ".lab", "settings"),
          JUPYTERLAB_WORKSPACES_DIR: join(folder, ".lab", "workspaces"),
          JUPYTERHUB_DEFAULT_URL: `/lab/tree/${NOTE}`,
        }
      : {}),
  };
  try {
    await sign(untouched, {
      signer: ["jupyter", "trust"], // the one that the hub runs
      cwd: folder,
      env: { ...inherited, ...env },
      log: join(folder, ".setup.log"),
      stamp: join(folder, ".signed"),
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notes.push(`${error.message} Until then figures of ${user}'s notebooks stand still. ${error.details}`);
  }
  return { env, notes };
}

/** As a POSIX shell reads it, whatever is in it. */
const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", "'\\''")}'`;

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { env, notes } = await personalFolder(ROOT, {
      user: process.env.JUPYTERHUB_USER || userInfo().username,
      folder: process.env.LONG_ATTENTION_WORK ? workFolder(ROOT) : join(homedir(), "long-attention"),
      env: process.env,
    });
    for (const note of notes) console.error(`Long Attention: ${note}`);
    for (const [name, value] of Object.entries(env)) console.log(`export ${name}=${quoted(value ?? "")}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`Long Attention: ${error.message}${error.details && `\n${error.details}`}`);
    process.exitCode = 1;
  }
}
