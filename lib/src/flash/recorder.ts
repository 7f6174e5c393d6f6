/** Groups a device's events into the steps that a person would tell. */
import { Device, type DeviceEvent, type DeviceOptions, type Range, type Tile } from "../gpu/memory.js";
import type { BlockSizes } from "./blocks.js";
import { type Role, Roles } from "./roles.js";
import type { LoopOrder, Phase, Step } from "./step.js";

/** A step that still grows. */
type Growing = { -readonly [key in keyof Step]: Step[key] };

/** What the figure draws of SRAM. */
const drawn: readonly (Role | undefined)[] = ["Q", "K", "V", "O", "l", "m", "S"];

/** The order of the phases inside a tile, whatever order a kernel computes in. */
const ranks: Readonly<Record<Phase, number>> = {
  loadKV: -1,
  loadQ: -1,
  score: 0,
  softmax: 1,
  update: 2,
  write: 3,
};

/** A tile that was loaded: which rows, in which step, and whether anything read it. */
export interface Loaded {
  readonly array: string;
  readonly range: Range;
  readonly step: number;
  readonly read: boolean;
}

/** Listens to one run on the device that it makes. */
export class Recorder {
  readonly device: Device;
  /** Every load, in order. */
  readonly loads: Loaded[] = [];
  /** The step in which SRAM held most. */
  peakStep = 0;
  #peak = 0;
  readonly #steps: Growing[] = [];
  readonly #loaded = new Map<Tile, { -readonly [key in keyof Loaded]: Loaded[key] }>();
  readonly #roles = new Roles();
  /** Copies of what is on chip: a tile is copied when the device reports it, and only then. */
  #chip: Record<string, Float64Array> = {};
  readonly #whose = new Map<string, Tile>();
  #i = -1;
  #j = -1;
  /** Where the steps of the tile at work begin, once it has its scores. */
  #tile: number | undefined;
  #storesL = false;

  constructor(
    readonly blocks: BlockSizes,
    options: DeviceOptions = {},
  ) {
    this.device = new Device({ ...options, onEvent: (event) => this.#hear(event) });
  }

  /**
   * The loop order that the first two tiles show. One row or column of tiles shows none: then FlashAttention-2's when L
   * was stored, as only it does.
   */
  order(): LoopOrder {
    const tiles = this.#steps.filter(({ phase }) => phase === "score");
    const [first] = tiles;
    const other = tiles.find(({ i, j }) => i !== first!.i || j !== first!.j);
    const both = tiles.some(({ i }) => i !== first!.i) && tiles.some(({ j }) => j !== first!.j);
    const outer = both ? other!.i === first!.i : this.#storesL;
    return outer ? "q-outer" : "kv-outer";
  }

  /** All steps; where the loop order gives a step no row block or no key block, that is −1. */
  steps(order: LoopOrder): readonly Step[] {
    const outer = order === "kv-outer";
    return this.#steps.map((step) => ({
      ...step,
      i: step.phase === "loadKV" && outer ? -1 : step.i,
      j: (step.phase === "loadQ" || step.phase === "write") && !outer ? -1 : step.j,
    }));
  }

  #hear(event: DeviceEvent): void {
    if (event.op === "fill") return;
    const { op, tile } = event;
    const role = this.#roles.hear(event);
    if (op !== "free" && role && drawn.includes(role)) {
      this.#chip = { ...this.#chip, [role]: tile.data.slice() };
      this.#whose.set(role, tile);
    } else this.#leaves(tile);
    if (op === "load") this.#load(tile, event.array.name, event.range);
    else if (op === "store") this.#store(tile, event.array.name);
    else if (op === "compute") this.#compute(role, event.by, event.from);
    const now = this.#steps.at(-1);
    if (!now || op === "free") return;
    now.sram = Math.max(now.sram, this.device.usedElements);
    if (this.device.peakElements > this.#peak) this.peakStep = this.#steps.length - 1;
    this.#peak = this.device.peakElements;
  }

  /** A tile that is given up, or that holds something else now, is drawn no more. */
  #leaves(tile: Tile): void {
    for (const [role, whose] of this.#whose) {
      if (whose !== tile) continue;
      this.#whose.delete(role);
      const { [role]: _, ...rest } = this.#chip;
      this.#chip = rest;
    }
  }

  #read(tile: Tile): Tile {
    const loaded = this.#loaded.get(tile);
    if (loaded) loaded.read = true;
    return tile;
  }

  #load(tile: Tile, array: string, range: Range): void {
    const keys = array === "K" || array === "V";
    if (keys) this.#j = Math.floor(range.from / this.blocks.Bc);
    else this.#i = Math.floor(range.from / this.blocks.Br);
    this.#move(keys ? "loadKV" : "loadQ", tile.data.length, 0);
    const loaded = { array, range, step: this.#steps.length - 1, read: false };
    this.#loaded.set(tile, loaded);
    this.loads.push(loaded);
  }

  #store(tile: Tile, array: string): void {
    if (array === "L") this.#storesL = true;
    this.#move("write", 0, this.#read(tile).data.length);
  }

  #compute(role: Role | undefined, by: string, from: readonly Tile[]): void {
    for (const one of from) this.#read(one);
    if (role === "S" && by === "matmulT") {
      const [Q, K] = from.map((one) => this.#loaded.get(one));
      if (Q) this.#i = Math.floor(Q.range.from / this.blocks.Br);
      if (K) this.#j = Math.floor(K.range.from / this.blocks.Bc);
      this.#tile = this.#steps.length;
      this.#put("score");
    } else if (this.#tile === undefined) this.#show(this.#steps.length - 1);
    else if (!this.#whose.has("S") && !this.#roles.has("PV"))
      this.#put("write"); // what comes when the scores are gone ends a row block
    else this.#put(role === "O" || role === "PV" || by === "accumulate" ? "update" : "softmax");
  }

  /** One step for a run of loads or stores of the same tile pair. */
  #move(phase: Phase, reads: number, writes: number): void {
    const last = this.#steps.at(-1);
    const same = last?.phase === phase && last.i === this.#i && last.j === this.#j;
    const step = same ? last : this.#insert(this.#steps.length, phase);
    step.reads += reads;
    step.writes += writes;
    step.readsSoFar += reads;
    step.writesSoFar += writes;
    step.chip = this.#chip;
    if (phase !== "write") this.#tile = undefined;
  }

  /** Arithmetic of the tile at work, in the step of its phase. */
  #put(phase: Phase): void {
    let at = this.#steps.length;
    while (at > this.#tile! && ranks[this.#steps[at - 1]!.phase] > ranks[phase]) at--;
    const before = this.#steps[at - 1];
    if (at === this.#tile || before?.phase !== phase) this.#insert(at++, phase);
    this.#show(at - 1);
  }

  /** What is on chip now, in this step and those after it. */
  #show(from: number): void {
    for (const step of this.#steps.slice(Math.max(0, from))) step.chip = this.#chip;
  }

  #insert(at: number, phase: Phase): Growing {
    const { readsSoFar = 0, writesSoFar = 0 } = this.#steps[at - 1] ?? {};
    const step: Growing = {
      phase,
      i: this.#i,
      j: this.#j,
      reads: 0,
      writes: 0,
      readsSoFar,
      writesSoFar,
      sram: 0,
      chip: this.#chip,
    };
    this.#steps.splice(at, 0, step);
    return step;
  }
}
