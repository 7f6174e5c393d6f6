/**
 * Values as they cross the border between the grader and a solution: JSON text, nothing that can run.
 * Both sides use this file: in the learner's process, and inside the sandbox, where a solution may have
 * changed every prototype by the time a result is packed. So the intrinsics are taken when the module loads,
 * and no number is turned into text by a method that somebody could replace.
 */
import { type Matrix, matrixOf } from "./matrix-of.js";

/** What JSON.parse gives back for a packed value. `$` marks what JSON cannot say. */
export type Wire = null | boolean | string | number | Wire[] | { [key: string]: Wire };

/** Stands for what no answer may be: a function, a symbol, an object that fights back. */
export class Unsupported {
  constructor(readonly what: string) {}
}

/** The most numbers, and the deepest nesting, that one value may have. */
export const limits = { numbers: 2_000_000, depth: 8 };

const { isArray } = Array;
const { is, keys, getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { isNaN: notANumber } = Number;
const quote = JSON.stringify;
const apply = Reflect.apply;
const TypedArray = getPrototypeOf(Float64Array.prototype);
const tagGetter = getOwnPropertyDescriptor(TypedArray, Symbol.toStringTag)!.get!;
const lengthGetter = getOwnPropertyDescriptor(TypedArray, "length")!.get!;

/** "Float64Array" and the like, by brand: an object cannot pretend. */
const brand = (value: unknown): string | undefined => apply(tagGetter, value, []);
const lengthOf = (typed: unknown): number => apply(lengthGetter, typed, []);

/** A value as JSON text. Never throws: what cannot be said becomes an Unsupported. */
export function pack(value: unknown): string {
  const room = { left: limits.numbers };
  try {
    return packed(value, 0, room);
  } catch (error) {
    return unsupported(error instanceof TooMuch ? error.what : "a value that cannot be read");
  }
}

class TooMuch {
  constructor(readonly what: string) {}
}

function packed(value: unknown, depth: number, room: { left: number }): string {
  if (depth > limits.depth) throw new TooMuch("a value nested too deeply");
  if (--room.left < 0) throw new TooMuch(`a value with more than ${limits.numbers} parts`);
  if (typeof value === "number") return numeral(value);
  if (typeof value === "string") return quote(value.length > 65_536 ? value.slice(0, 65_536) : value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null) return "null";
  if (value === undefined) return '{"$":"undefined"}';
  if (typeof value !== "object") return unsupported(`a ${typeof value}`);
  const kind = brand(value);
  if (kind !== undefined) {
    if (kind[0] === "B") return unsupported(`a ${kind}`);
    return `{"$":"${kind}","v":[${list(value as ArrayLike<unknown>, lengthOf(value), depth, room)}]}`;
  }
  if (isArray(value)) return `[${list(value, value.length, depth, room)}]`;
  if (isNdarray(value)) return packedNdarray(value, depth, room);
  let text = "";
  const names = keys(value);
  for (let i = 0; i < names.length; i++)
    text += `${i > 0 ? "," : ""}${quote(names[i])}:${packed((value as Record<string, unknown>)[names[i]!], depth + 1, room)}`;
  return `{${text}}`;
}

/** JSON has no NaN, no infinity and, in effect, no −0. */
function numeral(x: number): string {
  if (notANumber(x)) return '{"$":"NaN"}';
  if (x === Infinity) return '{"$":"Infinity"}';
  if (x === -Infinity) return '{"$":"-Infinity"}';
  return is(x, -0) ? '{"$":"-0"}' : `${x}`;
}

const unsupported = (what: string) => `{"$":"unsupported","v":${quote(what)}}`;

function list(values: ArrayLike<unknown>, n: number, depth: number, room: { left: number }): string {
  if (n > room.left) throw new TooMuch(`a list of ${n} values`);
  let text = "";
  for (let i = 0; i < n; i++) text += `${i > 0 ? "," : ""}${packed(values[i], depth + 1, room)}`;
  return text;
}

interface Ndarray {
  shape: number[];
  stride: number[];
  offset: number;
  data: ArrayLike<number>;
}

const isNdarray = (value: object): value is Ndarray =>
  isArray((value as Ndarray).shape) && isArray((value as Ndarray).stride) && "data" in value;

function packedNdarray(
  { shape, stride, offset, data }: Ndarray,
  depth: number,
  room: { left: number },
): string {
  const [n, d] = shape as [number, number];
  const wanted = shape.length === 1 ? n : n * d;
  if (shape.length < 1 || shape.length > 2) return unsupported(`an ndarray of ${shape.length} dimensions`);
  if (!(wanted <= room.left)) throw new TooMuch(`an ndarray of ${wanted} numbers`);
  let text = "";
  for (let i = 0; i < n; i++)
    for (let j = 0; j < (shape.length === 1 ? 1 : d); j++)
      text += `${i + j > 0 ? "," : ""}${packed(data[offset + i * stride[0]! + j * (stride[1] ?? 0)], depth + 1, room)}`;
  return shape.length === 1
    ? `{"$":"Float64Array","v":[${text}]}`
    : `{"$":"matrix","shape":[${n},${d}],"v":[${text}]}`;
}

/** Opens what stands for a function or a device of the grader's. */
export type OpenPort = (kind: string, id: number) => unknown;

/** The value that a packed text stands for; matrices come back as ndarrays. */
export function unpack(text: string, openPort?: OpenPort): unknown {
  return unpacked(JSON.parse(text) as Wire, openPort);
}

function unpacked(wire: Wire, openPort?: OpenPort): unknown {
  if (wire === null || typeof wire !== "object") return wire;
  if (isArray(wire)) return wire.map((item) => unpacked(item, openPort));
  if (!Object.hasOwn(wire, "$")) {
    const object: Record<string, unknown> = {};
    // "__proto__" would change what the object is instead of what it holds.
    for (const name of keys(wire)) if (name !== "__proto__") object[name] = unpacked(wire[name]!, openPort);
    return object;
  }
  const numbers = () => (wire.v as Wire[]).map((item) => unpacked(item) as number);
  switch (wire.$) {
    case "NaN":
    case "Infinity":
    case "-Infinity":
    case "-0":
      return Number(wire.$);
    case "undefined":
      return undefined;
    case "matrix": {
      const [n, d] = wire.shape as [number, number];
      if (!(n >= 1 && d >= 1 && n * d === (wire.v as Wire[]).length))
        return new Unsupported(`a matrix of shape [${n},${d}]`);
      return matrixOf([n, d], Float64Array.from(numbers()));
    }
    case "port":
      return openPort?.(wire.kind as string, wire.id as number) ?? new Unsupported("a port");
    case "unsupported":
      return new Unsupported(String(wire.v));
    default:
      return typedArray(String(wire.$), numbers());
  }
}

const constructors = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
};

function typedArray(name: string, numbers: number[]): unknown {
  if (!Object.hasOwn(constructors, name)) return new Unsupported(`a ${name}`);
  return constructors[name as keyof typeof constructors].from(numbers);
}

export type { Matrix };
