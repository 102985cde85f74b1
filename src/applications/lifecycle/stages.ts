import { isState } from "./states.js";

/**
 * A step that an agency names inside a state, e.g. "legal review" inside `under_review`. It informs; moves depend on the
 * state alone.
 */
export interface Stage {
  readonly code: string;
  /** Code of the state it lies in. */
  readonly state: string;
  readonly es: string;
  readonly en: string;
}

/** Ours by default: more stages than this, or longer names, no list on a screen can show. */
export const MOST_STAGES = 60;
export const LONGEST_STAGE_NAME = 60;

export const STAGE_FAULTS = {
  too_many: { es: `Son más de ${MOST_STAGES} etapas.`, en: `There are more than ${MOST_STAGES} stages.` },
  empty_code: { es: "La etapa no tiene código.", en: "The stage has no code." },
  duplicate_code: { es: "Otra etapa ya usa ese código.", en: "Another stage has that code already." },
  unknown_state: { es: "No existe ese estado.", en: "There is no such state." },
  empty_name: { es: "Falta el nombre en español o en inglés.", en: "The name is missing in Spanish or in English." },
  long_name: {
    es: `El nombre pasa de ${LONGEST_STAGE_NAME} caracteres.`,
    en: `The name is longer than ${LONGEST_STAGE_NAME} characters.`,
  },
} as const;
export type StageFault = keyof typeof STAGE_FAULTS;

/** Something wrong with a list of stages; `at` is the place in the list, absent when it is the list as a whole. */
export interface StageFinding {
  readonly fault: StageFault;
  readonly at?: number;
}

/** What is wrong with the stages an agency names; empty when they can be used. */
export function checkStages(stages: readonly Stage[]): readonly StageFinding[] {
  if (stages.length > MOST_STAGES) return [{ fault: "too_many" }];
  const first = new Map<string, number>();
  stages.forEach(({ code }, at) => void (first.has(code) || first.set(code, at)));
  return stages.flatMap((stage, at) => faultsOf(stage, first.get(stage.code) !== at).map((fault) => ({ fault, at })));
}

function faultsOf({ code, state, es, en }: Stage, repeats: boolean): StageFault[] {
  const tests: Readonly<Record<Exclude<StageFault, "too_many">, boolean>> = {
    empty_code: code.trim() === "",
    duplicate_code: repeats,
    unknown_state: !isState(state),
    empty_name: es.trim() === "" || en.trim() === "",
    long_name: [es, en].some((name) => [...name].length > LONGEST_STAGE_NAME),
  };
  return (Object.keys(tests) as (keyof typeof tests)[]).filter((fault) => tests[fault]);
}
