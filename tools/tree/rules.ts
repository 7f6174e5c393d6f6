/** The sentences about a file that breaks the order of rooms and floors. */
import { importsOf, pathOf, readSources, type Sources } from "./imports.ts";
import { type Floors, HOUSE, type Room } from "./rooms.ts";

/** The floor of a file in a room; "" for one beside the floors, nothing for a file outside. */
export function floorOf(file: string, { folder, elsewhere = {} }: Room): string | undefined {
  if (!file.startsWith(`${folder}/`)) return undefined;
  const inside = file.slice(folder.length + 1);
  return elsewhere[inside] ?? (inside.includes("/") ? inside.slice(0, inside.indexOf("/")) : "");
}

/** What the table calls a floor. */
export const nameOf = (floor: string, { floors, others = floor }: Room): string =>
  floor in floors ? floor : others;

/** The room of a file: the longest name that its path begins with. */
export const roomOf = (file: string): string =>
  Object.keys(HOUSE)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0] ?? file.split("/")[0]!;

/** All sources of the house. */
export const readHouse = (): Map<string, string> =>
  readSources(...Object.keys(HOUSE).filter((room) => !room.includes("/")));

/** A sentence for every import from a room into one that it may not know; none when all is well. */
export function brokenHouse(sources: Sources): string[] {
  return imports(sources).flatMap(({ file, path }) => {
    if (!path?.includes("/")) return []; // a package, or a file beside the rooms
    const [room, other] = [roomOf(file), roomOf(path)];
    if (room === other || HOUSE[room]?.includes(other)) return [];
    return [`${file} imports ${path}, but ${room} may import ${only(HOUSE[room], "room")}`];
  });
}

/** A sentence for every import that breaks the order of a room's floors; none when all is well. */
export function brokenFloors(room: Room, sources: Sources): string[] {
  return imports(sources).flatMap(({ file, specifier, path }) => {
    const floor = floorOf(file, room);
    if (floor === undefined || floor === "") return []; // what lies beside the floors may gather any of them
    const may = room.floors[nameOf(floor, room)];
    if (!may)
      return [`${file}: "${floor}" is no floor; the floors are ${Object.keys(room.floors).join(", ")}`];
    if (path === undefined) return brokenPackage(room, floor, file, specifier);
    const other = floorOf(path, room);
    if (other === undefined) return []; // another room: a matter of the house
    if (!sources.has(path)) return [`${file} imports ${path}, which is no file of ${room.folder}`];
    if (other === floor || may.includes(other)) return [];
    return [`${file} imports ${path}, but ${floor} may import ${only(may, "floor")}`];
  });
}

function brokenPackage({ packages }: Room, floor: string, file: string, name: string): string[] {
  const floors = packages?.[name] ?? [];
  if (!packages || floors.includes(floor)) return [];
  return [
    `${file} imports ${name}, which ${floors.length > 0 ? `only ${floors.join(", ")} may` : "no floor may"}`,
  ];
}

const only = (names: readonly string[] | undefined, what: string): string =>
  names && names.length > 0 ? `only ${names.join(", ")}` : `no other ${what}`;

/** Names that stand in a table before one that they may import: with any of these, two could import each other. */
export function outOfOrder(table: Floors): string[] {
  const order = Object.keys(table);
  return order.flatMap((name, k) =>
    table[name]!.filter((lower) => !order.slice(0, k).includes(lower)).map((lower) => `${name} → ${lower}`),
  );
}

/** Every circle of files that import each other, once, as "a.ts → b.ts → a.ts". */
export function importCircles(sources: Sources): string[] {
  const circles = new Map<string, string>();
  const done = new Set<string>();
  const next = new Map<string, string[]>();
  for (const { file, path } of imports(sources)) if (path) next.set(file, [...(next.get(file) ?? []), path]);
  const walk = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      circles.set([...circle].sort().join(), [...circle, file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) walk(file, []);
  return [...circles.values()];
}

/** What must run before npm has installed anything imports Node and its like alone: a sentence for what does not. */
export function needsNpm(first: readonly string[], sources: Sources): string[] {
  return imports(sources).flatMap(({ file, specifier, path }) => {
    if (!first.includes(file) || specifier.startsWith("node:")) return [];
    return path && first.includes(path) ? [] : [`${file} imports ${path ?? specifier}, before npm has run`];
  });
}

/** Every import of every file, and where it leads. */
export const imports = (sources: Sources) =>
  [...sources].flatMap(([file, text]) =>
    importsOf(text).map((specifier) => ({ file, specifier, path: pathOf(file, specifier, sources) })),
  );

/** Floors of the library that no test imports; `tests` are the tests' texts. */
export function untestedFloors(room: Room, sources: Sources, tests: readonly string[]): string[] {
  const tested = new Set(tests.flatMap(importsOf).map((specifier) => specifier.split("/")[1]));
  const floors = new Set([...sources.keys()].flatMap((file) => floorOf(file, room) || []));
  return [...floors].filter((floor) => !tested.has(floor));
}

/** The middle number of lines of a file. */
export function medianLines(sources: Sources): number {
  const lines = [...sources.values()].map((text) => text.split("\n").length - 1).sort((a, b) => a - b);
  return lines[Math.floor(lines.length / 2)]!;
}
