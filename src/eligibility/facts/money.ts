import type { FactTable } from "./fact.js";

/** What is asked for and what the project costs: these bound the amount, not who may apply. */
export const MONEY_FACTS = {
  requestedSupportUsd: {
    type: "number",
    unit: "USD",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Subsidio solicitado", en: "Grant asked for" },
    question: {
      es: "¿Cuánto apoyo que no se devuelve pediría, en dólares?",
      en: "How much support that is not paid back would you ask for, in US dollars?",
    },
    privacy: "business",
  },
  requestedSupportShare: {
    type: "number",
    unit: "percent",
    min: 0,
    max: 100,
    integer: false,
    label: { es: "Parte del costo que se pide", en: "Share of the cost asked for" },
    question: {
      es: "¿Qué porcentaje del costo total del proyecto pediría como apoyo?",
      en: "What percent of the total cost of the project would you ask for as support?",
    },
    privacy: "business",
  },
  requestedCreditUsd: {
    type: "number",
    unit: "USD",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Crédito solicitado", en: "Credit asked for" },
    question: {
      es: "¿De cuánto sería el crédito, en dólares?",
      en: "How much credit would you ask for, in US dollars?",
    },
    privacy: "business",
  },
  projectCostUsd: {
    type: "number",
    unit: "USD",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Costo del proyecto en dólares", en: "Project cost in US dollars" },
    question: {
      es: "¿Cuánto cuesta en total su proyecto, en dólares?",
      en: "What does your project cost in all, in US dollars?",
    },
    help: {
      es: "El costo completo: lo que pondría usted más lo que pediría.",
      en: "The whole cost: what you would put in plus what you would ask for.",
    },
    privacy: "business",
  },
  projectCostMxn: {
    type: "number",
    unit: "MXN",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Costo del proyecto en pesos", en: "Project cost in pesos" },
    question: {
      es: "¿Cuánto cuesta en total su proyecto, en pesos?",
      en: "What does your project cost in all, in Mexican pesos?",
    },
    help: {
      es: "El costo completo: lo que pondría usted más lo que pediría.",
      en: "The whole cost: what you would put in plus what you would ask for.",
    },
    privacy: "business",
  },
  serviceCostUsd: {
    type: "number",
    unit: "USD",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Costo del servicio en dólares", en: "Cost of the service in US dollars" },
    question: {
      es: "¿Cuánto cuesta el curso o la asesoría que quiere, en dólares?",
      en: "What does the course or advice you want cost, in US dollars?",
    },
    privacy: "business",
  },
  loanInterest: {
    type: "number",
    unit: "loan currency",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Intereses del crédito", en: "Interest on the loan" },
    question: {
      es: "¿Cuánto pagará en total de intereses por el crédito?",
      en: "How much interest will you pay on the loan in all?",
    },
    help: {
      es: "Solo los intereses, sin lo que se presta, en la misma moneda que el crédito.",
      en: "The interest only, without the sum lent, in the same currency as the loan.",
    },
    privacy: "business",
  },
  supportReceivedUsd: {
    type: "number",
    unit: "USD",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Apoyo ya recibido", en: "Support already received" },
    question: {
      es: "¿Cuánto apoyo ha recibido ya de este programa, en dólares?",
      en: "How much support have you already received from this program, in US dollars?",
    },
    help: { es: "Si todavía no recibe nada, escriba 0.", en: "If you have received nothing yet, write 0." },
    privacy: "business",
  },
  monthsInProgram: {
    type: "number",
    unit: "months",
    min: 0,
    max: 600,
    integer: true,
    label: { es: "Meses en el programa", en: "Months in the program" },
    question: {
      es: "¿Cuántos meses completos han pasado desde que empezó el programa?",
      en: "How many full months have passed since the program began?",
    },
    help: {
      es: "Interesa donde la parte que paga el programa cambia con el tiempo.",
      en: "It matters where the share that the program pays changes over time.",
    },
    privacy: "business",
    grows: "months",
  },
  lacksCollateral: {
    type: "boolean",
    label: { es: "Sin bienes para garantizar un crédito", en: "Lacks collateral" },
    question: {
      es: "¿Le faltan bienes que dejar en garantía de un crédito?",
      en: "Do you lack property to pledge for a loan?",
    },
    help: {
      es: "Por ejemplo, un inmueble o maquinaria propios. No tenerlos no impide el acceso a los programas de garantía.",
      en: "For example, real estate or machinery of your own. Having none does not bar you from guarantee programs.",
    },
    privacy: "business",
  },
} as const satisfies FactTable;
