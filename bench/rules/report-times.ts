import { join } from "node:path";
import { readFirm, type SentProfile } from "../../src/eligibility/profile/read-profile.js";
import { compileBook } from "../../src/eligibility/report/compiling-book.js";
import { explain } from "../../src/eligibility/report/explain.js";
import { openings } from "../../src/eligibility/report/openings.js";
import { Report } from "../../src/eligibility/report/report.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { loadReferenceTables } from "../../src/reference/tables.js";
import { median } from "../measure.js";

const SEEDS = join(PACKAGE_ROOT, "seeds");
const DAY = "2026-11-24";

/** A shoe workshop, as a person would tell of it. */
const FIRM: SentProfile = {
  municipality: "11020",
  scian: "316211",
  workers: 8,
  annualSalesMxn: "2500000",
  exportOriented: true,
  formal: false,
  formsGroup: false,
  wants: ["credit"],
  certifications: [],
};

/** Milliseconds for each part of a report on one firm over the seed catalog, and for all of them together from the request on. */
export async function reportTimes(
  samples: number,
): Promise<readonly (readonly [part: string, milliseconds: number])[]> {
  const codes = createOfficialCodes(await loadReferenceTables(join(SEEDS, "reference")));
  const documents = (await loadSeedFiles(SEEDS)).read().programs.map(({ value }) => value);
  const compiled = compileBook({
    revision: "bench",
    asOf: DAY,
    programs: documents.map(({ slug, name, requirements, supports, jurisdiction }) => ({
      id: slug,
      versionId: slug,
      versionNumber: 1,
      digest: slug,
      slug,
      name: both(name),
      conditions: requirements.map((each) => ({ ...each, text: both(each.text), note: null, citations: [] })),
      calculations: supports.calculations.map((each) => ({
        ...each,
        concerns: both(each.concerns),
        currency: each.currency ?? null,
        note: null,
        citations: [],
      })),
      supportKinds: supports.kinds,
      place: {
        level: jurisdiction.level,
        state: jurisdiction.state ?? null,
        municipality: jurisdiction.municipality ?? null,
      },
      over: null,
    })),
  });
  const all = compiled.book.programs.map((_, place) => place);
  const firm = readFirm(FIRM, codes, DAY);
  const { profile } = firm.understood;
  const report = new Report(compiled, firm, all, null);
  const parts: Readonly<Record<string, () => unknown>> = {
    "reading and understanding the profile": () => readFirm(FIRM, codes, DAY),
    "all verdicts": () => compiled.index.judge(profile),
    "all explanations": () => compiled.prepared.map((conditions) => explain(conditions, profile)),
    "next questions": () => report.questions(),
    "all single changes that open a program": () => openings(compiled.index, compiled.index.explorer(profile), profile),
    "the whole report, from the request on": () => {
      const fresh = new Report(compiled, readFirm(FIRM, codes, DAY), all, null);
      return [fresh.counts(), fresh.ranked().slice(0, all.length), fresh.questions(), fresh.openings()];
    },
  };
  return Object.entries(parts).map(([part, work]) => [part, medianTime(work, samples)] as const);
}

/** Milliseconds of one call, the median of many, each sample a few calls long so that the clock can tell. */
function medianTime(work: () => unknown, samples: number): number {
  const CALLS = 5;
  const sample = (): number => {
    const start = performance.now();
    for (let call = 0; call < CALLS; call++) work();
    return (performance.now() - start) / CALLS;
  };
  for (let warm = 0; warm < samples; warm++) sample();
  return median(Array.from({ length: samples }, sample));
}

function both(text: { readonly es?: string; readonly en?: string }) {
  return { es: text.es ?? "", en: text.en ?? "" };
}
