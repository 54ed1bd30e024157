/**
 * Unpacks a gzip file. What comes out has the length and the checksum that the file says.
 *
 * @param bytes the whole file
 * @param name what it is called in an error message
 * @throws Error if it is no gzip file, is cut off or changed
 * @see RFC 1952
 * @example
 * const packed = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 75, 76, 74, 6, 0, 194, 65, 36, 53, 3, 0, 0, 0];
 * const text = new TextDecoder().decode(await gunzip(new Uint8Array(packed)));
 * text; // "abc"
 */
export async function gunzip(bytes: Uint8Array, name = "the file"): Promise<Uint8Array> {
  try {
    const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
    const unpacked = packed.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `expected ${name} to be a whole gzip file, got ${bytes.length} bytes that cannot be unpacked (${reason}): get it again`,
      { cause: error },
    );
  }
}
