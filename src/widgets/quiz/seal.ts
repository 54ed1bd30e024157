/**
 * Data written so that nobody reads them by accident: JSON as UTF-8, its bytes shifted, in base 64. It is no secret:
 * who wants to know can open it.
 *
 * @param data anything that JSON can say
 * @example
 * unseal(seal({ answer: "¼" })).answer; // "¼"
 * seal("right").includes("right"); // false
 */
export function seal(data: unknown): string {
  const bytes = shifted(new TextEncoder().encode(JSON.stringify(data)), 1);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * What was sealed.
 *
 * @example
 * unseal(seal([1, 2])); // [1, 2]
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as JSON.parse
export function unseal(sealed: string): any {
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(shifted(bytes, -1)));
}

/** Each byte by another amount, so that base 64 gives no word twice alike. */
function shifted(bytes: Uint8Array, direction: 1 | -1): Uint8Array {
  return bytes.map((byte, i) => byte + direction * ((i * 31 + 47) % 256));
}
