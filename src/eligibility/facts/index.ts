import type { FactTable } from "./fact.js";
import { FIRM_FACTS } from "./firm.js";
import { GROUP_FUND_FACTS } from "./group-fund.js";
import { MONEY_FACTS } from "./money.js";
import { PEOPLE_FACTS } from "./people.js";
import { PLACE_FACTS } from "./place.js";
import { PROJECT_FACTS } from "./project.js";
import { SECTOR_FACTS } from "./sectors.js";
import { SPECIAL_FACTS } from "./special.js";
import { TRADE_FACTS } from "./trade.js";
import { WISH_FACTS } from "./wishes.js";

/** Every fact a rule may speak of, in the order one would ask: the input, the checks, the questionnaire and the docs come from here. */
export const FACTS: FactTable = {
  ...PLACE_FACTS,
  ...FIRM_FACTS,
  ...SECTOR_FACTS,
  ...WISH_FACTS,
  ...PEOPLE_FACTS,
  ...TRADE_FACTS,
  ...PROJECT_FACTS,
  ...MONEY_FACTS,
  ...GROUP_FUND_FACTS,
  ...SPECIAL_FACTS,
};
