/**
 * A picture of at most 256 colors as PNG, not compressed: it goes from the kernel to the page beside it, and
 * time counts more than size.
 *
 * @param width in pixels
 * @param pixels for each pixel the number of its color, row by row from the top
 * @param palette the colors, [red, green, blue, opacity] from 0 to 255
 * @returns the address of the picture, which holds all of it
 * @see "Portable Network Graphics (PNG) Specification", W3C; RFC 1950 and 1951 for what is in an IDAT
 */
export function pngAddress(
  width: number,
  pixels: Uint8Array,
  palette: readonly (readonly [number, number, number, number])[],
): string {
  const height = pixels.length / width;
  const rows = new Uint8Array((width + 1) * height); // before each row a 0: it is not filtered
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const bytes = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", [...bigEndian(width), ...bigEndian(height), 8, 3, 0, 0, 0]),
    chunk(
      "PLTE",
      palette.flatMap(([r, g, b]) => [r, g, b]),
    ),
    chunk(
      "tRNS",
      palette.map(([, , , opacity]) => opacity),
    ),
    chunk("IDAT", stored(rows)),
    chunk("IEND", []),
  ];
  const text = bytes.map((part) => Array.from(part, (byte) => String.fromCharCode(byte)).join("")).join("");
  return `data:image/png;base64,${btoa(text)}`;
}

/** zlib's format, in blocks that are stored as they are. */
function stored(data: Uint8Array): Uint8Array {
  const LONGEST = 0xffff;
  const blocks = Math.max(1, Math.ceil(data.length / LONGEST));
  const out = new Uint8Array(2 + 5 * blocks + data.length + 4);
  out.set([0x78, 0x01]);
  let at = 2;
  for (let b = 0; b < blocks; b++) {
    const block = data.subarray(b * LONGEST, (b + 1) * LONGEST);
    const { length } = block;
    out.set([b === blocks - 1 ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255], at);
    out.set(block, at + 5);
    at += 5 + length;
  }
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  out.set(bigEndian(((b << 16) | a) >>> 0), at);
  return out;
}

function chunk(type: string, data: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  out.set(bigEndian(data.length));
  out.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  );
  out.set(data, 8);
  let crc = 0xffffffff;
  for (const byte of out.subarray(4, 8 + data.length)) crc = REMAINDERS[(crc ^ byte) & 255] ^ (crc >>> 8);
  out.set(bigEndian(~crc >>> 0), 8 + data.length);
  return out;
}

/** What each byte leaves in the check sum CRC-32. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
