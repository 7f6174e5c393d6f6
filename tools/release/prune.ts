/**
 * The checks as learners may have them: no hidden check, no mutant. What only these needed goes too, down to the last
 * helper: the bundler drops it, once it is told that nothing in a module of checks does anything but define.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type AnyNode, type ArrayExpression, type ObjectExpression, parse } from "acorn";
import { build, type Plugin } from "esbuild";
import MagicString from "magic-string";
import { needed, type Pruned } from "./needed.js";

export function prune(source: string): Pruned {
  const module = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const text = new MagicString(source);
  const removed: string[] = [];
  const cut = (node: AnyNode, to: number) => {
    removed.push(source.slice(node.start, node.end));
    text.remove(node.start, to);
  };
  const elementsOf = (array: ArrayExpression) =>
    array.elements.flatMap((element, k) => {
      if (!element) return [];
      const next = array.elements[k + 1]?.start ?? array.end - 1;
      return [{ element, next }];
    });
  const visit = (node: AnyNode, defines: boolean): void => {
    if (node.type === "Property" && nameOf(node) === "mutants" && node.value.type === "ArrayExpression") {
      for (const { element, next } of elementsOf(node.value)) cut(element, next);
      return;
    }
    if (node.type === "ArrayExpression") {
      for (const { element, next } of elementsOf(node))
        if (isHidden(element)) cut(element, next);
        else visit(element, defines);
      return;
    }
    if (defines && (node.type === "CallExpression" || node.type === "NewExpression"))
      text.appendLeft(node.start, "/* @__PURE__ */ ");
    const within = defines && !/Function|Class/.test(node.type);
    for (const child of childrenOf(node)) visit(child, within);
  };
  visit(module, true);
  return { code: text.toString(), removed };
}

/** `check({ visibility: "hidden", … })`, or the bare object. */
const isHidden = (node: AnyNode): boolean =>
  (node.type === "CallExpression" ? node.arguments : [node]).some(
    (one) => one.type === "ObjectExpression" && saysHidden(one),
  );

const saysHidden = ({ properties }: ObjectExpression): boolean =>
  properties.some(
    (one) =>
      one.type === "Property" &&
      nameOf(one) === "visibility" &&
      one.value.type === "Literal" &&
      one.value.value === "hidden",
  );

const nameOf = ({ key }: { key: AnyNode }): unknown =>
  key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : undefined;

const childrenOf = (node: AnyNode): AnyNode[] =>
  Object.values(node)
    .flat()
    .filter((value): value is AnyNode => typeof value?.type === "string" && typeof value.start === "number");

/**
 * Bundles grader/dist/checks for learners, into one module beside the rest of the package.
 * @param dist the built package's folder
 */
export async function learnerChecks(dist: string): Promise<Pruned> {
  const checks = join(dist, "checks");
  const removed: string[] = [];
  const plugin: Plugin = {
    name: "without-hidden-checks",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        if (file.startsWith(checks + sep)) return { path: file, sideEffects: false };
        return { path: relative(checks, file).replaceAll(sep, "/"), external: true, sideEffects: false };
      });
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        const pruned = prune(readFileSync(path, "utf8"));
        removed.push(...pruned.removed);
        return { contents: pruned.code, resolveDir: dirname(path) };
      });
    },
  };
  const { outputFiles } = await build({
    ...{ entryPoints: [join(checks, "index.js")], plugins: [plugin], write: false },
    ...{ bundle: true, format: "esm", platform: "node", packages: "external", target: "es2023" },
    ...{ treeShaking: true, legalComments: "none", charset: "utf8" },
  });
  const bundled = needed(outputFiles[0]!.text);
  return { code: bundled.code, removed: [...removed, ...bundled.removed] };
}
