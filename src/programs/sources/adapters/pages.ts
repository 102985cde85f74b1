import { type Feed, type FeedItem, SourceFailed, type Validators } from "../source.js";

/** Bounds of one feed, whatever form it has. */
export const MOST_ITEMS = 100_000;
export const MOST_PAGES = 10_000;
const LONGEST_ID = 200;
const LONGEST_CURSOR = 1_000;

/** One part of a feed as it was read; the ids are looked at later. */
export interface FeedPage {
  readonly items: readonly { readonly id: unknown; readonly raw: unknown }[];
  /** By what the next part is asked for; null at the end. */
  readonly next: string | null;
}

export interface OpenedFeed {
  readonly first: FeedPage;
  /** Reads the part that a `next` leads to. */
  readonly read: (next: string) => Promise<FeedPage>;
  readonly validators: Validators | null;
  readonly signal: AbortSignal;
}

/** A feed of which the first part was read; the others are as they are asked for, one at a time. */
export function openFeed({ validators, ...opened }: OpenedFeed): Feed {
  let whole = false;
  async function* pages() {
    yield* bounded(opened);
    whole = true;
  }
  return { unchanged: false, pages: pages(), validators: () => (whole ? validators : null) };
}

/** What can be the id of an item, without white space around it; undefined for what cannot. */
export function readId(id: unknown): string | undefined {
  if (typeof id !== "string") return undefined;
  const text = id.trim();
  return text === "" || text.length > LONGEST_ID || /\p{Cc}/u.test(text) || !text.isWellFormed() ? undefined : text;
}

async function* bounded({ first, read, signal }: Omit<OpenedFeed, "validators">): AsyncGenerator<readonly FeedItem[]> {
  const ids = new Set<string>();
  const cursors = new Set<string>();
  let position = 0;
  for (let page = first; ; ) {
    signal.throwIfAborted();
    const items = page.items.map(({ id, raw }) => {
      position += 1;
      // What has no id keeps its place, so that its owner is told which it is.
      return { id: readId(id) ?? `sin-clave-${position}`, raw };
    });
    for (const { id } of items) {
      if (ids.has(id)) throw new SourceFailed("repeated_id", `item ${ids.size + 1}`);
      ids.add(id);
    }
    if (position > MOST_ITEMS) throw new SourceFailed("too_large", `more than ${MOST_ITEMS} items`);
    if (items.length > 0) yield items;
    const { next } = page;
    if (next === null) return;
    if (next.length > LONGEST_CURSOR) throw new SourceFailed("malformed", "a next that is too long");
    if (cursors.has(next)) throw new SourceFailed("malformed", "a next that was there before");
    cursors.add(next);
    if (cursors.size >= MOST_PAGES) throw new SourceFailed("too_large", `more than ${MOST_PAGES} pages`);
    page = await read(next);
  }
}
