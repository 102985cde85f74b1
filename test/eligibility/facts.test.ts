import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Bilingual, Fact, FactTable } from "../../src/eligibility/facts/fact.js";
import { FIRM_FACTS } from "../../src/eligibility/facts/firm.js";
import { GROUP_FUND_FACTS } from "../../src/eligibility/facts/group-fund.js";
import { MONEY_FACTS } from "../../src/eligibility/facts/money.js";
import { PEOPLE_FACTS } from "../../src/eligibility/facts/people.js";
import { PLACE_FACTS } from "../../src/eligibility/facts/place.js";
import { PROJECT_FACTS } from "../../src/eligibility/facts/project.js";
import { SECTOR_FACTS } from "../../src/eligibility/facts/sectors.js";
import { SPECIAL_FACTS } from "../../src/eligibility/facts/special.js";
import { TRADE_FACTS } from "../../src/eligibility/facts/trade.js";
import { WISH_FACTS } from "../../src/eligibility/facts/wishes.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { SECTORS, SUPPORT_KINDS } from "../../src/programs/document/vocabulary.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const TABLES: readonly FactTable[] = [
  PLACE_FACTS,
  FIRM_FACTS,
  SECTOR_FACTS,
  TRADE_FACTS,
  PEOPLE_FACTS,
  WISH_FACTS,
  PROJECT_FACTS,
  MONEY_FACTS,
  GROUP_FUND_FACTS,
  SPECIAL_FACTS,
];
const FACTS: FactTable = Object.assign({}, ...TABLES);
const ENTRIES = Object.entries(FACTS);

/** The vocabulary of the research notes on the source documents, in camel case. */
const VOCABULARY =
  `state municipality inBajioRegion size sectors isManufacturer isMnc isOemOrTier1 mexicanFirm exporter indirectExporter
  exportOriented importer importsInputs importsInputsForExport reexportsImportedGoods hasStructuredTradePlan
  prosecPrioritySector productApprovedBySe goodsExemptBySct applicantType ownerGender ownerAge ownerGroups mexicanPerson
  wantsToWork formal certifications wants purposes formsGroup willingToJoinCluster partnersWithAcademia
  signsLetterOfCommitment contributesToFund compliesEnvSafety complianceInIntegrationPlan discriminates
  volunteersForEnvironmentalAudit hasSpecificProject acceptsCompetitiveProcess projectImportantInStrategicSector
  hasIntegrationPlan bringsMatchingFunds bcLawEligible requestedSupportUsd requestedSupportShare requestedCreditUsd
  requestedComponent lacksCollateral servedByGuaranteeBank hasBuyerPurchaseOrder vehicleDomestic fundAgeYears
  fundDepositFirst3m individualUse creditToDepositRatio initialLineRequest repeatCredit onTimeRepayment
  creditToRepaidLoanRatio odfAuthorizedCollectiveWorkingCapital executingAgencyHasSmeExperience priorBusinessCooperation
  expectedBuyers`.split(/\s+/);
