import type { FactTable } from "./fact.js";

/** The project and those it is done with: other firms, academia, a plan. */
export const PROJECT_FACTS = {
  hasSpecificProject: {
    type: "boolean",
    label: { es: "Tiene un proyecto definido", en: "Has a specific project" },
    question: {
      es: "¿Tiene un proyecto definido para el que pediría el apoyo?",
      en: "Do you have a specific project for which you would ask for support?",
    },
    privacy: "open",
    changeable: true,
  },
  formsGroup: {
    type: "boolean",
    label: { es: "Actúa en grupo", en: "Acts in a group" },
    question: {
      es: "¿Participa o participaría con otros negocios en un grupo, red o consorcio?",
      en: "Do you take part, or would you, with other businesses in a group, network or consortium?",
    },
    help: {
      es: "Cuentan los grupos de productores, las redes de empresas y los consorcios de exportación, aunque apenas se estén formando.",
      en: "Groups of producers, networks of firms and export consortia count, even if only just being formed.",
    },
    privacy: "open",
    changeable: true,
  },
  willingToJoinCluster: {
    type: "boolean",
    label: { es: "Dispuesta a integrarse a un grupo del sector", en: "Willing to join a cluster" },
    question: {
      es: "¿Está dispuesto o dispuesta a formar un grupo con empresas de su sector y usar sus servicios?",
      en: "Are you willing to form a cluster with firms of your sector and use its services?",
    },
    privacy: "open",
    changeable: true,
  },
  partnersWithAcademia: {
    type: "boolean",
    label: { es: "Trabaja con una institución académica", en: "Works with academia" },
    question: {
      es: "¿Trabaja con una universidad, escuela o centro de investigación?",
      en: "Do you work with a university, school or research centre?",
    },
    privacy: "open",
    changeable: true,
  },
  hasIntegrationPlan: {
    type: "boolean",
    label: { es: "Tiene plan de integración", en: "Has an integration plan" },
    question: {
      es: "¿Hay un plan de integración acordado con las demás empresas de su grupo?",
      en: "Is there an integration plan agreed with the other firms of your group?",
    },
    help: {
      es: "Es el plan en que un grupo de empresas de un sector define qué hará en conjunto para producir y vender mejor.",
      en: "It is the plan in which a group of firms of a sector sets out what they will do together to make and sell better.",
    },
    privacy: "business",
    changeable: true,
  },
  complianceInIntegrationPlan: {
    type: "boolean",
    label: { es: "El plan prevé cumplir la ley ambiental y laboral", en: "Plan provides for compliance" },
    question: {
      es: "¿Su plan de integración prevé cómo cumplir las leyes ambiental y de seguridad en el trabajo?",
      en: "Does your integration plan provide for meeting environmental and occupational safety law?",
    },
    help: {
      es: "Interesa a quien todavía no cumple esas leyes en todo.",
      en: "It matters to those who do not yet meet these laws in full.",
    },
    privacy: "business",
    changeable: true,
  },
  compliesEnvSafety: {
    type: "boolean",
    label: { es: "Cumple la ley ambiental y de seguridad", en: "Meets environmental and safety law" },
    question: {
      es: "¿Su negocio cumple las leyes ambiental y de seguridad en el trabajo?",
      en: "Does your business meet environmental and occupational safety law?",
    },
    privacy: "business",
    changeable: true,
  },
  volunteersForEnvironmentalAudit: {
    type: "boolean",
    label: { es: "Acepta una auditoría ambiental", en: "Volunteers for an environmental audit" },
    question: {
      es: "¿Aceptaría de forma voluntaria una auditoría ambiental de su negocio?",
      en: "Would you volunteer for an environmental audit of your business?",
    },
    privacy: "business",
    changeable: true,
  },
  discriminates: {
    type: "boolean",
    label: { es: "Discrimina por género o etnia", en: "Discriminates by gender or ethnic group" },
    question: {
      es: "¿Su negocio trata distinto a las personas por su género o su origen étnico?",
      en: "Does your business treat people differently because of their gender or ethnic origin?",
    },
    help: {
      es: "Por ejemplo, al contratar, pagar o ascender. Responda «no» si a todas las personas se les trata igual.",
      en: "For example in hiring, pay or promotion. Answer “no” if everybody is treated alike.",
    },
    privacy: "business",
    changeable: true,
  },
  acceptsCompetitiveProcess: {
    type: "boolean",
    label: { es: "Acepta concursar", en: "Accepts a competitive process" },
    question: {
      es: "¿Acepta que su proyecto compita con otros por el apoyo?",
      en: "Do you accept that your project competes with others for the support?",
    },
    privacy: "open",
    changeable: true,
  },
  bringsMatchingFunds: {
    type: "boolean",
    label: { es: "Aporta contrapartida", en: "Brings matching funds" },
    question: {
      es: "¿Su negocio pondría una parte del dinero del proyecto?",
      en: "Would your business put in part of the money for the project?",
    },
    privacy: "business",
    changeable: true,
  },
  projectImportantInStrategicSector: {
    type: "boolean",
    label: { es: "Proyecto importante en un sector estratégico", en: "Important project in a strategic sector" },
    question: {
      es: "¿La Secretaría de Economía considera su proyecto importante en un sector estratégico?",
      en: "Does the Ministry of Economy judge your project important in a strategic sector?",
    },
    help: {
      es: "Lo decide la Secretaría con criterios que no están en nuestras fuentes. Si no lo ha resuelto, deje la pregunta sin responder.",
      en: "The Ministry decides, by criteria that are not in our sources. If it has not, leave the question unanswered.",
    },
    privacy: "business",
  },
} as const satisfies FactTable;
