import { Refusal } from "../../graph/errors.js";
import type { Transaction } from "../../platform/database.js";
import type { KeptFirm, OfficialCodes, ReadKeptFirms, WantedFirms } from "../ports.js";
import { sentFrom } from "../profile/kept-facts.js";
import { readFirm } from "../profile/read-profile.js";
import type { Profile } from "../rules/knowledge.js";
import type { FactsNeeded } from "./facts-needed.js";

/** Firms that are read and judged before anything else gets its turn: some ten milliseconds. */
const AT_ONCE = 100;

export interface KeptFirmsNeeds {
  readonly read: ReadKeptFirms;
  readonly codes: OfficialCodes;
}

/** Some of the firms that consented, understood as of a day. */
export interface FirmBatch {
  readonly keys: readonly string[];
  /** In the order of the keys. */
  readonly profiles: readonly Profile[];
  /** The last key that was looked at; null when none is left. */
  readonly reached: string | null;
}

export const NO_FIRMS: FirmBatch = { keys: [], profiles: [], reached: null };

/** The profiles of firms that are kept elsewhere, batch by batch, so that never more than one of them is held. */
export class KeptFirms {
  constructor(private readonly needs: KeptFirmsNeeds) {}

  async batch(
    store: Pick<Transaction, "query">,
    wanted: Pick<WantedFirms, "purpose" | "givenBy" | "after">,
    { facts, identifiers }: FactsNeeded,
    asOf: string,
  ): Promise<FirmBatch> {
    const firms = await this.needs.read(store, { ...wanted, facts, identifiers, most: AT_ONCE });
    const understood = firms.flatMap((firm) => {
      const profile = this.#understand(firm, asOf);
      return profile === undefined ? [] : [{ key: firm.key, profile }];
    });
    return {
      keys: understood.map(({ key }) => key),
      profiles: understood.map(({ profile }) => profile),
      reached: firms.length < AT_ONCE ? null : (firms.at(-1)?.key ?? null),
    };
  }

  /** Undefined for a firm that cannot be judged any more, because a value it once told is not of the lists now. */
  #understand(firm: KeptFirm, asOf: string): Profile | undefined {
    try {
      return readFirm(sentFrom(firm.facts, firm), this.needs.codes, asOf).understood.profile;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}
