import { connection, type PageRequest } from "../graph/connection.js";
import type { Cursors } from "../graph/cursor.js";
import { digestOf } from "../platform/canonical-json.js";
import { foldText } from "../platform/fold-text.js";
import type { Industry, Municipality, ReferenceTables, ScianVersion, State } from "./tables.js";

export interface IndustryFilter {
  readonly prefix: string | undefined;
  readonly search: string | undefined;
  readonly level: string | undefined;
  readonly version: ScianVersion | undefined;
}

type Found<T> = { readonly item: T; readonly key: string; readonly text: string };

/** The official code tables, from memory. */
export class ReferenceService {
  readonly #states: ReadonlyMap<string, State>;
  readonly #municipalities: ReadonlyMap<string, Municipality>;
  readonly #municipalityTexts: readonly Found<Municipality>[];
  readonly #industryTexts: readonly Found<Industry>[];

  constructor(
    readonly tables: ReferenceTables,
    private readonly cursors: Cursors,
  ) {
    this.#states = new Map(tables.states.map((state) => [state.code, state]));
    this.#municipalities = new Map(tables.municipalities.map((municipality) => [municipality.code, municipality]));
    this.#municipalityTexts = tables.municipalities.map((item) => ({
      item,
      key: item.code,
      text: foldText(`${item.name} ${item.seat ?? ""}`),
    }));
    this.#industryTexts = tables.industries.map((item) => ({
      item,
      key: item.code,
      text: foldText(Object.values(item.titles).join(" ")),
    }));
  }

  state(code: string): State | undefined {
    return this.#states.get(code);
  }

  municipality(code: string): Municipality | undefined {
    return this.#municipalities.get(code);
  }

  industry(code: string): Industry | undefined {
    return this.tables.industries.find((industry) => industry.code === code);
  }

  municipalities(state: string | undefined, search: string | undefined, page: PageRequest) {
    const words = wordsOf(search);
    return this.#page(["municipalities", state, search], page, this.#municipalityTexts, ({ item, text }) =>
      [state === undefined || item.stateCode === state, words.every((word) => text.includes(word))].every(Boolean),
    );
  }

  industries({ prefix, search, level, version }: IndustryFilter, page: PageRequest) {
    const words = wordsOf(search);
    return this.#page(["industries", prefix, search, level, version], page, this.#industryTexts, ({ item, text }) =>
      [
        prefix === undefined || item.code.startsWith(prefix),
        level === undefined || item.level === level,
        version === undefined || item.titles[version] !== undefined,
        words.every((word) => text.includes(word)),
      ].every(Boolean),
    );
  }

  #page<T>(
    filter: readonly unknown[],
    page: PageRequest,
    all: readonly Found<T>[],
    keep: (found: Found<T>) => boolean,
  ) {
    const question = digestOf(filter);
    const [beyond] = page.cursor === undefined ? [] : this.cursors.open(question, page.cursor, page.cursorField);
    const matching = all.filter(keep);
    const ahead = matching.filter(({ key }) => beyond === undefined || (page.backwards ? key < beyond : key > beyond));
    const shown = page.backwards ? ahead.slice(-page.size) : ahead.slice(0, page.size);
    const edges = shown.map(({ item, key }) => ({ cursor: this.cursors.seal(question, [key]), node: item }));
    return { ...connection(edges, ahead.length > page.size, page), totalCount: matching.length };
  }
}

function wordsOf(search: string | undefined): readonly string[] {
  return foldText(search ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");
}
