/** The bytes with one to four small changes: a bit flipped, a piece cut out, repeated, or put in. */
export function mutated(bytes: Buffer, chance: () => number): Buffer {
  let changed = bytes;
  for (let left = 1 + Math.floor(chance() * 4); left > 0; left -= 1) changed = changedOnce(changed, chance);
  return changed;
}

const PIECES = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "\\",
  "\\u0000",
  "\0",
  "\r\n",
  "\r\n\r\n",
  "null",
  "1e999",
  "__proto__",
  "...",
  "@skip",
  "$",
  "#",
  "\xff",
  "\xc0\xaf",
  "0\r\n\r\n",
  "Content-Length: 5\r\n",
  "[".repeat(200),
  " ".repeat(1_000),
];

function changedOnce(bytes: Buffer, chance: () => number): Buffer {
  const at = Math.floor(chance() * bytes.length);
  const length = Math.floor(chance() ** 3 * (bytes.length - at));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  const kind = Math.floor(chance() * 4);
  if (kind === 0) {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy.writeUInt8(copy.readUInt8(at) ^ (1 << Math.floor(chance() * 8)), at);
    return copy;
  }
  if (kind === 1) return Buffer.concat([before, after]);
  if (kind === 2) return Buffer.concat([before, piece, piece, after]);
  const put = PIECES[Math.floor(chance() * PIECES.length)] ?? "";
  return Buffer.concat([before, Buffer.from(put, "latin1"), piece, after]);
}
