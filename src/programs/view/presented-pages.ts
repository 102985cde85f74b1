import { LRUCache } from "lru-cache";

/** Most items of pages that are held, whichever pages they are on. */
const MOST_ITEMS = 5_000;

/** Pages as the graph shows them, by what was read for them: of a page that is asked for again nothing is made anew. */
export class PresentedPages {
  readonly #kept = new LRUCache<object, object>({ maxSize: MOST_ITEMS });

  /** The page of what was read, which must be the same object whenever the same was asked; without waiting where it was made before. */
  of<Page extends object>(read: object, items: number, present: () => Promise<Page>): Page | Promise<Page> {
    return (this.#kept.get(read) as Page | undefined) ?? this.#make(read, items, present);
  }

  async #make<Page extends object>(read: object, items: number, present: () => Promise<Page>): Promise<Page> {
    const page = await present();
    this.#kept.set(read, page, { size: items + 1 });
    return page;
  }
}
