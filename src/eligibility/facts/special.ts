import type { FactTable } from "./fact.js";

/** Facts that a single program asks for, and facts that somebody other than the firm has to confirm. */
export const SPECIAL_FACTS = {
  requestedComponent: {
    type: "number",
    unit: "component",
    min: 1,
    max: 4,
    integer: true,
    label: { es: "Componente solicitado (COFOCE)", en: "Component asked for (COFOCE)" },
    question: {
      es: "¿Qué componente del programa de COFOCE en Guanajuato pide?",
      en: "Which component of the COFOCE program in Guanajuato do you ask for?",
    },
    help: {
      es: "El 1 coordina a las empresas y prepara el plan del sector; el 2 lleva el plan a cabo. El 3 y el 4 son tareas del propio programa.",
      en: "1 coordinates the firms and prepares the plan of the sector; 2 carries the plan out. 3 and 4 are tasks of the program itself.",
    },
    privacy: "open",
    changeable: true,
    default: 1,
  },
  hasBuyerPurchaseOrder: {
    type: "boolean",
    label: { es: "Tiene comprador con orden de compra", en: "Has a buyer with a purchase order" },
    question: {
      es: "¿Tiene un comprador con una orden de compra por escrito?",
      en: "Do you have a buyer with a written purchase order?",
    },
    privacy: "business",
    changeable: true,
  },
  servedByGuaranteeBank: {
    type: "boolean",
    label: { es: "Su banco participa en las garantías", en: "Bank takes part in the guarantees" },
    question: {
      es: "¿Pediría el crédito en un banco que participa en el sistema de garantías?",
      en: "Would you ask for the loan at a bank that takes part in the guarantee system?",
    },
    help: {
      es: "Las garantías las obtienen los bancos, no las empresas. Pregunte en su banco si participa.",
      en: "Banks obtain the guarantees, not firms. Ask your bank whether it takes part.",
    },
    privacy: "business",
    changeable: true,
  },
  vehicleDomestic: {
    type: "boolean",
    label: { es: "Vehículo hecho en México", en: "Vehicle made in Mexico" },
    question: {
      es: "¿El vehículo que quiere comprar está hecho en México?",
      en: "Is the vehicle you want to buy made in Mexico?",
    },
    privacy: "open",
    changeable: true,
  },
  bcLawEligible: {
    type: "boolean",
    label: { es: "Elegible por la ley de Baja California", en: "Eligible under the Baja California law" },
    question: {
      es: "¿El gobierno de Baja California ya le confirmó que su empresa es elegible conforme a la ley estatal de competitividad?",
      en: "Has the government of Baja California confirmed that your firm is eligible under the state competitiveness law?",
    },
    help: {
      es: "Las condiciones de esa ley no están en nuestras fuentes. Sin confirmación, deje la pregunta sin responder.",
      en: "The conditions of that law are not in our sources. Without confirmation, leave the question unanswered.",
    },
    privacy: "business",
  },
  odfAuthorizedCollectiveWorkingCapital: {
    type: "boolean",
    label: {
      es: "Organización autorizada para capital de trabajo colectivo",
      en: "Organization authorized for collective working capital",
    },
    question: {
      es: "¿La Organización de Fomento de su grupo está autorizada para administrar el capital de trabajo de todos?",
      en: "Is the Development Organization of your group authorized to administer collective working capital?",
    },
    help: {
      es: "Es la organización que acompaña a los grupos del Programa Global de NAFIN. Ella puede decírselo.",
      en: "It is the organization that works with the groups of NAFIN's Global Programme. It can tell you.",
    },
    privacy: "business",
  },
  executingAgencyHasSmeExperience: {
    type: "boolean",
    label: { es: "El organismo tiene experiencia con pymes", en: "Agency has worked with SMEs" },
    question: {
      es: "¿El organismo que operaría el proyecto tiene experiencia con empresas pequeñas y medianas?",
      en: "Has the agency that would run the project worked with small and medium-sized firms?",
    },
    help: {
      es: "Pregunta para organismos ejecutores; un negocio puede omitirla.",
      en: "A question for executing agencies; a business may skip it.",
    },
    privacy: "open",
  },
  priorBusinessCooperation: {
    type: "boolean",
    label: { es: "Las empresas ya han cooperado", en: "Firms have cooperated before" },
    question: {
      es: "¿Las empresas del proyecto ya han trabajado juntas antes?",
      en: "Have the firms of the project worked together before?",
    },
    privacy: "open",
  },
  expectedBuyers: {
    type: "boolean",
    label: { es: "Se espera que haya compradores", en: "Buyers are expected" },
    question: {
      es: "¿Se sabe de compradores o mercados para lo que las empresas van a producir?",
      en: "Are there buyers or markets expected for what the firms will make?",
    },
    privacy: "business",
  },
} as const satisfies FactTable;
