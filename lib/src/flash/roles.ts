import type { DeviceEvent, Tile } from "../gpu/memory.js";

/** What a tile is in attention: Q, K, V, O, l and m by the paper's letters, S (also P̃), the row maxima and row sums of a tile, P̃V. */
export type Role = "Q" | "K" | "V" | "O" | "l" | "m" | "S" | "tile's m" | "tile's l" | "PV";

const letters: readonly string[] = ["Q", "K", "V", "O", "l", "m"] satisfies Role[];

/** Tells what each tile is from where its numbers came: whoever wrote the kernel gave the tiles no names. */
export class Roles {
  readonly #roles = new Map<Tile, Role | undefined>();

  of(tile: Tile): Role | undefined {
    return this.#roles.get(tile);
  }

  /** Whether a tile of this role is on chip. */
  has(role: Role): boolean {
    return [...this.#roles.values()].includes(role);
  }

  /** Takes an event in. @returns the role that its tile has now */
  hear(event: Exclude<DeviceEvent, { op: "fill" }>): Role | undefined {
    const { tile } = event;
    if (event.op === "free") {
      const role = this.of(tile);
      this.#roles.delete(tile);
      return role;
    }
    if (event.op === "load") this.#roles.set(tile, letterOf(event.array.name));
    if (event.op === "store") this.#roles.set(tile, letterOf(event.array.name) ?? this.of(tile));
    if (event.op === "compute") this.#roles.set(tile, this.#computed(tile, event.by, event.from));
    return this.of(tile);
  }

  #computed(tile: Tile, by: string, from: readonly Tile[]): Role | undefined {
    const [a, b] = from.map((one) => this.of(one));
    const either = (role: Role) => a === role || b === role;
    switch (by) {
      case "matmulT":
        return a === "Q" && b === "K" ? "S" : undefined;
      case "rowMax":
        return a === "S" ? "tile's m" : undefined;
      case "rowSum":
        return a === "S" ? "tile's l" : undefined;
      case "matmul":
        return a === "S" && b === "V" ? "PV" : undefined;
      case "max":
        return either("tile's m") || either("m") ? "m" : a;
      case "add":
        if (either("PV")) return "O";
        return either("tile's l") ? "l" : a;
      case "copy":
        return a === "m" || a === "l" || a === "O" ? undefined : a;
      case "sub":
      case "exp":
      case "log":
        return a === "S" ? "S" : undefined; // of a column: a factor or a logarithm, no longer m or ℓ
      case "accumulate":
        return "O";
      case "set":
        return letterOf(tile.name);
      default:
        return a; // scaled: still what it was
    }
  }
}

/** FlashAttention-2 keeps L where ℓ was. */
const letterOf = (name: string): Role | undefined =>
  name === "L" ? "l" : letters.includes(name) ? (name as Role) : undefined;
