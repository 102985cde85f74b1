import { fileTypeFromBuffer } from "file-type";
import { MEDIA_TYPES, type MediaType, type MediaTypeRule } from "./media-types.js";
import { createTextCheck } from "./text-check.js";

/** The bytes are not of the kind that was announced. */
export class OtherKind extends Error {
  constructor() {
    super("the bytes are not of the kind that was announced");
    this.name = "OtherKind";
  }
}

/** The same bytes, looked at as they pass. Throws `OtherKind` as soon as they cannot be of this kind. */
export async function* inspected(source: AsyncIterable<Uint8Array>, mediaType: MediaType) {
  const rule: MediaTypeRule = MEDIA_TYPES[mediaType];
  const text = rule.text === undefined ? undefined : createTextCheck(rule.text);
  let start: Uint8Array[] | undefined = [];
  let gathered = 0;

  async function told(pieces: readonly Uint8Array[]): Promise<Uint8Array> {
    const bytes = Buffer.concat(pieces);
    if ((await detected(bytes)) !== rule.detected) throw new OtherKind();
    return bytes;
  }
  for await (const piece of source) {
    if (text?.take(piece) === false) throw new OtherKind();
    if (start === undefined) {
      yield piece;
      continue;
    }
    start.push(piece);
    gathered += piece.length;
    if (gathered < rule.telling) continue;
    yield await told(start);
    start = undefined;
  }
  if (text?.end() === false) throw new OtherKind();
  if (start !== undefined) yield await told(start);
}

async function detected(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    // What makes the reader stumble is not a sound file of any kind.
    throw new OtherKind();
  }
}
