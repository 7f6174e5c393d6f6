/** What a type checker may open for a submission: declarations of packages that can be had from a folder, and nothing else. */
import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export interface Packages {
  has(path: string): boolean;
  /** A text without the places where packages lie on this machine. */
  shown(text: string): string;
}

const isDeclaration = (path: string): boolean => /(\.d\.[mc]?ts|[/\\]package\.json)$/.test(path);

/**
 * @param folder packages are found from here, in node_modules of every folder above
 * @param library where TypeScript's own declarations are
 */
export function packagesFrom(folder: string, library: string): Packages {
  const roots = [library];
  for (let at = resolve(folder); ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) roots.push(modules, realpathSync(modules), ...linkedIn(modules));
    if (dirname(at) === at) break;
  }
  const within = roots.map((root) => `${forward(root).replace(/\/$/, "")}/`);
  return {
    has: (path) => isDeclaration(path) && within.some((root) => forward(resolve(path)).startsWith(root)),
    shown: (text) => within.reduce((shorter, root) => shorter.replaceAll(root, ""), text),
  };
}

/** Where a workspace's packages, which are links in node_modules, really are. */
function linkedIn(modules: string): string[] {
  return readdirSync(modules).flatMap((name) => {
    const path = join(modules, name);
    if (lstatSync(path).isSymbolicLink()) return existsSync(path) ? [realpathSync(path)] : [];
    return name.startsWith("@") ? linkedIn(path) : [];
  });
}

const forward = (path: string): string => path.replaceAll("\\", "/");
