import type { FactTable } from "./fact.js";

/** The Global Programme of NAFIN: project groups, the fund they build together and the credit it backs. */
export const GROUP_FUND_FACTS = {
  signsLetterOfCommitment: {
    type: "boolean",
    label: { es: "Firma la carta compromiso", en: "Signs the letter of commitment" },
    question: {
      es: "¿Firmaría con su grupo una carta compromiso?",
      en: "Would you sign a letter of commitment with your group?",
    },
    privacy: "open",
  },
  contributesToFund: {
    type: "boolean",
    label: { es: "Aporta al fondo", en: "Contributes to the fund" },
    question: {
      es: "¿Aporta con regularidad al fondo de su grupo?",
      en: "Do you contribute regularly to the fund of your group?",
    },
    privacy: "business",
  },
  fundAgeYears: {
    type: "number",
    unit: "years",
    min: 0,
    max: 100,
    integer: true,
    label: { es: "Años del fondo", en: "Age of the fund" },
    question: {
      es: "¿Cuántos años completos tiene el fondo de su grupo?",
      en: "How many full years has the fund of your group existed?",
    },
    help: {
      es: "Al comenzar el cuarto año han pasado tres años completos: escriba 3.",
      en: "At the start of the fourth year three full years have passed: write 3.",
    },
    privacy: "business",
  },
  fundDepositFirst3m: {
    type: "number",
    unit: "loan currency",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Depósito de los primeros tres meses", en: "Deposit of the first three months" },
    question: {
      es: "¿Cuánto depositó su grupo en el fondo en los primeros tres meses?",
      en: "How much did your group deposit in the fund in the first three months?",
    },
    help: { es: "En la misma moneda que el crédito.", en: "In the same currency as the loan." },
    privacy: "business",
  },
  fundResources: {
    type: "number",
    unit: "loan currency",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Dinero registrado en el fondo", en: "Money registered in the fund" },
    question: {
      es: "¿Cuánto dinero tiene registrado el fondo de su grupo?",
      en: "How much money is registered in the fund of your group?",
    },
    help: {
      es: "El fondo completo, con sus dos subfondos, en la moneda en que se lleva.",
      en: "The whole fund, with its two sub-funds, in the currency it is kept in.",
    },
    privacy: "business",
  },
  ownDepositShare: {
    type: "number",
    unit: "percent",
    min: 0,
    max: 100,
    integer: false,
    label: { es: "Parte propia de los depósitos", en: "Own share of the deposits" },
    question: {
      es: "¿Qué porcentaje de todo lo depositado en el fondo depositó usted?",
      en: "What percent of all deposits in the fund did you make yourself?",
    },
    help: {
      es: "Divida lo que usted depositó entre lo que depositó todo el grupo: 5 de cada 100 es 5.",
      en: "Divide what you deposited by what the whole group deposited: 5 of every 100 is 5.",
    },
    privacy: "personal",
  },
  individualUse: {
    type: "boolean",
    label: { es: "Pide usar el fondo para sí", en: "Asks for personal use of the fund" },
    question: {
      es: "¿Pide usar para usted o su familia la parte del fondo que le corresponde?",
      en: "Do you ask to use your part of the fund for yourself or your family?",
    },
    help: {
      es: "Se trata del Subfondo de Desarrollo: gastos médicos, educación, vivienda, retiro u obra para la comunidad.",
      en: "This is the Development Sub-Fund: medical costs, education, housing, retirement or community works.",
    },
    privacy: "personal",
    default: false,
  },
  initialLineRequest: {
    type: "boolean",
    label: { es: "Pide la primera línea de crédito", en: "Asks for a first line of credit" },
    question: {
      es: "¿Es la primera línea de crédito que pide su grupo?",
      en: "Is this the first line of credit your group asks for?",
    },
    privacy: "business",
    default: false,
  },
  creditToDepositRatio: {
    type: "number",
    unit: "times",
    min: 0,
    max: 1000,
    integer: false,
    label: { es: "Línea pedida entre depósito", en: "Line asked for to deposit" },
    question: {
      es: "¿Cuántas veces el depósito de los primeros tres meses es la línea de crédito que piden?",
      en: "How many times the deposit of the first three months is the line of credit you ask for?",
    },
    help: {
      es: "Divida la línea que piden entre lo depositado: 200 entre 100 son 2 veces.",
      en: "Divide the line asked for by the deposit: 200 by 100 is 2 times.",
    },
    privacy: "business",
  },
  monthsSinceFirstLine: {
    type: "number",
    unit: "months",
    min: 0,
    max: 600,
    integer: true,
    label: { es: "Meses desde la primera línea", en: "Months since the first line" },
    question: {
      es: "¿Cuántos meses completos han pasado desde su primera línea de crédito?",
      en: "How many full months have passed since your first line of credit?",
    },
    privacy: "business",
  },
  repeatCredit: {
    type: "boolean",
    label: { es: "Pide otro crédito", en: "Asks for a next credit" },
    question: {
      es: "¿Pide un nuevo crédito después de haber pagado otro?",
      en: "Do you ask for a new credit after having repaid another?",
    },
    privacy: "business",
    default: false,
  },
  onTimeRepayment: {
    type: "boolean",
    label: { es: "Pagó a tiempo el crédito anterior", en: "Repaid the earlier loan on time" },
    question: { es: "¿Pagó a tiempo su crédito anterior?", en: "Did you repay your earlier loan on time?" },
    privacy: "business",
  },
  repaidLoan: {
    type: "number",
    unit: "loan currency",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Crédito ya pagado", en: "Repaid loan" },
    question: { es: "¿De cuánto fue el crédito que ya pagó?", en: "How much was the loan you have repaid?" },
    help: { es: "En la moneda en que se lo prestaron.", en: "In the currency in which it was lent." },
    privacy: "business",
  },
  creditToRepaidLoanRatio: {
    type: "number",
    unit: "times",
    min: 0,
    max: 1000,
    integer: false,
    label: { es: "Nuevo crédito entre el pagado", en: "Next credit to repaid loan" },
    question: {
      es: "¿Cuántas veces el crédito que ya pagó es el nuevo que pide?",
      en: "How many times the loan you repaid is the new one you ask for?",
    },
    help: {
      es: "Divida el nuevo crédito entre el que ya pagó: 150 entre 100 son 1.5 veces.",
      en: "Divide the new credit by the repaid loan: 150 by 100 is 1.5 times.",
    },
    privacy: "business",
  },
} as const satisfies FactTable;
