/** Which levels of the sandbox work here, and what the others lack. */
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { type LevelName, levelNames, tryLevel } from "../sandbox/levels/index.js";
import { noTypes, Types } from "../types/types.js";

/** @returns 0 when at least one level works */
export async function doctorCommand(bundle: Bundle = loadBundle()): Promise<number> {
  console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}`);
  const works: LevelName[] = [];
  for (const name of levelNames) {
    const { level, why } = await tryLevel(name, bundle);
    if (level) {
      console.log(`✓ ${name}: ${level.layers.join(", ")}`);
      if (process.getuid?.() === 0 && name !== "portable" && !level.layers.includes("a user without rights"))
        console.log(
          "  running as root, but another user cannot be taken on here; better run the grader as a user",
        );
      level.dispose();
    } else console.log(`✗ ${name}: ${why}`);
    if (level) works.push(name);
  }
  console.log(
    Types.here(bundle.types)
      ? "✓ types of notebooks' cells, by the kernel's TypeScript"
      : `✗ types of notebooks' cells: ${noTypes}`,
  );
  const auto = works.find((name) => name === "hardened") ?? works.find((name) => name === "portable");
  console.log(auto ? `--sandbox auto takes ${auto} here.` : "No level works here.");
  return works.length > 0 ? 0 : 1;
}
