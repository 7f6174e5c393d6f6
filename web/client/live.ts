/** Brings the cells of a page to life. */
export function live(_page: Document): void {}
