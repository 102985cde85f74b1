import type { ProgramDocument } from "../src/programs/document/program-document.js";

const NAMES = [
  "Impulso",
  "Crece",
  "Avanza",
  "Fomento",
  "Vinculación",
  "Arranque",
  "Escala",
  "Red",
  "Puente",
  "Semilla",
];
const THEMES = [
  "textil",
  "agroindustrial",
  "turismo",
  "digital",
  "exportador",
  "artesanal",
  "verde",
  "logístico",
  "salud",
  "rural",
];

/** Programs made from the real ones: other names and places, the same richness. Numbered, so always the same. */
export function syntheticPrograms(
  real: readonly ProgramDocument[],
  states: readonly string[],
  count: number,
): readonly ProgramDocument[] {
  return Array.from({ length: count }, (_item, index) => {
    const { acronym: _acronym, ...model } = real[index % real.length]!;
    const name = `${NAMES[index % 10]} ${THEMES[Math.floor(index / 10) % 10]} ${index}`;
    const local = index % 3 !== 0;
    return {
      ...model,
      slug: `sintetico-${index}`,
      name: { es: name, en: `${name} program` },
      aliases: [],
      jurisdiction: local
        ? { level: "state" as const, state: states[index % states.length] ?? "MX-CMX" }
        : { level: "federal" as const },
    };
  });
}
