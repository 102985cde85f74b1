import { type Relay, startRelay } from "./relay.js";

/** How a way to a server behaves. */
export interface Manners {
  /** Every answer comes so many milliseconds late. */
  delay: number;
  /** Some bits of every answer are turned over. */
  lies: boolean;
  /** Every answer is a web page. */
  babbles: boolean;
  /** Nothing passes, and nothing is cut either. */
  silent: boolean;
  /** Connections to PostgreSQL are cut once COMMIT was sent: before it arrives, or when it is done and not yet told. */
  cutsCommits: boolean;
}

export interface Way extends Pick<Relay, "cut" | "close"> {
  /** The same server, by this way. */
  readonly url: string;
  readonly manners: Manners;
  /** How many requests by POST have come by. */
  posts(): number;
}

/** A way to a server on which things may go wrong; all is well on it at first. */
export async function openWay(to: string): Promise<Way> {
  const url = new URL(to);
  const manners: Manners = { delay: 0, lies: false, babbles: false, silent: false, cutsCommits: false };
  let posts = 0;
  const relay = await startRelay({ host: url.hostname, port: Number(url.port) }, ({ near, far, end }) => {
    let committing = false;
    near.on("data", (chunk) => {
      if (chunk.includes(POST)) posts += 1;
      if (manners.silent) return;
      if (manners.cutsCommits && chunk.includes(COMMIT)) {
        committing = Math.random() < 0.5;
        if (!committing) return end();
      }
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (manners.silent) return;
      if (committing) return chunk.includes(COMMITTED) ? end() : undefined;
      const said = manners.babbles ? PAGE : manners.lies ? lyingAbout(chunk) : chunk;
      if (manners.delay === 0) near.write(said);
      else setTimeout(() => near.destroyed || near.write(said), manners.delay);
    });
  });
  url.port = String(relay.port);
  return { url: url.toString(), manners, posts: () => posts, cut: relay.cut, close: relay.close };
}

const POST = Buffer.from("POST /");
const COMMIT = Buffer.from("commit\0");
const COMMITTED = Buffer.from("COMMIT\0");
const PAGE = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>";

/** Lengths and line ends stay, so that the answers still look like answers. */
function lyingAbout(chunk: Buffer): Buffer {
  const lie = Buffer.from(chunk);
  for (let at = 24; at < lie.length; at += 7) {
    const byte = lie[at] ?? 0;
    if (byte > 0x40 && byte < 0x7b) lie[at] = byte ^ 1;
  }
  return lie;
}
