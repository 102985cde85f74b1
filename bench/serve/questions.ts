/** The three questions, in the words of each kind of schema. */
export const QUESTIONS = ["list", "detail", "deep"] as const;
export type QuestionName = (typeof QUESTIONS)[number];

export interface Question {
  readonly query: string;
  /** What is asked one after another; most questions are always the same one. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

/** A state with more than twenty programs in the filled catalog, and a program with many requirements. */
const STATE = "MX-QUE";
const SLUG = "cofoce-production-chains";

const variables: Readonly<Record<QuestionName, Question["variables"]>> = {
  list: [{ state: STATE }],
  detail: [{ slug: SLUG }],
  deep: [{}],
};

const OURS = `slug name acronym description target { asStated } sectors { tags { code } }
  agencies { role { code } agency { slug name acronym level { code } } }
  requirements { role { code } basis { code } text note }`;
const PLAIN = `slug name acronym description target tags
  agencies { role agency { slug name acronym level } }
  requirements { role basis text note }`;
const POSTGRAPHILE = `slug name acronym description target programTags(orderBy: POSITION_ASC) { nodes { tag } }
  programAgencies(orderBy: POSITION_ASC) { nodes { role agency { slug name acronym level } } }
  requirements(orderBy: POSITION_ASC) { nodes { role basis text note } }`;

export const DIALECTS = {
  /** schema/ventanilla.graphql. */
  ours: {
    list: `query List($state: String!) { programs(filter: { state: [$state] }, first: 20) { nodes { ${OURS} } } }`,
    detail: `query Detail($slug: ID!) { program(slug: $slug) { ${OURS} } }`,
    deep: "query Deep { programs(first: 100) { nodes { slug name agencies { agency { slug name programs(first: 5) { nodes { slug name } } } } } } }",
  },
  /** bench/peers/catalog.graphql. */
  plain: {
    list: `query List($state: String!) { programs(state: $state, first: 20) { ${PLAIN} } }`,
    detail: `query Detail($slug: ID!) { program(slug: $slug) { ${PLAIN} } }`,
    deep: "query Deep { programs(first: 100) { slug name agencies { agency { slug name programs(first: 5) { slug name } } } } }",
  },
  postgraphile: {
    list: `query List($state: String!) { programs(condition: { state: $state }, orderBy: [NAME_ASC, ROW_ID_ASC], first: 20) { nodes { ${POSTGRAPHILE} } } }`,
    detail: `query Detail($slug: String!) { programBySlug(slug: $slug) { ${POSTGRAPHILE} } }`,
    deep: `query Deep { programs(orderBy: [NAME_ASC, ROW_ID_ASC], first: 100) { nodes { slug name programAgencies(orderBy: POSITION_ASC) { nodes {
      agency { slug name programs: programsByProgramAgencyAgencyIdAndProgramId(orderBy: [NAME_ASC, ROW_ID_ASC], first: 5) { nodes { slug name } } } } } } } }`,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<QuestionName, string>>>>;
export type Dialect = keyof typeof DIALECTS;

export function question(dialect: Dialect, name: QuestionName): Question {
  return { query: DIALECTS[dialect][name], variables: variables[name] };
}

/** Names of fields that mean the same as another. */
const SAME: Readonly<Record<string, string>> = {
  programBySlug: "program",
  programTags: "tags",
  programAgencies: "agencies",
};

/** What an answer says, without how its schema wraps it: equal answers become equal values. */
export function content(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(content);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && WRAPPERS.has(only[0])) return content(only[1]);
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (key === "sectors") return ["tags", content((inner as { tags: unknown }).tags)];
      return [SAME[key] ?? key, content(inner)];
    }),
  );
}
const WRAPPERS = new Set(["nodes", "code", "tag", "asStated"]);
