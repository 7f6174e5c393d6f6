/** The most fuel that one call of each reference solution took (tools/measure-fuel). */
export const referenceFuel: Readonly<Record<string, number>> = {};
