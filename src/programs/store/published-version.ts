import type { ProgramDocument } from "../document/program-document.js";

/** A published version as it is read: its document and what the catalog knows about the version itself. */
export interface PublishedVersion {
  readonly id: string;
  readonly programId: string;
  readonly number: number;
  readonly inForceFrom: string | null;
  readonly inForceUntil: string | null;
  readonly recordedAt: string;
  readonly origin: string;
  readonly document: ProgramDocument;
}

const END_OF_HEAD = "\n".charCodeAt(0);

/** What stands before the parts: the version without its document, and where each part begins and ends, in bytes behind the head. */
interface Head extends Omit<PublishedVersion, "document"> {
  readonly from: Places;
  readonly to: Places;
}
type Places = Readonly<Record<string, number>>;

/** A version as bytes whose document can be read part by part: a line with the head, then the JSON of each part. */
export function writeVersion({ document, ...version }: PublishedVersion): Buffer {
  const parts: Buffer[] = [];
  const [from, to]: [Record<string, number>, Record<string, number>] = [{}, {}];
  let end = 0;
  for (const [name, part] of Object.entries(document)) {
    const bytes = Buffer.from(JSON.stringify(part));
    parts.push(bytes);
    from[name] = end;
    end += bytes.length;
    to[name] = end;
  }
  const head: Head = { ...version, from, to };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

/** The version that was written; each part of its document is read when somebody looks at it, and once. */
export function readVersion(bytes: Buffer): PublishedVersion {
  const end = bytes.indexOf(END_OF_HEAD);
  const { from, to, ...version } = JSON.parse(bytes.toString("utf8", 0, end)) as Head;
  return { ...version, document: documentOf(bytes.subarray(end + 1), from, to) };
}

/** Looks like any other object, whoever asks: what it has, in what order, and what stands there. */
function documentOf(bytes: Buffer, from: Places, to: Places): ProgramDocument {
  const read = new Map<PropertyKey, unknown>();
  const has = (name: PropertyKey): name is string => Object.hasOwn(from, name);
  const partOf = (name: string) => {
    if (!read.has(name)) read.set(name, JSON.parse(bytes.toString("utf8", from[name], to[name])));
    return read.get(name);
  };
  return new Proxy({} as ProgramDocument, {
    get: (target, name) => (has(name) ? partOf(name) : Reflect.get(target, name)),
    has: (target, name) => has(name) || Reflect.has(target, name),
    ownKeys: () => Object.keys(from),
    getOwnPropertyDescriptor: (_target, name) =>
      has(name) ? { value: partOf(name), enumerable: true, configurable: true, writable: false } : undefined,
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}
