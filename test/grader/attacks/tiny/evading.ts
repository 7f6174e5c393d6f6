import { copyDouble, type Family, rowSums } from "./attack.js";

export const evading: Family = {
  family: "evading",
  attacks: [
    rowSums("nothing", "return nothing", "return undefined;"),
    rowSums("null", "return null", "return null;"),
    rowSums("empty", "return an empty list", "return [];"),
    rowSums("short", "return the first sum only", "return [A.get(0, 0)];"),
    rowSums(
      "nan",
      "return NaN: no difference is larger than a tolerance",
      "return Array.from({ length: A.shape[0] }, () => NaN);",
    ),
    rowSums("infinity", "return ∞", "return Array.from({ length: A.shape[0] }, () => Infinity);"),
    rowSums("text", "return text that turns into numbers", "return '0,0,0';"),
    rowSums("true", "return true", "return true;"),
    rowSums(
      "mutate",
      "make the input fit the answer",
      "A.data.fill(0); return Array.from({ length: A.shape[0] }, () => 0);",
    ),
    rowSums("mutate-shape", "shrink the input", "A.shape[0] = 0; A.shape[1] = 0; return [];"),
    rowSums(
      "mutate-get",
      "change how the input is read",
      "A.get = () => 0; return Array.from({ length: A.shape[0] }, () => 0);",
    ),
    rowSums("hard-coded", "know the visible example by heart", "return [1, 3, 5];", { honest: 1 }),
    rowSums(
      "by-turns",
      "guess by counting the calls",
      "globalThis.n = (globalThis.n ?? 0) + 1; return globalThis.n === 1 ? [1, 3, 5] : [];",
      { honest: 1 },
    ),
    {
      name: "accessor-export",
      tries: "export something that is no function",
      code: "export const rowSums = { call: () => [1, 3, 5], apply: () => [1, 3, 5] };",
    },
    {
      name: "class-export",
      tries: "export a class",
      code: "export class rowSums { constructor() { return [1, 3, 5]; } }",
    },
    copyDouble(
      "counters",
      "set the device's counters",
      "for (const k of ['reads', 'writes', 'accesses', 'peakElements']) { try { mem[k] = 6; } catch {} } for (let i = 0; i < 3; i++) try { mem.O.data[i] = 0; } catch {}",
    ),
    copyDouble(
      "counters-define",
      "define the counters anew",
      "try { Object.defineProperty(mem, 'reads', { get: () => 6 }); Object.defineProperty(mem, 'writes', { get: () => 6 }); } catch {}",
    ),
    copyDouble(
      "read-hbm",
      "read HBM without a load",
      "try { for (let i = 0; i < 6; i++) mem.O.data[i] = 2 * mem.Q.data[i]; mem.reads = 6; mem.writes = 6; } catch {}",
    ),
    copyDouble(
      "tile-data",
      "keep the numbers of a tile outside SRAM",
      "const t = mem.load(mem.Q, 0, 3); try { globalThis.kept = [...t.data]; const o = mem.tile(3, 2, 0); o.data.set(globalThis.kept.map((x) => 2 * x)); mem.store(o, mem.O, 0, 3); } catch {}",
    ),
    copyDouble(
      "capacity",
      "give itself more SRAM",
      "try { mem.sramElements = Infinity; } catch {} mem.tile(1000, 1000); mem.store(mem.load(mem.Q, 0, 3), mem.O, 0, 3);",
    ),
    copyDouble(
      "forged-handle",
      "make a handle by hand",
      "mem.load(mem.Q, 0, 3); mem.store({ id: 1, rows: 3, cols: 2 }, { name: 'O' }, 0, 3); mem.store({ id: 99 }, mem.O, 0, 3);",
    ),
    copyDouble(
      "freed",
      "use a tile after it was freed",
      "const t = mem.load(mem.Q, 0, 3); mem.free(t); mem.mul(t, mem.tile(1, 1, 2)); mem.store(t, mem.O, 0, 3);",
    ),
    copyDouble(
      "negative-rows",
      "load rows that are not there",
      "mem.load(mem.Q, -3, 0); mem.store(mem.tile(0, 2), mem.O, 0, 0);",
    ),
    copyDouble("write-input", "write to the input", "mem.fill(mem.Q, 0); mem.fill(mem.O, 0);"),
    copyDouble(
      "method-names",
      "call what is no operation",
      "const o = { name: '__proto__' }; try { mem.fill(o, 0); } catch {} try { mem.constructor.constructor('return process')().exit(0); } catch {} mem['observe']?.();",
    ),
    copyDouble(
      "map-handles",
      "swap the numbers of tiles",
      "const get = Map.prototype.get; Map.prototype.get = function (k) { return 1; }; const t = mem.load(mem.Q, 0, 3); mem.store(t, mem.O, 0, 3);",
      // It does move every element once each way, which is what the second check asks.
      { honest: 2 },
    ),
    copyDouble(
      "scale-object",
      "change the function that was given",
      "try { scale.calls = 0; Object.assign(scale, { apply: () => 2 }); } catch {} scale({ valueOf: () => 1 }); scale('x'); scale();",
    ),
    copyDouble(
      "port-reply",
      "change the device's answers",
      "const parse = JSON.parse; JSON.parse = (t) => { const v = parse(t); if (v && typeof v === 'object' && 'id' in v) v.id = 0; return v; }; const t = mem.load(mem.Q, 0, 3); mem.store(t, mem.O, 0, 3);",
    ),
  ],
};
