/** Bytes as base64, in Node and in a browser alike. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += chunk)
    binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(binary);
}

/** An SVG document as an address that an `<img>` can show. */
export const svgUrl = (svg: string): string =>
  `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`;

/** A call may have only so many arguments. */
const chunk = 0x8000;
