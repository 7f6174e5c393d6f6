// @ts-check
/** The floors with algorithms, which `npm run mutation` changes; apart from Stryker, which is installed at the first run. */
export const floors = ["attention", "sparse", "flash", "lsh", "kv", "linear", "select"];
