/**
 * Jupyter's wire format: frames with an HMAC-SHA256 signature. (Jupyter messaging protocol 5.3, "The wire protocol".)
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

export interface Message {
  /** The routing prefix: who sent a request, and so who gets its reply. */
  identities: Uint8Array[];
  header: Header;
  parent: Header | Record<string, never>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  buffers: Uint8Array[];
}

export const PROTOCOL_VERSION = "5.3";

const DELIMITER = Buffer.from("<IDS|MSG>");

export class Wire {
  private readonly session = randomUUID();

  /** @param key the connection file's key; with an empty one, messages are not signed */
  constructor(private readonly key: string) {}

  /** @throws Error when the frames are no message, or not signed with the key */
  decode(frames: Uint8Array[]): Message {
    const delimiter = frames.findIndex((frame) => DELIMITER.equals(frame));
    const signature = frames[delimiter + 1];
    const parts = frames.slice(delimiter + 2);
    if (delimiter < 0 || signature === undefined || parts.length < 4)
      throw new Error(`expected a Jupyter message, got ${frames.length} frames without one`);
    const expected = Buffer.from(this.sign(parts.slice(0, 4)));
    if (this.key && (expected.length !== signature.length || !timingSafeEqual(expected, signature)))
      throw new Error("expected a message signed with this kernel's key, got another signature: ignored");
    const parse = <T>(part: number): T => JSON.parse(Buffer.from(parts[part]!).toString("utf8")) as T;
    return {
      identities: frames.slice(0, delimiter),
      header: parse<Header>(0),
      parent: parse<Header>(1),
      metadata: parse<Record<string, unknown>>(2),
      content: parse<Record<string, unknown>>(3),
      buffers: parts.slice(4),
    };
  }

  /** A message of the given type in answer to `parent` (or to nothing, when that is undefined). */
  encode(
    type: string,
    parent: Header | undefined,
    content: Record<string, unknown>,
    identities: Uint8Array[],
    metadata: Record<string, unknown> = {},
  ): (Uint8Array | string)[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.session,
      username: parent?.username ?? "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    const parts = [header, parent ?? {}, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    return [...identities, DELIMITER, this.sign(parts), ...parts];
  }

  private sign(parts: Uint8Array[]): string {
    if (!this.key) return "";
    const hmac = createHmac("sha256", this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}
